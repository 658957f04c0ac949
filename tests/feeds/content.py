"""Rules for the HTML of items: nothing that runs, loads, pretends, counts from somewhere else, or does not parse."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import html5lib
from html5lib.html5parser import ParseError

from tests.feeds import values
from tests.rendering.strict import HTML, elements

_ELEMENTS = set(
    "a abbr aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul "
    "var wbr".split()
)
_ATTRIBUTES = set(
    "alt cite class colspan datetime dir height href id lang reversed rowspan scope src start style title width".split()
)
_VOID = {"br", "col", "hr", "img", "wbr"}
_URLS = {"action", "background", "cite", "data", "formaction", "href", "longdesc", "poster", "src"}
_LINKS = re.compile(r"(?:https?://[^\s/?#]+|mailto:|tel:).*", re.DOTALL)
_PICTURES = re.compile(r"https?://[^\s/?#]+\S*")
_STYLE = re.compile(r"text-align:\s?(?:left|right|center|justify);?")

Tree = ElementTree.Element
ContentRule = Callable[[Tree], Iterator[str]]


def tree_of(html: str) -> Tree:
    """Parse HTML as a feed reader does that puts it into a page, forgiving everything (HTML, section 13.4)."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=True)
    tree: Tree = parser.parseFragment(html)
    return tree


class _Balance(HTMLParser):
    """Keeps which elements are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.faults.append(f"closes {tag} in {'/'.join(self.open)}")


def balanced(html: str) -> Iterator[str]:
    """Require that every element is closed, in order: HTML could do without, readers that show it as XML cannot."""
    balance = _Balance()
    balance.feed(html)
    balance.close()
    yield from balance.faults
    yield from (f"leaves {name} open" for name in balance.open)


def parses(html: str) -> Iterator[str]:
    """Require HTML without one parse error."""
    try:
        html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True).parseFragment(html)
    except ParseError as error:
        yield f"is broken HTML: {error}"


def known_elements(tree: Tree) -> Iterator[str]:
    """Require elements of a list: no script, style, iframe, object, embed, form, meta, link, base, svg or math, and nothing unheard of."""
    yield from (f"holds the element {name}" for name, _ in elements(tree) if name not in _ELEMENTS | {_ROOT})


def known_attributes(tree: Tree) -> Iterator[str]:
    """Require attributes of a list: none that begins with `on`, none that loads."""
    for name, element in elements(tree):
        yield from (
            f"holds the attribute {attribute} of {name}" for attribute in element.attrib if attribute not in _ATTRIBUTES
        )


def harmless_styles(tree: Tree) -> Iterator[str]:
    """Require that styles align text, and do nothing else."""
    for name, element in elements(tree):
        style = element.get("style")
        if style is not None and not _STYLE.fullmatch(style):
            yield f"holds the style {style!r} of {name}"


def absolute_urls(tree: Tree) -> Iterator[str]:
    """Require that whatever leads or loads is absolute: there is no `xml:base` to rely on, and readers show items anywhere."""
    for name, element in elements(tree):
        for attribute, value in element.attrib.items():
            pattern = _PICTURES if name in {"img", "source", "video", "audio"} else _LINKS
            candidates = re.split(r",\s+", value) if attribute == "srcset" else [value] if attribute in _URLS else []
            for url in candidates:
                if not pattern.fullmatch(url.split(" ")[0] if attribute == "srcset" else url):
                    yield f"holds {name} {attribute}={value!r}"


def pictures_have_sources(tree: Tree) -> Iterator[str]:
    """Require that a picture has a source: others were left over when what they showed was dropped."""
    for name, element in elements(tree):
        if name == "img" and not element.get("src"):
            yield "holds an img without src"


def unique_ids(tree: Tree) -> Iterator[str]:
    """Require ids that stand once, and are not empty."""
    ids = [element.attrib["id"] for _, element in elements(tree) if "id" in element.attrib]
    yield from (f"has an id of which {complaint}" for complaint in values.unique(ids))
    if "" in ids:
        yield "has an empty id"


def no_comments(tree: Tree) -> Iterator[str]:
    """Require that nothing stands in comments, which some readers show."""
    tags: list[object] = [element.tag for element in tree.iter()]
    yield from ("holds a comment" for tag in tags if not isinstance(tag, str))


def fair_characters(tree: Tree) -> Iterator[str]:
    """Require characters that every reader knows, in texts and attributes, whatever references stand for them."""
    for _, element in elements(tree):
        for text in (element.text or "", element.tail or "", *element.attrib.values()):
            yield from values.characters(text)


_ROOT = tree_of("").tag.removeprefix(HTML)
CONTENT_RULES: tuple[ContentRule, ...] = (
    known_elements,
    known_attributes,
    harmless_styles,
    absolute_urls,
    pictures_have_sources,
    unique_ids,
    no_comments,
    fair_characters,
)


def complaints_of(html: str) -> Iterator[str]:
    """Return what is wrong with the HTML of an item."""
    yield from parses(html)
    yield from balanced(html)
    tree = tree_of(html)
    for rule in CONTENT_RULES:
        yield from rule(tree)
