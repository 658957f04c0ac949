"""Feeds: which there are, and the items of each, from which every format is made."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.model.article import Article
from digest.model.incident import Incident
from digest.model.moment import Moment
from digest.model.page import Page, Wave
from digest.model.views.common import FeedLink, Link, SourceLine
from digest.model.views.feed import FeedItem, FeedView
from digest.planning.assemble import latest_of_article, latest_of_incident
from digest.planning.directory import (
    Directory,
    Term,
    article_address,
    article_link,
    incident_address,
    news_of,
    outlet_of,
    picture_of,
)
from digest.planning.heads import SITE_ORIGIN, site_feeds

# The date of a feed that has no items: RSS needs one, and it must not come from the clock.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REPORTS_IN_ITEM = 10


def incident_feed_link(incident: Incident) -> FeedLink:
    """Give the link to an incident's own feed."""
    return FeedLink(
        incident.title,
        f"{incident_address(incident)}feed.xml",
        f"Reports, updates and corrections on: {incident.title}.",
    )


def term_feed_link(term: Term, word: str) -> FeedLink:
    """Give the link to the feed of a tag, a place or a source."""
    return FeedLink(f"{word}: {term.name}", f"{term.address}feed.xml", f"Everything new under {term.name}.")


def stamp(moment: Moment, identity: str) -> datetime:
    """Give the date and time that a feed says.

    A bare date becomes a moment within that day's first hour which depends on the thing alone: distinct, so that readers
    do not shuffle the items of a day, and the same in every build.
    """
    if not moment.bare:
        return moment.at
    seconds = int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=4).digest()) % 3600
    return moment.at + timedelta(seconds=seconds)


def plan_feeds(directory: Directory, editions: tuple[FeedItem, ...]) -> Iterator[Page]:
    """Plan every feed: the site's three, one for each incident, and one for each tag, place and source."""
    config = directory.config
    updates = {article.id: _items_of(article, directory) for article in directory.assembly.articles}
    incidents, everything, dated = site_feeds(config)
    yield _feed(incidents, "", _incident_items(directory), directory)
    yield _feed(everything, "", (item for items in updates.values() for item in items), directory)
    yield _feed(dated, "editions/", editions, directory)
    for incident in directory.assembly.incidents:
        items = (item for article in incident.articles for item in updates[article.id])
        yield _feed(incident_feed_link(incident), incident_address(incident), items, directory)
    for word, terms in (("Tag", directory.tags), ("Place", directory.places), ("Source", directory.sources)):
        for term in terms.values():
            items = (item for article in term.articles for item in updates[article.id])
            yield _feed(term_feed_link(term, word), term.address, items, directory)


def _feed(link: FeedLink, page: str, items: Iterable[FeedItem], directory: Directory) -> Page:
    """Plan one feed: the newest items, newest first."""
    newest = sorted(items, key=lambda item: (item.updated, item.guid), reverse=True)[: directory.config.feeds.items]
    view = FeedView(
        title=link.title,
        description=link.description,
        address=link.address,
        page=page,
        language=directory.config.language,
        updated=newest[0].updated if newest else _EPOCH,
        items=tuple(newest),
    )
    return Page(link.address, "rss", view, Wave.FEED, SITE_ORIGIN)


def _items_of(article: Article, directory: Directory) -> tuple[FeedItem, ...]:
    """Give the items of one article: itself, and each of its updates and corrections, which stand at their anchors."""
    items = [article_item(article, directory)]
    for update in article.updates:
        identity = f"{article.id}#{update.anchor}"
        link = Link(update.title or f"Update: {article.title}", article_link(article, update.anchor).address)
        items.append(
            _dated_item(article, directory.guid("update", identity), link, update.date, update.text, directory)
        )
    for correction in article.corrections:
        identity = f"{article.id}#{correction.anchor}"
        link = Link(f"Correction: {article.title}", article_link(article, correction.anchor).address)
        items.append(
            _dated_item(
                article, directory.guid("correction", identity), link, correction.date, correction.text, directory
            )
        )
    return tuple(items)


def article_item(article: Article, directory: Directory) -> FeedItem:
    """Give the item of an article itself."""
    config = directory.config
    published = stamp(article.date, article.id)
    text = directory.texts[article.id]
    summary = directory.cards[article.id].summary
    whole = config.feeds.text == "full" and text.show != "link"
    return FeedItem(
        guid=directory.guid("article", article.id),
        title=article.title,
        address=article_address(article),
        published=published,
        updated=published,
        summary=summary,
        author=article.source.author or article.source.name or config.publisher.name or config.title,
        language=article.language or config.language,
        intro=() if whole or not summary else (summary,),
        text=text if whole else None,
        note="",
        links=tuple(_incident_links(article, directory)),
        original=outlet_of(article.source),
        tags=article.tags,
        picture=picture_of(article),
    )


def _incident_links(article: Article, directory: Directory) -> Iterator[Link]:
    """Give the links to an article's incidents."""
    for incident in directory.incidents_of.get(article.id, ()):
        yield Link(incident.title, incident_address(incident))


def _dated_item(article: Article, guid: str, link: Link, date: Moment, note: str, directory: Directory) -> FeedItem:
    """Give the item of a dated update or correction of an article."""
    when = stamp(date, guid)
    config = directory.config
    return FeedItem(
        guid=guid,
        title=link.text,
        address=link.address,
        published=when,
        updated=when,
        summary="",
        author=config.publisher.name or config.title,
        language=article.language or config.language,
        intro=(),
        text=None,
        note=note,
        links=(article_link(article), *_incident_links(article, directory)),
        original=SourceLine(""),
        tags=article.tags,
        picture=None,
    )


def _incident_items(directory: Directory) -> Iterator[FeedItem]:
    """Give one item for each incident, and for each article that belongs to none: theirs for life."""
    for incident in directory.assembly.incidents:
        yield _incident_item(incident, directory)
    for article in directory.assembly.articles:
        if article.id not in directory.incidents_of:
            yield _lone_item(article, directory)


def _incident_item(incident: Incident, directory: Directory) -> FeedItem:
    config = directory.config
    status = max(incident.file.status, key=lambda note: note.date.at, default=None)
    summary = directory.incident_cards[incident.id].summary
    newest = incident.articles[: -_REPORTS_IN_ITEM - 1 : -1]
    news, _ = news_of(incident)
    return FeedItem(
        guid=directory.guid("incident", incident.id),
        title=incident.title,
        address=incident_address(incident),
        published=stamp(incident.articles[0].date, incident.id),
        updated=stamp(latest_of_incident(incident), incident.id),
        summary=summary,
        author=config.publisher.name or config.title,
        language=config.language,
        intro=(summary,) if summary else (),
        text=None,
        note=status.text if status else "",
        links=tuple(dict.fromkeys((news, *(article_link(article) for article in newest)))),
        original=SourceLine(""),
        tags=incident.tags,
        picture=picture_of(incident),
    )


def _lone_item(article: Article, directory: Directory) -> FeedItem:
    item = article_item(article, directory)
    return replace(item, updated=max(item.published, stamp(latest_of_article(article), article.id)))
