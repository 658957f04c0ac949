"""Keep the anchors of updates and corrections stable when a date changes or an older entry is inserted.

Guid and anchor of an update are made from its date. Readers have seen them, so they must not change with the date: the ledger keeps
a fingerprint of each text, by which it is found again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from digest.adapters.serialization import fingerprint
from digest.model.content.article import Article, Correction, Update
from digest.model.ledger import Ledger

D = TypeVar("D", Update, Correction)


class KnownText(NamedTuple):
    """What the ledger has of an update or a correction: the fingerprint of its text, and its date (ISO 8601)."""

    words: str
    dated: str


# The known text of each anchor.
_Known = dict[str, KnownText]


def known_text_of(entry: Update | Correction) -> KnownText:
    """Return what the ledger keeps of an update or a correction. A fingerprint of 64 bits is enough for those of one article."""
    title = entry.title if isinstance(entry, Update) else ""
    return KnownText(fingerprint((entry.text or title).encode())[:16], entry.date.iso)


def keep_anchors(articles: Iterable[Article], ledger: Ledger) -> tuple[Article, ...]:
    """Return the articles with the anchors of the ledger. `retracted` of an article gets the anchors of deleted updates and corrections."""
    known: dict[tuple[str, str], _Known] = defaultdict(dict)
    for entry in ledger.entries:
        if entry.kind in {"update", "correction"}:
            article, _, anchor = entry.id.rpartition("#")
            known[entry.kind, article][anchor] = KnownText(entry.said, entry.dated)
    return tuple(_with_anchors(article, known) if known else article for article in articles)


def _with_anchors(article: Article, known: dict[tuple[str, str], _Known]) -> Article:
    updates, corrections = known.get(("update", article.id), {}), known.get(("correction", article.id), {})
    if not (updates or corrections):
        return article
    anchored = replace(
        article,
        updates=_anchored(article.updates, updates),
        corrections=_anchored(article.corrections, corrections),
    )
    there = {update.anchor for update in anchored.updates} | {correction.anchor for correction in anchored.corrections}
    return replace(anchored, retracted=tuple(anchor for anchor in (*updates, *corrections) if anchor not in there))


def _anchored(entries: tuple[D, ...], known: _Known) -> tuple[D, ...]:
    """Pair entries with known anchors: by text and position, else by text, else by date, else by position.

    The remaining entries are new, and get anchors that were never used.
    """
    said = [known_text_of(entry) for entry in entries]
    every = [(position, anchor) for position in range(len(entries)) for anchor in known]
    same_words = [(position, anchor) for position, anchor in every if known[anchor].words == said[position].words]
    same_date = [(position, anchor) for position, anchor in every if known[anchor].dated == said[position].dated]
    same_place = [(position, anchor) for position, anchor in every if entries[position].anchor == anchor]
    pairs = [pair for pair in same_words if pair in same_place] + same_words + same_date + same_place
    found: dict[int, str] = {}
    for position, anchor in pairs:
        if position not in found and anchor not in found.values():
            found[position] = anchor
    taken = {*known, *found.values()}
    for position, entry in enumerate(entries):
        if position not in found:
            found[position] = _free(entry.anchor, taken)
            taken.add(found[position])
    return tuple(replace(entry, anchor=found[position]) for position, entry in enumerate(entries))


def _free(anchor: str, taken: set[str]) -> str:
    """Return an anchor that is not taken: the one made from the date, or that one with a number."""
    free, number = anchor, 1
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free
