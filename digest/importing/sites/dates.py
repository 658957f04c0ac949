"""What names and paths of files say: dates, languages, and the name that is left; and the moments of other generators as calendar days."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from digest.importing.record import Value

_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_DATED = re.compile(
    rf"{_YEAR}(?P<sign>[-_.]?){_MONTH}(?P=sign){_DAY}(?:T[\d:.-]+Z?)?(?:[-_. ]+(?P<name>.+))?", re.DOTALL
)
_FOLDERS = re.compile(rf"(?:.*/)?{_YEAR}[-/]{_MONTH}(?:[-/]{_DAY})?(?:[-_ ][^/]*)?")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
# The language at the end of a name, as in `pump.de` and `pump.pt-br`.
_LANGUAGE = re.compile(r"(?P<name>.+)\.(?P<lang>[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")


class Name(NamedTuple):
    """What the name of a text says: `name` without date, and the date, in ISO 8601; empty if it has none."""

    name: str
    date: str = ""


def read_name(name: str) -> Name:
    """Return what a name without its ending says: (`pump`, `2024-01-02`) of `2024-01-02-pump`."""
    found = _DATED.fullmatch(name)
    if found is None or (not found["sign"] and len(found["month"] + found["day"]) < 4):
        return Name(name)
    when = _iso(found["year"], found["month"], found["day"])
    return Name(found["name"] or name, when) if when else Name(name)


def date_of_folder(folder: str) -> str:
    """Return the date that a folder says, as in `posts/2024/03/26` or `posts/2024-03-26-pump`: a day, or the first of a month."""
    found = _FOLDERS.fullmatch(folder)
    if found is None:
        return ""
    return _iso(found["year"], found["month"], found["day"] or "1")


_IN_ADDRESS = re.compile(rf"(?:.*/)?{_YEAR}/{_MONTH}/{_DAY}/[^/]+/?")


def date_in_address(address: str) -> str:
    """Return the day that an address such as `/news/2024/03/26/crane/` says; empty if it says none."""
    found = _IN_ADDRESS.fullmatch(address)
    return _iso(found["year"], found["month"], found["day"]) if found else ""


def language_of_name(name: str, languages: Mapping[str, object] | frozenset[str]) -> tuple[str, str]:
    """Return a name without the language at its end, and the language, if it is one of these: (`pump`, `de`) of `pump.de`."""
    found = _LANGUAGE.fullmatch(name)
    return (found["name"], found["lang"]) if found and found["lang"] in languages else (name, "")


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


_MOMENT = re.compile(
    r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[Tt ]+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?:\s+[^\W\d_].*)?",
    re.DOTALL,
)


def read_moment(value: Value) -> datetime | None:
    """Return the moment that a value says, with a zone if it has one; None if it says none. For addresses, which are made of dates."""
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - most say no zone; it is added below
    except ValueError:
        return None
    zone = found[7]
    if not zone:
        return moment
    if zone in {"Z", "UTC", "GMT"}:
        return moment.replace(tzinfo=UTC)
    return datetime.fromisoformat(f"{moment.isoformat()}{zone[:3]}:{zone[-2:]}")


_WRITTEN_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d).*", re.DOTALL)


def is_impossible(text: str) -> bool:
    """Return whether a text says a day that no calendar has, such as `2017-02-29 11:00`."""
    found = _WRITTEN_DAY.fullmatch(text.strip())
    return found is not None and not _iso(found[1], found[2], found[3])


def local_moments(moment: datetime, zone: tzinfo | None) -> Iterator[datetime]:
    """Yield what a clock may have shown at a moment, the likeliest first: addresses have the day of some zone.

    A generator that reads a moment without a zone as UTC shows another day in the site's own zone.
    """
    if moment.tzinfo is None and not (moment.hour or moment.minute or moment.second):
        yield moment  # a day
        return
    seen = set()
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    in_zone = [known.astimezone(zone)] if zone else []
    for one in (*(in_zone if moment.tzinfo else []), moment, *in_zone, known.astimezone(UTC)):
        if one.date() not in seen:
            seen.add(one.date())
            yield one.replace(tzinfo=None)
