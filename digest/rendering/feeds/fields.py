"""The texts of feeds in RSS and Atom, as they are written into the XML: URLs are absolute, dates are formatted.

A text is empty if there is no value.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import NamedTuple

from digest.model.feed_formats import FeedFormat
from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView
from digest.rendering.canonical_url import ascii_url
from digest.rendering.feeds.content import FeedContent
from digest.rendering.markup.sanitize import text


class FeedFields(NamedTuple):
    """The texts of a document, without those of its items.

    `own` is the URL of the document itself. `minutes`, `period` and `frequency` are empty in an archive.
    """

    id: str
    title: str
    description: str
    language: str
    updated: str
    own: str
    page: str
    licence: str
    publisher: str
    publisher_url: str
    publisher_email: str
    older: str
    newer: str
    current: str
    hub: str
    minutes: str
    period: str
    frequency: str


class ItemFields(NamedTuple):
    """The texts of an item. `language` is empty if it is the feed's; `content` is HTML, and so is `summary` in RSS."""

    guid: str
    title: str
    url: str
    author: str
    published: str
    updated: str
    summary: str
    content: str
    language: str
    source_url: str
    source_name: str
    picture_url: str
    picture_type: str
    picture_size: str
    picture_alt: str
    picture_credit: str
    tags: tuple[str, ...]


def flat(fields: ItemFields) -> tuple[str, ...]:
    """Return all texts of an item as one tuple: the last field has any number of them."""
    return (*fields[:-1], *fields[-1])


def unflat(texts: Sequence[str]) -> ItemFields:
    """Return the fields of which `flat` returns these texts."""
    *single, _ = ItemFields._fields
    return ItemFields._make((*texts[: len(single)], tuple(texts[len(single) :])))


def feed_fields(feed: FeedView, site: SiteView, feed_format: FeedFormat) -> FeedFields:
    """Return the texts of a document in RSS or Atom, without those of its items."""
    base, is_rss, is_archive = site.base_url, feed_format == FeedFormat.RSS, feed.is_archive

    def document(stem: str) -> str:
        return absolute(base, feed_format.address(stem)) if stem else ""

    return FeedFields(
        id=feed.id,
        title=feed.title,
        description=feed.description or (feed.title if is_rss else ""),
        language=feed.language,
        updated=mail_date(feed.updated) if is_rss else feed.updated.isoformat(),
        own=document(feed.stem),
        page=absolute(base, feed.page),
        licence=site.licence,
        publisher=site.publisher_name,
        publisher_url=ascii_url(site.publisher_url) if site.publisher_url else "",
        publisher_email=site.publisher_email,
        older=document(feed.older),
        newer=document(feed.newer),
        current=document(feed.current) if is_archive else "",
        hub=ascii_url(feed.hub) if feed.hub else "",
        minutes="" if is_archive else str(feed.rhythm.minutes),
        period="" if is_archive else feed.rhythm.period,
        frequency="" if is_archive else str(feed.rhythm.frequency),
    )


def item_fields(item: FeedItem, language: str, content: FeedContent, feed_format: FeedFormat) -> ItemFields:
    """Return the texts of an item in RSS or Atom, in a feed in this language."""
    base, is_rss, picture, original = content.site.base_url, feed_format == FeedFormat.RSS, item.picture, item.original
    summary = content.summary(item)
    return ItemFields(
        guid=item.guid,
        title=item.title,
        url=absolute(base, item.address),
        author=item.author,
        published=mail_date(item.published) if is_rss else item.published.isoformat(),
        updated=item.updated.isoformat(),
        summary=text(summary or item.title) if is_rss else summary,
        content=content.html(item),
        language=item.language if item.language != language else "",
        source_url=ascii_url(original.url) if original.url else "",
        source_name=original.name or original.url,
        picture_url=absolute(base, picture.src) if picture else "",
        picture_type=picture.type if picture else "",
        picture_size=str(picture.size) if picture else "",
        picture_alt=picture.alt if picture else "",
        picture_credit=picture.credit if picture else "",
        tags=item.tags,
    )


def mail_date(moment: datetime) -> str:
    """Return a moment in the form of RFC 822: in its own zone if the offset is in whole or half hours, as readers expect, else in UTC."""
    offset = moment.utcoffset()
    if offset is None or offset.seconds % 1800 or offset.microseconds:
        moment = moment.astimezone(UTC)
    return format_datetime(moment)
