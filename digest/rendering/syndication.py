"""Feeds as RSS 2.0 and as Atom: the only module that knows feedgen (which is imported when the first feed is made).

https://www.rssboard.org/rss-specification, with `content:encoded` for whole texts; RFC 4287. What feedgen has no words for comes from
`digest.rendering.feed_extension`. No date comes from the clock: feedgen would put one wherever none is set.
"""

from copy import deepcopy
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from digest.model.config import FeedFormat
from digest.model.url import absolute, root_from
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView, feed_address
from digest.rendering.canonical import ascii_url
from digest.rendering.feed_content import FeedContent
from digest.rendering.feed_extension import FeedExtension, ItemExtension
from digest.rendering.html import text
from digest.rendering.memory import Memory

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

_STYLE_SHEET = "static/feed.css"
_ELEMENTS = 2_000  # about how much an item's elements take beside its content
_KEPT = 64_000_000  # enough for ten thousand articles: each is in the feeds of its incident, source, tags and places


class _Kept:
    """An item that was made for an earlier feed, in the shape in which feedgen takes an entry."""

    def __init__(self, element: Any, size: int) -> None:  # noqa: ANN401 - lxml's own class is feedgen's business
        self._element = element
        self.size = size

    def register_extension(self, *_: object) -> None:
        """Do nothing: what extensions say is in the element."""

    def rss_entry(self) -> Any:  # noqa: ANN401 - as above
        """Give a copy: an element of lxml belongs to one document."""
        return deepcopy(self._element)


class Syndication:
    """Renders the documents of feeds of one site in XML."""

    def __init__(self, site: SiteView, content: FeedContent) -> None:
        """Begin with nothing made."""
        self._site = site
        self._content = content
        # By guid and time of change: a lone report has one of its own in the feed of incidents.
        self._kept: Memory[tuple[str, datetime], _Kept] = Memory(lambda kept: kept.size, _KEPT)

    def rss(self, feed: FeedView, address: str) -> bytes:
        """Render a document of a feed as RSS 2.0, to stand at `address`."""
        generator = self._generator(feed, "rss")
        generator.description(feed.description or feed.title)
        generator.docs("https://www.rssboard.org/rss-specification")
        generator.lastBuildDate(_sayable(feed.updated))
        if not feed.is_archive:
            generator.ttl(feed.rhythm.minutes)
        for item in feed.items:
            kept = self._kept.recall((item.guid, item.updated), partial(self._rss_item, item, feed))
            generator.add_entry(kept, order="append")
        return _styled(_plainly(bytes(generator.rss_str(pretty=False))), address)

    def _rss_item(self, item: FeedItem, feed: FeedView) -> _Kept:
        """Make an item. It is the same in every feed: they all are in the site's language."""
        content = self._content.html(item)
        entry = self._entry(item, feed)
        entry.published(_sayable(item.published))
        entry.content(content, type="html")
        entry.link(href=absolute(self._site.base_url, item.address))
        entry.guid(item.guid, permalink=False)
        entry.description(text(self._content.summary(item) or item.title))
        if item.picture is not None:
            entry.enclosure(absolute(self._site.base_url, item.picture.src), item.picture.size, item.picture.type)
        if item.original.url:
            entry.source(ascii_url(item.original.url), item.original.name or item.original.url)
        return _Kept(entry.rss_entry(), len(content) + _ELEMENTS)

    def atom(self, feed: FeedView, address: str) -> bytes:
        """Render a document of a feed as Atom (RFC 4287), to stand at `address`."""
        generator = self._generator(feed, "atom")
        generator.id(feed.id)
        generator.updated(feed.updated)
        generator.author(
            {
                "name": self._site.publisher_name,
                "uri": ascii_url(self._site.publisher_url) if self._site.publisher_url else None,
            }
        )
        if feed.description:
            generator.subtitle(feed.description)
        for item in feed.items:
            entry = self._entry(item, feed)
            entry.published(item.published)
            entry.content(self._content.html(item), type="html")
            entry.id(item.guid)
            entry.updated(item.updated)
            entry.author({"name": item.author})
            summary = self._content.summary(item)
            if summary:
                entry.summary(summary)
            generator.add_entry(entry, order="append")
        return _styled(bytes(generator.atom_str(pretty=False)), address)

    def _generator(self, feed: FeedView, form: FeedFormat) -> "FeedGenerator":
        """Make a feed with what both formats say."""
        from feedgen.feed import FeedGenerator

        base = self._site.base_url
        generator = FeedGenerator()
        generator.title(feed.title)
        generator.language(feed.language)
        generator.generator("digest")
        own = feed_address(feed.stem, form)
        generator.link(href=absolute(base, own), rel="self", type=f"application/{form}+xml")
        generator.link(href=absolute(base, feed.page), rel="alternate", type="text/html")  # RSS takes the last one
        if self._site.licence:
            generator.rights(self._site.licence)
        generator.register_extension("digest", FeedExtension, ItemExtension)
        generator.digest.describe(feed, self._site, form)
        return generator

    def _entry(self, item: FeedItem, feed: FeedView) -> "FeedEntry":
        """Make an item with what both formats say."""
        from feedgen.entry import FeedEntry

        entry = FeedEntry()
        entry.register_extension("digest", ItemExtension)
        entry.digest.describe(item, feed, self._site)
        entry.title(item.title)
        entry.category([{"term": tag} for tag in item.tags])
        return entry


def _sayable(moment: datetime) -> datetime:
    """Give a moment in a zone that RFC 822 dates can name without surprise: of whole or half hours, else UTC."""
    offset = moment.utcoffset()
    return moment if offset is not None and offset.seconds % 1800 == 0 else moment.astimezone(UTC)


def _plainly(xml: bytes) -> bytes:
    """Write `<` and `&` of texts as hexadecimal references: to XML the same, but no reader takes them for HTML that was escaped once.

    https://www.rssboard.org/rss-profile#data-types-characterdata
    """
    return xml.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")


def _styled(xml: bytes, address: str) -> bytes:
    """Name the style sheet that lets a browser show a feed to people (https://www.w3.org/TR/xml-stylesheet/)."""
    declaration, end, root = xml.partition(b"?>\n")
    style = f'<?xml-stylesheet type="text/css" href="{root_from(address)}{_STYLE_SHEET}"?>\n'
    return declaration + end + style.encode() + root + b"\n"
