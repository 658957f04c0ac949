"""Groups of fields within a field of an article: updates, corrections, places, people, the picture, the withdrawal."""

from collections.abc import Mapping
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo

from digest.model.content.article import Closeness, Role
from digest.model.text.characters import without_stray
from digest.model.text.unknown import UNKNOWN
from digest.model.url import internal_target, is_safe_address
from digest.reading.dialects.authors import without_mail
from digest.reading.files.decode import one_line
from digest.reading.yaml.dates import BadDateError, iso_as_written, parse_moment
from digest.reading.yaml.plain_values import Value

# By field: what a group of it may have, and what it must have.
_FIELDS: Mapping[str, tuple[str, str]] = {
    "updates": ("date title text", "text"),
    "corrections": ("date text", "text"),
    "withdrawal": ("date reason", "reason"),
    "places": ("name lat lon precision", "name"),
    "people": ("name role", "name"),
    "image": ("src alt credit warning", "src"),
}
_CHOICES = {"role": get_args(Role), "precision": get_args(Closeness)}
_MOST = {"lat": 90.0, "lon": 180.0}


class Group(NamedTuple):
    """A group of fields, empty if it is of no use, and what of it was left out: each name, with the reason."""

    fields: dict[str, Value]
    left_out: tuple[tuple[str, str], ...] = ()


def own_group(field: str, group: Mapping[str, Value], zone: ZoneInfo) -> Group:
    """Return a group of an article's field in digest's own form. A date that it must have and has not is a question mark."""
    names, needed = (one.split() for one in _FIELDS[field])
    found: dict[str, Value] = {}
    left_out = [(name, "is a field that digest does not know") for name in group if name not in names]
    for name in names:
        value = group.get(name)
        if value in (None, "", [], {}):
            continue
        written = _single(name, value, zone)
        if written in (None, ""):
            left_out.append((name, "cannot be read"))
        else:
            found[name] = written
    if ("lat" in found) != ("lon" in found):
        left_out.append(("lat" if "lat" in found else "lon", "is half a position"))
        found.pop("lat", None)
        found.pop("lon", None)
    missing = next((name for name in needed if name not in found), "")
    if missing:
        return Group({}, (*left_out, (missing, "is missing")))
    if "date" in names:
        found = {"date": found.pop("date", UNKNOWN), **found}
    return Group(found, tuple(left_out))


def _single(name: str, value: Value, zone: ZoneInfo) -> Value:
    if isinstance(value, list | dict):
        return None
    text = without_stray(str(value)).strip()
    if name in _MOST:
        return _angle(text, _MOST[name])
    if name == "date":
        return own_date(text, zone)
    if name in {"text", "reason"}:
        return text
    is_wrong = (name in _CHOICES and text not in _CHOICES[name]) or (name == "src" and not _is_of_the_site(text))
    return None if is_wrong else without_mail(one_line(text)) if name == "credit" else one_line(text)


def _is_of_the_site(picture: str) -> bool:
    address = internal_target(picture)
    return bool(address) and is_safe_address(address or "", with_blanks=True)


def _angle(text: str, most: float) -> float | None:
    try:
        angle = float(text)
    except ValueError:
        return None
    return angle if -most <= angle <= most else None


def own_date(text: str, zone: ZoneInfo) -> str:
    """Return a date of a dated list, which may be a month or a year; a question mark for what is none."""
    try:
        return iso_as_written(text, zone)
    except BadDateError:
        pass
    try:
        return parse_moment(text, zone, coarse=True).iso
    except BadDateError:
        return UNKNOWN
