"""Moments in any form that Pelican and Nikola read: they leave it to dateutil, and so does this."""

import re
import warnings
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from digest.importing.record import Value

# What dateutil takes for what a text does not say: two days that have nothing in common, so that what is said can be told from them.
_FIRST, _SECOND = datetime(2001, 1, 1), datetime(2003, 2, 2)  # noqa: DTZ001 - the zone is that of the text


def read_loosely(value: Value) -> datetime | None:
    """Return the moment that a value says, as its clock showed it, without a zone; None if it does not say a whole date."""
    text = value.strip() if isinstance(value, str) else ""
    if not any(map(str.isdigit, text)) or len(text) > 80:
        return None
    from dateutil.parser import parse

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names of zones that dateutil does not know
        try:
            first, second = (parse(text, default=default, ignoretz=True) for default in (_FIRST, _SECOND))
        except (ValueError, OverflowError, TypeError, RecursionError):
            return None
    return first if first == second else None


_WITHOUT_ZONE = re.compile(r"\d{4}[-/]\d\d?[-/]\d\d?[Tt ]+\d\d?:\d\d(?::\d\d(?:\.\d+)?)?")


def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone of a name such as `Europe/Berlin`; None if it is empty, or no zone has it."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, OSError, ValueError):
        return None


def with_offsets(fields: dict[str, Value], names: Iterable[str], zone: str) -> None:
    """Add the UTC offset of the site's time zone `zone` to those of the named fields that are moments without one, in place."""
    known = zone_of(zone)
    for name in names:
        value = fields.get(name)
        moment = read_loosely(value) if isinstance(value, str) and _WITHOUT_ZONE.fullmatch(value.strip()) else None
        if known and moment:
            fields[name] = moment.replace(tzinfo=known).isoformat(timespec="seconds")
