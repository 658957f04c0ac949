"""Lines with integer coordinates: clip them to a box, remove points that cannot be seen, and write them as SVG paths."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[int, int]
# West, east, south and north.
Box = tuple[int, int, int, int]


def box_of(points: Sequence[Point]) -> Box:
    """Return the bounding box of points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), max(xs), min(ys), max(ys)


def are_apart(one: Box, other: Box) -> bool:
    """Return whether two boxes do not overlap."""
    return one[0] > other[1] or one[1] < other[0] or one[2] > other[3] or one[3] < other[2]


def clipped(ring: list[Point], window: Box) -> list[Point]:
    """Clip a ring, whose last point equals the first, to a window, edge by edge (Sutherland and Hodgman)."""
    west, east, south, north = window
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        ring = _beside(ring, axis, edge, sign)
    return ring


def _beside(ring: list[Point], axis: int, edge: int, sign: int) -> list[Point]:
    limit = edge * sign
    if all(point[axis] * sign >= limit for point in ring):
        return ring
    kept: list[Point] = []
    for one, other in pairwise(ring):
        inside, then = one[axis] * sign >= limit, other[axis] * sign >= limit
        if inside:
            kept.append(one)
        if inside != then:
            share = (edge - one[axis]) / (other[axis] - one[axis])
            across = round(one[1 - axis] + share * (other[1 - axis] - one[1 - axis]))
            kept.append((edge, across) if axis == 0 else (across, edge))
    return [*kept, kept[0]] if kept else kept


def apart(line: Sequence[Point]) -> list[Point]:
    """Return a line without points that equal the previous one or are on the line between their neighbours."""
    kept = list(line[:1])
    for point in line[1:]:
        x, y = point
        bx, by = kept[-1]
        if x == bx and y == by:
            continue
        if len(kept) > 1:
            ax, ay = kept[-2]
            if (bx - ax) * (y - by) == (by - ay) * (x - bx) and (bx - ax) * (x - bx) + (by - ay) * (y - by) > 0:
                kept.pop()
        kept.append(point)
    return kept


def path_of(line: list[Point]) -> str:
    """Return a line as an SVG path: its first point, and the offset of each further one."""
    if not line:
        return ""
    steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(line))
    return f"M{line[0][0]} {line[0][1]}l{steps}".replace(" -", "-")
