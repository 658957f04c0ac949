"""The items that feeds bring: of incidents, reports, updates, corrections and editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from digest.model.article import Article
from digest.model.content import Asset
from digest.model.incident import Incident
from digest.model.ledger import EntryKind
from digest.model.media import media_type
from digest.model.moment import Moment
from digest.model.views.common import Link, SourceLine
from digest.model.views.feed import FeedItem, FeedPicture
from digest.planning.directory import Directory
from digest.planning.editions import Edition, edition_item
from digest.planning.known import KnownArticle, KnownIncident, KnownItem, KnownSite, outlet_of, picture_of
from digest.planning.stamps import stamp

_REPORTS_IN_ITEM = 10


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Every item of the site, each made once: those of incidents and lone reports, those of each article by its id, and editions."""

    incidents: tuple[KnownItem, ...]
    updates: dict[str, tuple[KnownItem, ...]]
    editions: tuple[KnownItem, ...]

    def __iter__(self) -> Iterator[KnownItem]:
        """Give all of them."""
        yield from self.incidents
        for items in self.updates.values():
            yield from items
        yield from self.editions


def make_items(editions: tuple[Edition, ...], directory: Directory) -> FeedItems:
    """Make every item that a feed may bring."""
    return FeedItems(
        incidents=tuple(_incident_items(directory)),
        updates={known.id: tuple(_items_of_article(known, directory)) for known in directory.articles.values()},
        editions=tuple(edition_item(edition, directory) for edition in editions),
    )


def month_of(item: KnownItem) -> str:
    """Give the month in which an item was published, in UTC: a change of the site's zone moves nothing."""
    return item.published.astimezone(UTC).isoformat()[:7]


def _items_of_article(known: KnownArticle, directory: Directory) -> Iterator[KnownItem]:
    """Give the items of one article: itself, and each of its updates and corrections, which stand at their anchors."""
    yield KnownItem(known.guid, known.published, known.updated, _report_item, (known,))
    article = known.article
    for update in article.updates:
        link = Link(update.title or f"Update: {article.title}", known.link_to(update.anchor).address)
        yield _dated_item(known, ("update", update.anchor), link, update.date, update.text, directory)
    for correction in article.corrections:
        link = Link(f"Correction: {article.title}", known.link_to(correction.anchor).address)
        yield _dated_item(known, ("correction", correction.anchor), link, correction.date, correction.text, directory)


def _report_item(item: KnownItem, known: KnownArticle) -> FeedItem:
    """Make the item of an article itself: its text as far as rights and settings go, or its summary."""
    article, config, text, summary = known.article, known.site.config, known.text, known.card.summary
    whole = config.feeds.text == "full" and text.show != "link" and bool(text.body.key or text.excerpt)
    return FeedItem(
        guid=item.guid,
        title=article.title,
        address=known.address,
        published=item.published,
        updated=item.updated,
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


def _incident_links(known: KnownArticle) -> tuple[Link, ...]:
    """Give the links to an article's incidents."""
    return tuple(Link(link.text, link.address) for _, link in known.incidents)


def _picture(thing: Article | Incident, medium: Asset | None) -> FeedPicture | None:
    picture = picture_of(thing)
    if picture is None or medium is None or not medium.size:
        return None  # that a file is missing is reported as an error where all references are checked; an empty one shows nothing
    return FeedPicture(picture.src, picture.alt, picture.credit, media_type(picture.src), medium.size)


def _dated_item(
    known: KnownArticle, anchor: tuple[EntryKind, str], link: Link, date: Moment, note: str, directory: Directory
) -> KnownItem:
    kind, identity = anchor[0], f"{known.id}#{anchor[1]}"
    published = directory.first_stamp(kind, identity, date)
    return KnownItem(directory.guid(kind, identity), published, published, _make_dated_item, (known, link, note))


def _make_dated_item(item: KnownItem, known: KnownArticle, link: Link, note: str) -> FeedItem:
    """Make the item of a dated update or correction of an article."""
    config = known.site.config
    return FeedItem(
        guid=item.guid,
        title=link.text,
        address=link.address,
        published=item.published,
        updated=item.updated,
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


def _incident_items(directory: Directory) -> Iterator[KnownItem]:
    """Give one item for each incident, and for each article that belongs to none: theirs for life."""
    for incident in directory.incidents.values():
        given = (incident, directory.site)
        yield KnownItem(incident.guid, incident.published, incident.updated, _incident_item, given)
    for article in directory.articles.values():
        if not article.incidents:
            moved = max(article.published, stamp(article.latest, f"article:{article.id}"))
            yield KnownItem(article.guid, article.published, moved, _report_item, (article,))


def _incident_item(item: KnownItem, known: KnownIncident, site: KnownSite) -> FeedItem:
    incident, config = known.incident, site.config
    summary = known.card.summary
    newest = known.reports[: -_REPORTS_IN_ITEM - 1 : -1]
    news, _ = known.news
    return FeedItem(
        guid=item.guid,
        title=incident.title,
        address=known.address,
        published=item.published,
        updated=item.updated,
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
