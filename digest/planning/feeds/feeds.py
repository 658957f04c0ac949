"""Feeds: which there are, and the documents of each: the one to subscribe to, and archives of what no longer fits into it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from digest.model.config import Config, Period
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, EntryKind, mint_guid
from digest.model.moment import in_zone
from digest.model.page import Page, PublishPhase
from digest.model.views.common import FeedLink
from digest.model.views.feed import (
    SITE_FEEDS,
    FeedView,
    Rhythm,
    Tombstone,
)
from digest.planning.feeds.items import FeedEntry, FeedItems
from digest.planning.feeds.tombstones import Tombstones
from digest.planning.site.feed_links import incident_feed_link, narrow_formats, term_feed_link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, SiteNode
from digest.planning.site.sections import SITE_ORIGIN, site_feeds
from digest.planning.site.taxonomies import TAXONOMIES

# The date of a feed that has no items: Atom needs one, it must not come from the clock, and before 1990 nobody would believe it.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

# Readers shall ask several times in the period of an edition: news of an incident does not wait for the next one.
_RHYTHMS: dict[Period, Rhythm] = {
    "day": Rhythm(60, "hourly", 1),
    "week": Rhythm(360, "daily", 4),
    "month": Rhythm(1440, "daily", 1),
}
# How much of an ISO 8601 date tells apart the archives of a feed.
_BY_MONTH, _BY_YEAR = len("2024-03"), len("2024")


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed before it is cut into documents. `identity` says what it brings, for ever; `period` is the span of one archive."""

    identity: str
    title: str
    description: str
    stem: str
    page: str
    formats: tuple[FeedFormat, ...]
    period: int


def plan_feeds(items: FeedItems, gone: Tombstones, index: SiteIndex) -> Iterator[Page]:
    """Plan every feed: the site's three, one for each incident, and one for each tag, place and source."""
    incidents, everything, dated = (
        _Feed(stem, link.title, link.description, stem, link.page, tuple(FeedFormat), period)
        for link, stem, period in zip(
            site_feeds(index.config), SITE_FEEDS, (_BY_MONTH, _BY_MONTH, _BY_YEAR), strict=True
        )
    )
    for feed, held, withdrawn in (
        (incidents, items.incidents, gone.incidents),
        (everything, items.updates, gone.updates),
        (dated, items.editions, ()),
    ):
        yield from _pages(feed, held, withdrawn, index.entries.get(("feed", feed.identity)), index)
    rank_of = {item.guid: rank for rank, item in enumerate(items.updates)}
    ranks = {name: [rank_of[item.guid] for item in own] for name, own in items.of_article.items()}
    for incident in index.incidents.values():
        entry = index.entries.get(("incident", incident.id))
        feed = _narrow("incident", incident.id, incident_feed_link(incident.link, index.config), index)
        yield from _narrow_pages(feed, incident.reports, entry, items, ranks, gone, index)
    for kind, terms in index.terms.items():
        for slug, term in terms.items():
            link = term_feed_link(term.link, TAXONOMIES[kind].word, index.config)
            entry = index.entries.get((kind, slug))
            feed = _narrow(kind, slug, link, index)
            yield from _narrow_pages(feed, term.articles, entry, items, ranks, gone, index)


def offered(items: FeedItems, config: Config) -> frozenset[str]:
    """Return the guids of the items in the documents that readers of the whole site subscribe to."""
    windows = (some[: config.feeds.items] for some in (items.incidents, items.updates, items.editions))
    return frozenset(item.guid for window in windows for item in window)


def newest_of(items: Iterable[FeedEntry], config: Config) -> datetime:
    """Return when the newest of some items moved, in the site's zone."""
    newest = max((item.updated for item in items), default=None)
    return _EPOCH if newest is None else in_zone(newest, config.zone)


def plan_ended_feed(entry: Entry, title: str, gone: Tombstones, index: SiteIndex) -> Iterator[Page]:
    """Plan the feed of an incident, a tag, a place or a source that has no reports any more: it goes on answering, and brings nothing."""
    feed = _narrow(entry.kind, entry.id, FeedLink(title, (), "", entry.addresses[-1]), index)
    return _pages(feed, [], gone.narrow.get(feed.identity, ()), entry, index)


def _narrow_pages(
    feed: _Feed,
    articles: tuple[ArticleNode, ...],
    entry: Entry | None,
    items: FeedItems,
    ranks: dict[str, list[int]],
    gone: Tombstones,
    index: SiteIndex,
) -> Iterator[Page]:
    """Plan a feed that brings the updates of some articles. `ranks` are those of each article's updates among all, newest first."""
    newest = sorted(chain.from_iterable([ranks[article.id] for article in articles]))
    updates = [items.updates[rank] for rank in newest]
    return _pages(feed, updates, gone.narrow.get(feed.identity, ()), entry, index)


def _narrow(kind: EntryKind, identity: str, link: FeedLink, index: SiteIndex) -> _Feed:
    """Return a feed that brings a part of the updates, in every format in which it ever was there."""
    formats = narrow_formats(index.config)
    entry = index.entries.get((kind, identity))
    if entry is not None and not set(entry.formats) <= set(formats):
        formats = tuple([row for row in FeedFormat if row in formats or row in entry.formats])
    return _Feed(f"{kind}:{identity}", link.title, link.description, f"{link.page}feed", link.page, formats, _BY_YEAR)


def _pages(
    feed: _Feed, newest: list[FeedEntry], gone: tuple[Tombstone, ...], entry: Entry | None, index: SiteIndex
) -> Iterator[Page]:
    """Plan the documents of a feed in each of its formats. Archives that its entry in the ledger knows go on answering."""
    for spec in _documents(feed, newest, gone, entry.archives if entry else (), index.site):
        for row in feed.formats:
            yield Page(row.address(spec.stem), row, spec, PublishPhase.FEED, SITE_ORIGIN, group_with=feed.page)


class FeedDocument(NamedTuple):
    """One document of a feed, in any format. `stem` is its address without the ending of a format.

    `older` and `newer` are the stems of the archives before and after it; empty where there is none.
    """

    site: SiteNode
    feed: _Feed
    stem: str
    items: list[FeedEntry]
    older: str
    newer: str
    gone: tuple[Tombstone, ...]

    def build_view(self, _title: str) -> FeedView:
        """Return the view of the document."""
        config, feed = self.site.config, self.feed
        return FeedView(
            id=mint_guid(config.id, "feed", feed.identity),
            title=feed.title,
            description=feed.description,
            stem=self.stem,
            page=feed.page,
            language=config.language,
            updated=newest_of(self.items, config),
            items=tuple(item.view for item in self.items),
            current=feed.stem,
            older=self.older,
            newer=self.newer,
            hub=config.hub if self.stem == feed.stem else "",
            rhythm=_RHYTHMS[config.editions],
            gone=self.gone,
        )


def _documents(
    feed: _Feed, newest: list[FeedEntry], gone: tuple[Tombstone, ...], kept: tuple[str, ...], site: SiteNode
) -> Iterator[FeedDocument]:
    """Cut a feed into the document to subscribe to and archives, one for each period that does not fit into it whole.

    An archive holds all items that were published in its period, and hardly ever changes (RFC 5005, section 4): a reader who was away
    finds there what has left the first document meanwhile.
    """
    most = site.config.feeds.items
    window, rest = newest[:most], newest[most:]
    archives: dict[str, list[FeedEntry]] = {}
    if rest or kept:
        by_period: dict[str, list[FeedEntry]] = defaultdict(list)
        for item in newest:
            by_period[item.month[: feed.period]].append(item)
        needed = {item.month[: feed.period] for item in rest}.union(kept)
        archives = {period: by_period[period] for period in sorted(needed)}
    stems = [f"{feed.stem}-{period}" for period in archives]
    yield FeedDocument(site, feed, feed.stem, window, stems[-1] if stems else "", "", gone[:most])
    for position, (stem, held) in enumerate(zip(stems, archives.values(), strict=True)):
        held.sort(key=attrgetter("published", "guid"), reverse=True)
        older = stems[position - 1] if position else ""
        newer = stems[position + 1] if position + 1 < len(stems) else ""
        yield FeedDocument(site, feed, stem, held, older, newer, ())
