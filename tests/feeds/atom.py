"""Rules for Atom: RFC 4287, and what the W3C's validator warns of."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from tests.feeds import content, values
from tests.feeds.document import ATOM, XML, Document, Element, Rule, name_of, qualified, text_at, zoned
from tests.feeds.xml import XML_RULES, links_of

_FEED = set("id title subtitle updated author link generator rights entry".split())
_ENTRY = set("id title updated published author link category summary content".split())
_OTHERS = {"sy:updatePeriod", "sy:updateFrequency", "fh:archive"}
_REPEATED = {"link", "category", "entry"}
_ATTRIBUTES = {
    "feed": {"xml:lang"},
    "entry": {"xml:lang"},
    "link": {"href", "rel", "type", "length", "title", "hreflang"},
    "category": {"term", "label", "scheme"},
    "content": {"type"},
    "generator": {"uri", "version"},
    "media:content": {"url", "type", "fileSize", "medium"},
    "media:description": {"type"},
}
_NO_TEXT = {"feed", "entry", "author", "link", "category", "fh:archive", "media:content"}
_RELATIONS = {"alternate", "enclosure", "via", "related"}
_A_MOMENT = timedelta(minutes=10)


def _name(element: Element) -> str:
    """Return an element's name, without a prefix in Atom's own namespaces."""
    return name_of(element).removeprefix("atom:").removeprefix("at:")


def _entries(document: Document) -> list[Element]:
    return list(document.root.findall(f"{ATOM}entry"))


def one_feed(document: Document) -> Iterator[str]:
    """Require a feed in Atom's namespace, which is the default one: careless readers know no prefixes."""
    if document.root.tag != f"{ATOM}feed" or None not in document.root.nsmap:
        yield f"is {document.root.tag}"


def known_elements(document: Document) -> Iterator[str]:
    """Require elements in their places."""
    feed = {f"atom:{name}" for name in _FEED} | _OTHERS
    entry = {f"atom:{name}" for name in _ENTRY} | {"media:content"}
    author = {f"atom:{name}" for name in ("name", "uri", "email")}
    parents = [(document.root, feed), *((found, entry) for found in _entries(document))]
    parents += [(found, author) for found in document.root.iter(f"{ATOM}author")]
    for parent, known in parents:
        yield from (f"{_name(parent)} holds {name_of(child)}" for child in parent if name_of(child) not in known)
    for element in document.root.iter():
        if _name(element) not in {"feed", "entry", "author", "media:content"} and len(element):
            yield f"{_name(element)} holds elements"


def known_attributes(document: Document) -> Iterator[str]:
    """Require no attributes but those that RFC 4287 names."""
    for element in document.root.iter():
        known = _ATTRIBUTES.get(_name(element), set())
        yield from (
            f"{_name(element)} has the attribute {qualified(name)}"
            for name in element.attrib
            if qualified(name) not in known
        )


def no_loose_text(document: Document) -> Iterator[str]:
    """Require that text stands only in elements that are made for it, and that those are not empty."""
    for element in document.root.iter():
        text = (element.text or "").strip()
        if (_name(element) in _NO_TEXT and text) or (element.tail or "").strip():
            yield f"there is loose text in or after {_name(element)}"
        if _name(element) not in _NO_TEXT and not text:
            yield f"{_name(element)} is empty"


def required_elements(document: Document) -> Iterator[str]:
    """Require what RFC 4287, section 4.1, does, and what readers need: of each entry an author, a date and its content."""
    for parent, needed in (
        (document.root, ("id", "title", "updated", "author")),
        *((entry, ("id", "title", "updated", "published", "author", "content")) for entry in _entries(document)),
    ):
        yield from (f"{_name(parent)} has no {name}" for name in needed if parent.find(f"{ATOM}{name}") is None)


def single_elements(document: Document) -> Iterator[str]:
    """Require that nothing stands twice that a feed or an entry has one of."""
    for parent in (document.root, *_entries(document)):
        counts = Counter(_name(child) for child in parent)
        yield from (
            f"{_name(parent)} has {count} {name}"
            for name, count in counts.items()
            if count > 1 and name not in _REPEATED
        )


def entries_last(document: Document) -> Iterator[str]:
    """Require that entries stand behind what is said of the feed: RFC 4287 leaves the order open, the W3C's validator does not."""
    names = [name_of(child) for child in document.root]
    if "atom:entry" in names:
        behind = names[names.index("atom:entry") :]
        yield from (f"{name} stands behind an entry" for name in behind if name != "atom:entry")


def dates(document: Document) -> Iterator[str]:
    """Require dates as RFC 3339 has them, T and zone in capitals (RFC 4287, section 3.3)."""
    for element in document.root.iter(f"{ATOM}updated", f"{ATOM}published"):
        yield from values.rfc_3339(element.text or "")


def plausible_dates(document: Document) -> Iterator[str]:
    """Require dates from 1990 to now, with the ten minutes that the W3C's validator grants."""
    for element in document.root.iter(f"{ATOM}updated", f"{ATOM}published"):
        moment = zoned(element.text or "")
        if not (moment.year >= 1990 and moment <= document.now + _A_MOMENT):
            yield f"nobody believes {element.text!r}"


def ordered_dates(document: Document) -> Iterator[str]:
    """Require that an entry was published before it was updated, and the feed updated with its last entry."""
    feed = zoned(text_at(document.root, "atom:updated"))
    for entry in _entries(document):
        published, updated = (zoned(text_at(entry, f"atom:{name}")) for name in ("published", "updated"))
        if updated < published:
            yield f"an entry was updated on {updated} before it was published on {published}"
        if feed < updated:
            yield f"an entry was updated on {updated} after the feed"


def distinct_dates(document: Document) -> Iterator[str]:
    """Require that no two entries were updated at one moment: readers would shuffle them."""
    yield from values.unique([text_at(entry, "atom:updated") for entry in _entries(document)])


def lasting_ids(document: Document) -> Iterator[str]:
    """Require ids that stand once, and are opaque: in their canonical form, since readers compare them by their characters."""
    own = text_at(document.root, "atom:id")
    ids = [text_at(entry, "atom:id") for entry in _entries(document)]
    yield from values.unique([own, *ids])
    for identity in (own, *ids):
        yield from values.urn(identity)


def entry_links(document: Document) -> Iterator[str]:
    """Require that each entry has one page, and that whatever else it links to says what it is.

    RFC 4287, section 4.1.2: no two alternates of one type and language; 4.2.7: an enclosure should say its length and type.
    """
    for entry in _entries(document):
        links = entry.findall(f"{ATOM}link")
        relations = [link.get("rel", "alternate") for link in links]
        yield from (f"{relation!r} means nothing for an entry" for relation in relations if relation not in _RELATIONS)
        if relations.count("alternate") != 1:
            yield f"an entry has {relations.count('alternate')} alternate links"
        yield from (
            f"an entry has a link of which {complaint}"
            for complaint in values.unique([*relations])
            if "alternate" not in complaint
        )
        for link in links:
            yield from values.web_url(link.get("href", ""))
            if link.get("rel") == "enclosure":
                yield from values.media_type(link.get("type", ""))
                yield from values.number(link.get("length", ""))


def feed_links(document: Document) -> Iterator[str]:
    """Require that a feed has one page, of HTML."""
    types = [
        link.get("type") for link in document.root.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
    ]
    if types != ["text/html"]:
        yield f"its pages are of the types {types}"
    if not links_of(document, "alternate"):
        yield "has no page"


def languages(document: Document) -> Iterator[str]:
    """Require that the feed says its language, and an entry only one that is not the feed's."""
    own = document.root.get(f"{{{XML}}}lang", "")
    yield from values.language(own)
    for entry in _entries(document):
        if f"{{{XML}}}lang" in entry.attrib:
            yield from values.language(entry.get(f"{{{XML}}}lang"))
            if entry.get(f"{{{XML}}}lang") == own:
                yield f"an entry repeats the language {own}"


def text_types(document: Document) -> Iterator[str]:
    """Require that content is HTML, and every other text plain (RFC 4287, section 3.1.1)."""
    for entry in _entries(document):
        for found in entry.findall(f"{ATOM}content"):
            if found.get("type") != "html":
                yield f"the content is {found.get('type')!r}"


def categories(document: Document) -> Iterator[str]:
    """Require that every category has a term, and none stands twice."""
    for entry in _entries(document):
        terms = [category.get("term", "") for category in entry.findall(f"{ATOM}category")]
        yield from values.unique(terms)
        for term in terms:
            yield from (f"a term {complaint}" for complaint in values.line(term))


def persons(document: Document) -> Iterator[str]:
    """Require that every author has one name, and no more than one address (RFC 4287, section 3.2)."""
    for author in document.root.iter(f"{ATOM}author"):
        counts = Counter(_name(child) for child in author)
        if counts["name"] != 1:
            yield f"an author has {counts['name']} names"
        for uri in author.findall(f"{ATOM}uri"):
            yield from values.web_url(uri.text or "")
        for email in author.findall(f"{ATOM}email"):
            yield from values.mail_address(email.text or "")


def trimmed(document: Document) -> Iterator[str]:
    """Require that no text but the HTML of entries begins or ends with white space."""
    for element in document.root.iter():
        if _name(element) not in _NO_TEXT | {"content"} and element.text:
            yield from (f"{_name(element)}: {complaint}" for complaint in values.line(element.text))


def plain_texts(document: Document) -> Iterator[str]:
    """Require that no text which is no HTML looks as if it were: only for sites whose authors wrote none."""
    for name in ("title", "subtitle", "rights", "summary", "name", "generator"):
        for element in document.root.iter(f"{ATOM}{name}"):
            yield from (f"{name} {complaint}" for complaint in values.plain(element.text or ""))


def fair_content(document: Document) -> Iterator[str]:
    """Require HTML that may stand anywhere."""
    for entry in _entries(document):
        yield from content.complaints_of(text_at(entry, "atom:content"))


ATOM_RULES: tuple[Rule, ...] = (
    *XML_RULES,
    one_feed,
    known_elements,
    known_attributes,
    no_loose_text,
    required_elements,
    single_elements,
    entries_last,
    dates,
    plausible_dates,
    ordered_dates,
    distinct_dates,
    lasting_ids,
    entry_links,
    feed_links,
    languages,
    text_types,
    categories,
    persons,
    trimmed,
    plain_texts,
    fair_content,
)
