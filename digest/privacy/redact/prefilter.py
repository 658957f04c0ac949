"""A fast filter that finds every text which could contain a name: one pass for all rules over its letters.

It may report a text without a name, but never misses one. Only the reported texts are searched carefully.
"""

import html
import re
import string
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from digest.adapters.multi_search import Search
from digest.model.redaction import Rule
from digest.model.text.letters import plain_letters
from digest.privacy.redact.forms import forms_of, squeeze

# Windows-1252 has nearly all characters of western texts in one byte each; here, accented letters become plain ones.
_PLAIN = bytes(
    ord(plain) if len(plain) == 1 and plain.isascii() and plain.isalpha() else 0
    for plain in (plain_letters(bytes([code]).decode("cp1252", errors="ignore")).lower() for code in range(256))
)
_DROPPED = bytes(code for code in range(256) if not _PLAIN[code])
# Letters that become two, and superscripts that become letters: such texts take the slower path.
_DOUBLED = "µˆßæÆœŒÞþªº™¼½¾".encode("cp1252")
_ASCII_LETTERS = frozenset(string.ascii_lowercase)

# What may be within a name and has letters of its own: tags, entities, percent-encoding, addresses of links.
_SIGNS = "<", "&", "%", "](", "]["
_HIDING = re.compile(r"<[A-Za-z/!]|&#|&[A-Za-z]|%[0-9A-Fa-f]{2}|\][(\[]")
_TAGS = re.compile(
    r"<!--(?:[^-]|-(?!->)){0,300}-->|</?[A-Za-z][^<>]*>|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()\n]*)?\)|\]\[[^\[\]\n]*\]",
    re.DOTALL,
)


class Prefilter:
    """Finds the rules whose names could be in a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Collect the letters of all forms of all names."""
        meanings: dict[bytes, set[Rule]] = defaultdict(set)
        for rule in rules:
            for form in forms_of(rule):
                meanings[form.letters.encode()].add(rule)
        self._search = Search({letters: frozenset(found) for letters, found in meanings.items()})
        self._is_empty = not meanings

    def candidates(self, text: str) -> tuple[Rule, ...]:
        """Return the rules, in the order of the file, whose names have all their letters in a row in a text; mostly none."""
        if self._is_empty:
            return ()
        found = self._search.find(_letters(text))
        if any(sign in text for sign in _SIGNS) and _HIDING.search(text):
            for other in {
                _TAGS.sub("", text),
                _TAGS.sub("", html.unescape(text)),
                unquote(unquote(html.unescape(text))),
            }:
                found += self._search.find(_letters(other))
        if not found:
            return ()
        return tuple(sorted({rule for rules, _, _ in found for rule in rules}, key=lambda rule: rule.number))


def _letters(text: str) -> bytes:
    """Return the plain letters of a text in lower case, with nothing between them, as UTF-8."""
    if text.isascii():
        return text.encode().translate(_PLAIN, _DROPPED)
    narrow = text.encode("cp1252", errors="ignore")
    if len(narrow.translate(None, _DOUBLED)) == len(text):
        return narrow.translate(_PLAIN, _DROPPED)
    return squeeze(text).encode(errors="ignore")
