"""Feeds as RSS 2.0 and as Atom: the only module that knows feedgen (which is imported when the first feed is made).

https://www.rssboard.org/rss-specification, with `content:encoded` for whole texts; RFC 4287. What feedgen has no words for comes from
`digest.rendering.feed_extension`. No date comes from the clock: feedgen would put one wherever none is set.
"""

from typing import TYPE_CHECKING

from digest.model.config import FeedFormat
from digest.model.url import absolute, root_from
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView, feed_address
from digest.rendering.feed_content import FeedContent
from digest.rendering.feed_extension import FeedExtension, ItemExtension
from digest.rendering.html import text

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

STYLE_SHEET = "static/feed.css"


def render_rss(feed: FeedView, address: str, site: SiteView, content: FeedContent) -> bytes:
    """Render a document of a feed as RSS 2.0, to stand at `address`."""
    generator = _generator(feed, site, "rss")
    generator.description(feed.description or feed.title)
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.lastBuildDate(feed.updated)
    if not feed.is_archive:
        generator.ttl(feed.rhythm.minutes)
    for item in feed.items:
        entry = _entry(generator, item, feed, site, content)
        entry.guid(item.guid, permalink=False)
        entry.description(text(item.summary or item.title))
        if item.picture is not None:
            entry.enclosure(absolute(site.base_url, item.picture.src), item.picture.size, item.picture.type)
        if item.original.url:
            entry.source(item.original.url, item.original.name or item.original.url)
    return _styled(_plainly(bytes(generator.rss_str(pretty=False))), address)


def render_atom(feed: FeedView, address: str, site: SiteView, content: FeedContent) -> bytes:
    """Render a document of a feed as Atom (RFC 4287), to stand at `address`."""
    generator = _generator(feed, site, "atom")
    generator.id(feed.id)
    generator.updated(feed.updated)
    generator.author({"name": site.publisher_name})
    if feed.description:
        generator.subtitle(feed.description)
    for item in feed.items:
        entry = _entry(generator, item, feed, site, content)
        entry.id(item.guid)
        entry.updated(item.updated)
        entry.author({"name": item.author})
        if item.summary:
            entry.summary(item.summary)
    return _styled(bytes(generator.atom_str(pretty=False)), address)


def _generator(feed: FeedView, site: SiteView, form: FeedFormat) -> "FeedGenerator":
    """Make a feed with what both formats say."""
    from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.title(feed.title)
    generator.language(feed.language)
    generator.generator("digest")
    own = feed_address(feed.stem, form)
    generator.link(href=absolute(site.base_url, own), rel="self", type=f"application/{form}+xml")
    generator.link(href=absolute(site.base_url, feed.page), rel="alternate", type="text/html")  # RSS takes the last one
    if site.licence:
        generator.rights(site.licence)
    generator.register_extension("digest", FeedExtension, ItemExtension)
    generator.digest.describe(feed, site, form)
    return generator


def _entry(
    generator: "FeedGenerator", item: FeedItem, feed: FeedView, site: SiteView, content: FeedContent
) -> "FeedEntry":
    """Add an item with what both formats say."""
    entry = generator.add_entry(order="append")
    entry.title(item.title)
    entry.published(item.published)
    entry.category([{"term": tag} for tag in item.tags])
    entry.content(content.html(item), type="html")
    entry.link(href=absolute(site.base_url, item.address), rel="alternate")
    entry.digest.describe(item, feed, site)
    return entry


def _plainly(xml: bytes) -> bytes:
    """Write `<` and `&` of texts as hexadecimal references: to XML the same, but no reader takes them for HTML that was escaped once.

    https://www.rssboard.org/rss-profile#data-types-characterdata
    """
    return xml.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")


def _styled(xml: bytes, address: str) -> bytes:
    """Name the style sheet that lets a browser show a feed to people (https://www.w3.org/TR/xml-stylesheet/)."""
    declaration, end, root = xml.partition(b"?>\n")
    style = f'<?xml-stylesheet type="text/css" href="{root_from(address)}{STYLE_SHEET}"?>\n'
    return declaration + end + style.encode() + root + b"\n"
