"""Rules for both XML formats: encoding, namespaces, links of the feed, archives (RFC 5005), hubs (WebSub), rhythm."""

import re
from collections.abc import Iterator

from tests.feeds import values
from tests.feeds.document import ATOM, NAMESPACES, XML, Document, Element, Rule, name_of

_DECLARATION = re.compile(rb"""<\?xml version=(['"])1\.0\1 encoding=(['"])UTF-8\2\?>\n""")
_RELATIONS = {"alternate", "current", "hub", "next-archive", "prev-archive", "self"}
_PERIODS = {"hourly", "daily", "weekly", "monthly", "yearly"}


def head_of(document: Document) -> Element:
    """Return the element that says what the feed is: the channel of RSS, the root of Atom."""
    channel = document.root.find("channel")
    return document.root if channel is None else channel


def links_of(document: Document, relation: str) -> list[str]:
    """Return where the feed's links of one relation lead."""
    return [link.get("href", "") for link in head_of(document).findall(f"{ATOM}link") if _relation(link) == relation]


def is_archive(document: Document) -> bool:
    """Return whether a document is an archive: it is marked as one, or links to the document to which readers subscribe."""
    return bool(links_of(document, "current")) or _is_marked(document)


def _is_marked(document: Document) -> bool:
    return head_of(document).find("fh:archive", NAMESPACES) is not None


def _relation(link: Element) -> str:
    return str(link.get("rel", "alternate"))


def declared(document: Document) -> Iterator[str]:
    """Require UTF-8, and to say so; no document type, which could bring entities."""
    if not _DECLARATION.match(document.raw):
        yield "does not begin with an XML declaration in UTF-8"
    if b"<!DOCTYPE" in document.raw:
        yield "has a document type"


def nothing_relative(document: Document) -> Iterator[str]:
    """Require that there is no `xml:base`, which readers differ in."""
    yield from (
        f"{name_of(element)} has an xml:base" for element in document.root.iter() if f"{{{XML}}}base" in element.attrib
    )


def usual_namespaces(document: Document) -> Iterator[str]:
    """Require namespaces that readers know, under the prefixes that careless ones look for."""
    for prefix, url in document.root.nsmap.items():
        if url not in NAMESPACES.values():
            yield f"declares {url}, which nobody knows"
        elif prefix is not None and NAMESPACES.get(prefix) != url:
            yield f"calls {url} {prefix}"


def fair_characters(document: Document) -> Iterator[str]:
    """Require characters that every reader knows."""
    for element in document.root.iter():
        for text in (element.text or "", element.tail or "", *element.attrib.values()):
            yield from (f"{name_of(element)} {complaint}" for complaint in values.characters(text))


def known_links(document: Document) -> Iterator[str]:
    """Require that a feed's links have known relations, each once, lead to absolute URLs, and hold nothing."""
    found = head_of(document).findall(f"{ATOM}link")
    yield from (f"a link of which {complaint}" for complaint in values.unique([_relation(link) for link in found]))
    for link in found:
        if _relation(link) not in _RELATIONS:
            yield f"the relation {_relation(link)!r} means nothing for a feed"
        if len(link) or (link.text or "").strip():
            yield f"the link {_relation(link)} is not empty"
        yield from values.web_url(link.get("href", ""))


def self_link(document: Document) -> Iterator[str]:
    """Require a link to where the document stands."""
    found = links_of(document, "self")
    if found != [document.url]:
        yield f"stands at {document.url} and says {found}"


def self_type(document: Document) -> Iterator[str]:
    """Require that the link to the document itself says its media type."""
    form = "rss" if document.root.tag == "rss" else "atom"
    for link in head_of(document).findall(f"{ATOM}link"):
        if _relation(link) == "self" and link.get("type") != f"application/{form}+xml":
            yield f"says to be {link.get('type')}"


def honest_archives(document: Document) -> Iterator[str]:
    """Require what RFC 5005, section 4, does of archives, and that a document which is none links to older ones at most."""
    own = links_of(document, "self")
    newer, older, current = (links_of(document, relation) for relation in ("next-archive", "prev-archive", "current"))
    if set(own) & {*newer, *older, *current}:
        yield "links to itself as to another document"
    if set(newer) & set(older):
        yield "has one archive before and after it"
    if is_archive(document):
        if not current:
            yield "is an archive, and does not say of which feed"
        # The W3C's validator calls an archive incomplete that has no neighbour, unless nothing marks it as one.
        if _is_marked(document) != bool(newer or older):
            yield "is an archive with a neighbour and not marked, or without one and marked"
    elif newer:
        yield "is no archive, and links to newer documents"


def reachable_hubs(document: Document) -> Iterator[str]:
    """Require that a document with a hub says its own address as the topic (WebSub, section 4), and that no archive has one."""
    if links_of(document, "hub"):
        if not links_of(document, "self"):
            yield "has a hub, and no topic"
        if is_archive(document):
            yield "is an archive, and has a hub"


def rhythm(document: Document) -> Iterator[str]:
    """Require hints that readers understand of how often to ask, once each, and none in an archive, which never changes."""
    head = head_of(document)
    hints = {
        name: [hint.text or "" for hint in head.findall(name, NAMESPACES)]
        for name in ("sy:updatePeriod", "sy:updateFrequency", "ttl")
    }
    yield from (f"{name} stands {len(texts)} times" for name, texts in hints.items() if len(texts) > 1)
    yield from (f"{text!r} is no period" for text in hints["sy:updatePeriod"] if text not in _PERIODS)
    for text in (*hints["sy:updateFrequency"], *hints["ttl"]):
        yield from values.number(text, 1)
    if is_archive(document) and any(hints.values()):
        yield "is an archive, and says how often to ask"


XML_RULES: tuple[Rule, ...] = (
    declared,
    nothing_relative,
    usual_namespaces,
    fair_characters,
    known_links,
    self_link,
    self_type,
    honest_archives,
    reachable_hubs,
    rhythm,
)
