"""What feedgen has no words for, in the form of its extensions: paging, hubs, rhythm, authors, languages, pictures, tombstones.

feedgen's own syndication module is not used: it writes the names of its elements in the wrong case. Dates are written here as well, over
those that feedgen was given: it takes no texts for them.
"""

from typing import Any

from digest.model.feed_formats import FeedFormat
from digest.rendering.feeds.fields import FeedFields, ItemFields

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

    _words: FeedFields
    _format: FeedFormat

    def describe(self, words: FeedFields, feed_format: FeedFormat) -> None:
        """Keep what there is to say."""
        self._words = words
        self._format = feed_format

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces that the whole document uses."""
        used = ["media", "sy" if self._words.period else "fh"]
        used += ["dc"] if self._format == FeedFormat.RSS else ["at"] if self._words.gone else []
        return {prefix: _NAMESPACES[prefix] for prefix in used}

    def extend_rss(self, rss: _Element) -> None:
        """Add to the channel of an RSS document."""
        channel, words = rss[0], self._words
        channel.find("lastBuildDate").text = words.updated
        if words.minutes:
            channel.find("ttl").text = words.minutes
        _add(channel, "atom:id", words.id)
        _add(channel, "dc:publisher", words.publisher)
        self._extend(channel, "atom:link")

    def extend_atom(self, root: _Element) -> None:
        """Add to the root of an Atom document."""
        words = self._words
        root.find("updated").text = words.updated
        self._extend(root, "link")
        for guid, when in zip(words.gone[::2], words.gone[1::2], strict=True):
            _add(root, "at:deleted-entry", ref=guid, when=when)

    def _extend(self, element: _Element, link: str) -> None:
        words = self._words
        related = {
            "prev-archive": words.older,
            "next-archive": words.newer,
            "current": words.current,
            "hub": words.hub,
        }
        for rel, url in related.items():
            if url:
                _add(element, link, rel=rel, href=url)
        if not words.period:
            _add(element, "fh:archive")
            return
        _add(element, "sy:updatePeriod", words.period)
        _add(element, "sy:updateFrequency", words.frequency)


class ItemExtension:
    """Says of an item who wrote it, in which language, and what its picture is."""

    _words: ItemFields

    def describe(self, words: ItemFields) -> None:
        """Keep what there is to say."""
        self._words = words

    def extend_ns(self) -> dict[str, str]:
        """Return no namespaces: the feed names them all."""
        return {}

    def extend_rss(self, item: _Element) -> None:
        """Add to an item of an RSS document."""
        words = self._words
        item.find("pubDate").text = words.published
        _add(item, "dc:creator", words.author)
        _add(item, "atom:updated", words.updated)
        if words.language:
            _add(item, "dc:language", words.language)
        self._add_picture(item)

    def extend_atom(self, entry: _Element) -> None:
        """Add to an entry of an Atom document.

        All its links are made here, since feedgen 1.0 writes of a link in an entry the address alone
        (https://github.com/lkiesow/python-feedgen/issues/135).
        """
        words = self._words
        entry.find("published").text = words.published
        entry.find("updated").text = words.updated
        if words.language:
            entry.set(_LANG, words.language)
        _add(entry, "link", rel="alternate", type="text/html", href=words.url)
        if words.picture_url:
            size, kind = words.picture_size, words.picture_type
            _add(entry, "link", rel="enclosure", type=kind, length=size, href=words.picture_url)
        if words.source_url:
            _add(entry, "link", rel="via", href=words.source_url, title=words.source_name)
        self._add_picture(entry)

    def _add_picture(self, parent: _Element) -> None:
        """Say what the picture is (https://www.rssboard.org/media-rss)."""
        words = self._words
        if not words.picture_url:
            return
        size, kind = words.picture_size, words.picture_type
        content = _add(parent, "media:content", url=words.picture_url, type=kind, fileSize=size, medium="image")
        if words.picture_alt:
            _add(content, "media:description", words.picture_alt, type="plain")
        if words.picture_credit:
            _add(content, "media:credit", words.picture_credit)
