"""Splices in YAML's flow style and in JSON: brackets and braces, with commas between the parts."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from digest.editing.nodes import Mapping, Node, Pair
from digest.editing.nodes import Sequence as List
from digest.editing.splices import Splice, next_line
from digest.editing.values import FlowStyle

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
_COLON = re.compile(r"[ \t]*:[ \t]*")
_LINE_END = re.compile(r"[\r\n]")

# An item of a list, or a field of a mapping.
Part: TypeAlias = Node | Pair


def parts_of(node: Mapping | List) -> Sequence[Part]:
    """Return the parts of a node, which are separated by commas."""
    return node.pairs if isinstance(node, Mapping) else node.items


def start_of(part: Part) -> int:
    """Return the start of a part."""
    return part.key.start if isinstance(part, Pair) else part.start


def separator(text: str, node: Mapping | List) -> str:
    """Return what separates the last part of a node from a next one, in the node's style: a comma and white space."""
    parts = parts_of(node)
    plain = "," if _is_compact(text, node) else ", "
    if not parts:
        return plain
    first = start_of(parts[-1])
    gap = text[parts[-2].end : first] if len(parts) > 1 else "," + text[_opening(text, node) : first]
    if gap.strip() == ",":
        return gap if len(parts) > 1 or _LINE_END.search(gap) else plain
    line = re.search(r"(?:\r\n|\r|\n)[ \t]*\Z", gap)
    return "," + line[0] if line else plain


def _is_compact(text: str, node: Node) -> bool:
    """Return whether there is no space between names and values, as in minified JSON."""
    if isinstance(node, List):
        return bool(node.items) and _is_compact(text, node.items[0])
    if not isinstance(node, Mapping) or not node.flow or not node.pairs:
        return False
    key, value = node.pairs[0]
    return text[key.end : value.start] == ":"


def style_of(text: str, node: Mapping | List, line_end: str, *, is_json: bool) -> FlowStyle:
    """Return the style of the values in a flow node, by its last field."""
    pairs = node.pairs if isinstance(node, Mapping) else []
    quoted = is_json or (bool(pairs) and all(pair.key.style == '"' for pair in pairs))
    gap = text[pairs[-1].key.end : pairs[-1].value.start] if pairs else ""
    colon = gap if _COLON.fullmatch(gap) and (quoted or gap.endswith(" ")) else ": "
    between = separator(text, node)
    comma = "," if between == "," else ", "
    unit = _indentation(between) if is_json and _LINE_END.search(between) else ""
    return FlowStyle(is_json, quoted, text.isascii() and "\\u" in text, colon, comma, line_end, unit)


def append(text: str, node: Mapping | List, written: str) -> list[Splice]:
    """Add a part, given as text."""
    parts = parts_of(node)
    if not parts:
        position = _opening(text, node)
        return [Splice(position, position, written)]
    last = parts[-1].end
    rest = text[last : node.end - 1]
    between = separator(text, node)
    has_comma = "," in _COMMENT.sub("", rest)
    if _COMMENT.search(re.split(r"[\r\n]", rest, maxsplit=1)[0]) and _LINE_END.search(between):
        line = _LINE_END.search(text, last)
        position = line.start() if line else last
        comma = [] if has_comma else [Splice(last, last, ",")]
        return [*comma, Splice(position, position, between[1:] + written + ("," if has_comma else ""))]
    return [Splice(last, last, between + written)]


def remove(text: str, node: Mapping | List, index: int) -> list[Splice]:
    """Remove a part and a comma."""
    parts = parts_of(node)
    start, end = start_of(parts[index]), parts[index].end
    if len(parts) == 1:
        return [Splice(start, end, "")]
    if index + 1 < len(parts):
        return [Splice(start, start_of(parts[index + 1]), "")]
    before = parts[index - 1].end
    gap = text[before:start]
    if not _COMMENT.search(gap):
        return [Splice(before, end, "")]
    comma = before + gap.index(",")
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start))
    line -= text[line - 1 : line + 1] == "\r\n"
    return [Splice(comma, comma + 1, ""), Splice(max(line, comma + 1), end, "")]


def indentation_of(text: str, node: Mapping | List) -> str:
    """Return the indentation of a part that is added at the end; empty if it goes on the same line."""
    between = separator(text, node)
    return _indentation(between) if _LINE_END.search(between) else ""


def is_in_lines(text: str, node: Node) -> bool:
    """Return whether a node spans several lines."""
    return next_line(text, node.start) < node.end


def _indentation(between: str) -> str:
    return re.split(r"[\r\n]", between)[-1]


def _opening(text: str, node: Mapping | List) -> int:
    """Return the position after the opening bracket. An anchor or a tag may precede the bracket."""
    return text.index("{" if isinstance(node, Mapping) else "[", node.start) + 1
