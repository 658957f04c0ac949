"""Counts over time, as charts show them: by month if there are few, else by year, without gaps."""

from collections import Counter
from collections.abc import Iterable

from digest.model.moment import Span, days_of_month
from digest.model.views.chart import Count
from digest.planning.site.nodes import ArticleNode

# How many months, or years, a chart shows, the newest ones; and how many of them must have a bar: fewer say less than their list does.
_MOST_MONTHS, _MOST_YEARS = 36, 60
_FEWEST_BARS = 8

# The count of each month that is not zero, oldest first: year, month, count. Small, because it is part of fingerprints.
Months = tuple[tuple[int, int, int], ...]


def count_months(articles: Iterable[ArticleNode]) -> Months:
    """Count articles by the months of their dates; of incidents, their first reports are counted."""
    moments = (node.article.date.at for node in articles)
    counts = Counter([(at.year, at.month) for at in moments])
    return tuple((year, month, count) for (year, month), count in sorted(counts.items()))


def counts_of(months: Months) -> tuple[Count, ...]:
    """Return the counts of each month from the first to the last, or, where that would be many, of each year; nothing for only a few.

    Of more years than a chart shows the newest count alone, also for whether there is enough to show.
    """
    shown = tuple(month for month in months if month[0] > months[-1][0] - _MOST_YEARS)
    if len(shown) < _FEWEST_BARS:
        return ()
    if _number(shown[-1]) - _number(shown[0]) < _MOST_MONTHS:
        return monthly(shown, _MOST_MONTHS)
    counts: Counter[int] = Counter()
    for year, _, count in shown:
        counts[year] += count
    return _with_enough_bars(tuple(year_count(year, counts[year]) for year in range(shown[0][0], shown[-1][0] + 1)))


def _with_enough_bars(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Return the counts of a chart, if at least 8 of them are not zero; else nothing."""
    return counts if sum(one.count > 0 for one in counts) >= _FEWEST_BARS else ()


def monthly(months: Months, newest: int, section: str = "") -> tuple[Count, ...]:
    """Return the counts of the newest months up to the last that is not zero; each links to its page, given a `section` (an address)."""
    if not months:
        return ()
    last = _number(months[-1])
    counts = {_number(month): month[2] for month in months}
    tallies = []
    for number in range(max(last - newest + 1, min(counts)), last + 1):
        year, month = number // 12, number % 12 + 1
        count = counts.get(number, 0)
        address = f"{section}{year:04d}/{month:02d}/" if section and count else ""
        tallies.append(Count(Span(*days_of_month(year, month), "month"), count, address))
    return tuple(tallies)


def year_count(year: int, count: int) -> Count:
    """Return the count of a year."""
    return Count(Span(days_of_month(year, 1)[0], days_of_month(year, 12)[1], "year"), count)


def _number(month: tuple[int, int, int]) -> int:
    return month[0] * 12 + month[1] - 1
