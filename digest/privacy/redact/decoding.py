"""The readings of a short text that may be encoded: as it is, and without percent-encoding, entities and backslash escapes."""

import html
import re
from urllib.parse import unquote

_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8}))")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_MOST_LAYERS = 3


def decodings(text: str) -> tuple[str, ...]:
    """Return all readings of a text, three encodings deep, beginning with the text itself."""
    readings = {text: None}
    newest = [text]
    for _ in range(_MOST_LAYERS):
        newest = [other for reading in newest for other in _once(reading) if other not in readings]
        readings.update(dict.fromkeys(newest))
    return tuple(readings)


def _once(text: str) -> tuple[str, ...]:
    return (
        unquote(text) if "%" in text else text,
        html.unescape(text) if "&" in text else text,
        _SURROGATES.sub(_joined, _ESCAPE.sub(_character, text)) if "\\" in text else text,
    )


def _character(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code < 0x110000 else match[0]


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")
