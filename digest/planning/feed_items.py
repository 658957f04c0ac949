"""The items that feeds bring: of incidents, reports, updates and corrections."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC

from digest.model.article import Article
from digest.model.incident import Incident
from digest.model.ledger import EntryKind
from digest.model.media import media_type
from digest.model.moment import Moment
from digest.model.views.common import Link, SourceLine
from digest.model.views.feed import FeedItem, FeedPicture
from digest.planning.assemble import latest_of_article, latest_of_incident
from digest.planning.directory import (
    Directory,
    article_address,
    article_link,
    incident_address,
    news_of,
    outlet_of,
    picture_of,
)
from digest.planning.editions import Edition, edition_item
from digest.planning.stamps import appearance, first_stamp, stamp

_REPORTS_IN_ITEM = 10


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Every item of the site, each made once: those of incidents and lone reports, those of each article by its id, and editions.

    `months` says of each, by its guid, in which month it was published, in UTC: a change of the site's zone moves nothing.
    """

    incidents: tuple[FeedItem, ...]
    updates: dict[str, tuple[FeedItem, ...]]
    editions: tuple[FeedItem, ...]
    months: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[FeedItem]:
        """Give all of them."""
        yield from self.incidents
        for items in self.updates.values():
            yield from items
        yield from self.editions


def make_items(editions: tuple[Edition, ...], directory: Directory) -> FeedItems:
    """Make every item that a feed may bring."""
    items = FeedItems(
        incidents=tuple(_incident_items(directory)),
        updates={article.id: _items_of_article(article, directory) for article in directory.assembly.articles},
        editions=tuple(edition_item(edition, directory) for edition in editions),
    )
    items.months.update((item.guid, item.published.astimezone(UTC).isoformat()[:7]) for item in items)
    return items


def _items_of_article(article: Article, directory: Directory) -> tuple[FeedItem, ...]:
    """Give the items of one article: itself, and each of its updates and corrections, which stand at their anchors."""
    items = [_report_item(article, directory)]
    for update in article.updates:
        link = Link(update.title or f"Update: {article.title}", article_link(article, update.anchor).address)
        items.append(_dated_item(article, ("update", update.anchor), link, update.date, update.text, directory))
    for correction in article.corrections:
        link = Link(f"Correction: {article.title}", article_link(article, correction.anchor).address)
        note = correction.text
        items.append(_dated_item(article, ("correction", correction.anchor), link, correction.date, note, directory))
    return tuple(items)


def _report_item(article: Article, directory: Directory) -> FeedItem:
    """Give the item of an article itself: its text as far as rights and settings go, or its summary."""
    config = directory.config
    published = first_stamp("article", article.id, appearance(article), directory)
    text = directory.texts[article.id]
    summary = directory.cards[article.id].summary
    whole = config.feeds.text == "full" and text.show != "link" and bool(text.body.key or text.excerpt)
    return FeedItem(
        guid=directory.guid("article", article.id),
        title=article.title,
        address=article_address(article),
        published=published,
        updated=max(published, stamp(article.updated, f"article:{article.id}")) if article.updated else published,
        summary=summary,
        author=article.source.author or article.source.name or config.publisher.name or config.title,
        language=article.language or config.language,
        intro=() if whole or not summary else (summary,),
        text=text if whole else None,
        note="",
        links=tuple(_incident_links(article, directory)),
        original=outlet_of(article.source),
        tags=article.tags,
        picture=_picture(article, directory),
    )


def _incident_links(article: Article, directory: Directory) -> Iterator[Link]:
    """Give the links to an article's incidents."""
    for incident in directory.incidents_of.get(article.id, ()):
        yield Link(incident.title, incident_address(incident))


def _picture(thing: Article | Incident, directory: Directory) -> FeedPicture | None:
    picture = picture_of(thing)
    medium = directory.media.get(picture.src) if picture else None
    if picture is None or medium is None or not medium.size:
        return None  # that a file is missing is reported as an error where all references are checked; an empty one shows nothing
    size = medium.size
    return FeedPicture(picture.src, picture.alt, picture.credit, media_type(picture.src), size)


def _dated_item(
    article: Article, anchor: tuple[EntryKind, str], link: Link, date: Moment, note: str, directory: Directory
) -> FeedItem:
    """Give the item of a dated update or correction of an article."""
    kind, identity = anchor[0], f"{article.id}#{anchor[1]}"
    published = first_stamp(kind, identity, date, directory)
    config = directory.config
    return FeedItem(
        guid=directory.guid(kind, identity),
        title=link.text,
        address=link.address,
        published=published,
        updated=published,
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
    first = min((appearance(article) for article in incident.articles), key=lambda moment: moment.at)
    published = first_stamp("incident", incident.id, first, directory)
    return FeedItem(
        guid=directory.guid("incident", incident.id),
        title=incident.title,
        address=incident_address(incident),
        published=published,
        updated=max(published, stamp(latest_of_incident(incident), f"incident:{incident.id}")),
        summary=summary,
        author=config.publisher.name or config.title,
        language=config.language,
        intro=(summary,) if summary else (),
        text=None,
        note=status.text if status else "",
        links=tuple(dict.fromkeys((news, *(article_link(article) for article in newest)))),
        original=SourceLine(""),
        tags=incident.tags,
        picture=_picture(incident, directory),
    )


def _lone_item(article: Article, directory: Directory) -> FeedItem:
    item = _report_item(article, directory)
    return replace(item, updated=max(item.published, stamp(latest_of_article(article), f"article:{article.id}")))
