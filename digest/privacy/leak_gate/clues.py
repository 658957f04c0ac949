"""What the gate searches for: for each rule, the letters of the name for a first search, and patterns for an exact one.

It does not depend on the code that replaces names, so that a mistake in one is caught by the other. They share the rules and
`plain_letters`, so that both compare the same letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from digest.model.redaction import Rule
from digest.model.text.letters import plain_letters

_WORD = re.compile(r"(?:[^\W\d_]|['’‘ʼ](?=[^\W\d_]))+\.?")
_LATIN = re.compile(r"[a-z]+")
LEAST_ANCHOR = 4
_MOST_ACCENTS = 4
# The letters of tags, entities and escapes that may remain between two words when only letters are kept.
_GAP_LETTERS = ("", "n", "r", "rn", "t", "nbsp", "b", "i", "em", "strong", "span", "a", "u", "br")

_WRAPS = r"[*_~`\[\]\"'“”‘’<>|]{0,6}"
_SPACE = r"(?:(?!\n[^\S\n]*\n)\s){1,60}"
_GAP = rf"(?:{_WRAPS}(?:{_SPACE}{_WRAPS}){{1,3}}|[\-‐]{_SPACE}|[\-‐‑‒–—_+./\\=%:~|·・•@\#&*`\[\]<>\"'“”‘’]{{1,6}}|)"
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_MANY_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Clue:
    """A word that may belong to a name: it does if for each group of `others` one of the spellings is near.

    If `is_joined`, the letters are those of several words.
    """

    rule: Rule
    others: tuple[tuple[bytes, ...], ...] = ()
    is_joined: bool = False

    @property
    def length(self) -> int:
        """The greatest number of letters that the other words can have."""
        return sum(max(map(len, spellings)) for spellings in self.others)


def clues_of(rule: Rule) -> Iterator[tuple[bytes, Clue]]:
    """Return the strings to search for in bytes of which only ASCII letters are kept, each with its clue."""
    for name in rule.names:
        words = [spellings for word in words_of(name) if (spellings := _spellings(word))]
        if not words or is_wide(name):
            continue
        words.sort(key=lambda spellings: -min(map(len, spellings)))
        anchor, others = words[0], tuple(words[1:])
        if min(map(len, anchor)) >= LEAST_ANCHOR:
            for letters in anchor:
                yield letters, Clue(rule, others)
        else:
            yield from ((letters, Clue(rule, is_joined=True)) for letters in _together(name))


def _together(name: str) -> Iterator[bytes]:
    """Return the words of a short name joined, in order and with the last one first, with the letters that a gap may leave."""
    words = [_spellings(word) for word in words_of(name)]
    for order in (words, words[1:] + words[:1], words[-1:] + words[:-1]):
        for chosen in product(*order):
            yield from (gap.encode().join(chosen) for gap in _GAP_LETTERS)


def is_wide(name: str) -> bool:
    """Return whether a name has too few Latin letters to be searched for by these alone."""
    return sum(map(len, _LATIN.findall(plain_letters(name).lower()))) < 2 or any(
        ord(character) > 0x24F and character.isalpha() for character in plain_letters(name)
    )


def words_of(name: str) -> list[str]:
    """Return the words of a name."""
    return _WORD.findall(unicodedata.normalize("NFC", name))


def _spellings(word: str) -> tuple[bytes, ...]:
    """Return the ASCII letters of a word: accented letters once as plain letters, and once left out."""
    options = [
        (plain,) if character.isascii() else ("", plain)
        for character in word
        if (plain := "".join(_LATIN.findall(plain_letters(character).lower())))
    ]
    if sum(len(option) > 1 for option in options) > _MOST_ACCENTS:
        options = [option[:1] for option in options]
    return tuple(dict.fromkeys(letters.encode() for letters in map("".join, product(*options)) if letters))


@dataclass(frozen=True, slots=True)
class Certainty:
    """The patterns that find a rule's names exactly, in the plain letters of a text.

    `cased` finds a name of one word, which must have a capital or be in an address.
    """

    names: re.Pattern[str] | None
    cased: re.Pattern[str] | None

    def find(self, text: str) -> int:
        """Return the position of the first name in a text; -1 if there is none."""
        match = self.names.search(text) if self.names else None
        match = match or (self.cased.search(text) if self.cased else None)
        return match.start() if match else -1


@lru_cache(maxsize=4096)
def certainty_of(rule: Rule) -> Certainty:
    """Return the patterns of a rule's name and aliases."""
    whole: list[str] = []
    cased: list[str] = []
    for name in rule.names:
        words = words_of(plain_letters(name))
        if len(words) == 1:
            cased.extend(_single(words[0]))
        elif all(len(word.rstrip(".")) == 1 for word in words) and not _UNSPACED.fullmatch("".join(words)):
            cased.append(r"(?<![^\W_])" + r"\s?".join(rf"{re.escape(word[0].upper())}\." for word in words))
        else:
            whole.extend(_several(words))
            cased.extend(_surname_first(words))
    return Certainty(_any(whole, re.IGNORECASE), _any(cased, 0))


def _any(patterns: Iterable[str], flags: int) -> re.Pattern[str] | None:
    joined = "|".join(patterns)
    return re.compile(joined, flags) if joined else None


def _single(word: str) -> Iterator[str]:
    if _UNSPACED.fullmatch(word):
        yield re.escape(word)
        return
    small = rf"(?i:{_letters(word)})"
    yield rf"(?<![^\W_]){_capital(word)}(?![^\W_])"
    yield rf"(?<=[/@#]){small}(?![^\W\d_])"
    yield rf"{_BEFORE}{small}(?=[@/][^\W_])|(?<=[^\W_][-_]){small}(?=[-_][^\W_])"


def _several(words: list[str]) -> Iterator[str]:
    written = [_letters(word) for word in words]
    unspaced = _UNSPACED.fullmatch("".join(words)) is not None
    before, after = ("", "") if unspaced else (_BEFORE, f"s?{_AFTER}")
    letters = sum(map(len, words))
    gap = _GAP if unspaced or letters >= _MANY_LETTERS else f"{_GAP[:-2]})"
    yield f"{before}{gap.join(written)}{after}"
    if letters >= _MANY_LETTERS:
        yield "".join(written)
    for cut in range(1, len(words)):
        surname, given = gap.join(written[cut:]), gap.join(written[:cut])
        yield rf"{before}{surname}[-_+.%=]{{1,3}}{given}{after}"


def _surname_first(words: list[str]) -> Iterator[str]:
    """Return patterns of the surname before the first name, each with a capital: with a comma between, or the surname in capitals."""
    for cut in range(1, len(words)):
        surname = _GAP.join(map(_capital, words[cut:]))
        given = _GAP.join(map(_capital, words[:cut]))
        yield rf"{_BEFORE}{surname}{_WRAPS}\s?[,，、]\s?{_WRAPS}{given}{_AFTER}"
        shouted = _SPACE.join(_letters(word.upper()) for word in words[cut:])
        if len(words[cut]) > 1 and words[cut].upper() != words[cut].lower():
            yield rf"{_BEFORE}{shouted}{_SPACE}{given}{_AFTER}"


def _capital(word: str) -> str:
    return rf"(?:{_letters(word[0].upper() + word[1:])}|{_letters(word.upper())})"


def _letters(word: str) -> str:
    bare = word.rstrip(".")
    stop = r"\.?" if len(bare) == 1 or bare != word else ""
    return "".join("['’‘ʼ`-]?" if letter in "'’‘ʼ" else re.escape(letter) for letter in bare) + stop
