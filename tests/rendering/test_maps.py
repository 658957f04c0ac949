"""Maps: every mark stands within its picture, on its side of every other, whatever the place; the same places give the same bytes."""

import re
from math import cos, radians
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.content.article import Closeness, Place
from digest.model.views.chart import MapPoint
from digest.model.views.common import Link
from digest.reading.files.program import read_coastlines
from digest.rendering.graphics.coastlines import Coastlines, Frame
from digest.rendering.graphics.geometry import clipped, path_of
from digest.rendering.graphics.maps import DrawnMap, Maps, frame_around, frame_of, radius_of

ROOT = Path(__file__).parents[2]
MAPS = Maps(read_coastlines)
LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
few = settings(max_examples=25)
many = settings(few, max_examples=100)


def points_in(path: str) -> list[tuple[int, int]]:
    """Return the points of a path as a browser reads it."""
    points = []
    for part in re.findall(r"M[^Mz]*", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        points.append((x, y))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


def located(latitude: float, longitude: float, precision: Closeness = "") -> DrawnMap:
    drawn = MAPS.locate(Place("x", latitude, longitude, precision))
    assert drawn is not None
    return drawn


@few
@given(LATITUDES, LONGITUDES, st.sampled_from(["", "exact", "street", "town", "region"]))
def test_a_mark_and_the_land_lie_within_the_map(latitude: float, longitude: float, precision: Closeness) -> None:
    drawn = located(latitude, longitude, precision)
    [mark] = drawn.marks
    assert 0 <= mark.x - mark.radius <= mark.x + mark.radius <= drawn.wide
    assert 0 <= mark.y - mark.radius <= mark.y + mark.radius <= drawn.high
    assert drawn.is_vague == (precision in {"town", "region"})
    assert all(-6 <= x <= drawn.wide + 6 and -6 <= y <= drawn.high + 6 for x, y in points_in(drawn.land))


@pytest.mark.parametrize(
    ("place", "region"),
    [((44.4, 8.9), 16.2), ((32.3, -64.8), 8.1), ((-48.9, -123.4), 7.0)],
    ids=["Genoa, at 24 units to a degree", "Bermuda, at 12", "the open ocean, at 6"],
)
def test_a_mark_is_as_large_as_the_place_is_vague_and_a_map_as_near_as_there_is_something_to_see(
    place: tuple[float, float], region: float
) -> None:
    precisions: tuple[Closeness, ...] = ("", "exact", "street", "town", "region")
    assert [located(*place, precision).marks[0].radius for precision in precisions] == [4.0, 4.0, 4.0, 7.0, region]


@many
@given(LATITUDES, LONGITUDES, st.sampled_from([10, 20, 40]))
def test_a_place_lies_in_the_middle_half_of_its_frame(latitude: float, longitude: float, height: float) -> None:
    frame = frame_around(latitude, longitude, height)
    assert frame.wide / 4 <= frame.x(longitude) <= frame.wide * 3 / 4
    assert 0.1 * frame.high <= frame.y(latitude) <= 0.9 * frame.high


@many
@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=40))
def test_the_projection_is_monotone_and_keeps_all_places_within_the_frame(places: list[tuple[float, float]]) -> None:
    frame = frame_of([MapPoint(Link("x", "x/", 1), *place) for place in places])
    assert all(0 <= frame.x(longitude) <= frame.wide for _, longitude in places)
    assert all(0 <= frame.y(latitude) <= frame.high for latitude, _ in places)
    if frame.breadth < 360:
        assert all(0.03 <= frame.x(longitude) / frame.wide <= 0.97 for _, longitude in places), (
            "something is around them"
        )
    latitudes = sorted(latitude for latitude, _ in places)
    assert [frame.y(latitude) for latitude in latitudes] == sorted(map(frame.y, latitudes), reverse=True)
    east = sorted(places, key=lambda place: (place[1] - frame.west) % 360)
    assert [frame.x(longitude) for _, longitude in east] == sorted(frame.x(longitude) for _, longitude in places)


@many
@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=40))
def test_in_the_middle_of_a_map_a_kilometre_is_as_long_to_the_east_as_to_the_north(
    places: list[tuple[float, float]],
) -> None:
    overview = frame_of([MapPoint(Link("x", "x/", 1), *place) for place in places])
    assert -180 <= overview.west < 180
    for frame in (overview, frame_around(*places[0], 20)):
        middle = abs(frame.north - frame.height / 2)
        shrinking = cos(radians(min(75, middle)))  # nearer to the poles it is as it is there
        north, east = frame.high / frame.height, frame.wide / frame.breadth / shrinking
        assert abs(north - east) <= 0.04 * north


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    frame = frame_of(
        [MapPoint(Link(name, name, 1), -17, longitude) for name, longitude in (("Fiji", 178), ("Samoa", -172))]
    )
    assert frame.breadth < 40
    assert frame.x(178) < frame.x(-172)
    assert points_in(located(-17.8, 178.5).land)
    assert located(66, 179.9).land.count("M") < 30, "Chukotka is not cut in two"


@few
@given(st.lists(st.tuples(LATITUDES, LONGITUDES, st.integers(0, 500)), min_size=1, max_size=30))
def test_an_overview_has_every_place_as_large_as_its_count(places: list[tuple[float, float, int]]) -> None:
    points = tuple(
        MapPoint(Link(f"p{n}", f"places/p{n}/", count), latitude, longitude)
        for n, (latitude, longitude, count) in enumerate(places)
    )
    drawn = MAPS.survey(points)
    assert drawn is not None
    assert {mark.link for mark in drawn.marks} == {point.link for point in points}
    most = max(1, *(count for *_, count in places), 1)
    assert all(mark.link and mark.radius == radius_of(mark.link.count, most) for mark in drawn.marks)
    radii = [mark.radius for mark in drawn.marks]
    assert radii == sorted(radii, reverse=True), "small marks stand above large ones"
    assert drawn == Maps(read_coastlines).survey(points[::-1])


def test_a_thousand_places_are_all_there_and_the_map_stays_small() -> None:
    points = tuple(
        MapPoint(Link(f"p{n}", f"p{n}/", 1000 - n), n * 0.16 - 80, n * 137.5 % 360 - 180) for n in range(1000)
    )
    drawn = MAPS.survey(points)
    assert drawn is not None
    assert len(drawn.marks) == 100
    assert len(re.findall(r"M\d+ \d+h\.01", drawn.dots)) > 850
    assert sum(map(len, (drawn.land, drawn.borders, drawn.dots))) < 30_000


@pytest.mark.parametrize("place", [None, Place("nowhere"), Place("vague", precision="region")])
def test_what_lies_nowhere_has_no_map(place: Place | None) -> None:
    assert MAPS.locate(place) is None
    assert MAPS.survey(()) is None


def test_outlines_are_read_only_for_a_map() -> None:
    def unread() -> bytes:
        raise AssertionError

    maps = Maps(unread)
    assert (maps.locate(Place("nowhere")), maps.survey(())) == (None, None)


def test_what_is_cut_out_depends_on_nothing_that_was_cut_before() -> None:
    frames = [
        frame_around(latitude, longitude, 20) for latitude, longitude in ((44, 9), (-17, 179), (66, -179), (39, -77))
    ]
    used = Coastlines(read_coastlines())
    drawn = [used.cut(frame) for frame in frames]
    assert [used.cut(frame) for frame in frames[::-1]] == drawn[::-1]
    assert [Coastlines(read_coastlines()).cut(frame) for frame in frames] == drawn


LANDMARKS: dict[str, list[tuple[float, float, bool]]] = {
    "land, and a lake that is none": [(48.1, 11.6, True), (42.0, 51.0, False)],
    "islands": [(65, -18.5, True), (65, -30, False), (-20, 47, True)],
    "both sides of the date line": [(67, 179, True), (67, -179, True), (60, 179.9, False), (-17.8, 178, True)],
    "the poles": [(-89, 0, True), (-85, 179, True), (90, 0, False)],
}


def is_land(latitude: float, longitude: float) -> bool:
    """Return whether a point lies within the drawn land: how often a line from it to the right crosses its edges (even or odd)."""
    frame = frame_around(latitude, longitude, 20)
    land = Coastlines(read_coastlines()).cut(frame).land
    x, y = frame.x(longitude) + 0.5, frame.y(latitude) + 0.25
    crossings = 0
    for ring in land.split("z")[:-1]:
        points = points_in(ring)
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            if (ay > y) != (by > y) and ax + (y - ay) * (bx - ax) / (by - ay) > x:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("case", LANDMARKS)
def test_land_is_where_there_is_land(case: str) -> None:
    assert [is_land(latitude, longitude) for latitude, longitude, _ in LANDMARKS[case]] == [
        land for *_, land in LANDMARKS[case]
    ]


@many
@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12),
    st.tuples(st.integers(-40, -1), st.integers(1, 40), st.integers(-40, -1), st.integers(1, 40)),
)
def test_what_is_clipped_lies_within_the_window(ring: list[tuple[int, int]], window: tuple[int, int, int, int]) -> None:
    kept = clipped([*ring, ring[0]], window)
    assert all(window[0] <= x <= window[1] and window[2] <= y <= window[3] for x, y in kept)
    assert kept == [] or kept[0] == kept[-1]


@many
@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=1))
def test_a_path_says_where_its_points_are(line: list[tuple[int, int]]) -> None:
    assert points_in(path_of(line)) == line


def test_a_frame_knows_what_lies_west_of_it() -> None:
    frame = Frame(170, 10, 20, 20, 200, 200)
    assert [frame.x(longitude) for longitude in (170, 180, -180, -170)] == [0, 100, 100, 200]


def test_the_outlines_are_small() -> None:
    assert len(read_coastlines()) < 250_000
