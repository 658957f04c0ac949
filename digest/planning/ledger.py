"""The ledger after this build: what it knew, and what is published now."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from digest.model.ledger import Entry, EntryKind, Ledger
from digest.model.views.feed import FeedItem
from digest.planning.anchors import Said, said_by
from digest.planning.directory import Directory, article_address, incident_address
from digest.planning.editions import Edition

LEDGER_FILE = "content/ledger.jsonl"


def plan_ledger(
    known: Ledger, editions: tuple[Edition, ...], items: Iterable[FeedItem], directory: Directory
) -> Ledger:
    """Add everything that is public now, with the date that its item says in feeds.

    What was recorded once stays for ever, and a new address joins the old ones.
    """
    entries = {(entry.kind, entry.id): entry for entry in known.entries}
    published = {item.guid: item.published.astimezone(UTC) for item in items}
    for (kind, identity), address, said in _published(editions, directory):
        entry = entries.get((kind, identity))
        addresses = () if entry is None else tuple(old for old in entry.addresses if old != address)
        guid = directory.guid(kind, identity)
        entries[kind, identity] = Entry(kind, identity, guid, (*addresses, address), published.get(guid), *said)
    return Ledger(tuple(sorted(entries.values())))


def _published(
    editions: tuple[Edition, ...], directory: Directory
) -> Iterator[tuple[tuple[EntryKind, str], str, Said]]:
    """Give what is public: its kind and id, its address, and what it says where that counts."""
    nothing = Said("", "")
    for article in directory.assembly.articles:
        address = article_address(article)
        yield ("article", article.id), address, nothing
        for update in article.updates:
            yield ("update", f"{article.id}#{update.anchor}"), f"{address}#{update.anchor}", said_by(update)
        for correction in article.corrections:
            anchor = correction.anchor
            yield ("correction", f"{article.id}#{anchor}"), f"{address}#{anchor}", said_by(correction)
    for incident in directory.assembly.incidents:
        yield ("incident", incident.id), incident_address(incident), nothing
    for edition in editions:
        yield ("edition", edition.address), edition.address, nothing
    for page in directory.assembly.own_pages:
        yield ("page", page.id), f"{page.slug}/", nothing
