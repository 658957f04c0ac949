"""What a page says, without how it is laid out: its title, and of its main part every text and every link, one a line."""

from collections.abc import Iterator
from xml.etree import ElementTree

from tests.rendering.strict import HTML, one, page_of, text_of, words

_SAID_IN_THE_HEAD = ("description", "robots")
_SAID_BY_ATTRIBUTES = ("href", "src", "datetime", "alt", "lang")


def outline(raw: bytes) -> list[str]:
    """Return the lines. The masthead, the footer, wrappers without words, classes and the shapes of drawings are not among them."""
    page = page_of(raw)
    lines = [f"title: {text_of(one(page, 'title'))}"]
    lines += [f"canonical: {link.get('href')}" for link in page.iter(HTML + "link") if link.get("rel") == "canonical"]
    for meta in page.iter(HTML + "meta"):
        if meta.get("name") in _SAID_IN_THE_HEAD:
            lines.append(f"{meta.get('name')}: {meta.get('content')}")
    return [*lines, *_said(one(page, "main"))]


def _said(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    attributes = [f"{one}={element.get(one)}" for one in _SAID_BY_ATTRIBUTES if element.get(one)]
    text = words(element.text or "")
    if text or attributes:
        yield " ".join([name, *attributes, f"| {text}" if text else ""]).rstrip()
    for child in element:
        yield from _said(child)
        if words(child.tail or ""):
            yield f"{name} | {words(child.tail or '')}"
