"""The ledger after this build: what it knew, and what is published now."""

from collections.abc import Iterator

from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.ledger import Entry, EntryKind, Ledger
from digest.planning.directory import Directory, article_address, incident_address
from digest.planning.editions import Edition

LEDGER_FILE = "content/ledger.jsonl"


def plan_ledger(known: Ledger, editions: tuple[Edition, ...], directory: Directory) -> Ledger:
    """Add everything that is public now; what was recorded once stays for ever, and a new address joins the old ones."""
    entries = {(entry.kind, entry.id): entry for entry in known.entries}
    for kind, identity, address in _published(editions, directory):
        entry = entries.get((kind, identity))
        addresses = () if entry is None else tuple(old for old in entry.addresses if old != address)
        entries[kind, identity] = Entry(kind, identity, directory.guid(kind, identity), (*addresses, address))
    return Ledger(tuple(sorted(entries.values())))


def _published(editions: tuple[Edition, ...], directory: Directory) -> Iterator[tuple[EntryKind, str, str]]:
    for article in directory.assembly.articles:
        address = article_address(article)
        yield "article", article.id, address
        for update in article.updates:
            yield "update", f"{article.id}#{update.anchor}", f"{address}#{update.anchor}"
        for correction in article.corrections:
            yield "correction", f"{article.id}#{correction.anchor}", f"{address}#{correction.anchor}"
    for incident in directory.assembly.incidents:
        yield "incident", incident.id, incident_address(incident)
    for edition in editions:
        yield "edition", edition.address, edition.address
    for page in directory.assembly.own_pages:
        yield "page", page.id, f"{page.slug}/"


def moved_addresses(ledger: Ledger, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Give every address that a thing once had and no page has now, with the thing's present one, if that is a page."""
    for entry in ledger.entries:
        *old, present = entry.addresses
        if "#" not in present and present in taken:
            yield from ((address, present) for address in old if address not in taken)


def lost_addresses(ledger: Ledger, taken: set[str]) -> Iterator[Diagnostic]:
    """Warn of every thing that was published and has no page now."""
    for entry in ledger.entries:
        present = entry.addresses[-1]
        if "#" in present or present in taken:
            continue
        yield warning(
            "lost-address",
            Position(LEDGER_FILE),
            f"the {entry.kind} “{entry.id}” was published at /{present} and is not there any more",
            "to take an article back, keep its file and write status: withdrawn; to move one, keep its id",
        )
