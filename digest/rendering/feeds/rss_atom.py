"""Renderers of RSS 2.0 and Atom. A document is joined from parts that are made once: its items, and the frame around them.

feedgen writes both (`digest.rendering.feeds.feedgen_xml`); it is imported when the first feed is rendered.
"""

from digest.model.feed_formats import FeedFormat
from digest.model.url import root_from
from digest.model.views.feed import FeedItem, FeedView
from digest.rendering.feeds.content import FeedContent, RenderFeed, identity_of
from digest.rendering.feeds.fields import feed_fields, flat, item_fields
from digest.rendering.lru import SpillingCache, Storage
from digest.rendering.xml_skeletons import encode_xml

_STYLE_SHEET = "static/feed.css"


def rss_renderer(content: FeedContent) -> RenderFeed:
    """Return the renderer of RSS 2.0."""
    # Its cache is enough for ten thousand articles: each is in the feeds of its incident, source, tags and places.
    return _XmlRenderer(FeedFormat.RSS, content, cache_bytes=64_000_000).render


def atom_renderer(content: FeedContent) -> RenderFeed:
    """Return the renderer of Atom (RFC 4287)."""
    return _XmlRenderer(FeedFormat.ATOM, content, cache_bytes=24_000_000).render


class _XmlRenderer:
    """Joins documents in one format, and keeps the items that were rendered last, up to `cache_bytes`; the others go to the spill file."""

    def __init__(self, feed_format: FeedFormat, content: FeedContent, cache_bytes: int) -> None:
        """Import feedgen and begin with an empty cache."""
        from digest.rendering.feeds.feedgen_xml import ITEMS, document_skeletons, item_skeletons

        self._format = feed_format
        self._content = content
        self._mark = ITEMS.encode()
        self._documents = document_skeletons(feed_format)
        self._items = item_skeletons(feed_format)
        self._cache: SpillingCache[str, bytes] = SpillingCache(
            len, Storage(content.spill, bytes, bytes), cache_bytes, cached=content.cached
        )

    def render(self, feed: FeedView, address: str) -> bytes:
        fields = feed_fields(feed, self._content.site, self._format)
        frame = encode_xml(self._documents.fill(fields))
        before, _, after = _styled(frame, address).partition(self._mark)
        recall = self._cache.recall
        items = [recall(identity_of(item), lambda: self._item(item, feed.language)) for item in feed.items]  # noqa: B023 - called at once
        return b"".join((before, *items, after))

    def _item(self, item: FeedItem, language: str) -> bytes:
        """Return an item as XML. It is the same in every feed: they all are in the site's language."""
        return encode_xml(self._items.fill(flat(item_fields(item, language, self._content, self._format))))


def _styled(xml: bytes, address: str) -> bytes:
    """Name the style sheet with which a browser shows a feed to people (https://www.w3.org/TR/xml-stylesheet/)."""
    declaration, end, root = xml.partition(b"?>\n")
    style = f'<?xml-stylesheet type="text/css" href="{root_from(address)}{_STYLE_SHEET}"?>\n'
    return declaration + end + style.encode() + root + b"\n"
