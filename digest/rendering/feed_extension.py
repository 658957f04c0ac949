"""What feedgen has no words for, in the form of its extensions: paging, hubs, rhythm, authors, languages, pictures, tombstones.

feedgen's own syndication module is not used: it writes the names of its elements in the wrong case.
"""

from typing import Any

from digest.model.config import FeedFormat
from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView, feed_address
from digest.rendering.canonical import ascii_url

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}

# An element of lxml, which comes with feedgen; it makes others of its kind itself.
_Element = Any


def _add(parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
    prefix, _, local = name.partition(":")
    tag = f"{{{_NAMESPACES[prefix]}}}{local}" if local else name
    child = parent.makeelement(tag, attributes)
    if text:
        child.text = text
    parent.append(child)
    return child


class FeedExtension:
    """Says of a feed where its archives (RFC 5005) and its hub are, how often to ask for news, and what was withdrawn (RFC 6721)."""

    _feed: FeedView
    _form: FeedFormat
    _publisher: str
    _links: list[tuple[str, str]]

    def describe(self, feed: FeedView, site: SiteView, form: FeedFormat) -> None:
        """Keep what there is to say."""
        self._feed = feed
        self._form = form
        self._publisher = site.publisher_name
        stems = {"prev-archive": feed.older, "next-archive": feed.newer, "current": feed.current}
        if not feed.is_archive:
            del stems["current"]
        self._links = [(rel, absolute(site.base_url, feed_address(stem, form))) for rel, stem in stems.items() if stem]
        if feed.hub:
            self._links.append(("hub", ascii_url(feed.hub)))

    def extend_ns(self) -> dict[str, str]:
        """Give the namespaces that the whole document uses."""
        used = ["media", "fh" if self._feed.is_archive else "sy"]
        used += ["dc"] if self._form == "rss" else ["at"] if self._feed.gone else []
        return {prefix: _NAMESPACES[prefix] for prefix in used}

    def extend_rss(self, rss: _Element) -> None:
        """Add to the channel of an RSS document."""
        channel = rss[0]
        _add(channel, "atom:id", self._feed.id)
        _add(channel, "dc:publisher", self._publisher)
        for rel, url in self._links:
            _add(channel, "atom:link", rel=rel, href=url)
        self._extend(channel)

    def extend_atom(self, root: _Element) -> None:
        """Add to the root of an Atom document."""
        for rel, url in self._links:
            _add(root, "link", rel=rel, href=url)
        self._extend(root)
        for stone in self._feed.gone:
            _add(root, "at:deleted-entry", ref=stone.guid, when=stone.when.isoformat())

    def _extend(self, element: _Element) -> None:
        if self._feed.is_archive:
            _add(element, "fh:archive")
            return
        _add(element, "sy:updatePeriod", self._feed.rhythm.period)
        _add(element, "sy:updateFrequency", str(self._feed.rhythm.frequency))


class ItemExtension:
    """Says of an item who wrote it, in which language, and what its picture is."""

    _item: FeedItem
    _site: SiteView
    _language: str

    def describe(self, item: FeedItem, feed: FeedView, site: SiteView) -> None:
        """Keep what there is to say."""
        self._item = item
        self._site = site
        self._language = item.language if item.language != feed.language else ""

    def extend_ns(self) -> dict[str, str]:
        """Give no namespaces: the feed names them all."""
        return {}

    def extend_rss(self, item: _Element) -> None:
        """Add to an item of an RSS document."""
        _add(item, "dc:creator", self._item.author)
        _add(item, "atom:updated", self._item.updated.isoformat())
        if self._language:
            _add(item, "dc:language", self._language)
        self._add_picture(item)

    def extend_atom(self, entry: _Element) -> None:
        """Add to an entry of an Atom document.

        All its links are made here, since feedgen 1.0 writes of a link in an entry the address alone
        (https://github.com/lkiesow/python-feedgen/issues/135).
        """
        if self._language:
            entry.set(_LANG, self._language)
        base, picture, original = self._site.base_url, self._item.picture, self._item.original
        _add(entry, "link", rel="alternate", type="text/html", href=absolute(base, self._item.address))
        if picture is not None:
            size = str(picture.size)
            _add(entry, "link", rel="enclosure", type=picture.type, length=size, href=absolute(base, picture.src))
        if original.url:
            _add(entry, "link", rel="via", href=ascii_url(original.url), title=original.name or original.url)
        self._add_picture(entry)

    def _add_picture(self, parent: _Element) -> None:
        """Say what the picture is (https://www.rssboard.org/media-rss)."""
        picture = self._item.picture
        if picture is None:
            return
        url = absolute(self._site.base_url, picture.src)
        content = _add(parent, "media:content", url=url, type=picture.type, fileSize=str(picture.size), medium="image")
        if picture.alt:
            _add(content, "media:description", picture.alt, type="plain")
        if picture.credit:
            _add(content, "media:credit", picture.credit)
