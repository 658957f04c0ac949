"""Parse moments and spans of days (ISO 8601), with the precision that the author wrote."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from digest.model.moment import Moment, Precision, Span, days_of_month, in_zone
from digest.reading.yaml.date_forms import is_unsure, plain_offset, usual_form, zone_named

COARSE_HINT = "write a date such as 2024-03-26, a month such as 2024-03, or a moment such as 2024-03-26T05:30:00-04:00"
DATE_HINT = "write a date such as 2024-03-26, or a moment such as 2024-03-26T05:30:00-04:00"
SPAN_HINT = "write 2024-03-26, 2024-03, 2024, 2024-03-01/2024-03-05 or ~2024"

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(.*))?")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?")
_HALF = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
_UNSURE = "does not say which number is the month, and digest does not guess: write the year first"
_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class BadDateError(ValueError):
    """The text is no date; `str()` says why, in words for authors."""


@lru_cache(maxsize=16_384)
def parse_moment(text: str, zone: ZoneInfo, *, coarse: bool = False) -> Moment:
    """Return a date or a moment (ISO 8601), or, if `coarse`, also a month or a year. Raise `BadDateError` for anything else.

    A text without a time zone is in `zone`; the result always is.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None or (match[7] and _HALF.match(match[7])):
        usual = usual_form(text.strip())
        match = None if usual is None else _DATE.fullmatch(usual)
    if match is None:
        if coarse and _PART.fullmatch(text.strip()):
            start, _, precision = _days(text.strip(), text)
            return Moment(_midnight(start, zone), precision)
        raise BadDateError(f"“{text}” {_UNSURE if is_unsure(text.strip()) else 'is not a date that digest can read'}")
    year, month, day, hour, minute, second, offset = match.groups()
    given = _day(int(year), int(month), int(day))
    if hour is None:
        return Moment(_midnight(given, zone), "day")
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        raise BadDateError(f"“{text}” has no such time of day: it runs from 00:00:00 to 23:59:59")
    naive = datetime(given.year, given.month, given.day, int(hour), int(minute), min(int(second or 0), 59))  # noqa: DTZ001 - the zone follows
    try:
        return Moment(_fixed(_placed(naive, offset, zone)))
    except OverflowError:
        raise BadDateError(f"“{text}” lies outside of the years 1 to 9999 in the site's zone") from None


def iso_as_written(text: str, zone: ZoneInfo) -> str:
    """Return a date as `2024-03-26`, and a moment in RFC 3339 with the offset that the text names, else with that of `zone`.

    Raise `BadDateError` as `parse_moment` does.
    """
    moment = parse_moment(text, zone)
    if moment.bare:
        return moment.iso
    match = _DATE.fullmatch(text.strip()) or _DATE.fullmatch(usual_form(text.strip()) or "")
    offset = plain_offset(match[7]) if match and match[7] else ""
    given = _OFFSET.fullmatch(offset)
    named = zone_named(offset.strip("[]")) if offset else None
    if offset in {"Z", "z"} or (given and not int(given[2]) and not int(given[3] or 0)):
        return in_zone(moment.at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if given:
        minutes = timedelta(hours=int(given[2]), minutes=int(given[3] or 0))
        return in_zone(moment.at, timezone(minutes if given[1] == "+" else -minutes)).isoformat(timespec="seconds")
    return in_zone(moment.at, named or zone).isoformat(timespec="seconds")


def _placed(naive: datetime, offset: str, zone: ZoneInfo) -> datetime:
    if not offset:
        return naive.replace(tzinfo=zone)
    if offset in {"Z", "z", "UTC", "GMT"}:
        return naive.replace(tzinfo=UTC).astimezone(zone)
    named = zone_named(offset.strip("[]"))
    if named is not None:
        return naive.replace(tzinfo=named).astimezone(zone)
    match = _OFFSET.fullmatch(plain_offset(offset))
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        raise BadDateError(f"“{offset}” is not an offset from UTC, such as Z or -05:00")
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    shift = timedelta(minutes=minutes if match[1] == "+" else -minutes)
    return (naive - shift).replace(tzinfo=UTC).astimezone(zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return _fixed(datetime(day.year, day.month, day.day, tzinfo=zone))


def _fixed(moment: datetime) -> datetime:
    """Return the moment with a fixed offset in place of the zone, so that it is the same after it was packed and unpacked."""
    return datetime.fromisoformat(moment.isoformat())


def _day(year: int, month: int, day: int) -> date:
    if not 2 <= year <= 9998:  # so that every moment can be written in every zone
        raise BadDateError(f"there is no year {year:04d} here")
    if not 1 <= month <= 12:
        raise BadDateError(f"there is no month {month}: a date is year-month-day")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise BadDateError(f"there is no {year}-{month:02d}-{day:02d}: that month has {last} days")
    return date(year, month, day)


def parse_span(text: str) -> Span:
    """Return the days of an incident: a date, month or year, or two of them joined by `/`; `~` means about, as in EDTF.

    Raise `BadDateError` for anything else.
    """
    stripped = text.strip()
    about = stripped.startswith("~") or stripped.endswith("~")
    if is_unsure(stripped):
        raise BadDateError(f"“{text}” {_UNSURE}")
    first, slash, second = (usual_form(stripped.strip("~ ")) or stripped.strip("~")).partition("T")[0].partition("/")
    start, end, precision = _days(first.strip("~ "), text)
    if slash:
        later, end, other = _days(second.strip("~ "), text)
        if later < start:
            raise BadDateError(f"“{text}” ends before it begins")
        if other != precision:
            precision = "day" if "day" in (precision, other) else "month"
    return Span(start, end, precision, about)


def _days(text: str, whole: str) -> tuple[date, date, Precision]:
    match = _PART.fullmatch(text)
    if match is None:
        raise BadDateError(f"“{whole}” is not a date or a span of dates")
    year, month, day = match.groups()
    if day is not None:
        given = _day(int(year), int(month), int(day))
        return given, given, "day"
    if month is not None:
        return *days_of_month(int(year), _day(int(year), int(month), 1).month), "month"
    return _day(int(year), 1, 1), _day(int(year), 12, 31), "year"
