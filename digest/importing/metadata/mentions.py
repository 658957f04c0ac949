"""Names in a text that may be those of towns: after `in`, before `police`, beside the name of a region."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.importing.metadata.patterns import PlacePatterns

_LONGEST = 48


class Mention(NamedTuple):
    """A name in a text, from `start` on. `words` are those around it: `in Cicero, Ill.`, `Cicero police`; `region` the region in them."""

    name: str
    start: int
    words: str
    region: str = ""
    is_authority: bool = False


def find_mentions(text: str, patterns: PlacePatterns) -> list[Mention]:
    """Return the names in a text that may be those of towns, in their order.

    A town of which somebody is, or whose hospital somebody was taken to, is none: nothing happened there.
    """
    found: dict[int, Mention] = {}
    for mention in (*_with_region(text, patterns), *_authorities(text, patterns), *_after_words(text, patterns)):
        found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)]


def parts_of_towns(text: str, patterns: PlacePatterns) -> frozenset[str]:
    """Return the names that the text says are parts of a town: of `the Hyde Park neighborhood`, `Hyde Park`.

    `A Chicago neighborhood` is in Chicago.
    """
    names = (_name_before(text, part.start(), patterns) for part in patterns.part.finditer(text))
    return frozenset(
        name for name, start in filter(None, names) if text[:start].endswith(("the ", "The ", "’s ", "'s ", "Side "))
    )


def _with_region(text: str, patterns: PlacePatterns) -> Iterator[Mention]:
    for region in patterns.region.finditer(text):
        name = _name_before(text, region.start(), patterns)
        if name and not _is_elsewhere(text, name[1], patterns):
            yield Mention(*name, text[name[1] : region.end()], region["region"])


def _authorities(text: str, patterns: PlacePatterns) -> Iterator[Mention]:
    for authority in patterns.authority.finditer(text):
        name = _name_before(text, authority.start(), patterns)
        if name:
            yield Mention(*name, text[name[1] : authority.end()], is_authority=True)


def _after_words(text: str, patterns: PlacePatterns) -> Iterator[Mention]:
    for before in patterns.before.finditer(text):
        start = before.start("name")
        if not _is_elsewhere(text, start, patterns):
            yield Mention(before["name"], start, before[0])


def _name_before(text: str, end: int, patterns: PlacePatterns) -> tuple[str, int] | None:
    """Return the name that ends at a position, and where it begins."""
    begin = max(0, end - _LONGEST)
    found = patterns.name_at_end.search(text[begin:end])
    return (found["name"], begin + found.start("name")) if found else None


def _is_elsewhere(text: str, start: int, patterns: PlacePatterns) -> bool:
    return patterns.elsewhere.search(text[max(0, start - 24) : start]) is not None


def bare_name(name: str) -> str:
    """Return a name without the `’s` behind it."""
    return re.sub(r"['’]s?$", "", name)
