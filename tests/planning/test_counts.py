"""Counts over time have no gaps and lose nothing, and a month leads to its page in the archive only if there is one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.planning.site.counts import Months, count_months, counts_of, monthly

MONTHS = st.dictionaries(
    st.tuples(st.integers(1990, 2026) | st.integers(2024, 2026), st.integers(1, 12)), st.integers(1, 50), min_size=1
)


def months_of(counts: dict[tuple[int, int], int]) -> Months:
    return tuple((year, month, count) for (year, month), count in sorted(counts.items()))


@given(MONTHS)
def test_a_chart_counts_everything_and_leaves_no_time_out(counts: dict[tuple[int, int], int]) -> None:
    tallies = counts_of(months_of(counts))
    spread = max(counts)[0] * 12 + max(counts)[1] - min(counts)[0] * 12 - min(counts)[1]
    if len(counts if spread < 36 else {year for year, _ in counts}) < 8:
        assert tallies == ()
        return
    assert sum(tally.count for tally in tallies) == sum(counts.values())
    assert len({tally.span.precision for tally in tallies}) == 1
    assert all((then.span.start - one.span.end).days == 1 for one, then in pairwise(tallies))
    assert len(tallies) <= (36 if tallies[0].span.precision == "month" else 37)
    assert tallies[0].count > 0
    assert tallies[-1].count > 0


@given(MONTHS, st.lists(st.integers(1, 1900), max_size=9))
def test_what_lies_before_the_newest_years_changes_nothing(
    counts: dict[tuple[int, int], int], years: list[int]
) -> None:
    older = {(year, 5): 7 for year in years}
    assert counts_of(months_of(older | counts)) == counts_of(months_of(counts))


@given(MONTHS, st.integers(1, 40))
def test_the_newest_months_lead_to_their_pages(counts: dict[tuple[int, int], int], newest: int) -> None:
    tallies = monthly(months_of(counts), newest, "archive/")
    assert 1 <= len(tallies) <= newest
    for tally in tallies:
        count = counts.get((tally.span.start.year, tally.span.start.month), 0)
        assert tally.count == count
        assert tally.address == (f"archive/{tally.span.start:%Y/%m}/" if count else "")
    assert (tallies[-1].span.start.year, tallies[-1].span.start.month) == max(counts)


@pytest.mark.parametrize(("bars", "drawn"), [(7, False), (8, True)])
def test_a_chart_has_at_least_eight_bars(bars: int, drawn: bool) -> None:  # noqa: FBT001 - a row of a table
    months = months_of({(2024, month): 9 for month in range(1, bars + 1)})
    years = months_of({(2000 + year, 1): 9 for year in range(bars)})
    assert (bool(counts_of(months)), bool(counts_of(years))) == (drawn, drawn)


def test_nothing_has_no_months() -> None:
    assert (count_months(()), monthly((), 24), counts_of(())) == ((), (), ())
