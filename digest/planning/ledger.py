"""The ledger after this build: what it knew, and what is published now."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from digest.model.ledger import Entry, EntryKind, Ledger
from digest.model.views.feed import FeedItem
from digest.planning.anchors import fingerprint_of
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
    for kind, identity, address, said in _published(editions, directory):
        entry = entries.get((kind, identity))
        addresses = () if entry is None else tuple(old for old in entry.addresses if old != address)
        guid = directory.guid(kind, identity)
        entries[kind, identity] = Entry(kind, identity, guid, (*addresses, address), published.get(guid), said)
    return Ledger(tuple(sorted(entries.values())))


def _published(editions: tuple[Edition, ...], directory: Directory) -> Iterator[tuple[EntryKind, str, str, str]]:
    for article in directory.assembly.articles:
        address = article_address(article)
        yield "article", article.id, address, ""
        for update in article.updates:
            yield "update", f"{article.id}#{update.anchor}", f"{address}#{update.anchor}", fingerprint_of(update)
        for correction in article.corrections:
            identity = f"{article.id}#{correction.anchor}"
            yield "correction", identity, f"{address}#{correction.anchor}", fingerprint_of(correction)
    for incident in directory.assembly.incidents:
        yield "incident", incident.id, incident_address(incident), ""
    for edition in editions:
        yield "edition", edition.address, edition.address, ""
    for page in directory.assembly.own_pages:
        yield "page", page.id, f"{page.slug}/", ""
