"""Coastlines and borders within a part of the world, as SVG paths.

`data/world.bin` (made by `.ci/make_coastlines.py`) holds the lines at four levels of detail. All numbers are little-endian. The file
begins with the sizes of four blocks (32 bits each); each block is compressed with zlib and holds, in this order:

- the number of lines and the number of steps (32 bits each);
- for each line: its kind, its number of points, and the longitude and latitude of its first point (16 bits each);
- the steps from point to point, first all to the east, then all to the north (16 bits each).

Numbers of 16 bits are split: first all low bytes, then all high bytes, because that compresses better. The unit is 0.01 degrees.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from struct import unpack

from digest.rendering.graphics.geometry import Box, Point, apart, are_apart, box_of, clipped, path_of

_GRID = 100  # units in a degree
_AROUND = 360 * _GRID
_CHUNK = 32
_LAND = 0
# The level of detail for a picture: the first that is enough for its number of units per degree.
_LEVELS = (14.0, 8.0, 4.0, 0.0)
_MARGIN = 4  # how far outlines continue beyond the edges of a picture, in its units


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world, in degrees, and the size of its picture. `west` is within 360 degrees of Greenwich.

    The projection is equirectangular: both axes are linear, north is up, and distances are equal along a parallel.
    """

    west: float
    north: float
    breadth: float
    height: float
    wide: int
    high: int

    def x(self, longitude: float) -> float:
        """Return the distance of a longitude from the left edge, if it is within the frame."""
        east = (longitude - self.west) % 360
        return (east if east <= self.breadth or self.breadth >= 360 else east - 360) * self.wide / self.breadth

    def y(self, latitude: float) -> float:
        """Return the distance of a latitude from the upper edge."""
        return (self.north - latitude) * self.high / self.height


@dataclass(frozen=True, slots=True)
class Outline:
    """What is visible in a frame: paths of land and of borders. `detail` is the number of their points within the frame."""

    land: str
    borders: str
    detail: int


class _Line:
    """A coast or a border with all its points."""

    def __init__(self, kind: int, points: list[Point]) -> None:
        self.kind = kind
        self.points = points
        self.box = box_of(points)

    @cached_property
    def chunks(self) -> list[tuple[Box, list[Point]]]:
        """The points in runs, each with its bounding box. The first point of a run is the last one of the previous run."""
        runs = (self.points[start : start + _CHUNK + 1] for start in range(0, max(1, len(self.points) - 1), _CHUNK))
        return [(box_of(run), run) for run in runs]


class Coastlines:
    """Cuts frames out of the world. Each level of detail is unpacked when it is first needed."""

    def __init__(self, raw: bytes) -> None:
        """Keep the data."""
        self._raw = raw
        self._levels: dict[int, tuple[list[_Line], Box]] = {}

    def _level(self, number: int) -> tuple[list[_Line], Box]:
        if number not in self._levels:
            sizes = [int.from_bytes(self._raw[4 * n : 4 * n + 4], "little") for n in range(len(_LEVELS))]
            start = 4 * len(sizes) + sum(sizes[:number])
            lines = _lines_of(self._raw[start : start + sizes[number]])
            west, east, south, north = zip(*(line.box for line in lines), strict=True)
            self._levels[number] = lines, (min(west), max(east), min(south), max(north))
        return self._levels[number]

    def cut(self, frame: Frame) -> Outline:
        """Return what is visible in a frame, with no more detail than its picture can show."""
        lines, world = self._level(next(n for n, least in enumerate(_LEVELS) if frame.high / frame.height >= least))
        margin = _MARGIN * frame.breadth / frame.wide, _MARGIN * frame.height / frame.high
        window = (
            int((frame.west - margin[0]) * _GRID),
            int((frame.west + frame.breadth + margin[0]) * _GRID),
            int((frame.north - frame.height - margin[1]) * _GRID),
            int((frame.north + margin[1]) * _GRID),
        )
        across, down = frame.wide / frame.breadth / _GRID, frame.high / frame.height / _GRID
        left, top = frame.west * _GRID, frame.north * _GRID

        def drawn(points: Sequence[Point], shift: int) -> list[Point]:
            placed = [(round((x + shift - left) * across), round((top - y) * down)) for x, y in points]
            return apart(placed)

        land: list[list[Point]] = []
        borders: list[list[Point]] = []
        for shift in (-_AROUND, 0, _AROUND):
            here = (window[0] - shift, window[1] - shift, window[2], window[3])
            for line in lines if not are_apart(world, here) else ():
                if not are_apart(line.box, here):
                    if line.kind == _LAND:
                        land.append(drawn(clipped(_thinned(line, here), here), shift))
                    else:
                        borders += [drawn(run, shift) for run in _within(line, here)]
        land = [ring for ring in land if len(ring) > 3]
        borders = [run for run in borders if len(run) > 1]
        detail = sum(0 <= x <= frame.wide and 0 <= y <= frame.high for run in (*land, *borders) for x, y in run)
        return Outline("".join(f"{path_of(ring[:-1])}z" for ring in land), "".join(map(path_of, borders)), detail)


@cache
def _lines_of(raw: bytes) -> list[_Line]:
    """Return the lines of a level, kept for the next build of this process: to unpack them takes 20 to 45 ms."""
    return list(_unpack(raw))


def _unpack(raw: bytes) -> Iterator[_Line]:
    data = zlib.decompress(raw)
    lines, steps = int.from_bytes(data[:4], "little"), int.from_bytes(data[4:8], "little")
    heads = _numbers(data[8 : 8 + 8 * lines])
    moves = _numbers(data[8 + 8 * lines :])
    at = 0
    for n in range(0, 4 * lines, 4):
        kind, length, x, y = heads[n : n + 4]
        end = at + length - 1
        yield _Line(
            kind,
            list(
                zip(
                    accumulate(moves[at:end], initial=x),
                    accumulate(moves[steps + at : steps + end], initial=y),
                    strict=True,
                )
            ),
        )
        at = end


def _numbers(data: bytes) -> tuple[int, ...]:
    both = bytearray(len(data))
    half = len(data) // 2
    both[::2], both[1::2] = data[:half], data[half:]
    return unpack(f"<{half}h", both)


def _thinned(line: _Line, window: Box) -> list[Point]:
    """Return a ring in which each run beyond one edge is reduced to its ends: clipping gives the same result."""
    points: list[Point] = []
    for box, run in line.chunks:
        points += (run[0], run[-1]) if are_apart(box, window) else run
    return points


def _within(line: _Line, window: Box) -> Iterator[list[Point]]:
    """Return the runs of a border that touch a window."""
    run: list[Point] = []
    for box, points in line.chunks:
        if are_apart(box, window):
            if run:
                yield run
            run = []
        else:
            run = [*run[:-1], *points]
    if run:
        yield run
