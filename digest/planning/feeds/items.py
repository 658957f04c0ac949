"""The entries of feeds: incidents, reports, updates, corrections and editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, Protocol

from digest.adapters.serialization import Fingerprinted, fingerprint_of
from digest.model.config import Config
from digest.model.content.article import Article, Correction, Update
from digest.model.content.incident import Incident
from digest.model.ledger import EntryKind
from digest.model.moment import Moment, in_zone
from digest.model.site import Asset
from digest.model.views.common import Link
from digest.model.views.feed import FeedItem, FeedPicture
from digest.planning.pages.editions import Edition, Name, edition_link
from digest.planning.site.feed_dates import updated_date
from digest.planning.site.images import picture_of, shown_to_all
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode

# https://www.iana.org/assignments/media-types; the standard library's own table differs from machine to machine.
_MEDIA_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}

# How many reports the item of an incident links to, and how many articles, updates and corrections that of an edition.
_MOST_REPORTS = 10
_MOST_LINKS = 12


class ItemSpec(Protocol):
    """What an item is built from: a named tuple whose fields are all that the item depends on besides its entry and the settings.

    The fields are part of the entry's fingerprint. So a field is either small or `Fingerprinted`.
    """

    def build_item(self, entry: "FeedEntry", /) -> FeedItem:
        """Return the item of this entry."""


class FeedEntry(Fingerprinted):
    """An entry of feeds: its guid, its two dates, in UTC, and the spec that its item is built from, once, when a feed is rendered.

    `month` is the one in which it was published, in UTC as well: it stays the same when the site's zone changes.
    """

    def __init__(
        self, guid: str, published: datetime, updated: datetime, spec: ItemSpec, key: str | None = None
    ) -> None:
        """Keep the values. `key` is a fingerprint of all of them, if there is one already."""
        super().__init__(key or fingerprint_of((guid, published, updated, type(spec).__name__, spec)))
        self.guid = guid
        self.published = published
        self.updated = updated
        self.month = f"{published.year:04d}-{published.month:02d}"
        self._spec = spec

    @cached_property
    def item(self) -> FeedItem:
        """The item as feeds show it."""
        return self._spec.build_item(self)


class ReportSpec(NamedTuple):
    """The spec of an article's own item."""

    node: ArticleNode

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: the article's text, as far as rights and settings allow, or else its summary."""
        node, article, config, text = self.node, self.node.article, self.node.site.config, self.node.text
        summary = node.card.summary
        is_full = config.feeds.text == "full" and text.show != "link" and bool(text.body.key or text.excerpt)
        return FeedItem(
            guid=entry.guid,
            title=article.title,
            address=node.address,
            published=in_zone(entry.published, config.zone),
            updated=in_zone(entry.updated, config.zone),
            author=article.source.author or article.source.name or _publisher(config),
            language=node.language,
            summary=summary,
            intro=() if is_full or not summary else (summary,),
            text=text if is_full else None,
            links=_incident_links(node),
            original=node.outlet,
            tags=article.tags,
            picture=_picture(article, node.medium),
        )


class UpdateSpec(NamedTuple):
    """The spec of the item of an article's dated update."""

    node: ArticleNode
    update: Update

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item, with a title made of the article's if the update has none."""
        say, article = self.node.site.config.words.say, self.node.article
        title = self.update.title or say("Update: {article}", article=article.title)
        return _item_of_part(entry, self.node, title, self.update)


class CorrectionSpec(NamedTuple):
    """The spec of the item of an article's correction."""

    node: ArticleNode
    correction: Correction

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item, with a title made of the article's."""
        say, article = self.node.site.config.words.say, self.node.article
        return _item_of_part(entry, self.node, say("Correction: {article}", article=article.title), self.correction)


class IncidentSpec(NamedTuple):
    """The spec of an incident's item."""

    node: IncidentNode
    site: SiteNode

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: the incident's summary, its status, and links to its news and its newest reports."""
        node, incident, config = self.node, self.node.incident, self.site.config
        summary, newest = node.card.summary, node.reports[: -_MOST_REPORTS - 1 : -1]
        kind, news, _ = node.news
        if kind == "correction":
            news = Link(config.words.say("Correction: {article}", article=news.text), news.address)
        return FeedItem(
            guid=entry.guid,
            title=incident.title,
            address=node.address,
            published=in_zone(entry.published, config.zone),
            updated=in_zone(entry.updated, config.zone),
            author=_publisher(config),
            language=config.language,
            summary=summary,
            intro=(summary,) if summary else (),
            note=node.card.status,
            links=tuple(dict.fromkeys((news, *(report.link for report in newest)))),
            tags=incident.tags,
            picture=_picture(incident, node.medium),
        )


class EditionSpec(NamedTuple):
    """The spec of an edition's item. `links` are to its first articles, updates and corrections."""

    site: SiteNode
    name: Name
    links: tuple[Link, ...]

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: its summary names the first three links."""
        config, link = self.site.config, edition_link(self.name, self.site)
        return FeedItem(
            guid=entry.guid,
            title=link.text,
            address=link.address,
            published=in_zone(entry.published, config.zone),
            updated=in_zone(entry.updated, config.zone),
            author=_publisher(config),
            language=config.language,
            summary=", ".join(link.text for link in self.links[:3]),
            links=self.links,
        )


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Every entry of the site's feeds, each made once, newest first: those of incidents and lone reports, of updates, and of editions.

    `of_article` has the updates of each article by its id.
    """

    incidents: list[FeedEntry]
    updates: list[FeedEntry]
    editions: list[FeedEntry]
    of_article: dict[str, list[FeedEntry]]

    def __iter__(self) -> Iterator[FeedEntry]:
        """Return all of them."""
        return chain(self.incidents, self.updates, self.editions)


def make_items(editions: tuple[Edition, ...], index: SiteIndex) -> FeedItems:
    """Return every entry that a feed may have."""
    of_article = {node.id: list(_entries_of_article(node, index)) for node in index.articles.values()}
    return FeedItems(
        incidents=_newest_first(_incident_entries(index)),
        updates=_newest_first(chain.from_iterable(of_article.values())),
        editions=_newest_first(_edition_entry(edition, index) for edition in editions),
        of_article=of_article,
    )


def media_type(name: str) -> str:
    """Return the media type of a picture by the ending of its name (RFC 6838); for other files, that of any bytes."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _newest_first(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    return sorted(entries, key=attrgetter("updated", "guid"), reverse=True)


def _entries_of_article(node: ArticleNode, index: SiteIndex) -> Iterator[FeedEntry]:
    """Return the entries of one article: its own, and those of its updates and corrections, which link to their anchors."""
    # The article's own fingerprint is that of this entry, too: it covers all of its values, and there is one such entry an article.
    yield FeedEntry(node.guid, node.published, node.updated, ReportSpec(node), f"report {node.key}")
    for update in node.article.updates:
        yield _entry_of_part("update", node, update, UpdateSpec(node, update), index)
    for correction in node.article.corrections:
        yield _entry_of_part("correction", node, correction, CorrectionSpec(node, correction), index)


def _entry_of_part(
    kind: EntryKind, node: ArticleNode, part: Update | Correction, spec: ItemSpec, index: SiteIndex
) -> FeedEntry:
    """Return the entry of an article's update or correction."""
    identity = f"{node.id}#{part.anchor}"
    published = index.published_date(kind, identity, part.date)
    return FeedEntry(index.guid(kind, identity), published, published, spec)


def _incident_entries(index: SiteIndex) -> Iterator[FeedEntry]:
    """Return one entry for each incident, and for each article that belongs to none; each keeps its guid for ever."""
    for incident in index.incidents.values():
        spec = IncidentSpec(incident, index.site)
        yield FeedEntry(incident.guid, incident.published, incident.updated, spec)
    for article in index.articles.values():
        if not article.incidents:
            updated = updated_date(article.published, article.latest, f"article:{article.id}")
            yield FeedEntry(article.guid, article.published, updated, ReportSpec(article))


def _edition_entry(edition: Edition, index: SiteIndex) -> FeedEntry:
    """Return the entry of an edition, dated by the first and the last thing in it."""
    say = index.config.words.say
    moments: list[Moment] = [node.article.date for node in edition.articles]
    links = [node.link for node in edition.articles]
    for node, update in edition.updates:
        moments.append(update.date)
        links.append(Link(update.title or node.article.title, node.link_to(update.anchor).address))
    for node, correction in edition.corrections:
        moments.append(correction.date)
        title = say("Correction: {article}", article=node.article.title)
        links.append(Link(title, node.link_to(correction.anchor).address))
    first, last = min(moments, key=attrgetter("at")), max(moments, key=attrgetter("at"))
    published = index.published_date("edition", edition.address, first)
    updated = updated_date(published, last, f"edition:{edition.address}")
    spec = EditionSpec(index.site, edition.name, tuple(links[:_MOST_LINKS]))
    return FeedEntry(index.guid("edition", edition.address), published, updated, spec)


def _item_of_part(entry: FeedEntry, node: ArticleNode, title: str, part: Update | Correction) -> FeedItem:
    """Return the item of an article's update or correction."""
    config = node.site.config
    return FeedItem(
        guid=entry.guid,
        title=title,
        address=node.link_to(part.anchor).address,
        published=in_zone(entry.published, config.zone),
        updated=in_zone(entry.updated, config.zone),
        author=_publisher(config),
        language=node.language,
        note=part.text,
        links=(node.link, *_incident_links(node)),
        tags=node.article.tags,
    )


def _publisher(config: Config) -> str:
    return config.publisher.name or config.title


def _incident_links(node: ArticleNode) -> tuple[Link, ...]:
    """Return the links to an article's incidents."""
    return tuple(Link(link.text, link.address) for _, link in node.incidents)


def _picture(thing: Article | Incident, medium: Asset | None) -> FeedPicture | None:
    picture = shown_to_all(picture_of(thing))
    if picture is None or medium is None or not medium.size:
        return None  # that a file is missing is reported as an error where all references are checked; an empty one shows nothing
    return FeedPicture(picture.src, picture.alt, picture.credit, media_type(picture.src), medium.size)
