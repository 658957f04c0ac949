"""What the items of feeds are made of: those of reports, updates, corrections, statuses, incidents and editions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple, Protocol

from digest.adapters.localization import word_moment
from digest.adapters.serialization import Fingerprinted, fingerprint_of
from digest.model.config import Config
from digest.model.content.article import Article, Correction, Update
from digest.model.content.incident import Dispute, Incident, Note
from digest.model.moment import Moment, in_zone
from digest.model.site import Asset
from digest.model.views.common import Link
from digest.model.views.feed import FeedDispute, FeedItem, FeedPicture
from digest.planning.pages.editions.contents import Name, edition_link
from digest.planning.site.images import picture_of, shown_to_all
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.statuses import disputes_now

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

# How many reports the item of an incident links to.
_MOST_REPORTS = 10
_A_DAY = timedelta(days=1)


class ItemSpec(Protocol):
    """What an item is built from: a named tuple whose fields are all that the item depends on besides its entry and the settings.

    The fields are part of the entry's fingerprint. So a field is either small or `Fingerprinted`.
    """

    def build_item(self, entry: "FeedEntry", /) -> FeedItem:
        """Return the item of this entry."""


class FeedEntry(Fingerprinted):
    """An entry of feeds: its guid, its two dates, in UTC, and the spec that its item is built from, once, when a feed is rendered.

    `month` is the one in which it was published, in UTC as well: it stays the same when the site's zone changes. What is `quiet` is only
    in archives, and a notice of what is gone only in the documents to which readers subscribe. `day` is the day of publication, in the zone
    that the site had then.
    """

    def __init__(
        self,
        guid: str,
        published: datetime,
        updated: datetime,
        spec: ItemSpec,
        key: str | None = None,
        *,
        day: str = "",
        is_quiet: bool = False,
        is_notice: bool = False,
    ) -> None:
        """Keep the values. `key` is a fingerprint of all of them, if there is one already."""
        super().__init__(key or fingerprint_of((guid, published, updated, day, type(spec).__name__, spec)))
        self.guid = guid
        self.published = published
        self.updated = updated
        self.day = day
        self.is_quiet = is_quiet
        self.is_notice = is_notice
        self.month = f"{published.year:04d}-{published.month:02d}"
        self.spec = spec

    @cached_property
    def item(self) -> FeedItem:
        """The item as feeds show it."""
        return self.spec.build_item(self)

    def bare_item(self, title: str, address: str, config: Config) -> FeedItem:
        """Return an item with its guid, its dates, a title and an address, by the publisher and in the site's language."""
        return FeedItem(
            guid=self.guid,
            title=title,
            address=address,
            published=in_zone(self.published, config.zone),
            updated=in_zone(self.updated, config.zone),
            author=publisher_of(config),
            language=config.language,
        )


class ReportSpec(NamedTuple):
    """The spec of an article's own item."""

    node: ArticleNode

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: the article's text, as far as rights and settings allow, or else its summary."""
        node, article, config, text = self.node, self.node.article, self.node.site.config, self.node.text
        summary = node.card.summary
        is_full = config.feeds.text == "full" and text.show != "link" and bool(text.body.key or text.excerpt)
        return replace(
            entry.bare_item(article.title, node.address, config),
            author=article.source.author or article.source.name or publisher_of(config),
            language=node.language,
            summary=summary,
            intro=() if is_full or not summary else (summary,),
            text=text if is_full else None,
            dated=_dated(article.date, entry, config),
            links=_incident_links(node),
            original=node.outlet,
            tags=article.tags,
            picture=feed_picture(article, node.medium),
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


class StatusSpec(NamedTuple):
    """The spec of the item of what an incident's file says of its status: links to the incident and to the status."""

    site: SiteNode
    incident: Link
    link: Link
    note: Note

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item, with a title made of the incident's."""
        config = self.site.config
        title = config.words.say("Status: {incident}", incident=self.incident.text)
        return replace(
            entry.bare_item(title, self.link.address, config),
            note=self.note.text,
            dated=_dated(self.note.date, entry, config),
            links=(self.incident,),
        )


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
        return replace(
            entry.bare_item(incident.title, node.address, config),
            summary=summary,
            intro=(summary,) if summary else (),
            note=node.card.status,
            disputed=word_disputes(disputes_now(node), config),
            links=tuple(dict.fromkeys((news, *(report.link for report in newest)))),
            tags=incident.tags,
            picture=feed_picture(incident, node.medium),
        )


class EditionSpec(NamedTuple):
    """The spec of an edition's item. `links` are to its first articles, without copies of one text, updates and corrections."""

    site: SiteNode
    name: Name
    links: tuple[Link, ...]

    def build_item(self, entry: FeedEntry) -> FeedItem:
        """Return the item: its summary names the first three links."""
        config, link = self.site.config, edition_link(self.name, self.site)
        return replace(
            entry.bare_item(link.text, link.address, config),
            summary=", ".join(link.text for link in self.links[:3]),
            links=self.links,
        )


def media_type(name: str) -> str:
    """Return the media type of a picture by the ending of its name (RFC 6838); for other files, that of any bytes."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _item_of_part(entry: FeedEntry, node: ArticleNode, title: str, part: Update | Correction) -> FeedItem:
    """Return the item of an article's update or correction."""
    config = node.site.config
    return replace(
        entry.bare_item(title, node.link_to(part.anchor).address, config),
        language=node.language,
        note=part.text,
        dated=_dated(part.date, entry, config),
        links=(node.link, *_incident_links(node)),
        tags=node.article.tags,
    )


def _dated(own: Moment, entry: FeedEntry, config: Config) -> str:
    """Return a text's own date in words if it was published here on another day; else nothing."""
    if own.day.isoformat() == entry.day or abs(own.at - entry.published) < _A_DAY:
        return ""
    return word_moment(own, config.language)


def word_disputes(disputes: Iterable[Dispute], config: Config) -> tuple[FeedDispute, ...]:
    """Return disputes in words."""
    say, language = config.words.say, config.language
    return tuple(
        FeedDispute(
            say("Disputed since {date}", date=word_moment(one.date, language)),
            one.claim,
            say("Said by: {names}", names=", ".join(one.says)),
            say("Denied by: {names}", names=", ".join(one.denies)),
            say("Settled: {date}", date=word_moment(one.settled.date, language)) if one.settled else "",
            one.settled.text if one.settled else "",
        )
        for one in disputes
    )


def publisher_of(config: Config) -> str:
    """Return the name of the publisher; without one, the title of the site."""
    return config.publisher.name or config.title


def _incident_links(node: ArticleNode) -> tuple[Link, ...]:
    """Return the links to an article's incidents."""
    return tuple(Link(link.text, link.address) for _, link in node.incidents)


def feed_picture(thing: Article | Incident, medium: Asset | None) -> FeedPicture | None:
    """Return the picture of an article or incident for feeds; None if it has none that everybody may see."""
    picture = shown_to_all(picture_of(thing))
    if picture is None or medium is None or not medium.size:
        return None  # that a file is missing is reported as an error where all references are checked; an empty one shows nothing
    return FeedPicture(picture.src, picture.alt, picture.credit, media_type(picture.src), medium.size)
