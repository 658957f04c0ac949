"""Search for many strings at once. The only module that imports ahocorasick-rs, and only for the first search."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

T = TypeVar("T")


class Search(Generic[T]):
    """Searches for many byte strings in one pass (Aho and Corasick, 1975).

    `meanings` are the strings with the values to return for them. Empty strings are ignored.
    """

    def __init__(self, meanings: Mapping[bytes, T]) -> None:
        """Make the automaton: a few milliseconds for a thousand strings."""
        strings = sorted(filter(None, meanings))
        self._meanings = [meanings[string] for string in strings]
        self._automaton = _automaton(strings) if strings else None

    def find(self, data: bytes) -> list[tuple[T, int, int]]:
        """Return for each string found its value, its start and its end in bytes. Overlapping ones are all found."""
        if self._automaton is None or not data:
            return []
        meanings = self._meanings
        found = self._automaton.find_matches_as_indexes(data, overlapping=True)
        return [(meanings[number], start, end) for number, start, end in found] if found else []


def _automaton(strings: list[bytes]) -> "BytesAhoCorasick":
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    # A table of states (DFA) takes a quarter of the time per byte, and some megabytes for a thousand names.
    return BytesAhoCorasick(strings, implementation=Implementation.DFA)
