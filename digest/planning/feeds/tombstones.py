"""Tombstones of things that were published and are gone, so that feed readers can delete their copies (RFC 6721)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digest.model.content.article import Article
from digest.model.ledger import EntryKind
from digest.model.url import name_key
from digest.model.views.feed import Tombstone
from digest.planning.content.assemble import latest_of_article
from digest.planning.content.incident_names import incident_name
from digest.planning.site.feed_dates import distinct_date
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode
from digest.planning.site.taxonomies import TAXONOMIES


@dataclass(frozen=True, slots=True)
class Tombstones:
    """Tombstones by the feed that had the items, newest first; `narrow` has those of narrow feeds, by identities such as `tag:fire`."""

    incidents: tuple[Tombstone, ...]
    updates: tuple[Tombstone, ...]
    narrow: dict[str, tuple[Tombstone, ...]]


def find_tombstones(index: SiteIndex) -> Tombstones:
    """Return the tombstones of all articles that are gone, of their updates and corrections, and of incidents without reports."""
    incidents: dict[str, Tombstone] = {}
    updates: dict[str, Tombstone] = {}
    narrow: dict[str, dict[str, Tombstone]] = defaultdict(dict)
    for node in index.articles.values():
        if node.article.retracted:
            stones = {stone.guid: stone for stone in _stones_of_retracted(node, index)}
            updates |= stones
            for term in (*(f"incident:{name}" for name, _ in node.incidents), *_terms_of(node.article, index)):
                narrow[term] |= stones
    # Oldest first, so that the tombstone of an incident has the date of its last report.
    for article in sorted(index.assembly.gone, key=lambda article: (_end_of(article), article.id)):
        stones = {stone.guid: stone for stone in _stones_of(article, index)}
        updates |= stones
        names = [incident_name(name, index.assembly.files) for name in article.incidents]
        for name in names:
            narrow[f"incident:{name}"] |= stones
            if name not in index.incidents and ("incident", name) in index.entries:
                guid = index.entries["incident", name].guid
                incidents[guid] = Tombstone(guid, _end_of(article))
        own = index.entries.get(("article", article.id))
        if not names and own:
            incidents[own.guid] = stones[own.guid]
        for term in _terms_of(article, index):
            narrow[term] |= stones
    return Tombstones(
        _newest(incidents.values()),
        _newest(updates.values()),
        {feed: _newest(stones.values()) for feed, stones in narrow.items()},
    )


def _stones_of(article: Article, index: SiteIndex) -> Iterator[Tombstone]:
    """Return the tombstones of an article, its updates and its corrections, if they were published."""
    things: list[tuple[EntryKind, str]] = [("article", article.id)]
    things += [("update", f"{article.id}#{update.anchor}") for update in article.updates]
    things += [("correction", f"{article.id}#{correction.anchor}") for correction in article.corrections]
    end = _end_of(article)
    for thing in things:
        if thing in index.entries:
            yield Tombstone(index.entries[thing].guid, end)


def _stones_of_retracted(node: ArticleNode, index: SiteIndex) -> Iterator[Tombstone]:
    """Return the tombstones of an article's deleted updates and corrections, with a date not before that of the item itself."""
    kinds: tuple[EntryKind, ...] = ("update", "correction")
    for kind in kinds:
        for anchor in node.article.retracted:
            entry = index.entries.get((kind, f"{node.id}#{anchor}"))
            if entry is not None:
                end = _end_of(node.article)
                yield Tombstone(entry.guid, end if entry.published is None else max(end, entry.published))


def _end_of(article: Article) -> datetime:
    """Return when an article ended: when it expired, or else the date of its last change, `updated:` included.

    A reader may keep an entry that is newer than its tombstone (RFC 6721, section 3), so a tombstone is never older than its entry.
    """
    moment = article.expires if article.status != "withdrawn" and article.expires else latest_of_article(article)
    return distinct_date(moment, f"article:{article.id}")


def _terms_of(article: Article, index: SiteIndex) -> Iterator[str]:
    """Return the identities of the feeds of an article's own terms."""
    for kind, taxonomy in TAXONOMIES.items():
        terms = (index.names[kind].get(name_key(name)) for name in taxonomy.names_of(article))
        yield from (f"{kind}:{term.slug}" for term in terms if term is not None)


def _newest(stones: Iterable[Tombstone]) -> tuple[Tombstone, ...]:
    return tuple(sorted(stones, key=lambda stone: (stone.when, stone.guid), reverse=True))
