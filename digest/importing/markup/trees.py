"""Trees of XML and HTML: the only module of an import that calls lxml. No entities, no network, bounded depth."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

#: An element of XML or HTML, with the interface of lxml.
Element: TypeAlias = "_Element"
Node: TypeAlias = "HtmlElement"


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""


class BrokenXmlError(ValueError):
    """XML that cannot be read; `str()` says why and in which line."""


def xml_elements(stream: Readable, *names: str) -> Iterator["_Element"]:
    """Return the elements of these names (`{namespace}local`, `{*}local`) as they end, each once, then forget them.

    Memory does not grow with the stream. Raise `BrokenXmlError` where the XML breaks.
    """
    from lxml import etree

    parsed = etree.iterparse(
        stream,
        events=("end",),
        tag=names,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parsed:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.LxmlError, ValueError) as broken:
        raise BrokenXmlError(" ".join(str(broken).split())) from None


def html_tree(text: str) -> "HtmlElement | None":
    """Return the body of a fragment of HTML; None if there is nothing in it. Comments and instructions are left out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    with suppress(etree.LxmlError, ValueError):
        root = html.document_fromstring(f"<html><body>{text}</body></html>".encode("utf-8", "replace"), parser=parser)
        body = root.find("body")
        tree = root if body is None else body
        for element in tree.iter():
            _clean(element)
        return tree
    return None


# What lxml reads, from references such as `&#1;`, but does not write.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _clean(element: "HtmlElement") -> None:
    """Take out of an element what XML cannot have."""
    if element.text and _NO_XML.search(element.text):
        element.text = _NO_XML.sub(" ", element.text)
    if element.tail and _NO_XML.search(element.tail):
        element.tail = _NO_XML.sub(" ", element.tail)
    for name, value in element.attrib.items():
        if _NO_XML.search(value):
            element.attrib[name] = _NO_XML.sub(" ", value)


def html_text(tree: "HtmlElement") -> str:
    """Return the HTML of a tree, without what follows its end."""
    from lxml import html

    return str(html.tostring(tree, encoding="unicode", with_tail=False))


def steps(tree: "HtmlElement") -> Iterator[tuple[str, "HtmlElement"]]:
    """Return `start` and `end` of each element of a tree, in order, however deep it is."""
    from lxml import etree

    yield from etree.iterwalk(tree, events=("start", "end"))


def new_element(name: str, text: str = "", **attributes: str) -> "HtmlElement":
    """Return an element of HTML."""
    from lxml import html

    element = html.Element(name, attributes)
    element.text = text
    return element
