"""Moments and spans of days, as precise as their author wrote them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Literal

Precision = Literal["time", "day", "month", "year"]

_LENGTH = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point in time as an editor wrote it.

    `at` is aware and in the site's zone. With a precision of a day, a month or a year, it is the first midnight of that period there.
    """

    at: datetime  #: the date and time, in the site's zone
    precision: Precision = "time"  #: how much of it is known

    @property
    def bare(self) -> bool:
        """Whether no time of day is known."""
        return self.precision != "time"

    @property
    def day(self) -> date:
        """The calendar day, in the site's zone."""
        return self.at.date()

    @property
    def iso(self) -> str:
        """ISO 8601, as precise as is known: `2024-03`, `2024-03-26`, or (RFC 3339) `2024-03-26T05:30:00-04:00`."""
        if self.precision == "time":
            return self.at.isoformat(timespec="seconds")
        return self.at.isoformat()[: _LENGTH[self.precision]]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days on which something happened, first and last included, as precisely as is known (never to a time of day)."""

    start: date  #: the first day
    end: date  #: the last day
    precision: Precision = "day"  #: how much of them is known
    about: bool = False  #: whether the dates are approximate

    @property
    def iso(self) -> str:
        """The span as an ISO 8601 date, reduced date or interval, without the mark of uncertainty."""
        length = _LENGTH[self.precision]
        start, end = self.start.isoformat()[:length], self.end.isoformat()[:length]
        return start if start == end else f"{start}/{end}"


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment in a zone. Its offset is rounded to minutes, since RFC 3339 has no seconds in an offset."""
    said = moment.astimezone(zone)
    offset = said.utcoffset() or timedelta()
    if offset.seconds % 60 == 0:
        return said
    return moment.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def days_of_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    first = date(year, month, 1)
    if (year, month) == (date.max.year, date.max.month):
        return first, date.max
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
