"""Splices in YAML's block style, in which indentation shows the structure."""

import re

from digest.editing.nodes import Mapping, Node, Pair, Scalar, Sequence
from digest.editing.splices import Splice, below, insert_lines, line_start, next_line, remove_lines
from digest.editing.values import (
    BlockStyle,
    FlowStyle,
    Group,
    Value,
    in_flow,
    lines_of_entry,
    lines_of_field,
    lines_of_value,
)
from digest.editing.yaml import CannotEditError

_DASH = re.compile(r" *-[ \t]+")


def style_of(text: str, root: Mapping | None) -> BlockStyle:
    """Return how a file is indented, by its first group and its first list."""
    if root is None or not root.pairs:
        return BlockStyle()
    first = root.pairs[0].key.start
    indent = text[line_start(text, first) : first]
    if indent.strip(" "):
        raise CannotEditError(f"its first field begins with “{indent.strip()}”; write one field a line, as key: value")
    nested = [pair.value for pair in root.pairs]
    groups = [_column(text, node) for node in nested if isinstance(node, Mapping) and not node.flow and node.pairs]
    lists = [_column(text, node) for node in nested if isinstance(node, Sequence) and not node.flow and node.items]
    step = " " * (groups[0] - len(indent)) if groups else "  "
    return BlockStyle(indent, step or "  ", " " * (lists[0] - len(indent)) if lists else "  ")


def _column(text: str, node: Node) -> int:
    return node.start - line_start(text, node.start)


def add_field(text: str, root: Mapping | None, field: str, value: Value, line_end: str) -> list[Splice]:
    """Add a field below the last one; above it, if that is a block text which ends with the file without a line end."""
    style = style_of(text, root)
    last = root.pairs[-1] if root and root.pairs else None
    position = below(text, last.end, len(style.indent)) if last else len(text)
    if last and isinstance(last.value, Scalar) and is_in_block(last.value) and text[-1] not in "\r\n":
        position = line_start(text, last.key.start)  # a line end added here would become a part of that text
    return [insert_lines(text, position, lines_of_field(field, value, style), line_end)]


def remove_field(text: str, root: Mapping, pair: Pair) -> list[Splice]:
    """Remove a field with its lines."""
    start = line_start(text, pair.key.start)
    if text[start : pair.key.start].strip(" "):
        raise CannotEditError(f"`{pair.key.value}` does not begin a line; write one field a line, as key: value")
    return [remove_lines(text, start, below(text, pair.end, len(style_of(text, root).indent)))]


def begin_list(text: str, root: Mapping, pair: Pair, entry: Group, line_end: str) -> list[Splice]:
    """Set a field without a value to a list of one entry."""
    colon = text.index(":", pair.key.end) + 1
    null = Splice(colon, max(colon, pair.value.end), "")
    lines = lines_of_value([entry], style_of(text, root))
    return [null, insert_lines(text, next_line(text, null.end), lines, line_end)]


def append_entry(text: str, node: Sequence, entry: Group, line_end: str) -> list[Splice]:
    """Add an entry to a list, in the style of its last entry."""
    dash = node.start - line_start(text, node.start)
    indent, gap, last = " " * dash, " ", node.items[-1]
    position = below(text, last.end, dash)
    if isinstance(last, Mapping) and last.flow:
        written = in_flow(entry, FlowStyle())
        return [insert_lines(text, position, [f"{indent}- {written}"], line_end)]
    before = text[line_start(text, last.start) + dash + 1 : last.start]
    if isinstance(last, Mapping) and before and not before.strip(" "):
        gap = before
    return [insert_lines(text, position, lines_of_entry(entry, indent, gap), line_end)]


def remove_item(text: str, node: Sequence, index: int) -> list[Splice]:
    """Remove an entry with its line."""
    item = node.items[index]
    start = line_start(text, item.start)
    if not _DASH.fullmatch(text[start : item.start]):
        raise CannotEditError("an entry of a list does not stand on the line of its dash; write it there, as - name")
    dash = node.start - line_start(text, node.start)
    return [remove_lines(text, start, below(text, item.end, dash))]


def is_in_block(node: Scalar) -> bool:
    """Return whether this is a block scalar: a text in lines below its field."""
    return node.style in {"|", ">"}
