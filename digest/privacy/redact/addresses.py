"""Names in URLs, slugs, file names, e-mail addresses, handles and hashtags, and the decoded forms of these."""

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

from digest.model.redaction import Rule
from digest.model.text.letters import plain_letters
from digest.privacy.redact.forms import address_pattern, forms_of, is_name_in_address, joined_pattern

_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORDS = re.compile(r"[^\W_]+")
_ORPHAN = re.compile(r"[-_ ]s(?![^\W_])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8}))")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_MOST_LAYERS = 3


def address_holds(address: str, rules: Iterable[Rule]) -> bool:
    """Return whether an address contains the name of a rule: percent-encoded, joined by any sign, in camel case or in one word."""
    forms = [form for rule in rules for form in forms_of(rule)]
    for reading in _readings(address):
        for form in forms:
            if any(is_name_in_address(form, match) for match in address_pattern(form).finditer(reading)):
                return True
            joined = joined_pattern(form)
            if joined is not None and joined.search(reading):
                return True
    return False


def neutral_slug(slug: str, rules: Iterable[Rule]) -> str:
    """Return a slug without the names of the rules; it may be empty."""
    rules = tuple(rules)
    left = _SEAM.sub("-", plain_letters(unquote(unquote(html.unescape(slug)))))
    while (shorter := _without(left, rules)) != left:
        left = shorter
    return "-".join(_WORDS.findall(left)).lower()


def _without(slug: str, rules: Iterable[Rule]) -> str:
    for rule in rules:
        for form in forms_of(rule):
            match = next(
                (each for each in address_pattern(form).finditer(slug) if is_name_in_address(form, each)), None
            )
            joined = joined_pattern(form)
            match = match or (joined.search(slug) if joined else None)
            if match:
                rest = slug[match.end() :]
                orphan = _ORPHAN.match(rest)
                return f"{slug[: match.start()]}-{rest[orphan.end() :] if orphan else rest}"
    return slug


def _readings(address: str) -> tuple[str, ...]:
    decoded = unquote(unquote(html.unescape(address)))
    plain = [plain_letters(text) for text in dict.fromkeys((address, decoded))]
    return tuple(dict.fromkeys((*plain, *(_SEAM.sub("-", text) for text in plain))))


def decodings(text: str) -> tuple[str, ...]:
    """Return a text and all its decoded forms, three encodings deep: without percent-encoding, entities and backslash escapes."""
    readings = {text: None}
    newest = [text]
    for _ in range(_MOST_LAYERS):
        newest = [other for reading in newest for other in _decoded_once(reading) if other not in readings]
        readings.update(dict.fromkeys(newest))
    return tuple(readings)


def _decoded_once(text: str) -> tuple[str, ...]:
    return (
        unquote(text) if "%" in text else text,
        html.unescape(text) if "&" in text else text,
        _SURROGATES.sub(_join_surrogates, _ESCAPE.sub(_unescape, text)) if "\\" in text else text,
    )


def _unescape(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code < 0x110000 else match[0]


def _join_surrogates(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")
