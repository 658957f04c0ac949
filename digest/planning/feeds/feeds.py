"""Plan the documents of every feed: the one to subscribe to, and archives of older items.

There are four feeds of the whole site, and narrow ones: one for each incident, tag, place and source, with the updates of its articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from digest.model.config import Config, Period
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, EntryKind, mint_guid
from digest.model.moment import in_zone
from digest.model.page import Page, PublishPhase
from digest.model.views.common import FeedLink
from digest.model.views.feed import SITE_FEEDS, FeedView, Rhythm
from digest.planning.feeds.items import FeedItems
from digest.planning.feeds.notices import terms_of_gone
from digest.planning.feeds.specs import FeedEntry
from digest.planning.site.feed_links import incident_feed_link, narrow_formats, term_feed_link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, SiteNode
from digest.planning.site.sections import SITE_ORIGIN, site_feeds
from digest.planning.site.taxonomies import TAXONOMIES

# The date of a feed without items. Atom requires one, it must not come from the clock, and it should look plausible.
_DATE_WITHOUT_ITEMS = datetime(2000, 1, 1, tzinfo=UTC)

# Feed readers should check for news more often than there are editions: news of an incident does not wait for the next edition.
_RHYTHMS: dict[Period, Rhythm] = {
    "day": Rhythm(60, "hourly", 1),
    "week": Rhythm(360, "daily", 4),
    "month": Rhythm(1440, "daily", 1),
}
_A_WEEK, _LAST_WEEKS = timedelta(weeks=1), 13
# The period of an archive, as the number of characters of an ISO 8601 date that name it.
_BY_MONTH, _BY_YEAR = len("2024-03"), len("2024")


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed, not yet split into documents. `identity` never changes, such as `tag:fire`; `period` is that of an archive, as `_BY_YEAR`."""

    identity: str
    title: str
    description: str
    stem: str
    page: str
    formats: tuple[FeedFormat, ...]
    period: int


def weekly_rates(items: FeedItems) -> tuple[int, ...]:
    """Return how many items a week each feed of the whole site has had in the last months before the newest one."""
    every = (items.developments, items.updates, items.incidents, items.editions)
    dates = [[item.published for item in feed if not (item.is_quiet or item.is_notice)] for feed in every]
    newest = max(chain.from_iterable(dates), default=_DATE_WITHOUT_ITEMS)
    oldest = min(chain.from_iterable(dates), default=_DATE_WITHOUT_ITEMS)
    weeks = min(max((newest - oldest) / _A_WEEK, 1), _LAST_WEEKS)
    since = newest - _LAST_WEEKS * _A_WEEK
    return tuple([round(sum(date > since for date in feed) / weeks) for feed in dates])


class NarrowUpdates:
    """Finds the updates of a narrow feed, newest first: of its articles, of its articles that are gone, and of its status."""

    def __init__(self, items: FeedItems, index: SiteIndex) -> None:
        """Rank all updates, since numbers are compared faster than dates and guids."""
        self._newest = items.updates
        rank_of = {id(item): rank for rank, item in enumerate(items.updates)}
        self._ranks = {name: [rank_of[id(item)] for item in own] for name, own in items.updates_of.items()}
        self._gone: dict[str, list[str]] = defaultdict(list)
        for article, feed in terms_of_gone(index):
            self._gone[feed].append(f"gone:{article}")

    def of(self, feed: str, articles: Iterable[ArticleNode]) -> list[FeedEntry]:
        """Return the updates of a feed, such as `tag:fire`, that has these articles."""
        groups = [feed, *(article.id for article in articles), *self._gone.get(feed, ())]
        ranks = sorted({*chain.from_iterable([self._ranks.get(group, ()) for group in groups])})
        return [self._newest[rank] for rank in ranks]


def plan_feeds(items: FeedItems, narrow: NarrowUpdates, index: SiteIndex) -> Iterator[Page]:
    """Plan every feed: those of the whole site, and one for each incident, tag, place and source."""
    contents = (
        (items.developments, _BY_MONTH),
        (items.updates, _BY_MONTH),
        (items.incidents, _BY_YEAR),
        (items.editions, _BY_YEAR),
    )
    for stem, link, (newest, period) in zip(SITE_FEEDS, site_feeds(index.config), contents, strict=True):
        feed = _Feed(stem, link.title, link.description, stem, link.page, tuple(FeedFormat), period)
        yield from _plan_documents(feed, newest, index.entries.get(("feed", stem)), index.site)
    for incident in index.incidents.values():
        updates = narrow.of(f"incident:{incident.id}", incident.reports)
        link = incident_feed_link(incident.link, index.config)
        entry = index.entries.get(("incident", incident.id))
        yield from _plan_narrow_feed("incident", incident.id, link, updates, entry, index.site)
    for kind, terms in index.terms.items():
        for term in terms.values():
            link = term_feed_link(term.link, TAXONOMIES[kind].word, index.config)
            entry = index.entries.get((kind, term.slug))
            updates = narrow.of(f"{kind}:{term.slug}", term.articles)
            yield from _plan_narrow_feed(kind, term.slug, link, updates, entry, index.site)


def plan_empty_feed(entry: Entry, title: str, narrow: NarrowUpdates, site: SiteNode) -> Iterator[Page]:
    """Plan the feed of an incident, tag, place or source that has no reports any more. Its URL still answers, for its subscribers."""
    link = FeedLink(title, (), "", entry.addresses[-1])
    return _plan_narrow_feed(entry.kind, entry.id, link, narrow.of(f"{entry.kind}:{entry.id}", ()), entry, site)


def last_updated(items: Iterable[FeedEntry], config: Config) -> datetime:
    """Return the latest date of any of the items, in the site's zone; a fixed one if there are none."""
    latest = max((item.updated for item in items), default=None)
    return _DATE_WITHOUT_ITEMS if latest is None else in_zone(latest, config.zone)


def _plan_narrow_feed(
    kind: EntryKind,
    identity: str,
    link: FeedLink,
    updates: list[FeedEntry],
    entry: Entry | None,
    site: SiteNode,
) -> Iterator[Page]:
    """Plan the feed of an incident, tag, place or source, in the formats of the settings and in all that it had, by its ledger entry."""
    formats = narrow_formats(site.config)
    if entry is not None and not set(entry.formats) <= set(formats):
        formats = tuple([row for row in FeedFormat if row in formats or row in entry.formats])
    name = f"{kind}:{identity}"
    feed = _Feed(name, link.title, link.description, f"{link.page}feed", link.page, formats, _BY_YEAR)
    return _plan_documents(feed, updates, entry, site)


def _plan_documents(feed: _Feed, newest: list[FeedEntry], entry: Entry | None, site: SiteNode) -> Iterator[Page]:
    """Plan the documents of a feed in each of its formats, and all archives that it had, by its entry in the ledger."""
    for spec in _split_into_documents(feed, newest, entry.archives if entry else (), site):
        for row in feed.formats:
            yield Page(row.address(spec.stem), row, spec, PublishPhase.FEED, SITE_ORIGIN, group_with=feed.page)


class FeedDocument(NamedTuple):
    """The spec of one document of a feed, in any format. `stem` is its address without the suffix of a format.

    `older` and `newer` are the stems of the archives before and after it; empty where there is none.
    """

    site: SiteNode
    feed: _Feed
    stem: str
    entries: list[FeedEntry]
    older: str
    newer: str

    @property
    def is_current(self) -> bool:
        """Whether this is the document to subscribe to, and no archive."""
        return self.stem == self.feed.stem

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
            updated=last_updated(self.entries, config),
            items=tuple([entry.item for entry in self.entries]),
            current=feed.stem,
            older=self.older,
            newer=self.newer,
            hub=config.hub if self.stem == feed.stem else "",
            rhythm=_RHYTHMS[config.editions],
        )


def _split_into_documents(
    feed: _Feed, newest: list[FeedEntry], kept: tuple[str, ...], site: SiteNode
) -> Iterator[FeedDocument]:
    """Split a feed into the document to subscribe to, and one archive for each period of which it does not contain all items.

    An archive has all items that were published in its period, and rarely changes (RFC 5005, section 4). So a reader who has not fetched
    the feed for some time finds older items there. `kept` are the periods of archives that were published before. What was published
    quietly is only in archives, and a notice of what is gone never is.
    """
    announced = [item for item in newest if not item.is_quiet]
    window = announced[: site.config.feeds.items]
    lasting = [item for item in newest if not item.is_notice]
    archives: dict[str, list[FeedEntry]] = {}
    if kept or len(lasting) > sum(not item.is_notice for item in window):
        offered = {item.guid for item in window}
        by_period: dict[str, list[FeedEntry]] = defaultdict(list)
        for item in lasting:
            by_period[item.month[: feed.period]].append(item)
        needed = {item.month[: feed.period] for item in lasting if item.guid not in offered}.union(kept)
        archives = {period: by_period[period] for period in sorted(needed)}
    stems = [f"{feed.stem}-{period}" for period in archives]
    yield FeedDocument(site, feed, feed.stem, window, stems[-1] if stems else "", "")
    for position, (stem, entries) in enumerate(zip(stems, archives.values(), strict=True)):
        entries.sort(key=attrgetter("published", "guid"), reverse=True)
        older = stems[position - 1] if position else ""
        newer = stems[position + 1] if position + 1 < len(stems) else ""
        yield FeedDocument(site, feed, stem, entries, older, newer)
