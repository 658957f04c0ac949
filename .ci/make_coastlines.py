"""Makes `digest/rendering/graphics/data/world.bin`, the coastlines and borders that maps are drawn with, of TopoJSON files.

    npm pack world-atlas@2.0.2 us-atlas@3.0.1   # then unpack both
    python .ci/make_coastlines.py world/land-50m.json world/countries-50m.json us/states-10m.json digest/rendering/graphics/data/world.bin

`digest/rendering/graphics/coastlines.py` says how the result is laid out, and reads it.
"""

import argparse
import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[int, int]
Line = list[Point]

AROUND = 36_000  # steps
GRID = 100  # steps in a degree: one is about a kilometre, a twentieth of what the data know
# For each level of detail, how far, in steps, a point may lie beside the line that leaves it out.
LEVELS = (3, 9, 18, 40)
LAND, COUNTRY, STATE = range(3)


class Topology:
    """A file of TopoJSON (its specification, version 1): arcs that shapes share."""

    def __init__(self, path: Path) -> None:
        """Read the file, with the arcs in steps of the grid."""
        self.data: dict[str, Any] = json.loads(path.read_text())
        scale, offset = self.data["transform"]["scale"], self.data["transform"]["translate"]
        self.arcs: list[Line] = []
        for arc in self.data["arcs"]:
            x = y = 0
            line = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append((round((x * scale[0] + offset[0]) * GRID), round((y * scale[1] + offset[1]) * GRID)))
            self.arcs.append(line)

    def rings(self, name: str) -> Iterator[list[int]]:
        """Return every ring of an object's shapes, as numbers of arcs; one that runs backwards is negative."""
        for shape in self._shapes(self.data["objects"][name]):
            yield from shape["arcs"] if shape["type"] == "Polygon" else (r for part in shape["arcs"] for r in part)

    def _shapes(self, thing: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if thing["type"] == "GeometryCollection":
            for part in thing["geometries"]:
                yield from self._shapes(part)
        elif thing["type"] in {"Polygon", "MultiPolygon"}:
            yield thing

    def ring(self, numbers: Iterable[int]) -> Line:
        """Return the points of a ring; the last is the first again."""
        line: Line = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            line += arc[1:] if line else arc
        return line

    def shared(self, name: str) -> Iterator[Line]:
        """Return the arcs that two shapes share: the borders between them."""
        uses = Counter(number if number >= 0 else ~number for numbers in self.rings(name) for number in numbers)
        return (self.arcs[number] for number in sorted(uses) if uses[number] > 1)


def simplify(line: Line, slack: float) -> Line:
    """Leave out points that lie on a line, nearly (Douglas and Peucker); the ends stay."""
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:
        middle = max(range(len(line)), key=lambda n: abs(line[n][0] - line[0][0]) + abs(line[n][1] - line[0][1]))
        keep.add(middle)
        todo = [(0, middle), (middle, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
        far = max(
            range(first + 1, last),
            key=lambda n: abs((bx - ax) * (line[n][1] - ay) - (by - ay) * (line[n][0] - ax)),
            default=None,
        )
        if far is None:
            continue
        off = abs((bx - ax) * (line[far][1] - ay) - (by - ay) * (line[far][0] - ax)) / length
        if off > slack:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [line[n] for n in sorted(keep)]


def unroll(line: Line) -> Line:
    """Let a line that crosses the antimeridian go on beyond it; one around the pole is closed along the pole."""
    turns = 0
    unrolled = line[:1]
    for (ax, _), (bx, by) in pairwise(line):
        turns -= (bx - ax > AROUND // 2) - (ax - bx > AROUND // 2)
        unrolled.append((bx + turns * AROUND, by))
    if line[0] == line[-1] and turns:
        pole = 90 * GRID if unrolled[0][1] > 0 else -90 * GRID
        unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole), unrolled[0]]
    xs = [x for x, _ in unrolled]
    off = AROUND * round((min(xs) + max(xs)) / 2 / AROUND)
    return [(x - off, y) for x, y in unrolled]


def shorten(line: Line) -> Line:
    """Put a point into the middle of steps that are too long for sixteen bits, such as the edge of the Antarctic from west to east."""
    short = line[:1]
    for (ax, ay), (bx, by) in pairwise(line):
        if abs(bx - ax) > 2**15 - 1:
            short.append(((ax + bx) // 2, (ay + by) // 2))
        short.append((bx, by))
    return short


def coarsen(lines: Iterable[tuple[int, Line]], slack: float) -> Iterator[tuple[int, Line]]:
    """Return what is left of lines at a level of detail: no small islands, and no states on maps of the world."""
    for kind, line in lines:
        simple = simplify(line, slack)
        size = max(max(axis) - min(axis) for axis in zip(*simple, strict=True))
        if kind == LAND:
            if len(simple) > 3 and size > (slack if slack == LEVELS[0] else 2 * slack):
                yield kind, shorten(simple)
        elif size > slack / 2 and not (kind == STATE and slack == LEVELS[-1]):
            yield kind, simple


def pack(lines: list[tuple[int, Line]]) -> bytes:
    """Lay out lines as `digest/rendering/graphics/coastlines.py` says."""
    heads = [number for kind, line in lines for number in (kind, len(line), *line[0])]
    deltas = [(bx - ax, by - ay) for _, line in lines for (ax, ay), (bx, by) in pairwise(line)]
    steps = [*(dx for dx, _ in deltas), *(dy for _, dy in deltas)]
    raw = struct.pack("<2i", len(lines), len(deltas))
    for numbers in (heads, steps):
        both = struct.pack(f"<{len(numbers)}h", *numbers)
        raw += both[::2] + both[1::2]
    return zlib.compress(raw, 9)


def main() -> None:
    """Read the three files, and write the fourth."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("land", "countries", "states", "result"):
        arguments.add_argument(name, type=Path)
    paths = arguments.parse_args()
    land, countries, states = (Topology(path) for path in (paths.land, paths.countries, paths.states))
    lines = [(LAND, unroll(land.ring(numbers))) for numbers in land.rings("land")]
    lines += [(COUNTRY, unroll(line)) for line in countries.shared("countries")]
    lines += [(STATE, unroll(line)) for line in states.shared("states")]
    blocks = [pack(list(coarsen(lines, slack))) for slack in LEVELS]
    raw = struct.pack(f"<{len(blocks)}i", *map(len, blocks)) + b"".join(blocks)
    paths.result.write_bytes(raw)
    print(f"{len(raw)} bytes, of them by level {[*map(len, blocks)]}")


if __name__ == "__main__":
    main()
