"""Keep the anchors of updates, corrections and statuses stable when a date changes or an older entry is inserted.

Readers have seen an update under its guid, and link to its anchor. Both come from its date, and would change with it; so the ledger
remembers of each what it said.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from digest.adapters.serialization import fingerprint
from digest.model.content.article import Article, Correction, Update
from digest.model.content.incident import IncidentFile, Note
from digest.model.ledger import EntryKind, Ledger

D = TypeVar("D", Update, Correction, Note)


class KnownText(NamedTuple):
    """What the ledger remembers of an update or a correction: the fingerprint of its text, and its date (ISO 8601)."""

    words: str
    dated: str


# The known text at each anchor in the ledger.
_Known = dict[str, KnownText]


def known_text_of(entry: Update | Correction | Note) -> KnownText:
    """Return what the ledger keeps of an update, correction or status. A hash of 64 bits is enough to distinguish those of one article."""
    title = entry.title if isinstance(entry, Update) else ""
    return KnownText(fingerprint((entry.text or title).encode())[:16], entry.date.iso)


def keep_anchors(articles: Iterable[Article], ledger: Ledger) -> tuple[Article, ...]:
    """Return the articles, each update and correction with its anchor in the ledger. `retracted` are the anchors of those that are gone."""
    known = _known_texts(ledger, {"update", "correction"})
    return tuple(_with_anchors(article, known) if known else article for article in articles)


def keep_status_anchors(files: Iterable[IncidentFile], ledger: Ledger) -> tuple[IncidentFile, ...]:
    """Return the incident files, each note of their status with its anchor in the ledger."""
    known = _known_texts(ledger, {"status"})
    return tuple(
        replace(file, status=_anchored(file.status, known["status", file.id])) if ("status", file.id) in known else file
        for file in files
    )


def _known_texts(ledger: Ledger, kinds: set[EntryKind]) -> dict[tuple[str, str], _Known]:
    """Return what the ledger knows of entries of these kinds, by their kind and the id of their article or incident."""
    known: dict[tuple[str, str], _Known] = {}
    for entry in ledger.entries:
        if entry.kind in kinds:
            owner, _, anchor = entry.id.rpartition("#")
            known.setdefault((entry.kind, owner), {})[anchor] = KnownText(entry.said, entry.dated)
    return known


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
    """Pair entries with known anchors: by words and place, else by words, else by date, else by place.

    What is left over is new, and gets an anchor that nothing has or had.
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
    """Return an anchor that is not taken: the one that was made of the date, or a counted one."""
    free, number = anchor, 1
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free
