"""The forms in which a name is searched for: its words in order, and with the surname first.

What may come between two words, and before and after them, is defined here, for texts and for slugs.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from digest.model.redaction import Rule
from digest.model.text.letters import plain_letters

# With at least so many letters in a row, no other word contains a name by chance: it is found in one word.
TELLING_LETTERS = 10
_TELLING_IN_ADDRESSES = 6

_WORDS = re.compile(r"[^\W\d_]+(?:['’‘ʼ`][^\W\d_]+)*\.?")  # with its full stop: Wm. Example
_APOSTROPHE = re.compile(r"['’‘ʼ`]")
# Scripts without spaces between words, or with endings that join a name: Thai to Khmer, Kana, Han, Hangul.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]+")

_SIGNS = r"[*_~`\[\]\"'“”‘’<>|]{0,8}"
_BLANKS = rf"{_SIGNS} {_SIGNS}"
_JOINERS = r"[\-‐‑‒–—_+./\\=%:~|·・•@#&*`\[\]<>\"'“”‘’]{1,8}"
_BETWEEN = rf"({_BLANKS}|[\-‐] |{_JOINERS}|)"
# The comma between surname and first name. It may be missing if the surname is in capitals, or both are one word.
_COMMA = rf"({_BLANKS}|{_SIGNS} ?[,、，] ?{_SIGNS}|[-_+.%=]{{1,3}}|)"


@dataclass(frozen=True, slots=True)
class Form:
    """One order of the words of a name. `words` are their letters; each group of the pattern matches what is between two of them."""

    words: tuple[str, ...]
    comma: int = 0  # number of words before the comma; 0 for the order in which the name is written

    @property
    def letters(self) -> str:
        """All its letters in lower case, with nothing between them."""
        return squeeze("".join(self.words))

    @property
    def is_initials(self) -> bool:
        """Whether the name consists of initials only."""
        return all(len(word.rstrip(".")) == 1 for word in self.words) and not self.is_unspaced

    @property
    def is_unspaced(self) -> bool:
        """Whether the script has no spaces between words, so that a name may be followed by any letter."""
        return _IS_UNSPACED.fullmatch("".join(self.words)) is not None


def squeeze(text: str) -> str:
    """Return the plain letters of a text in lower case, with nothing between them."""
    return _NOT_LETTERS.sub("", plain_letters(text)).casefold()


_NOT_LETTERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=4096)
def forms_of(rule: Rule) -> tuple[Form, ...]:
    """Return all forms of a rule's name and aliases, longest first."""
    found: dict[Form, None] = {}
    for name in rule.names:
        words = tuple(_WORDS.findall(plain_letters(name)))
        found[Form(words)] = None
        for cut in range(1, len(words)):
            found[Form(words[cut:] + words[:cut], len(words) - cut)] = None
    return tuple(sorted((form for form in found if form.words), key=lambda form: (-len(form.letters), form.words)))


@lru_cache(maxsize=4096)
def prose_pattern(form: Form) -> re.Pattern[str]:
    """Return the pattern of a form in the plain letters of a text; its groups match what is between the words."""
    pieces = []
    for index, word in enumerate(form.words):
        if index:
            pieces.append(_COMMA if index == form.comma else _BETWEEN)
        pieces.append(_word(word))
    return _bounded("".join(pieces), form)


@lru_cache(maxsize=4096)
def address_pattern(form: Form) -> re.Pattern[str]:
    """Return the pattern of a form in a URL, a slug, a file's name or a handle; its groups match what is between the words."""
    return _bounded(r"([\W\d_]{0,6})".join(_word(word) for word in form.words), form)


@lru_cache(maxsize=4096)
def joined_pattern(form: Form) -> re.Pattern[str] | None:
    """Return the pattern of a word that contains all the letters in a row; None if they are too few to be sure."""
    if form.comma or len(form.letters) < TELLING_LETTERS or len(form.words) < 2 or form.is_unspaced:
        return None
    return re.compile(rf"(?<![^\W_])[^\W_]*{''.join(map(_word, form.words))}[^\W_]*", re.IGNORECASE)


def is_name_in_address(form: Form, match: re.Match[str]) -> bool:
    """Return whether a match in an address is the name, and not other words that together have the same letters."""
    return all(match.groups()) or form.is_unspaced or len(form.letters) >= _TELLING_IN_ADDRESSES


def _bounded(pattern: str, form: Form) -> re.Pattern[str]:
    """Return a pattern that matches whole words only. An `s` without an apostrophe may follow a name of several words."""
    if form.is_unspaced:
        return re.compile(pattern, re.IGNORECASE)
    plural = "s?" if len(form.words) > 1 and not form.is_initials else ""
    return re.compile(rf"(?:(?<![^\W\d_])|{_SEAM}){pattern}{plural}(?:(?![^\W\d_])|{_SEAM})", re.IGNORECASE)


# The position within a word where a capital follows a small letter.
_SEAM = r"(?-i:(?<=[^\W\d_A-Z])(?=[A-Z]))"


def _word(word: str) -> str:
    bare = word.rstrip(".")
    stop = r"\.?" if bare != word or (len(bare) == 1 and not _IS_UNSPACED.fullmatch(bare)) else ""
    return r"['’‘ʼ`\-]?".join(re.escape(part) for part in _APOSTROPHE.split(bare)) + stop
