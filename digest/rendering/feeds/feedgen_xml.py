"""RSS 2.0 and Atom as feedgen writes them: the only module that imports it. What feedgen does not know, `feedgen_extension` adds.

feedgen takes 2.5 ms for an item, and a large site has hundreds of thousands of them. So it writes only **skeletons** (0.015 ms to fill):

1. What a document or an item says is a tuple of texts: `FeedFields`, `ItemFields` (`fields`). One that says nothing is empty.
2. Which of the texts are empty is the **shape** of the tuple. It alone decides which elements there are: an item with a picture and
   without a source has one shape, whatever it says. A real site has some dozens of shapes.
3. For each new shape, `Skeletons` (`xml_skeletons`) has feedgen write the XML once, with a mark in the place of each text: its **slot**.
4. From then on, an item of that shape is the skeleton with its slots filled. Each text is escaped as lxml does it in that place, between
   tags or in an attribute. `tests/rendering/test_xml_skeletons.py` compares, byte for byte, with what feedgen writes of the same texts.
5. A document is written without items, around the mark `ITEMS`; `rss_atom` puts the items there.

feedgen takes dates and minutes only as values, not as marks: it gets some date, and `feedgen_extension` puts the slot in its place. So no
date comes from the clock either. https://www.rssboard.org/rss-specification, with `content:encoded` for whole texts; RFC 4287.
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
ITEMS = f"<{_MARK}/>"  # what stands in a document where its items belong

# feedgen takes no texts for these; the extension puts them in their place.
_SOME_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_SOME_MINUTES = 60

_FOR_ALL = unflat(FeedFields, ["-"] * (len(FeedFields._fields) - 1))

# In RSS, `<` and `&` of texts are hexadecimal references: to XML the same, but no reader takes them for HTML that was escaped once.
# https://www.rssboard.org/rss-profile#data-types-characterdata
_PLAINLY = {"&amp;": "&#x26;", "&lt;": "&#x3C;", "&gt;": "&#x3E;"}


def document_skeletons(feed_format: FeedFormat) -> Skeletons:
    """Return skeletons of documents, to be filled with `FeedFields` in a row."""
    return Skeletons(partial(write_document, feed_format), _escapes(feed_format))


def item_skeletons(feed_format: FeedFormat) -> Skeletons:
    """Return skeletons of items, to be filled with `ItemFields` in a row."""
    return Skeletons(partial(write_item, feed_format), _escapes(feed_format))


def write_document(feed_format: FeedFormat, texts: Sequence[str]) -> str:
    """Let feedgen write a document without items; `ITEMS` stands in their place."""
    generator = _generator(unflat(FeedFields, texts), feed_format)
    generator.add_entry(_Mark(), order="append")
    return _written(generator, feed_format)


def write_item(feed_format: FeedFormat, texts: Sequence[str]) -> str:
    """Let feedgen write an item as it stands in a document: there all the namespaces are named."""
    generator = _generator(_FOR_ALL, feed_format)
    for entry in (_Mark(), _entry(unflat(ItemFields, texts), feed_format), _Mark()):
        generator.add_entry(entry, order="append")
    return _written(generator, feed_format).split(ITEMS)[1]


def _escapes(feed_format: FeedFormat) -> Escapes:
    """Return how texts are written: as lxml does it, and in RSS with hexadecimal references."""
    ampersand, less, greater = _PLAINLY.values() if feed_format == FeedFormat.RSS else _PLAINLY.keys()

    def text(plain: str) -> str:
        return plain.replace("&", ampersand).replace("<", less).replace(">", greater).replace("\r", "&#13;")

    def attribute(plain: str) -> str:
        return text(plain).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")

    return Escapes(text, attribute)


def _written(generator: FeedGenerator, feed_format: FeedFormat) -> str:
    if feed_format == FeedFormat.ATOM:
        return str(generator.atom_str(), "utf-8")
    xml = str(generator.rss_str(), "utf-8")
    for usual, plain in _PLAINLY.items():
        xml = xml.replace(usual, plain)
    return xml


class _Mark:
    """What feedgen takes for an entry that says nothing."""

    def register_extension(self, *_: object) -> None:
        """Do nothing."""

    def rss_entry(self) -> Any:  # noqa: ANN401 - an element of lxml, whose classes are feedgen's business
        """Return the mark."""
        return xml_elem(_MARK)

    atom_entry = rss_entry


def _generator(words: FeedFields, feed_format: FeedFormat) -> FeedGenerator:
    generator = FeedGenerator()
    generator.title(words.title)
    generator.language(words.language)
    generator.generator("digest")
    generator.link(href=words.own, rel="self", type=feed_format.media_type)
    generator.link(href=words.page, rel="alternate", type="text/html")  # RSS takes the last one
    if words.licence:
        generator.rights(words.licence)
    if feed_format == FeedFormat.RSS:
        generator.description(words.description)
        generator.docs("https://www.rssboard.org/rss-specification")
        generator.lastBuildDate(_SOME_DATE)
        if words.publisher_email:
            generator.managingEditor(f"{words.publisher_email} ({words.publisher})")
        if words.minutes:
            generator.ttl(_SOME_MINUTES)
    else:
        generator.id(words.id)
        generator.updated(_SOME_DATE)
        generator.author(
            {"name": words.publisher, "email": words.publisher_email or None, "uri": words.publisher_url or None}
        )
        if words.description:
            generator.subtitle(words.description)
    generator.register_extension("digest", FeedExtension, ItemExtension)
    generator.digest.describe(words, feed_format)
    return generator


def _entry(words: ItemFields, feed_format: FeedFormat) -> FeedEntry:
    entry = FeedEntry()
    entry.register_extension("digest", ItemExtension)
    entry.digest.describe(words)
    entry.title(words.title)
    entry.category([{"term": tag} for tag in words.tags])
    entry.published(_SOME_DATE)
    entry.content(words.content, type="html")
    if feed_format == FeedFormat.RSS:
        entry.link(href=words.url)
        entry.guid(words.guid, permalink=False)
        entry.description(words.summary)
        if words.picture_url:
            entry.enclosure(words.picture_url, words.picture_size, words.picture_type)
        if words.source_url:
            entry.source(words.source_url, words.source_name)
        return entry
    entry.id(words.guid)
    entry.updated(_SOME_DATE)
    entry.author({"name": words.author})
    if words.summary:
        entry.summary(words.summary)
    return entry
