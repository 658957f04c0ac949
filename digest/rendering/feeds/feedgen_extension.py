"""Extensions of feedgen for what it does not support: archives, hubs, update frequency, authors, languages, pictures.

feedgen's own syndication module is not used: it writes the names of its elements in the wrong case. Dates are also written here, over
those that feedgen was given: it does not accept texts for them.
"""

from typing import Any

from digest.model.feed_formats import FeedFormat
from digest.rendering.feeds.fields import FeedFields, ItemFields

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}

# An element of lxml, which feedgen installs. It makes other elements itself, so that lxml is not imported here.
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
    """Adds to a feed the links to its archives (RFC 5005) and its hub, and how often to check it."""

    _fields: FeedFields
    _format: FeedFormat

    def describe(self, fields: FeedFields, feed_format: FeedFormat) -> None:
        """Keep the texts of the feed and its format."""
        self._fields = fields
        self._format = feed_format

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces of the whole document, by their prefixes."""
        used = ["media"]
        used += ["sy"] if self._fields.period else ["fh"] if self._is_marked else []
        used += ["dc"] if self._format == FeedFormat.RSS else []
        return {prefix: _NAMESPACES[prefix] for prefix in used}

    def extend_rss(self, rss: _Element) -> None:
        """Add to the channel of an RSS document."""
        channel, fields = rss[0], self._fields
        channel.find("lastBuildDate").text = fields.updated
        if fields.minutes:
            channel.find("ttl").text = fields.minutes
        _add(channel, "atom:id", fields.id)
        _add(channel, "dc:publisher", fields.publisher)
        self._extend(channel, "atom:link")

    def extend_atom(self, root: _Element) -> None:
        """Add to the root of an Atom document."""
        fields = self._fields
        root.find("updated").text = fields.updated
        self._extend(root, "link")

    @property
    def _is_marked(self) -> bool:
        """Whether to mark the document as an archive: one without a neighbour would be called incomplete by the W3C's validator."""
        return bool(self._fields.older or self._fields.newer)

    def _extend(self, element: _Element, link: str) -> None:
        fields = self._fields
        related = {
            "prev-archive": fields.older,
            "next-archive": fields.newer,
            "current": fields.current,
            "hub": fields.hub,
        }
        for rel, url in related.items():
            if url:
                _add(element, link, rel=rel, href=url)
        if not fields.period:
            if self._is_marked:
                _add(element, "fh:archive")
            return
        _add(element, "sy:updatePeriod", fields.period)
        _add(element, "sy:updateFrequency", fields.frequency)


class ItemExtension:
    """Adds to an item its author, its language and its picture."""

    _fields: ItemFields

    def describe(self, fields: ItemFields) -> None:
        """Keep the texts of the item."""
        self._fields = fields

    def extend_ns(self) -> dict[str, str]:
        """Return no namespaces: the feed declares all of them."""
        return {}

    def extend_rss(self, item: _Element) -> None:
        """Add to an item of an RSS document."""
        fields = self._fields
        item.find("pubDate").text = fields.published
        _add(item, "dc:creator", fields.author)
        _add(item, "atom:updated", fields.updated)
        if fields.language:
            _add(item, "dc:language", fields.language)
        self._add_picture(item)

    def extend_atom(self, entry: _Element) -> None:
        """Add to an entry of an Atom document.

        All its links are made here, because feedgen 1.0 writes only the address of a link in an entry
        (https://github.com/lkiesow/python-feedgen/issues/135).
        """
        fields = self._fields
        entry.find("published").text = fields.published
        entry.find("updated").text = fields.updated
        if fields.language:
            entry.set(_LANG, fields.language)
        _add(entry, "link", rel="alternate", type="text/html", href=fields.url)
        if fields.picture_url:
            size, kind = fields.picture_size, fields.picture_type
            _add(entry, "link", rel="enclosure", type=kind, length=size, href=fields.picture_url)
        if fields.source_url:
            _add(entry, "link", rel="via", href=fields.source_url, title=fields.source_name)
        self._add_picture(entry)

    def _add_picture(self, parent: _Element) -> None:
        """Add the picture (https://www.rssboard.org/media-rss)."""
        fields = self._fields
        if not fields.picture_url:
            return
        size, kind = fields.picture_size, fields.picture_type
        content = _add(parent, "media:content", url=fields.picture_url, type=kind, fileSize=size, medium="image")
        if fields.picture_alt:
            _add(content, "media:description", fields.picture_alt, type="plain")
        if fields.picture_credit:
            _add(content, "media:credit", fields.picture_credit)
