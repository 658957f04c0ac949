"""The items that feeds bring: of incidents, reports, updates, corrections and editions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any

from digest.adapters.serialization import Fingerprinted, fingerprint_of
from digest.model.content.article import Article
from digest.model.content.incident import Incident
from digest.model.ledger import EntryKind
from digest.model.moment import Moment, in_zone
from digest.model.site import Asset
from digest.model.views.common import Link, SourceLine
from digest.model.views.feed import FeedItem, FeedPicture
from digest.planning.pages.editions import Edition, Name, edition_link
from digest.planning.site.feed_dates import updated_date
from digest.planning.site.images import picture_of, shown_to_all
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode, outlet_of

# https://www.iana.org/assignments/media-types; the standard library's own table differs from machine to machine.
_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


def media_type(name: str) -> str:
    """Return the media type of a picture by the ending of its name (RFC 6838); of anything else, that of plain bytes."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


class FeedEntry(Fingerprinted):
    """An item of feeds: its guid, its two dates, in UTC, and how it is made.

    `month` is the one in which it was published, in UTC as well: a change of the site's zone moves nothing.
    """

    def __init__(
        self,
        guid: str,
        published: datetime,
        updated: datetime,
        make: Callable[..., FeedItem],
        given: tuple[Any, ...],
        key: str | None = None,
    ) -> None:
        """Keep what is known. `key` is a fingerprint of all of it, where there is one already."""
        super().__init__(key or fingerprint_of((guid, published, updated, make.__qualname__, given)))
        self.guid = guid
        self.published = published
        self.updated = updated
        self.month = f"{published.year:04d}-{published.month:02d}"
        self._make = make
        self._given = given

    @cached_property
    def view(self) -> FeedItem:
        """The item as feeds show it."""
        return self._make(self, *self._given)


_REPORTS_IN_ITEM = 10
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Every item of the site, each made once, newest first: those of incidents and lone reports, updates, and editions.

    `of_article` holds the updates of each article by its id.
    """

    incidents: list[FeedEntry]
    updates: list[FeedEntry]
    editions: list[FeedEntry]
    of_article: dict[str, list[FeedEntry]]

    def __iter__(self) -> Iterator[FeedEntry]:
        """Return all of them."""
        return chain(self.incidents, self.updates, self.editions)


def make_items(editions: tuple[Edition, ...], directory: SiteIndex) -> FeedItems:
    """Make every item that a feed may bring."""
    of_article = {known.id: list(_items_of_article(known, directory)) for known in directory.articles.values()}
    return FeedItems(
        incidents=_newest_first(_incident_items(directory)),
        updates=_newest_first(chain.from_iterable(of_article.values())),
        editions=_newest_first(_edition_item(edition, directory) for edition in editions),
        of_article=of_article,
    )


def _newest_first(items: Iterable[FeedEntry]) -> list[FeedEntry]:
    return sorted(items, key=attrgetter("updated", "guid"), reverse=True)


def _items_of_article(known: ArticleNode, directory: SiteIndex) -> Iterator[FeedEntry]:
    """Return the items of one article: itself, and each of its updates and corrections, which stand at their anchors."""
    # The article's own fingerprint stands for all of it: there is one such item for each article.
    yield FeedEntry(known.guid, known.published, known.updated, _report_item, (known,), f"report {known.key}")
    article, say = known.article, known.site.config.words.say
    for update in article.updates:
        link = Link(
            update.title or say("Update: {article}", article=article.title), known.link_to(update.anchor).address
        )
        yield _dated_item(known, ("update", update.anchor), link, update.date, update.text, directory)
    for correction in article.corrections:
        link = Link(say("Correction: {article}", article=article.title), known.link_to(correction.anchor).address)
        yield _dated_item(known, ("correction", correction.anchor), link, correction.date, correction.text, directory)


def _report_item(item: FeedEntry, known: ArticleNode) -> FeedItem:
    """Make the item of an article itself: its text as far as rights and settings go, or its summary."""
    article, config, text, summary = known.article, known.site.config, known.text, known.card.summary
    whole = config.feeds.text == "full" and text.show != "link" and bool(text.body.key or text.excerpt)
    return FeedItem(
        guid=item.guid,
        title=article.title,
        address=known.address,
        published=in_zone(item.published, config.zone),
        updated=in_zone(item.updated, config.zone),
        summary=summary,
        author=article.source.author or article.source.name or config.publisher.name or config.title,
        language=known.language,
        intro=() if whole or not summary else (summary,),
        text=text if whole else None,
        note="",
        links=_incident_links(known),
        original=outlet_of(article.source),
        tags=article.tags,
        picture=_picture(article, known.medium),
    )


def _incident_links(known: ArticleNode) -> tuple[Link, ...]:
    """Return the links to an article's incidents."""
    return tuple(Link(link.text, link.address) for _, link in known.incidents)


def _picture(thing: Article | Incident, medium: Asset | None) -> FeedPicture | None:
    picture = shown_to_all(picture_of(thing))
    if picture is None or medium is None or not medium.size:
        return None  # that a file is missing is reported as an error where all references are checked; an empty one shows nothing
    return FeedPicture(picture.src, picture.alt, picture.credit, media_type(picture.src), medium.size)


def _dated_item(
    known: ArticleNode, anchor: tuple[EntryKind, str], link: Link, date: Moment, note: str, directory: SiteIndex
) -> FeedEntry:
    kind, identity = anchor[0], f"{known.id}#{anchor[1]}"
    published = directory.published_date(kind, identity, date)
    return FeedEntry(directory.guid(kind, identity), published, published, _make_dated_item, (known, link, note))


def _make_dated_item(item: FeedEntry, known: ArticleNode, link: Link, note: str) -> FeedItem:
    """Make the item of a dated update or correction of an article."""
    config = known.site.config
    return FeedItem(
        guid=item.guid,
        title=link.text,
        address=link.address,
        published=in_zone(item.published, config.zone),
        updated=in_zone(item.updated, config.zone),
        summary="",
        author=config.publisher.name or config.title,
        language=known.language,
        intro=(),
        text=None,
        note=note,
        links=(known.link, *_incident_links(known)),
        original=SourceLine(""),
        tags=known.article.tags,
        picture=None,
    )


def _incident_items(directory: SiteIndex) -> Iterator[FeedEntry]:
    """Return one item for each incident, and for each article that belongs to none: theirs for life."""
    for incident in directory.incidents.values():
        given = (incident, directory.site)
        yield FeedEntry(incident.guid, incident.published, incident.updated, _incident_item, given)
    for article in directory.articles.values():
        if not article.incidents:
            moved = updated_date(article.published, article.latest, f"article:{article.id}")
            yield FeedEntry(article.guid, article.published, moved, _report_item, (article,))


def _incident_item(item: FeedEntry, known: IncidentNode, site: SiteNode) -> FeedItem:
    incident, config = known.incident, site.config
    summary = known.card.summary
    newest = known.reports[: -_REPORTS_IN_ITEM - 1 : -1]
    kind, news, _ = known.news
    if kind == "correction":
        news = Link(config.words.say("Correction: {article}", article=news.text), news.address)
    return FeedItem(
        guid=item.guid,
        title=incident.title,
        address=known.address,
        published=in_zone(item.published, config.zone),
        updated=in_zone(item.updated, config.zone),
        summary=summary,
        author=config.publisher.name or config.title,
        language=config.language,
        intro=(summary,) if summary else (),
        text=None,
        note=known.card.status,
        links=tuple(dict.fromkeys((news, *(report.link for report in newest)))),
        original=SourceLine(""),
        tags=incident.tags,
        picture=_picture(incident, known.medium),
    )


def _edition_item(edition: Edition, directory: SiteIndex) -> FeedEntry:
    """Return the item of an edition in the feed of editions."""
    moments = [known.article.date for known in edition.articles]
    moments += [update.date for _, update in edition.updates]
    moments += [correction.date for _, correction in edition.corrections]
    first, last = min(moments, key=lambda m: m.at), max(moments, key=lambda m: m.at)
    links = [known.link for known in edition.articles]
    say = directory.config.words.say
    links += [
        Link(update.title or known.article.title, known.link_to(update.anchor).address)
        for known, update in edition.updates
    ]
    links += [
        Link(say("Correction: {article}", article=known.article.title), known.link_to(correction.anchor).address)
        for known, correction in edition.corrections
    ]
    published = directory.published_date("edition", edition.address, first)
    updated = updated_date(published, last, f"edition:{edition.address}")
    given = (directory.site, edition.name, links[:_MOST_NAMED])
    return FeedEntry(directory.guid("edition", edition.address), published, updated, _make_edition_item, given)


def _make_edition_item(item: FeedEntry, site: SiteNode, name: Name, links: list[Link]) -> FeedItem:
    config, link = site.config, edition_link(name, site)
    return FeedItem(
        guid=item.guid,
        title=link.text,
        address=link.address,
        published=in_zone(item.published, config.zone),
        updated=in_zone(item.updated, config.zone),
        summary=", ".join(link.text for link in links[:3]),
        author=config.publisher.name or config.title,
        language=config.language,
        intro=(),
        text=None,
        note="",
        links=tuple(links),
        original=SourceLine(""),
        tags=(),
        picture=None,
    )
