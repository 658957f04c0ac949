"""What HTML builds in many ways and Markdown in one: footnotes, lists within lists, tables that are layout, definitions."""

import re
from collections.abc import Iterator

from digest.importing.markup.trees import Node, new_element

_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§]|[a-z])[\])]?", re.IGNORECASE)
_NOTE = re.compile(r"foot-?note|\bfn|^fn|_ftn|endnote|easy-footnote|\bnote", re.IGNORECASE)
_BACK = re.compile(r"[↩↑⤴^←︎️\s]*|jump (?:up|back)|back(?: to (?:content|text))?|return to text", re.IGNORECASE)
_BLOCK_IN_CELL = "p", "ul", "ol", "dl", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "div", "table", "hr"


def take_footnotes(tree: Node) -> Iterator[tuple[str, Node, Node]]:
    """Yield the footnotes of a text: label, the link that leads to it, and its text, which is taken out of the tree."""
    ids = {one.get("id"): one for one in tree.iter() if one.get("id")}
    labels: dict[str, str] = {}
    for link in list(tree.iter("a")):
        target = (link.get("href") or "").partition("#")
        words = " ".join(link.text_content().split())
        note = ids.get(target[2]) if not target[0] else None
        if note is None or not _MARK.fullmatch(words) or not _is_note(note, target[2]) or link in note.iter():
            continue
        label = labels.setdefault(target[2], str(len(labels) + 1))
        yield label, link, note


def _is_note(note: Node, name: str) -> bool:
    if note.tag not in {"li", "p", "div", "dd", "td", "a", "span"}:
        return False
    around = " ".join(f"{one.get('id') or ''} {one.get('class') or ''}" for one in (note, *note.iterancestors()))
    return bool(_NOTE.search(name) or (note.tag in {"li", "p", "div"} and _NOTE.search(around)))


def without_back_links(note: Node) -> None:
    """Take the links back to the text out of a footnote."""
    for link in list(note.iter("a")):
        if (link.get("href") or "").startswith("#") and (
            _BACK.fullmatch(link.text_content().strip()) or _MARK.fullmatch(link.text_content().strip())
        ):
            link.drop_tree()


def mend_lists(tree: Node) -> None:
    """Put lists directly within lists into the item before them, and other words of a list into items."""
    for item in list(tree.iter("li")):
        parent = item.getparent()
        if parent is not None and parent.tag not in {"ul", "ol"}:
            item.tag = "div"
    for outer in list(tree.iter("ul", "ol")):
        if (outer.text or "").strip():
            first = new_element("li", outer.text or "")
            outer.text = None
            outer.insert(0, first)
        for child in list(outer):
            before = child.getprevious()
            tail, child.tail = child.tail, None
            if child.tag != "li":
                item = before if before is not None else new_element("li")
                if before is None:
                    outer.insert(0, item)
                item.append(child)
            else:
                item = child
            if (tail or "").strip():
                item.append(new_element("div", tail or ""))


def mend_tables(tree: Node) -> None:
    """Take tables apart that are layout: those with one column, with tables in them, or with whole texts in their cells."""
    for table in reversed(list(tree.iter("table"))):
        cells = list(table.iter("td", "th"))
        if _is_layout(table, cells):
            for part in list(table.iter("caption", "tbody", "thead", "tfoot", "tr", "td", "th")):
                part.tag = "div"
            table.tag = "div"
            continue
        for block in [block for cell in cells for block in cell.iter(*_BLOCK_IN_CELL)]:
            block.tail = f" {block.tail or ''}"
            block.drop_tag()


def _is_layout(table: Node, cells: list[Node]) -> bool:
    wide = max((len(row) for row in table.iter("tr")), default=0)
    outside = [(one.text or "") for one in table.iter("table", "tbody", "thead", "tfoot", "tr")]
    outside += [
        (one.tail or "") for one in table.iterdescendants("td", "th", "tr", "tbody", "thead", "tfoot", "caption")
    ]
    return wide < 2 or "".join(outside).strip() != "" or any(map(_is_text, cells))


def _is_text(cell: Node) -> bool:
    """Return whether a cell has more than a table of Markdown can show in a line."""
    blocks = list(cell.iter(*_BLOCK_IN_CELL))
    return (
        any(block.tag in {"pre", "table", "ul", "ol", "h1", "h2", "h3", "blockquote"} for block in blocks)
        or sum(block.tag == "p" for block in blocks) > 1
    )


def definition_lists(tree: Node) -> list[Node]:
    """Return the definition lists of a tree, those within others first. What is neither term nor definition in one becomes a definition."""
    found = list(reversed(list(tree.iter("dl"))))
    for listed in found:
        for child in list(listed):
            if child.tag == "div":
                child.drop_tag()
        if (listed.text or "").strip():
            listed.insert(0, new_element("dd", listed.text or ""))
        listed.text = None
        for child in list(listed):
            if child.tag not in {"dt", "dd"}:
                inner = new_element("dd")
                listed.replace(child, inner)
                inner.append(child)
                child, tail = inner, child.tail  # noqa: PLW2901 - it is in the place of the other
                inner[0].tail = None
            else:
                tail, child.tail = child.tail, None
            if (tail or "").strip():
                child.addnext(new_element("dd", tail or ""))
    return found
