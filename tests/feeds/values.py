"""What single values in feeds may look like. Each function gives what is wrong with one, and nothing for a value as it should be."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urlsplit

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_RFC_822 = re.compile(
    rf"(?:{'|'.join(_DAYS)}), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{{4}} "
    r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:GMT|[+-](?:0\d|1[0-4])[0-5]\d)"
)
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII
)
_URI = re.compile(r"(?:https?://\[[0-9A-Fa-f:.]+\])?(?:[A-Za-z0-9:/?#@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})+")
_HOST = re.compile(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MAIL_ADDRESS = re.compile(r"[!-;=?A-~]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*", re.ASCII
)
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*", re.ASCII)
_NUMBER = re.compile(r"0|[1-9]\d*", re.ASCII)
# What XML 1.0 forbids (section 2.2), what it discourages (C1 controls, noncharacters), and the overrides of writing direction.
_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202d\u202e"
    f"{''.join(chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))}]"
)


def mail_address(text: str) -> Iterator[str]:
    """Judge an address for mail: of ASCII, alone, and whole."""
    if not _MAIL_ADDRESS.fullmatch(text):
        yield f"{text!r} is no address for mail"


def rfc_822(text: str) -> Iterator[str]:
    """Judge a date of RSS: RFC 822 with a year of four digits, and the weekday that it was."""
    if not _RFC_822.fullmatch(text):
        yield f"{text!r} is no date of RFC 822"
        return
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        yield f"{text!r} is a day that never was"
        return
    if _DAYS[moment.weekday()] != text[:3]:
        yield f"{text!r} was a {_DAYS[moment.weekday()]}"


def rfc_3339(text: str) -> Iterator[str]:
    """Judge a date of Atom or JSON Feed: RFC 3339, section 5.6."""
    if not _RFC_3339.fullmatch(text):
        yield f"{text!r} is no date of RFC 3339"
        return
    try:
        datetime.fromisoformat(text)
    except ValueError:
        yield f"{text!r} is a day that never was"


def web_url(text: str) -> Iterator[str]:
    """Judge an absolute URL of the web: RFC 3986, in nothing but its characters."""
    if not _URI.fullmatch(text) or text.count("#") > 1:
        yield f"{text!r} is no URI of RFC 3986"
        return
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.hostname or ""):
        yield f"{text!r} is no absolute URL of the web"


def urn(text: str) -> Iterator[str]:
    """Judge an opaque guid (RFC 9562, section 4), in small letters, which is its canonical form."""
    if not _URN.fullmatch(text):
        yield f"{text!r} is no URN of a UUID"


def language(text: str) -> Iterator[str]:
    """Judge a language tag: RFC 5646, in its usual capitals."""
    if not _LANGUAGE.fullmatch(text):
        yield f"{text!r} is no language"


def media_type(text: str) -> Iterator[str]:
    """Judge a media type without parameters: RFC 6838, section 4.2."""
    if not _MEDIA_TYPE.fullmatch(text):
        yield f"{text!r} is no media type"


def number(text: str, least: int = 0) -> Iterator[str]:
    """Judge a whole number."""
    if not _NUMBER.fullmatch(text) or int(text) < least:
        yield f"{text!r} is no whole number from {least} on"


def line(text: str) -> Iterator[str]:
    """Judge a text that must be there, and must not begin or end with white space."""
    if not text.strip():
        yield "is empty"
    elif text != text.strip():
        yield f"{text!r} begins or ends with white space"


def characters(text: str) -> Iterator[str]:
    """Judge the characters of a text."""
    found = _CHARACTER.search(text)
    if found:
        yield f"holds {found[0]!r}"


def plain(text: str) -> Iterator[str]:
    """Judge a text that is no HTML, and that no reader shall take for HTML that was escaped once too often."""
    found = re.search(r"</[a-z][a-z0-9]*>", text, re.IGNORECASE)
    if found:
        yield f"looks like HTML: {found[0]!r}"
    elif any(unescape(reference) != reference for reference in re.findall(r"&#?\w+;", text)):
        yield f"looks like escaped HTML: {text!r}"


def unique(values: list[str]) -> Iterator[str]:
    """Judge a list in which nothing may stand twice."""
    for value in dict.fromkeys(values):
        if values.count(value) > 1:
            yield f"{value!r} stands {values.count(value)} times"
