"""Charts: bars over time, and calendars in which each day is a square. This module returns shapes; templates draw them as SVG.

All shapes are lines: a bar is a line as wide as the bar, and a day is a very short line with square ends (a line of length 0
would be missing in print). That takes only a few characters for each. A unit of a calendar is a day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digest.adapters.localization import first_weekday, word_short_month
from digest.model.moment import Span, days_of_month
from digest.model.views.archive import Year
from digest.model.views.chart import Count

BAR = 4  # width of a bar in units, with the gap to the next one
TALLEST = 100
# The smallest count of each shade. They do not depend on the largest count, which may change with every build.
SHADES = (1, 2, 4, 8)
_HALF_A_SQUARE = 0.42


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on the lower edge of a picture `wide` and 100 units high, and the highest count: the first one, if there are several."""

    wide: int
    path: str
    most: Count


def draw_bars(counts: Sequence[Count]) -> Bars | None:
    """Return a bar for each count, the tallest 100 units high; all but zero are visible. None if there is nothing to compare."""
    most = max(counts, key=lambda one: one.count, default=None)
    if most is None or most.count == 0:
        return None
    path = "".join(
        f"M{BAR * n + BAR // 2} {TALLEST}V{TALLEST - max(1, round(TALLEST * one.count / most.count))}"
        for n, one in enumerate(counts)
        if one.count
    )
    return Bars(BAR * len(counts), path, most)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month of a calendar: the column of its name, a path for each shade, and its days, None for a day without a count."""

    span: Span
    name: str
    column: int
    total: int
    address: str
    shades: tuple[str, ...]
    days: tuple[Count | None, ...]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Half a year of a calendar. `grid` is a path through all its days, with a row for each day of the week."""

    span: Span
    total: int
    grid: str
    months: tuple[CalendarMonth, ...]


def draw_calendar(year: Year, language: str) -> tuple[HalfYear, ...]:
    """Return a year's days as two halves, each at most 28 columns wide. Weeks begin with the first weekday of the language."""
    days = {one.span.start: one for one in year.days}
    addresses = {month.address.rstrip("/")[-2:]: month.address for month in year.months}
    return tuple(_half(int(year.name), first, days, addresses, language) for first in (1, 7)) if days else ()


def _half(year: int, first: int, days: dict[date, Count], addresses: dict[str, str], language: str) -> HalfYear:
    span = Span(days_of_month(year, first)[0], days_of_month(year, first + 5)[1], "month")
    lead = (span.start.weekday() - first_weekday(language)) % 7
    months = tuple(
        _month(year, month, days, addresses.get(f"{month:02d}", ""), (span.start, lead), language)
        for month in range(first, first + 6)
    )
    grid = "".join(_rows(lead, (span.end - span.start).days))
    return HalfYear(span, sum(month.total for month in months), grid, months)


def _rows(lead: int, last: int) -> Iterator[str]:
    """Return a line for each day of the week, from the first such day of the half to the last."""
    for row in range(7):
        start = 0 if row >= lead else 1
        end = (lead + last - row) // 7
        yield f"M{start - _HALF_A_SQUARE:g} {row}H{end + _HALF_A_SQUARE:g}"


def _month(
    year: int, month: int, days: dict[date, Count], address: str, origin: tuple[date, int], language: str
) -> CalendarMonth:
    first, last = days_of_month(year, month)
    counts = tuple(days.get(first + timedelta(days=n)) for n in range(last.day))
    squares = [""] * len(SHADES)
    start, lead = origin
    for n, one in enumerate(counts):
        if one is not None:
            column, row = divmod((first - start).days + n + lead, 7)
            squares[shade_of(one.count)] += f"M{column} {row}h.01"
    total = sum(one.count for one in counts if one)
    column = -(-((first - start).days + lead) // 7)  # the first week that begins in the month
    name = word_short_month(month, language)
    return CalendarMonth(Span(first, last, "month"), name, column, total, address, tuple(squares), counts)


def shade_of(count: int) -> int:
    """Return the number of the shade for a count of at least 1."""
    return sum(count >= least for least in SHADES) - 1
