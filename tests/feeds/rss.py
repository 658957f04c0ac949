"""Rules for RSS 2.0: the specification and the profile of the RSS Advisory Board, and what the W3C's validator warns of.

https://www.rssboard.org/rss-specification, https://www.rssboard.org/rss-profile
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime

from tests.feeds import content, values
from tests.feeds.document import ATOM, NAMESPACES, Document, Element, Rule, name_of, qualified, text_at
from tests.feeds.xml import XML_RULES, head_of, is_archive

_CHANNEL = set(
    "title link description language copyright docs generator lastBuildDate ttl atom:link atom:id sy:updatePeriod sy:updateFrequency "
    "fh:archive dc:publisher managingEditor item".split()
)
_ITEM = set(
    "title link description content:encoded guid category pubDate enclosure source dc:creator dc:language media:content "
    "atom:updated".split()
)
_REPEATED = {"atom:link", "category", "item"}
_ATTRIBUTES = {
    "rss": {"version"},
    "guid": {"isPermaLink"},
    "enclosure": {"url", "length", "type"},
    "source": {"url"},
    "atom:link": {"href", "rel", "type"},
    "media:content": {"url", "type", "fileSize", "medium"},
    "media:description": {"type"},
}
_NO_TEXT = {"rss", "channel", "item", "enclosure", "atom:link", "media:content", "fh:archive"}
_PLAIN = (
    "title",
    "category",
    "copyright",
    "source",
    "generator",
    "dc:creator",
    "dc:publisher",
    "media:description",
    "media:credit",
)
_MAY_BE_EMPTY = {"fh:archive", "content:encoded"}
_A_MOMENT = timedelta(minutes=10)


def _items(document: Document) -> list[Element]:
    return list(head_of(document).findall("item"))


def one_channel(document: Document) -> Iterator[str]:
    """Require `rss version="2.0"` with one channel and nothing else."""
    root = document.root
    if (name_of(root), root.get("version"), [name_of(child) for child in root]) != ("rss", "2.0", ["channel"]):
        yield f"is {name_of(root)} {root.get('version')} of {[name_of(child) for child in root]}"


def known_elements(document: Document) -> Iterator[str]:
    """Require elements in their places; of two that say the same (`author` and `dc:creator`), the one that is usual."""
    for parent, known in ((head_of(document), _CHANNEL), *((item, _ITEM) for item in _items(document))):
        yield from (f"{name_of(parent)} holds {name_of(child)}" for child in parent if name_of(child) not in known)
        for child in parent:
            if name_of(child) not in {"item", "media:content"} and len(child):
                yield f"{name_of(child)} holds elements"


def known_attributes(document: Document) -> Iterator[str]:
    """Require no attributes but those that the specifications name."""
    for element in document.root.iter():
        known = _ATTRIBUTES.get(name_of(element), set())
        yield from (
            f"{name_of(element)} has the attribute {qualified(name)}"
            for name in element.attrib
            if qualified(name) not in known
        )


def no_loose_text(document: Document) -> Iterator[str]:
    """Require that text stands only in elements that are made for it, and that those are not empty."""
    for element in document.root.iter():
        name = name_of(element)
        text = (element.text or "").strip()
        if (name in _NO_TEXT and text) or (element.tail or "").strip():
            yield f"there is loose text in or after {name}"
        if name not in _NO_TEXT | _MAY_BE_EMPTY and not text:
            yield f"{name} is empty"


def required_elements(document: Document) -> Iterator[str]:
    """Require what the specification does, and what readers need: a language, and of each item a guid, a link, a date and its content."""
    for name in ("title", "link", "description", "language", "lastBuildDate", "atom:id", "dc:publisher"):
        if head_of(document).find(name, NAMESPACES) is None:
            yield f"the channel has no {name}"
    for item in _items(document):
        for name in (
            "title",
            "link",
            "description",
            "content:encoded",
            "guid",
            "pubDate",
            "atom:updated",
            "dc:creator",
        ):
            if item.find(name, NAMESPACES) is None:
                yield f"an item has no {name}"


def single_elements(document: Document) -> Iterator[str]:
    """Require that nothing stands twice that a feed or an item has one of: no second link, enclosure, creator, date, …"""
    for parent in (head_of(document), *_items(document)):
        counts = Counter(name_of(child) for child in parent)
        yield from (
            f"{name_of(parent)} has {count} {name}"
            for name, count in counts.items()
            if count > 1 and name not in _REPEATED
        )


def items_last(document: Document) -> Iterator[str]:
    """Require that items stand behind everything that is said of the channel."""
    names = [name_of(child) for child in head_of(document)]
    if "item" in names:
        yield from (f"{name} stands behind an item" for name in names[names.index("item") :] if name != "item")


def description_first(document: Document) -> Iterator[str]:
    """Require `description` before `content:encoded`: readers that know one of them take the last that they meet."""
    for item in _items(document):
        names = [name_of(child) for child in item]
        if "content:encoded" in names and "description" not in names[: names.index("content:encoded")]:
            yield "content:encoded comes before description"


def dates(document: Document) -> Iterator[str]:
    """Require dates as RFC 822 has them; in elements of Atom as RFC 3339 does."""
    for element in document.root.iter("pubDate", "lastBuildDate"):
        yield from values.rfc_822(element.text or "")
    for element in document.root.iter(f"{ATOM}updated"):
        yield from values.rfc_3339(element.text or "")


def zones(document: Document) -> Iterator[str]:
    """Require offsets of whole or half hours: others are a thing that the W3C's validator calls problematic."""
    for element in document.root.iter("pubDate", "lastBuildDate"):
        if not re.search(r"(?:GMT|[+-]\d\d[03]0)$", element.text or ""):
            yield f"{element.text!r} has an offset that readers do not expect"


def plausible_dates(document: Document) -> Iterator[str]:
    """Require dates from 1990 to now, with the ten minutes that the W3C's validator grants."""
    for element in document.root.iter("pubDate", "lastBuildDate"):
        if not list(values.rfc_822(element.text or "")):
            moment = parsedate_to_datetime(element.text)
            if not (moment.year >= 1990 and moment <= document.now + _A_MOMENT):
                yield f"nobody believes {element.text!r}"


def built_last(document: Document) -> Iterator[str]:
    """Require that no item is newer than the feed."""
    built = text_at(head_of(document), "lastBuildDate")
    for element in document.root.iter("pubDate"):
        if not [*values.rfc_822(built), *values.rfc_822(element.text or "")]:
            late = parsedate_to_datetime(element.text or "") - parsedate_to_datetime(built)
            if late > timedelta():
                yield f"{element.text!r} is {late} after {built!r}"


def absolute_urls(document: Document) -> Iterator[str]:
    """Require absolute URLs, of nothing but a URI's characters, in links, enclosures, sources and pictures."""
    found = [element.text or "" for element in document.root.iter("link", "docs", "comments")]
    found += [
        element.get("url", "")
        for element in document.root.iter()
        if name_of(element) in {"enclosure", "source", "media:content"}
    ]
    for url in found:
        yield from values.web_url(url)


def lasting_guids(document: Document) -> Iterator[str]:
    """Require guids that stand once, are no links, and say so; and of a feed an id that is none either."""
    yield from values.urn(text_at(head_of(document), "atom:id"))
    guids = [guid for item in _items(document) for guid in item.findall("guid")]
    yield from values.unique([guid.text or "" for guid in guids])
    for guid in guids:
        if guid.get("isPermaLink") != "false":
            yield f"isPermaLink is {guid.get('isPermaLink')!r}"
        yield from values.urn(guid.text or "")


def languages(document: Document) -> Iterator[str]:
    """Require languages that RFC 5646 knows; of an item only one that is not the feed's."""
    own = text_at(head_of(document), "language")
    yield from values.language(own)
    for item in _items(document):
        for element in item.findall("dc:language", NAMESPACES):
            yield from values.language(element.text or "")
            if element.text == own:
                yield f"an item repeats the language {own}"


def enclosures(document: Document) -> Iterator[str]:
    """Require of an enclosure its URL, its length in bytes and its media type."""
    for item in _items(document):
        for enclosure in item.findall("enclosure"):
            if {*enclosure.attrib} != {"url", "length", "type"}:
                yield f"an enclosure has {sorted(enclosure.attrib)}"
            yield from values.number(enclosure.get("length", ""))
            yield from values.media_type(enclosure.get("type", ""))


def editors(document: Document) -> Iterator[str]:
    """Require an address for mail, followed by whose it is (https://www.rssboard.org/rss-profile#data-types-email)."""
    for found in document.root.iter("managingEditor"):
        address, _, name = (found.text or "").partition(" ")
        yield from values.mail_address(address)
        if not (name.startswith("(") and name.endswith(")")):
            yield f"the managing editor is called {name!r}"


def media(document: Document) -> Iterator[str]:
    """Require that Media RSS says of a picture what its enclosure says."""
    for item in _items(document):
        enclosures = [(found.get("url"), found.get("length"), found.get("type")) for found in item.findall("enclosure")]
        contents = item.findall("media:content", NAMESPACES)
        if enclosures != [(found.get("url"), found.get("fileSize"), found.get("type")) for found in contents]:
            yield "the enclosure and media:content differ"
        for found in contents:
            yield from values.number(found.get("fileSize", ""), 1)
            if found.get("medium") != "image":
                yield f"the medium is {found.get('medium')!r}"
            for child in found:
                if name_of(child) not in {"media:description", "media:credit"}:
                    yield f"media:content holds {name_of(child)}"
                if name_of(child) == "media:description" and child.get("type") != "plain":
                    yield f"media:description is {child.get('type')!r}"


def categories(document: Document) -> Iterator[str]:
    """Require that no category stands twice."""
    for item in _items(document):
        yield from values.unique([category.text or "" for category in item.findall("category")])


def trimmed(document: Document) -> Iterator[str]:
    """Require that no text but the HTML of items begins or ends with white space."""
    for element in document.root.iter():
        if name_of(element) not in _NO_TEXT | {"description", "content:encoded"} and element.text:
            yield from (f"{name_of(element)}: {complaint}" for complaint in values.line(element.text))


def hexadecimal(document: Document) -> Iterator[str]:
    """Require that `&` and `<` are written as hexadecimal references, which readers that take text for HTML show best (the profile)."""
    yield from (
        f"{found.decode()} is written by its name" for found in set(re.findall(rb"&(?:amp|lt|gt);", document.raw))
    )


def plain_texts(document: Document) -> Iterator[str]:
    """Require that no text which is no HTML looks as if it were: only for sites whose authors wrote none."""
    elements = [element for element in document.root.iter() if name_of(element) in _PLAIN]
    for element in (*elements, *head_of(document).findall("description")):
        yield from (f"{name_of(element)} {complaint}" for complaint in values.plain(element.text or ""))


def fair_content(document: Document) -> Iterator[str]:
    """Require HTML that may stand anywhere."""
    for item in _items(document):
        for name in ("description", "content:encoded"):
            yield from (f"{name} {complaint}" for complaint in content.complaints_of(text_at(item, name)))


def lasting_hints(document: Document) -> Iterator[str]:
    """Require that a feed which goes on says how many minutes it may be kept."""
    if not is_archive(document) and head_of(document).find("ttl") is None:
        yield "has no ttl"


RSS_RULES: tuple[Rule, ...] = (
    *XML_RULES,
    one_channel,
    known_elements,
    known_attributes,
    no_loose_text,
    required_elements,
    single_elements,
    items_last,
    description_first,
    dates,
    zones,
    plausible_dates,
    built_last,
    absolute_urls,
    lasting_guids,
    languages,
    editors,
    enclosures,
    media,
    categories,
    trimmed,
    hexadecimal,
    plain_texts,
    fair_content,
    lasting_hints,
)
