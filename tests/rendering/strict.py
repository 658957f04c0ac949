"""Readers that forgive nothing: what a browser, a feed reader or a disk would stumble over is an error here."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

import html5lib
from html5lib.constants import namespaces
from lxml import etree

from digest.model.text.characters import clean

HTML = f"{{{namespaces['html']}}}"
SVG = f"{{{namespaces['svg']}}}"
# What the theme's own pictures are made of.
_DRAWN = {f"{SVG}{name}" for name in ("a", "circle", "path", "svg", "text", "title")}
_DRAWN_WITH = set(
    "aria-hidden aria-labelledby class cx cy d href id preserveAspectRatio r role tabindex viewBox x y".split()
)
_SCRIPTS = re.compile(r"(\./|(\.\./)*)static/(copy|reader)\.js")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def page_of(raw: bytes) -> ElementTree.Element:
    """Parse a page as a browser does (HTML, section 13.2), but raise on the first parse error."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True)
    document: ElementTree.Element = parser.parse(raw, transport_encoding="utf-8")
    return document


def xml_of(raw: bytes) -> Any:  # noqa: ANN401 - lxml ships no types
    """Parse an XML file, which must be well-formed and need nothing from elsewhere."""
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def pages_of(site: Mapping[str, bytes]) -> dict[str, ElementTree.Element]:
    """Parse every page of a site."""
    return {path: page_of(raw) for path, raw in site.items() if path.endswith(".html")}


def elements(page: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    """Return every element with its name: `p`, or `{namespace}name` outside of HTML."""
    for element in page.iter():
        if isinstance(element.tag, str):
            yield element.tag.removeprefix(HTML), element


def words(text: str) -> str:
    """Return a text with every run of white space as one blank."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """Return what a reader shall see of a field: no forbidden character, half a surrogate pair as U+FFFD, white space as blanks."""
    return words(clean(re.sub("[\ud800-\udfff]", "\ufffd", text)))


def text_of(element: ElementTree.Element) -> str:
    """Return all text within an element, up to white space."""
    return words("".join(element.itertext()))


def texts_of(page: ElementTree.Element) -> set[str]:
    """Return the texts of all elements of a page, up to white space."""
    return {text_of(element) for _, element in elements(page)}


def one(page: ElementTree.Element, path: str) -> ElementTree.Element:
    """Return the first element at a path such as `h1` or `div[@class='prose']`."""
    found = page.find(f".//{HTML}{path}")
    assert found is not None, path
    return found


def _is_own(script: ElementTree.Element) -> bool:
    """Return whether a script is one of the theme's own files, which run when the page has arrived."""
    return script.attrib.keys() == {"src", "defer"} and bool(_SCRIPTS.fullmatch(script.attrib["src"]))


def json_ld_of(page: ElementTree.Element) -> list[Any]:
    """Return the data of every script of a page, which must be nothing but JSON-LD, besides the theme's own ones in files."""
    scripts = [element for name, element in elements(page) if name == "script" and not _is_own(element)]
    assert [dict(script.attrib) for script in scripts] == [{"type": "application/ld+json"}] * len(scripts)
    return [json.loads(script.text or "") for script in scripts]


def strings_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON says
    """Return every string within a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def faults_of(page: ElementTree.Element) -> list[str]:
    """Return whatever in a page could run, load from elsewhere, or pretend; an empty list for a page as it should be."""
    return [fault for name, element in elements(page) for fault in _faults(name, element)] + _id_faults(page)


def _faults(name: str, element: ElementTree.Element) -> Iterator[str]:
    if name in _DRAWN:
        yield from (f"{name} {attribute}" for attribute in element.attrib if attribute not in _DRAWN_WITH)
    elif "}" in name or name in {
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "style",
        "frame",
        "applet",
        "input",
        "template",
        "svg",
        "math",
    }:
        yield f"element {name}"
    for attribute, value in element.attrib.items():
        if attribute.startswith("on") or attribute in {"srcdoc", "srcset", "formaction", "ping", "background"}:
            yield f"{name} {attribute}={value!r}"
        if attribute == "style" and not re.fullmatch(r"text-align:\s*(?:left|right|center);?", value):
            yield f"{name} style={value!r}"
        if attribute in {"href", "src", "cite", "action", "data", "poster"}:
            yield from _link_faults(name, attribute, value)
    for text in (element.text or "", element.tail or "", *element.attrib.values()):
        if found := _FORBIDDEN.search(text):
            yield f"{name} holds {found[0]!r}"


def _link_faults(name: str, attribute: str, value: str) -> Iterator[str]:
    loads = attribute in {"src", "data", "poster"} or (name == "link" and value.endswith(".css"))
    squeezed = re.sub(r"[\t\n\r]", "", value).strip(
        "".join(map(chr, range(33)))
    )  # as browsers do (WHATWG URL, section 4.4)
    scheme = _SCHEME.match(squeezed)
    if scheme and scheme[1].lower() not in {"http", "https", "mailto", "tel"}:
        yield f"{name} {attribute}={value!r}"
    if loads and (scheme or re.match(r"[/\\]{2}", squeezed)):
        yield f"{name} loads {value!r}"


def _id_faults(page: ElementTree.Element) -> list[str]:
    counts = Counter(element.get("id") for _, element in elements(page))
    return [
        f"the id {identity!r} stands {count} times"
        for identity, count in counts.items()
        if identity is not None and count > 1
    ]
