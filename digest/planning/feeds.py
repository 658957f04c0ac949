"""Feeds: which there are, and the documents of each: the one to subscribe to, and archives of what no longer fits into it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.model.article import Article
from digest.model.config import Config, FeedFormat, Period
from digest.model.incident import Incident
from digest.model.ledger import Entry, mint_guid
from digest.model.page import Page, Wave
from digest.model.views.common import FeedLink
from digest.model.views.feed import (
    EVERY_FORMAT,
    SITE_FEEDS,
    FeedItem,
    FeedView,
    Rhythm,
    Tombstone,
    feed_address,
    feed_addresses,
)
from digest.planning.directory import Directory, Term, incident_address
from digest.planning.feed_items import FeedItems
from digest.planning.heads import SITE_ORIGIN, site_feeds
from digest.planning.tombstones import Tombstones

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


def incident_feed_link(incident: Incident, config: Config) -> FeedLink:
    """Give the link to an incident's own feed."""
    return FeedLink(
        incident.title,
        feed_addresses(f"{incident_address(incident)}feed", ("rss", *config.feeds.also)),
        f"Reports, updates and corrections on: {incident.title}.",
        incident_address(incident),
    )


def term_feed_link(term: Term, word: str, config: Config) -> FeedLink:
    """Give the link to the feed of a tag, a place or a source."""
    return FeedLink(
        f"{word}: {term.name}",
        feed_addresses(f"{term.address}feed", ("rss", *config.feeds.also)),
        f"Everything new under {term.name}.",
        term.address,
    )


def plan_feeds(items: FeedItems, gone: Tombstones, directory: Directory) -> Iterator[Page]:
    """Plan every feed: the site's three, one for each incident, and one for each tag, place and source."""
    incidents, everything, dated = (
        _Feed(stem, link.title, link.description, stem, link.page, EVERY_FORMAT, period)
        for link, stem, period in zip(
            site_feeds(directory.config),
            SITE_FEEDS,
            (_BY_MONTH, _BY_MONTH, _BY_YEAR),
            strict=True,
        )
    )
    yield from _pages(incidents, items.incidents, gone.incidents, items.months, directory)
    yield from _pages(
        everything, _updates_of(directory.assembly.articles, items), gone.updates, items.months, directory
    )
    yield from _pages(dated, items.editions, (), items.months, directory)
    for incident in directory.assembly.incidents:
        link = incident_feed_link(incident, directory.config)
        feed = _narrow(f"incident:{incident.id}", link, directory)
        yield from _pages(
            feed, _updates_of(incident.articles, items), gone.narrow.get(feed.identity, ()), items.months, directory
        )
    for word, terms in (("Tag", directory.tags), ("Place", directory.places), ("Source", directory.sources)):
        for slug, term in terms.items():
            link = term_feed_link(term, word, directory.config)
            feed = _narrow(f"{word.lower()}:{slug}", link, directory)
            yield from _pages(
                feed, _updates_of(term.articles, items), gone.narrow.get(feed.identity, ()), items.months, directory
            )


def plan_ended_feed(entry: Entry, title: str, gone: Tombstones, directory: Directory) -> Iterator[Page]:
    """Plan the feed of an incident all of whose reports were withdrawn: it goes on answering, and brings nothing any more."""
    feed = _narrow(f"incident:{entry.id}", FeedLink(title, (), "", entry.addresses[-1]), directory)
    return _pages(feed, (), gone.narrow.get(feed.identity, ()), {}, directory)


def _updates_of(articles: tuple[Article, ...], items: FeedItems) -> Iterator[FeedItem]:
    return (item for article in articles for item in items.updates[article.id])


def _narrow(identity: str, link: FeedLink, directory: Directory) -> _Feed:
    """Give a feed that brings a part of the updates."""
    formats: tuple[FeedFormat, ...] = ("rss", *directory.config.feeds.also)
    return _Feed(identity, link.title, link.description, f"{link.page}feed", link.page, formats, _BY_YEAR)


def _pages(
    feed: _Feed, items: Iterable[FeedItem], gone: tuple[Tombstone, ...], months: dict[str, str], directory: Directory
) -> Iterator[Page]:
    """Plan the documents of a feed in each of its formats."""
    newest = sorted(items, key=lambda item: (item.updated, item.guid), reverse=True)
    for view in _documents(feed, newest, gone, months, directory.config):
        for form in feed.formats:
            yield Page(feed_address(view.stem, form), form, view, Wave.FEED, SITE_ORIGIN)


def _documents(
    feed: _Feed, newest: list[FeedItem], gone: tuple[Tombstone, ...], months: dict[str, str], config: Config
) -> Iterator[FeedView]:
    """Cut a feed into the document to subscribe to and archives, one for each period that does not fit into it whole.

    An archive holds all items that were published in its period, and hardly ever changes (RFC 5005, section 4): a reader who was away
    finds there what has left the first document meanwhile.
    """
    window, rest = newest[: config.feeds.items], newest[config.feeds.items :]
    archives: dict[str, list[FeedItem]] = {}
    if rest:
        by_period: dict[str, list[FeedItem]] = defaultdict(list)
        for item in newest:
            by_period[months[item.guid][: feed.period]].append(item)
        needed = {months[item.guid][: feed.period] for item in rest}
        archives = {period: by_period[period] for period in sorted(needed)}
    stems = [f"{feed.stem}-{period}" for period in archives]
    yield _document(feed, feed.stem, window, config, older=stems[-1] if stems else "", gone=gone[: config.feeds.items])
    for index, (stem, held) in enumerate(zip(stems, archives.values(), strict=True)):
        held.sort(key=lambda item: (item.published, item.guid), reverse=True)
        older = stems[index - 1] if index else ""
        newer = stems[index + 1] if index + 1 < len(stems) else ""
        yield _document(feed, stem, held, config, older=older, newer=newer)


def _document(
    feed: _Feed,
    stem: str,
    items: list[FeedItem],
    config: Config,
    *,
    older: str,
    newer: str = "",
    gone: tuple[Tombstone, ...] = (),
) -> FeedView:
    return FeedView(
        id=mint_guid(config.id, "feed", feed.identity),
        title=feed.title,
        description=feed.description,
        stem=stem,
        page=feed.page,
        language=config.language,
        updated=max((item.updated for item in items), default=_EPOCH),
        items=tuple(items),
        current=feed.stem,
        older=older,
        newer=newer,
        hub=config.hub if stem == feed.stem else "",
        rhythm=_RHYTHMS[config.editions],
        gone=gone,
    )
