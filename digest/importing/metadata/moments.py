"""When a text was published and changed: by its URL and by what it says of itself. An unknown moment stays unknown."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from digest.importing.metadata.patterns import DatePatterns

# The text is read so far from its beginning: captions and reports of other days are further down.
_READ, _LINES, _LONGEST_LINE = 2_000, 8, 90
_OLDEST = 1990
_MONTHS = 12
# A date that is this many days from that of the URL is doubtful: editors publish at midnight, and update.
_DAYS_APART = 3


class Stamp(NamedTuple):
    """A day that a text or a URL names, or a moment if it names hour and zone; `words` are its own."""

    value: date | datetime
    words: str

    @property
    def day(self) -> date:
        """Return the day, in the stamp's own zone."""
        return self.value.date() if isinstance(self.value, datetime) else self.value

    def __str__(self) -> str:
        """Return it as front matter has it (RFC 3339)."""
        return self.value.isoformat()


class Stamps(NamedTuple):
    """What a text says: when it was published and updated; None if it does not say so."""

    published: Stamp | None = None
    updated: Stamp | None = None


# `/2016/08/05/`, `/2016/jul/15/`, `2016-10-04`, `20160321`. A part of a path is a day only if it is nothing else: `/2015/11/12_angry_men`.
_URL_DAYS = tuple(
    re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d){parts}", re.IGNORECASE)
    for parts in (
        r"/(?P<month>\d{1,2}|[a-z]{3,9})/(?P<day>\d{1,2})(?=/|$)",
        r"(?P<apart>[-_])(?P<month>\d\d)(?P=apart)(?P<day>\d\d)(?!\d)",
        r"(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/|$)")


def stamps_of(text: str, patterns: DatePatterns) -> Stamps:
    """Return when a text says that it was published and updated: `Posted: Friday, January 31, 2014 10:21 AM EST`.

    A date alone on one of the first lines, or in brackets after a dateline, is that of its publication.
    """
    published = updated = None
    beginning = text[:_READ]
    if not _YEAR.search(beginning):
        return Stamps()
    for found in patterns.labelled.finditer(beginning):
        stamp = _stamp(found, patterns)
        if found["label"].casefold() in patterns.updated:
            updated = updated or stamp
        else:
            published = published or stamp
    if published is None:
        published = next(_of_first_lines(beginning, patterns), None)
    return Stamps(published, updated)


def _of_first_lines(beginning: str, patterns: DatePatterns) -> Iterator[Stamp]:
    lines = [line for line in beginning.split("\n") if line.strip()][:_LINES]
    for line in lines:
        found = patterns.alone.match(line) if len(line) < _LONGEST_LINE else None
        found = found or patterns.bracketed.search(line[:_LONGEST_LINE])
        stamp = _stamp(found, patterns) if found else None
        if stamp:
            yield stamp


def _stamp(found: re.Match[str], patterns: DatePatterns) -> Stamp | None:
    part = found.groupdict()
    read = _day_named(part, patterns)
    if read is None:
        return None
    words = " ".join(found[0].split()).strip(" :|,.-–()")
    zone = (part.get("zone") or "").casefold()
    moment = _moment(read, part.get("hour"), part.get("minute"), part.get("half"), zone, patterns) if zone else None
    return Stamp(moment or read, words)


def _day_named(part: Mapping[str, str | None], patterns: DatePatterns) -> date | None:
    """Return the day of a match: with the month's name, in ISO 8601, or in numbers if they say which one is the month."""
    if part.get("sign"):
        first, second, year = (int(part[name] or 0) for name in ("first", "second", "year4"))
        # With points, the day is first everywhere; with slashes, only a number over 12 tells.
        if part["sign"] == "." or first > _MONTHS:
            return _day(year, second, first)
        return _day(year, first, second) if second > _MONTHS else None
    year_, month, day = (
        part.get(name) or part.get(f"{name}2") or part.get(f"{name}3") or "" for name in ("year", "month", "day")
    )
    number = int(month) if month.isdigit() else patterns.months.get(" ".join(month.casefold().split()), 0)
    return _day(int(year_), number, int(day))


def _moment(
    day: date, hour: str | None, minute: str | None, half: str | None, zone: str, patterns: DatePatterns
) -> datetime | None:
    hours, minutes = int(hour or 0), int(minute or 0)
    if half:
        hours = hours % 12 + (12 if half[0].casefold() == "p" else 0)
    offset = patterns.zones.get(zone)
    if offset is None:
        digits = zone[1:].replace(":", "")
        offset = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)
    if hours > 23 or minutes > 59 or abs(offset) >= 24 * 60:
        return None
    return datetime(
        day.year, day.month, day.day, hours, minutes, tzinfo=timezone(timedelta(minutes=offset)) if offset else UTC
    )


def day_in_url(url: str, now: datetime, months: dict[str, int]) -> date | None:
    """Return the day in a URL's path: `/2016/08/05/`, `/2016/jul/15/`, `-20160321-`. Numbers that are no day until tomorrow are none."""
    path = _path(url)
    for found in (found for pattern in _URL_DAYS for found in pattern.finditer(path)):
        month = found["month"]
        number = int(month) if month.isdigit() else months.get(month.casefold(), 0)
        day = _day(int(found["year"]), number, int(found["day"]))
        if day and day.year >= _OLDEST and day <= now.date() + timedelta(days=1):
            return day
    return None


def month_in_url(url: str) -> tuple[date, date] | None:
    """Return the first and the last day of the month in a URL's path: `/2016/12/`."""
    found = _URL_MONTH.search(_path(url))
    if not found:
        return None
    first = date(int(found[1]), int(found[2]), 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0].join("//")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(written: str) -> date | None:
    """Return the day of a date in the form of front matter; None if it is not one."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def doubt(day: date, url: str, stamp: Stamp | None, now: datetime, months: dict[str, int]) -> tuple[str, str] | None:
    """Return why a date that the source gives is doubtful: a code and what is said of it; None if nothing speaks against it."""
    if day > now.date() + timedelta(days=1):
        return "date-in-future", f"the source says {day}, which is still to come"
    if day.year < _OLDEST:
        return "date-very-old", f"the source says {day}, before there were news sites"
    in_url = day_in_url(url, now, months)
    first, last = (in_url, in_url) if in_url else month_in_url(url) or (day, day)
    apart = max((first - day).days, (day - last).days)
    if apart > _DAYS_APART:
        named = str(in_url) if in_url else f"{first:%Y-%m}"
        return "date-contradicts-url", f"the source says {day}, but its URL has {named}"
    if not in_url and stamp and abs((day - stamp.day).days) > _DAYS_APART:
        return "date-contradicts-text", f"the source says {day}, but its text has “{stamp.words}”"
    return None
