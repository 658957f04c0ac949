"""The ledger after this build: what it knew, and what is published now."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from digest.model.ledger import Entry, EntryKind, Ledger
from digest.planning.anchors import Said, said_by
from digest.planning.directory import Directory
from digest.planning.editions import Edition
from digest.planning.known_item import KnownItem

LEDGER_FILE = "content/ledger.jsonl"


def plan_ledger(
    known: Ledger, editions: tuple[Edition, ...], items: Iterable[KnownItem], directory: Directory
) -> Ledger:
    """Add everything that is public now, with the date that its item says in feeds.

    What was recorded once stays for ever, and a new address joins the old ones. If nothing is new, it is the same ledger.
    """
    entries = directory.entries.copy()
    published = {item.guid: item.published for item in items}
    for (kind, identity), address, said in _published(editions, directory):
        entry = entries.get((kind, identity))
        guid = directory.guid(kind, identity) if entry is None else entry.guid
        when = published.get(guid)
        if entry is not None and entry.addresses[-1] == address and entry.published == when and _says(entry, said):
            continue
        addresses = () if entry is None else tuple(old for old in entry.addresses if old != address)
        at = None if when is None else when.astimezone(UTC)
        entries[kind, identity] = Entry(kind, identity, guid, (*addresses, address), at, *said)
    if entries == directory.entries:
        return known
    return Ledger(tuple(sorted(entries.values())))


def _says(entry: Entry, said: Said) -> bool:
    return (entry.said, entry.dated) == said


def _published(
    editions: tuple[Edition, ...], directory: Directory
) -> Iterator[tuple[tuple[EntryKind, str], str, Said]]:
    """Give what is public: its kind and id, its address, and what it says where that counts."""
    nothing = Said("", "")
    for known in directory.articles.values():
        yield ("article", known.id), known.address, nothing
        for update in known.article.updates:
            yield ("update", f"{known.id}#{update.anchor}"), f"{known.address}#{update.anchor}", said_by(update)
        for correction in known.article.corrections:
            anchor = correction.anchor
            yield ("correction", f"{known.id}#{anchor}"), f"{known.address}#{anchor}", said_by(correction)
    for incident in directory.incidents.values():
        yield ("incident", incident.id), incident.address, nothing
    for edition in editions:
        yield ("edition", edition.address), edition.address, nothing
    for page in directory.assembly.own_pages:
        yield ("page", page.id), f"{page.slug}/", nothing
