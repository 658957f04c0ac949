"""RSS 2.0 and Atom, written by feedgen: the only module that imports it. `feedgen_extension` adds what feedgen does not support.

feedgen takes 2.5 ms for an item, and a large site has hundreds of thousands of them. So it writes only **skeletons** (0.015 ms to fill):

1. The values of a document or an item are a tuple of texts: `FeedFields`, `ItemFields` (`fields`). A value that does not exist is empty.
2. Which of the texts are empty is the **shape** of the tuple. It alone decides which elements there are: an item with a picture and
   without a source has one shape, whatever it says. A real site has some dozens of shapes.
3. For each new shape, `Skeletons` (`xml_skeletons`) has feedgen write the XML once, with a mark in the place of each text: its **slot**.
4. From then on, an item of that shape is the skeleton with its slots filled. Each text is escaped as lxml does it in that place, between
   tags or in an attribute. `tests/rendering/test_xml_skeletons.py` compares, byte for byte, with what feedgen writes of the same texts.
5. A document is written without items, around the mark `ITEMS`; `rss_atom` puts the items there.

feedgen accepts dates and minutes only as values, not as marks: it gets a fixed date, and `feedgen_extension` puts the slot in its place.
So no date comes from the clock either. https://www.rssboard.org/rss-specification, with `content:encoded` for whole texts; RFC 4287.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from digest.model.feed_formats import FeedFormat
from digest.rendering.feeds.feedgen_extension import FeedExtension, ItemExtension
from digest.rendering.feeds.fields import FeedFields, ItemFields, unflat
from digest.rendering.xml_skeletons import Escapes, Skeletons

_MARK = "items"
ITEMS = f"<{_MARK}/>"  # the place of the items in a document

# feedgen accepts no texts for these; the extension replaces them.
_SOME_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_SOME_MINUTES = 60

_SOME_FIELDS = FeedFields._make(["-"] * len(FeedFields._fields))

# In RSS, `<` and `&` in texts are hexadecimal references: the same in XML, but no reader mistakes them for HTML that was escaped once.
# https://www.rssboard.org/rss-profile#data-types-characterdata
_HEXADECIMAL = {"&amp;": "&#x26;", "&lt;": "&#x3C;", "&gt;": "&#x3E;"}


def document_skeletons(feed_format: FeedFormat) -> Skeletons:
    """Return skeletons of documents, to be filled with `FeedFields`."""
    return Skeletons(partial(write_document, feed_format), _escapes(feed_format))


def item_skeletons(feed_format: FeedFormat) -> Skeletons:
    """Return skeletons of items, to be filled with `flat` `ItemFields`."""
    return Skeletons(partial(write_item, feed_format), _escapes(feed_format))


def write_document(feed_format: FeedFormat, texts: Sequence[str]) -> str:
    """Return a document as feedgen writes it, with `ITEMS` in the place of its items."""
    generator = _generator(FeedFields._make(texts), feed_format)
    generator.add_entry(_Mark(), order="append")
    return _written(generator, feed_format)


def write_item(feed_format: FeedFormat, texts: Sequence[str]) -> str:
    """Return an item as feedgen writes it in a document, whose root declares all namespaces."""
    generator = _generator(_SOME_FIELDS, feed_format)
    for entry in (_Mark(), _entry(unflat(texts), feed_format), _Mark()):
        generator.add_entry(entry, order="append")
    return _written(generator, feed_format).split(ITEMS)[1]


def _escapes(feed_format: FeedFormat) -> Escapes:
    """Return how texts are escaped: as lxml does it, and in RSS with hexadecimal references."""
    ampersand, less, greater = _HEXADECIMAL.values() if feed_format == FeedFormat.RSS else _HEXADECIMAL.keys()

    def text(plain: str) -> str:
        return plain.replace("&", ampersand).replace("<", less).replace(">", greater).replace("\r", "&#13;")

    def attribute(plain: str) -> str:
        return text(plain).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")

    return Escapes(text, attribute)


def _written(generator: FeedGenerator, feed_format: FeedFormat) -> str:
    if feed_format == FeedFormat.ATOM:
        return str(generator.atom_str(), "utf-8")
    xml = str(generator.rss_str(), "utf-8")
    for usual, reference in _HEXADECIMAL.items():
        xml = xml.replace(usual, reference)
    return xml


class _Mark:
    """The mark `ITEMS`, in the form of an entry of feedgen."""

    def register_extension(self, *_: object) -> None:
        """Do nothing."""

    def rss_entry(self) -> Any:  # noqa: ANN401 - an element of lxml, whose class is private
        """Return the mark."""
        return xml_elem(_MARK)

    atom_entry = rss_entry


def _generator(fields: FeedFields, feed_format: FeedFormat) -> FeedGenerator:
    generator = FeedGenerator()
    generator.title(fields.title)
    generator.language(fields.language)
    generator.generator("digest")
    generator.link(href=fields.own, rel="self", type=feed_format.media_type)
    generator.link(href=fields.page, rel="alternate", type="text/html")  # RSS takes the last one
    if fields.licence:
        generator.rights(fields.licence)
    if feed_format == FeedFormat.RSS:
        generator.description(fields.description)
        generator.docs("https://www.rssboard.org/rss-specification")
        generator.lastBuildDate(_SOME_DATE)
        if fields.publisher_email:
            generator.managingEditor(f"{fields.publisher_email} ({fields.publisher})")
        if fields.minutes:
            generator.ttl(_SOME_MINUTES)
    else:
        generator.id(fields.id)
        generator.updated(_SOME_DATE)
        generator.author(
            {"name": fields.publisher, "email": fields.publisher_email or None, "uri": fields.publisher_url or None}
        )
        if fields.description:
            generator.subtitle(fields.description)
    generator.register_extension("digest", FeedExtension, ItemExtension)
    generator.digest.describe(fields, feed_format)
    return generator


def _entry(fields: ItemFields, feed_format: FeedFormat) -> FeedEntry:
    entry = FeedEntry()
    entry.register_extension("digest", ItemExtension)
    entry.digest.describe(fields)
    entry.title(fields.title)
    entry.category([{"term": tag} for tag in fields.tags])
    entry.published(_SOME_DATE)
    entry.content(fields.content, type="html")
    if feed_format == FeedFormat.RSS:
        entry.link(href=fields.url)
        entry.guid(fields.guid, permalink=False)
        entry.description(fields.summary)
        if fields.picture_url:
            entry.enclosure(fields.picture_url, fields.picture_size, fields.picture_type)
        if fields.source_url:
            entry.source(fields.source_url, fields.source_name)
        return entry
    entry.id(fields.guid)
    entry.updated(_SOME_DATE)
    entry.author({"name": fields.author})
    if fields.summary:
        entry.summary(fields.summary)
    return entry
