"""Overviews show where places lie by what was written first, and the commonest tags over the newest years."""

import random

from digest.model.content.article import Article, Place
from digest.model.views.archive import IncidentIndexView, IndexView
from tests.planning.plans import article, incident_file, plan, view


def series(articles: list[Article]) -> dict[str, list[tuple[int, int]]]:
    """Return the years of each tag with their counts, those without any left out."""
    rows = view(plan(*articles), "tags/", IndexView).series
    return {row.link.text: [(tally.span.start.year, tally.count) for tally in row.years if tally.count] for row in rows}


def tagged(tag: str, *years: int) -> list[Article]:
    return [article(f"{tag}-{place}", f"{year:04d}-12-31", tags=(tag,)) for place, year in enumerate(years)]


def test_the_commonest_tags_are_counted_by_year() -> None:
    articles = tagged("fire", 2014, 2014, *range(2016, 2021)) + tagged("flood", 2015, 2015, 2020)
    rows = view(plan(*articles, *tagged("rare", 2022, 2022)), "tags/", IndexView).series
    assert [(row.link.text, [tally.count for tally in row.years]) for row in rows] == [
        ("fire", [2, 0, 1, 1, 1, 1, 1]),
        ("flood", [0, 2, 0, 0, 0, 0, 1]),
    ]


def test_a_chart_of_tags_has_at_least_eight_bars() -> None:
    few = tagged("fire", 2020, 2021, 2022, 2023) + tagged("flood", 2020, 2021, 2022)
    assert series(few) == {}
    assert len(series([*few, article("flood-more", "2023-01-01", tags=("flood",))])) == 2


def test_tags_of_centuries_ago_leave_no_empty_rows_and_no_empty_years() -> None:
    now = tagged("fire", 1600, 2000, 2001, 2002, 2024) + tagged("flood", 1999, *range(2001, 2006))
    assert series(now + tagged("plague", 1600, 1601, 1602)) == {
        "fire": [(2000, 1), (2001, 1), (2002, 1), (2024, 1)],
        "flood": [(2001, 1), (2002, 1), (2003, 1), (2004, 1), (2005, 1)],
    }
    assert series(tagged("fire", 2024, 2024, 2024) + tagged("plague", 1600, 1601, 1602)) == {}
    assert series(tagged("fire", 1600, 2024, 2024) + tagged("flood", 1601, 2024, 2024)) == {}
    assert series(tagged("fire", 2023, 2024, 2024)) == {}
    assert series([]) == {}


def test_a_place_lies_where_the_first_report_with_a_position_says_whatever_the_order_of_files() -> None:
    articles = [
        article("a", "2024-03-03", places=(Place("Null Island", 9, 9),)),
        article("b", "2024-03-02", places=(Place("null island", 0, 0), Place("Nowhere"))),
        article("c", "2024-03-01", places=(Place("Null Island"),), incidents=("case",)),
    ]
    files = [incident_file("case", place=Place("Quay", -1, 180))]
    for seed in range(4):
        random.Random(seed).shuffle(articles)
        points = view(plan(*articles, incidents=files), "places/", IndexView).points
        assert [(point.link.text, point.link.count, point.latitude, point.longitude) for point in points] == [
            ("Null Island", 3, 0, 0),
            ("Quay", 1, -1, 180),
        ]


def test_a_map_has_several_dots() -> None:
    quay, dock = Place("Quay", 1, 2), Place("Dock", 1, 3)
    one = article("a", places=(quay, Place("Same quay", 1, 2)), incidents=("case",))
    assert view(plan(one), "places/", IndexView).points == ()
    assert view(plan(one), "incidents/", IncidentIndexView).points == ()
    other = article("b", places=(dock,), incidents=("other",))
    assert len(view(plan(one, other), "places/", IndexView).points) == 3
    assert len(view(plan(one, other), "incidents/", IncidentIndexView).points) == 2
