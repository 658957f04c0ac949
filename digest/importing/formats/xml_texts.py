"""The XML of trafilatura, and TEI."""

import html
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from digest.importing.formats.fields import record_of
from digest.importing.markup.trees import BrokenXmlError, Element, xml_elements
from digest.importing.record import Record, Skipped, Value

# The elements of trafilatura and TEI as those of HTML. What is not here keeps its text.
_ELEMENTS = {
    "p": "p",
    "ab": "p",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "q": "blockquote",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "code": "code",
    "del": "del",
    "lg": "p",
}
_HIGHLIGHTS = {"#b": "strong", "#i": "em", "#t": "code", "bold": "strong", "italic": "em"}
_DEEPEST = 100


def read_trafilatura_xml(stream: BinaryIO, name: str, names: Mapping[str, str]) -> Iterator[Record | Skipped]:
    """Yield the record of each `<doc>`: its attributes are the fields, `<main>` is the text."""
    yield from _read(stream, name, names, "doc")


def read_tei(stream: BinaryIO, name: str, names: Mapping[str, str]) -> Iterator[Record | Skipped]:
    """Yield the record of each `<TEI>`: its header has the fields."""
    yield from _read(stream, name, names, "TEI")


def _read(stream: BinaryIO, name: str, names: Mapping[str, str], root: str) -> Iterator[Record | Skipped]:
    number, held = 0, None
    try:
        for element in xml_elements(stream, root, f"{{*}}{root}"):
            if held is not None:
                yield record_of(held, f"{name}#{number}", names)
            number += 1
            held = _of_trafilatura(element) if root == "doc" else _of_tei(element)
    except BrokenXmlError as broken:
        if held is not None:
            yield record_of(held, f"{name}#{number}", names)
        yield Skipped(name, f"the XML is broken: {broken}; nothing below is read", "export the file again")
        return
    if held is None:
        yield Skipped(name, "the file has no text")
    else:
        yield record_of(held, f"{name}#{number}" if number > 1 else name, names)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _of_trafilatura(element: Element) -> dict[str, Value]:
    fields: dict[str, Value] = {str(key): str(value) for key, value in element.attrib.items()}
    for key in ("tags", "categories"):
        if isinstance(value := fields.get(key), str):
            fields[key] = [*value.split(";")]
    main = next((child for child in element if _local(child) == "main"), None)
    return {**fields, "content_html": "" if main is None else _html(main)}


def _of_tei(element: Element) -> dict[str, Value]:
    found: dict[str, list[str]] = {}
    body: Element | None = None
    for one in element.iter():
        name, above = _local(one), _local(parent) if (parent := one.getparent()) is not None else ""
        if name == "body" and body is None:
            body = one
        key = _TEI.get((above, name, one.get("type") or "")) or _TEI.get((above, name, ""))
        text = one.get("target") if name == "ptr" else one.get("when") or "".join(one.itertext())
        if key and text and text.strip():
            found.setdefault(key, []).append(" ".join(text.split()))
        if name == "div" and one.get("type") == "entry" and above == "body":
            body = one
    terms = {key: [*dict.fromkeys(",".join(found.pop(key, [])).split(","))] for key in ("tags", "categories")}
    fields: dict[str, Value] = {key: values[0] for key, values in found.items()}
    fields |= {key: list(value) for key, value in terms.items() if value != [""]}
    publisher = fields.pop("publisher", None)
    if isinstance(publisher, str) and publisher != "N/A":
        fields["sitename"] = publisher.partition(" (")[0]
    return {**fields, "content_html": "" if body is None else _html(body)}


# Where the header of TEI has what: the parent, the element and its type.
_TEI = {
    ("titleStmt", "title", "main"): "title",
    ("titleStmt", "title", ""): "title",
    ("titleStmt", "author", ""): "author",
    ("publicationStmt", "publisher", ""): "publisher",
    ("publicationStmt", "date", ""): "date",
    ("publicationStmt", "ptr", "URL"): "url",
    ("notesStmt", "note", "id"): "id",
    ("abstract", "p", ""): "description",
    ("availability", "p", ""): "license",
    ("keywords", "term", "tags"): "tags",
    ("keywords", "term", "categories"): "categories",
    ("creation", "date", "download"): "filedate",
    ("langUsage", "language", ""): "language",
}


def _html(element: Element, depth: int = 0) -> str:
    """Return what is in an element as HTML."""
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        inner = _html(child, depth + 1) if depth < _DEEPEST else ""
        parts += [_wrapped(child, inner), html.escape(child.tail or "", quote=False)]
    return "".join(parts)


def _wrapped(element: Element, inner: str) -> str:
    name, rend = _local(element), element.get("rend") or ""
    if name == "lb":
        return "<br>"
    if name == "head" or (name in {"ab", "fw"} and element.get("type") == "header"):
        level = rend if rend in {"h2", "h3", "h4", "h5", "h6"} else "h2"
        return f"<{level}>{inner}</{level}>"
    if name == "ref" and (target := element.get("target")):
        return f'<a href="{html.escape(target)}">{inner}</a>'
    tag = (
        _HIGHLIGHTS.get(rend, "")
        if name == "hi"
        else "ol"
        if name == "list" and rend == "ol"
        else _ELEMENTS.get(name, "")
    )
    return f"<{tag}>{inner}</{tag}>" if tag else inner
