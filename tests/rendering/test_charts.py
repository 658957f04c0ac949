"""Charts say what they are given: bars are as tall as their counts, each day is a square in its row, the table has the same numbers."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.adapters.localization import first_weekday, word_short_month
from digest.model.moment import Span
from digest.model.views.archive import Year
from digest.model.views.chart import Count
from digest.model.views.common import Link
from digest.rendering.graphics.charts import BAR, SHADES, TALLEST, HalfYear, draw_bars, draw_calendar, shade_of

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


def tallies(counts: list[int]) -> tuple[Count, ...]:
    first = date(2024, 1, 1)
    return tuple(Count(Span(first + timedelta(n), first + timedelta(n)), count) for n, count in enumerate(counts))


def heights(path: str) -> dict[int, int]:
    return {int(x) // BAR: TALLEST - int(y) for x, y in re.findall(r"M(\d+) 100V(\d+)", path)}


@given(COUNTS)
def test_every_bar_is_as_tall_as_its_count_says(counts: list[int]) -> None:
    drawn = draw_bars(tallies(counts))
    if max(counts) == 0:
        assert drawn is None
        return
    assert drawn is not None
    tall = heights(drawn.path)
    assert tall.keys() == {n for n, count in enumerate(counts) if count}, (
        "what is zero has no bar, and nothing else is left out"
    )
    assert all(abs(height - max(1, TALLEST * counts[n] / max(counts))) <= 0.5 for n, height in tall.items())
    assert drawn.wide == BAR * len(counts)
    assert drawn.most == tallies(counts)[counts.index(max(counts))]
    assert drawn == draw_bars(tallies(counts))


def test_nothing_at_all_is_no_chart() -> None:
    assert draw_bars(()) is None


def year_of(number: int, counts: dict[date, int]) -> Year:
    days = tuple(Count(Span(day, day), count) for day, count in sorted(counts.items()))
    months = tuple(
        Link(f"{month}", f"archive/{number:04d}/{month:02d}/", 1) for month in sorted({day.month for day in counts})
    )
    return Year(f"{number:04d}", f"archive/{number:04d}/", sum(counts.values()), months, days)


def squares(halves: tuple[HalfYear, ...]) -> dict[date, int]:
    """Read a calendar as a reader does: the column and the row of each square are a day, its shade is a range of counts."""
    found = {}
    for half in halves:
        for month in half.months:
            for shade, path in enumerate(month.shades):
                for column, row in re.findall(r"M(\d+) (\d+)h\.01", path):
                    found[half.span.start, int(column), int(row)] = shade
    return {start + timedelta(7 * column + row): shade for (start, column, row), shade in found.items()}


@given(
    st.integers(1, 9998),
    st.dictionaries(st.integers(0, 364), st.integers(1, 30), min_size=1),
    st.sampled_from(["en", "de", "ar", "en-US", "xx"]),
)
def test_a_calendar_has_each_day_at_its_place_in_its_shade(number: int, offsets: dict[int, int], language: str) -> None:
    counts = {date(number, 1, 1) + timedelta(offset): count for offset, count in offsets.items()}
    halves = draw_calendar(year_of(number, counts), language)
    leads = {half.span.start: (half.span.start.weekday() - first_weekday(language)) % 7 for half in halves}
    read = {}
    for half in halves:
        for day, shade in squares((half,)).items():
            read[day - timedelta(leads[half.span.start])] = shade
    assert read == {day: shade_of(count) for day, count in counts.items()}
    listed = {
        day.span.start: day.count for half in halves for month in half.months for day in month.days if day is not None
    }
    assert listed == counts, "the table says the same"
    assert sum(half.total for half in halves) == sum(counts.values())


@given(st.integers(1, 9999), st.sampled_from(["en", "de", "ar"]))
def test_the_grid_of_a_calendar_has_as_many_squares_as_the_half_year_days(number: int, language: str) -> None:
    for half in draw_calendar(year_of(number, {date(number, 5, 5): 1}), language):
        rows = re.findall(r"M(-?[\d.]+) \dH([\d.]+)", half.grid)
        assert len(rows) == 7
        assert (
            sum(round(float(end) - float(start)) for start, end in rows) == (half.span.end - half.span.start).days + 1
        )
        assert max(float(end) for _, end in rows) < 28
        lead = (half.span.start.weekday() - first_weekday(language)) % 7
        for month in half.months:
            top = half.span.start + timedelta(7 * month.column - lead)
            assert 0 <= (top - month.span.start).days < 7, "its name stands over its first whole week"


def test_a_year_without_days_is_no_calendar() -> None:
    assert draw_calendar(Year("2024", "archive/2024/", 3, ()), "en") == ()


@pytest.mark.parametrize(("count", "shade"), [(1, 0), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (10_000, 3)])
def test_a_shade_stands_for_a_range_of_counts(count: int, shade: int) -> None:
    assert shade_of(count) == shade
    assert SHADES == (1, 2, 4, 8), "templates/parts/charts.html says so in words"


def test_months_and_weeks_are_those_of_the_language() -> None:
    assert [word_short_month(3, language) for language in ("en", "de", "xx")] == ["Mar", "Mär", "Mar"]
    assert [first_weekday(language) for language in ("de", "en-US")] == [0, 6]
