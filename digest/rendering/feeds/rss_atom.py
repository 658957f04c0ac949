"""Feeds as RSS 2.0 and as Atom, joined of parts that are made once: the items, and what stands around them.

Both are what feedgen writes (`digest.rendering.feeds.feedgen_xml`); it is imported when the first feed is made.
"""

from datetime import datetime
from functools import cached_property

from digest.model.config import FeedFormat
from digest.model.url import root_from
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView
from digest.rendering.feeds.content import FeedContent
from digest.rendering.feeds.fields import feed_fields, flat, item_fields
from digest.rendering.lru import Spill, SpillingCache, Storage
from digest.rendering.xml_skeletons import encode_xml

_STYLE_SHEET = "static/feed.css"

# In bytes. Enough for ten thousand articles: in RSS, each is in the feeds of its incident, source, tags and places.
_KEPT: dict[FeedFormat, int] = {"rss": 64_000_000, "atom": 24_000_000}


class Syndication:
    """Renders the documents of feeds of one site in XML."""

    def __init__(self, site: SiteView, content: FeedContent, shelf: Spill, *, remembers: bool = True) -> None:
        """Begin with nothing made. What finds no room in memory goes to the shelf. Without `remembers`, items are made for every feed."""
        self._remembers = remembers
        self._site = site
        self._content = content
        self._shelf = shelf

    def rss(self, feed: FeedView, address: str) -> bytes:
        """Render a document of a feed as RSS 2.0, to stand at `address`."""
        return self._rss.document(feed, address)

    def atom(self, feed: FeedView, address: str) -> bytes:
        """Render a document of a feed as Atom (RFC 4287), to stand at `address`."""
        return self._atom.document(feed, address)

    @cached_property
    def _rss(self) -> "_Documents":
        return _Documents(self._site, self._content, self._shelf, "rss", remembers=self._remembers)

    @cached_property
    def _atom(self) -> "_Documents":
        return _Documents(self._site, self._content, self._shelf, "atom", remembers=self._remembers)


class _Documents:
    """Joins documents in one format, and remembers the items that were made last."""

    def __init__(
        self, site: SiteView, content: FeedContent, shelf: Spill, form: FeedFormat, *, remembers: bool
    ) -> None:
        from digest.rendering.feeds.feedgen_xml import ITEMS, document_skeletons, item_skeletons

        self._site = site
        self._content = content
        self._form = form
        self._place = ITEMS.encode()
        self._documents = document_skeletons(form)
        self._items = item_skeletons(form)
        # By guid and time of change: a lone report has one of its own in the feed of incidents.
        self._memory: SpillingCache[tuple[str, datetime], bytes] = SpillingCache(
            len, Storage(shelf, bytes, bytes), _KEPT[form], remembers=remembers
        )

    def document(self, feed: FeedView, address: str) -> bytes:
        frame = encode_xml(self._documents.fill(flat(feed_fields(feed, self._site, self._form))))
        before, _, after = _styled(frame, address).partition(self._place)
        recall = self._memory.recall
        items = [recall((item.guid, item.updated), lambda: self._item(item, feed.language)) for item in feed.items]  # noqa: B023 - called at once
        return b"".join((before, *items, after))

    def _item(self, item: FeedItem, language: str) -> bytes:
        """Make an item. It is the same in every feed: they all are in the site's language."""
        words = item_fields(item, language, self._site, self._content, self._form)
        return encode_xml(self._items.fill(flat(words)))


def _styled(xml: bytes, address: str) -> bytes:
    """Name the style sheet that lets a browser show a feed to people (https://www.w3.org/TR/xml-stylesheet/)."""
    declaration, end, root = xml.partition(b"?>\n")
    style = f'<?xml-stylesheet type="text/css" href="{root_from(address)}{_STYLE_SHEET}"?>\n'
    return declaration + end + style.encode() + root + b"\n"
