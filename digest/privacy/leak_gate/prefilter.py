"""The first of the gate's two steps: find the letters of a name near each other in some bytes, whatever is between them."""

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from digest.adapters.multi_search import Search
from digest.model.redaction import Rule
from digest.privacy.leak_gate.clues import Clue, clues_of, is_wide, words_of
from digest.privacy.leak_gate.readings import decoded, squeezed

# The number of letters between two words of a name: those of tags and entities, and of addresses in attributes.
_GAP = 24
_GAP_OF_TAGS = 400
_ATTRIBUTES = (
    b"href",
    b"class",
    b"style",
    b"title",
    b"target",
    b"lang",
    b"data",
    b"itemprop",
    b"fill",
    b"font",
    b"xlink",
    b"onclick",
)
_MARGIN = 700  # bytes on both sides of a word, in which the others must be

_LETTERS = string.ascii_letters.encode()
_NOT_LETTERS = bytes(code for code in range(256) if code not in _LETTERS)
_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())


class Prefilter:
    """Finds the parts of some bytes that must be searched carefully, and for which rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Collect the letters of all names."""
        narrow: dict[bytes, set[Clue]] = defaultdict(set)
        wide: dict[bytes, set[Rule]] = defaultdict(set)
        for rule in rules:
            for letters, clue in clues_of(rule):
                narrow[letters].add(clue)
            for name in filter(is_wide, rule.names):
                words = [squeezed(word) for word in words_of(name)]
                for order in (words, words[::-1], words[1:] + words[:1], words[-1:] + words[:-1]):
                    wide["".join(order).encode()].add(rule)
        self._narrow = Search({letters: tuple((letters, clue) for clue in clues) for letters, clues in narrow.items()})
        self._wide = Search({letters: tuple(rules) for letters, rules in wide.items()})
        self._has_wide = bool(wide)

    def parts(self, data: bytes) -> Iterator[tuple[Rule, int, bytes]]:
        """Return the rules whose names could be in some bytes, each with the part to search and its start."""
        bare = data.translate(_LOWER, _NOT_LETTERS)
        suspects = {
            (letters, clue): None
            for found, start, end in self._narrow.find(bare)
            for letters, clue in found
            if _is_near(bare, start, end, clue)
        }
        lower = data.translate(_LOWER) if suspects else b""
        for letters, clue in suspects:
            for match in _scattered(letters, clue.is_joined).finditer(lower):
                start = max(0, match.start() - _MARGIN)
                yield clue.rule, start, data[start : match.end() + _MARGIN]
        if self._has_wide and not data.isascii():
            for rules, _, _ in self._wide.find(squeezed(decoded(data)).encode(errors="replace")):
                yield from ((rule, 0, data) for rule in rules)


@lru_cache(maxsize=4096)
def _scattered(letters: bytes, is_joined: bool) -> re.Pattern[bytes]:  # noqa: FBT001 - a cached function has no keywords
    """Return the pattern of letters with invisible characters, markup or a line end between; of joined words, with anything between."""
    between = rb"[^a-z]{0,40}" if is_joined else rb"(?:[^a-z\s]{0,12}|-\s{1,8})"
    return re.compile(between.join(bytes([letter]) for letter in letters))


def _is_near(bare: bytes, start: int, end: int, clue: Clue) -> bool:
    """Return whether the other words of a name are near this one."""
    if not clue.others:
        return True
    gap = _GAP * len(clue.others) + clue.length
    near = bare[max(0, start - gap) : end + gap]
    if all(any(letters in near for letters in spellings) for spellings in clue.others):
        return True
    near = bare[max(0, start - _GAP_OF_TAGS) : end + _GAP_OF_TAGS]
    return all(any(letters in near for letters in spellings) for spellings in clue.others) and any(
        bare.find(attribute, max(0, start - _GAP_OF_TAGS), end + _GAP_OF_TAGS) >= 0 for attribute in _ATTRIBUTES
    )
