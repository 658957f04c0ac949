"""What is left in feeds of things that were published and are gone: who kept them shall know that they were withdrawn (RFC 6721)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digest.model.article import Article
from digest.model.ledger import EntryKind
from digest.model.url import slugify
from digest.model.views.feed import Tombstone
from digest.planning.assemble import files_of, incident_name, latest_of_article
from digest.planning.directory import Directory, incident_address, place_names
from digest.planning.stamps import stamp


@dataclass(frozen=True, slots=True)
class Tombstones:
    """Tombstones by the feed that brought the items, newest first; `by_page` holds those of narrow feeds by the address of their page."""

    incidents: tuple[Tombstone, ...]
    updates: tuple[Tombstone, ...]
    by_page: dict[str, tuple[Tombstone, ...]]


def find_tombstones(directory: Directory) -> Tombstones:
    """Find what is left of all articles that are gone, and of incidents all of whose reports are."""
    incidents: dict[str, Tombstone] = {}
    updates: dict[str, Tombstone] = {}
    by_page: dict[str, dict[str, Tombstone]] = defaultdict(dict)
    visible = {incident.id: incident_address(incident) for incident in directory.assembly.incidents}
    files = files_of(directory.assembly.incidents)
    # Oldest first, so that of an incident the tombstone of its last report stands.
    for article in sorted(directory.assembly.gone, key=lambda article: (_end_of(article), article.id)):
        stones = {stone.guid: stone for stone in _stones_of(article, directory)}
        updates |= stones
        names = [incident_name(name, files) for name in article.incidents]
        for name in names:
            if name in visible:
                by_page[visible[name]] |= stones
            elif ("incident", name) in directory.guids:
                guid = directory.guids["incident", name]
                incidents[guid] = Tombstone(guid, _end_of(article))
        own = directory.guids.get(("article", article.id))
        if not names and own:
            incidents[own] = stones[own]
        for address in _terms_of(article, directory):
            by_page[address] |= stones
    return Tombstones(
        _newest(incidents.values()),
        _newest(updates.values()),
        {address: _newest(stones.values()) for address, stones in by_page.items()},
    )


def _stones_of(article: Article, directory: Directory) -> Iterator[Tombstone]:
    """Give the tombstones of an article, its updates and its corrections, as far as they ever were published."""
    things: list[tuple[EntryKind, str]] = [("article", article.id)]
    things += [("update", f"{article.id}#{update.anchor}") for update in article.updates]
    things += [("correction", f"{article.id}#{correction.anchor}") for correction in article.corrections]
    end = _end_of(article)
    for thing in things:
        if thing in directory.guids:
            yield Tombstone(directory.guids[thing], end)


def _end_of(article: Article) -> datetime:
    """Give when an article ended: when it expired, or else when something of it last moved, its `updated:` included.

    A reader may keep an entry that moved after its tombstone (RFC 6721, section 3): that is never the case.
    """
    moment = article.expires if article.status != "withdrawn" and article.expires else latest_of_article(article)
    return stamp(moment, f"article:{article.id}")


def _terms_of(article: Article, directory: Directory) -> Iterator[str]:
    """Give the addresses of the pages of an article's tags, places and source, as far as they still are."""
    for terms, names in (
        (directory.tags, article.tags),
        (directory.places, place_names(article.places)),
        (directory.sources, (article.source.name,)),
    ):
        for name in names:
            term = terms.get(slugify(name))
            if term is not None:
                yield term.address


def _newest(stones: Iterable[Tombstone]) -> tuple[Tombstone, ...]:
    return tuple(sorted(stones, key=lambda stone: (stone.when, stone.guid), reverse=True))
