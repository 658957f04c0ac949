"""Maps of one place or of many: the part of the world to show, and the positions of the marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import cos, radians, sqrt

from digest.model.content.article import Closeness, Place
from digest.model.views.chart import MapPoint
from digest.model.views.common import Link
from digest.rendering.graphics.coastlines import Coastlines, Frame, Outline

# A map of one place: its size in units of the picture, its possible heights in degrees, and the number of coast points that are enough.
_WIDE, _HIGH = 360, 240
_HEIGHTS = (10, 20, 40)
_ENOUGH = 24
_STEPS = 4  # frames are aligned to quarters of a frame, so that places near each other share one
# How far a place may be from the point, in kilometres, and the smallest radius of a mark.
_RADII: dict[Closeness, float] = {"": 0, "exact": 0, "street": 0, "town": 10, "region": 75}
_DOT, _RING = 4.0, 7.0
_KILOMETRES = 111.2  # in a degree
_NEAREST_THE_POLE = 75  # nearer to a pole, a map is scaled as at this latitude

# A map of many places.
_BROAD = 560
_LARGEST, _SMALLEST = 13.0, 2.0
MOST_LINKED = 100
_PADDING = 1.2


@dataclass(frozen=True, slots=True)
class Mark:
    """A circle on a map, in units of its picture. `link` is its page, if there is one."""

    x: float
    y: float
    radius: float
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map: its size, paths of land and borders, circles (`marks`), and one path of dots for all places without a circle."""

    wide: int
    high: int
    land: str
    borders: str
    marks: tuple[Mark, ...]
    dots: str = ""
    is_vague: bool = False


class Maps:
    """Draws maps. The coastlines are read for the first map, and each frame is cut once."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        """Keep the function that reads the data of the coastlines."""
        self._read = read
        self._cut = lru_cache(maxsize=4096)(self._cut_anew)

    @cached_property
    def _coastlines(self) -> Coastlines:
        return Coastlines(self._read())

    def _cut_anew(self, frame: Frame) -> Outline:
        return self._coastlines.cut(frame)

    def locate(self, place: Place | None) -> DrawnMap | None:
        """Return a map of one place, at the largest scale that shows enough coast or borders; None if its position is unknown."""
        if place is None or place.latitude is None or place.longitude is None:
            return None
        frames = [frame_around(place.latitude, place.longitude, height) for height in _HEIGHTS]
        frame = next((frame for frame in frames[:-1] if self._cut(frame).detail >= _ENOUGH), frames[-1])
        outline = self._cut(frame)
        vague = _RADII[place.precision] > 0
        wanted = _RADII[place.precision] / _KILOMETRES * frame.high / frame.height
        radius = round(max(wanted, _RING if vague else _DOT), 1)
        mark = Mark(*_spot(frame, place.longitude, place.latitude), radius)
        return DrawnMap(frame.wide, frame.high, outline.land, outline.borders, (mark,), is_vague=vague)

    def survey(self, points: Sequence[MapPoint], linked: int = MOST_LINKED) -> DrawnMap | None:
        """Return a map of places, with marks as large as their counts, the largest below the others; None if there are none.

        The largest ones, at most `linked`, are links; all others are dots.
        """
        if not points:
            return None
        frame = frame_of(points)
        outline = self._cut(frame)
        largest_first = sorted(points, key=lambda point: (-point.link.count, point.link.address))
        most = max(1, largest_first[0].link.count)
        marks = tuple(
            Mark(*_spot(frame, point.longitude, point.latitude), radius_of(point.link.count, most), point.link)
            for point in largest_first[:linked]
        )
        small = (_spot(frame, point.longitude, point.latitude) for point in largest_first[linked:])
        dots = "".join(dict.fromkeys(f"M{round(x)} {round(y)}h.01" for x, y in small))
        return DrawnMap(frame.wide, frame.high, outline.land, outline.borders, marks, dots)


def radius_of(count: int, most: int) -> float:
    """Return the radius of a mark whose area is proportional to a count, with a visible minimum."""
    return round(max(_SMALLEST, _LARGEST * sqrt(count / most)), 1)


def frame_around(latitude: float, longitude: float, height: float) -> Frame:
    """Return the frame of a map of one place, `height` degrees high: the aligned one with the place in its middle half."""
    step = height / _STEPS
    highest = 90 - height / 2 + step  # so that a place at a pole is not cut by the edge
    middle = max(-highest, min(highest, round(latitude / step) * step))
    breadth = height * _WIDE / _HIGH / _shrinking(middle)
    step = breadth / _STEPS
    centre = round(longitude / step) * step
    return Frame(round(centre - breadth / 2, 4), round(middle + height / 2, 4), round(breadth, 4), height, _WIDE, _HIGH)


def frame_of(points: Sequence[MapPoint]) -> Frame:
    """Return the frame of a map of many places: all of them with a margin, in whole degrees."""
    west, breadth = _span_of(sorted({point.longitude % 360 for point in points}))
    latitudes = [point.latitude for point in points]
    south, north = min(latitudes), max(latitudes)
    middle = (south + north) / 2
    shrinking = _shrinking(middle)
    height = max(_HEIGHTS[0], (north - south) * _PADDING, breadth * _PADDING * shrinking / 2.1)
    wanted = max(breadth * _PADDING, height * 1.4 / shrinking)
    centre = west + breadth / 2
    whole = float(min(360, -(-wanted // 1)))
    height = float(-(-height // 1))
    west = round(centre - whole / 2) if whole < 360 else -180.0
    high = round(_BROAD * height / (whole * shrinking))
    return Frame(float((west + 180) % 360 - 180), float(round(middle + height / 2)), whole, height, _BROAD, high)


def _span_of(longitudes: list[float]) -> tuple[float, float]:
    """Return the western edge and the width of sorted longitudes (0 to 360): the world without the widest gap between two."""
    around = [*longitudes, longitudes[0] + 360]
    gap, east = max((then - one, one) for one, then in pairwise(around))
    return (east + gap) % 360, 360 - gap


def _shrinking(latitude: float) -> float:
    """Return the length of a degree of longitude at a latitude, relative to a degree of latitude."""
    return cos(radians(min(abs(latitude), _NEAREST_THE_POLE)))


def _spot(frame: Frame, longitude: float, latitude: float) -> tuple[float, float]:
    return round(frame.x(longitude), 1), round(frame.y(latitude), 1)
