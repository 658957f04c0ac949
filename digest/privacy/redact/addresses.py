"""Names in what is no prose: URLs, slugs, names of files, e-mail addresses, handles and hashtags."""

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

from digest.model.redaction import Rule
from digest.model.text.letters import plain_letters
from digest.privacy.redact.forms import address_pattern, forms_of, is_telling, joined_pattern

_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORDS = re.compile(r"[^\W_]+")
_ORPHAN = re.compile(r"[-_ ]s(?![^\W_])", re.IGNORECASE)


def address_holds(address: str, rules: Iterable[Rule]) -> bool:
    """Return whether an address holds the name of a rule: percent-encoded, joined by any sign, in camel case or in one word."""
    forms = [form for rule in rules for form in forms_of(rule)]
    for reading in _readings(address):
        for form in forms:
            if any(is_telling(form, match) for match in address_pattern(form).finditer(reading)):
                return True
            joined = joined_pattern(form)
            if joined is not None and joined.search(reading):
                return True
    return False


def neutral_slug(slug: str, rules: Iterable[Rule]) -> str:
    """Return a slug without the names of the rules: what is left of it, which may be nothing."""
    rules = tuple(rules)
    left = _SEAM.sub("-", plain_letters(unquote(unquote(html.unescape(slug)))))
    while (shorter := _without(left, rules)) != left:
        left = shorter
    return "-".join(_WORDS.findall(left)).lower()


def _without(slug: str, rules: Iterable[Rule]) -> str:
    for rule in rules:
        for form in forms_of(rule):
            match = next((each for each in address_pattern(form).finditer(slug) if is_telling(form, each)), None)
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
