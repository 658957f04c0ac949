"""Other forms of dates than ISO 8601 that can mean one day only, as e-mails, feeds, other tools and people write them."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?"
_BEFORE_TIME = r"(?:(?:,|\s+at|,\s*at)?\s+|T)"
_REST = rf"(?:{_BEFORE_TIME}{_TIME}\s*(?P<zone>\S.*)?)?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        # RFC 5322, section 3.3: `Tue, 02 Jan 2024 15:04:05 +0000`; `2 January 2024`; `2-Jan-2024`.
        rf"{_DAY}(?:\.?\s+|-){_MONTH}(?:,?\s+|-)(?P<year>\d{{4}}){_REST}",
        # `Jan 2, 2024`; `January 2nd, 2024 at 3:04 PM`.
        rf"{_MONTH}\s+{_DAY}(?:,\s*|\s+)(?P<year>\d{{4}}){_REST}",
        # `Sun Mar 24 10:00:00 2013 +0800`, as git and `date` print it.
        rf"{_MONTH}\s+{_DAY}\s+{_TIME}(?:\s+(?P<before>[A-Z]{{3,4}}))?\s+(?P<year>\d{{4}})(?:\s+(?P<zone>\S.*))?",
        # The year first, in any form: `2024/01/02`, `2024.1.2`, `2024-01-02 10:30 AM`.
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})\.?{_REST}",
        rf"(?P<year>\d{{4}})\s*年\s*(?P<number>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_REST}",
    )
)
_SECONDS = re.compile(r"\d{10}(?:\.\d+|\d{3})?")  # since 1970, perhaps with milliseconds
_UNSURE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d).*", re.DOTALL)

# RFC 5322, section 4.3, and the abbreviations of Europe and Japan, which mean one offset only. Hours from UTC.
_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
# `+0800 CST` of Go, `+0000 (UTC)` of e-mails, `+01:00[Europe/Berlin]` (RFC 9557): the offset counts. `GMT+2` is one.
_OFFSET = re.compile(
    r"(?:UTC|GMT)?\s*([+-]\d{1,2}(?::?\d{2})?)(?:\s*\(?[A-Za-z]{2,5}\)?|\s*\[[A-Za-z_/+-]+\])?", re.IGNORECASE
)


def usual_form(text: str) -> str | None:
    """Return a date in another form as ISO 8601 has it, with what follows the time unchanged; None if it is not in a known form."""
    if _SECONDS.fullmatch(text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        return moment.isoformat()
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        return None
    found = match.groupdict()
    month = int(found["number"]) if found.get("number") else 1 + _MONTHS.index(found["month"][:3].lower())
    day = f"{found['year']}-{month:02d}-{int(found['day']):02d}"
    if found["hour"] is None:
        return day
    if found["minute"] is None and found["half"] is None:
        return None  # `2024-03-26T05`
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    zone = found["zone"] or found.get("before") or ""
    return f"{day}T{hour:02d}:{found['minute'] or '00'}:{found['second'] or '00'} {zone}".rstrip()


def is_unsure(text: str) -> bool:
    """Return whether a text is a date of which nobody knows which number is the month: `01/02/2024`."""
    return _UNSURE.fullmatch(text) is not None


def plain_offset(text: str) -> str:
    """Return an offset or the abbreviation of a time zone as `+hhmm`; the text itself if it is neither."""
    hours = _HOURS.get(text.strip("()").upper())
    if hours is not None:
        return f"{'-' if hours < 0 else '+'}{abs(hours):02d}00"
    match = _OFFSET.fullmatch(text)
    if match is None:
        return text
    sign, digits = match[1][0], match[1][1:].replace(":", "")
    return f"{sign}{digits.zfill(2) if len(digits) < 3 else digits.zfill(4)}"


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone of a name such as `America/New_York`; None if there is none."""
    if "/" not in name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
