"""Write a value as YAML or JSON: in block style, on several lines, or in flow style, in brackets and braces."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from digest.model.text.yaml_scalars import write_json, write_scalar

Group: TypeAlias = tuple[tuple[str, str], ...]
# A text, a group of texts, or a list of one group.
Value: TypeAlias = str | Group | list[Group]


class BlockStyle(NamedTuple):
    """The indentation of a file: before its fields, before those of a group, and before the dash of an entry."""

    indent: str = ""
    step: str = "  "
    dash: str = "  "


class FlowStyle(NamedTuple):
    """The separators between a name and its value, and between two values. With a `unit` of indentation, each value has its own line.

    `quoted` puts everything in double quotes, as JSON requires and YAML allows; their escapes differ.
    """

    is_json: bool = False
    quoted: bool = False
    ascii_only: bool = False
    colon: str = ": "
    comma: str = ", "
    line_end: str = "\n"
    unit: str = ""


def lines_of_field(name: str, value: Value, style: BlockStyle) -> Iterator[str]:
    """Return the lines of a field in block style."""
    if isinstance(value, str):
        yield f"{style.indent}{name}: {write_scalar(value, flow=False)}"
        return
    yield f"{style.indent}{name}:"
    yield from lines_of_value(value, style)


def lines_of_value(value: Group | list[Group], style: BlockStyle) -> Iterator[str]:
    """Return the lines below the name of a group or of a list."""
    if isinstance(value, list):
        for group in value:
            yield from lines_of_entry(group, style.indent + style.dash, " ")
    else:
        for name, text in value:
            yield f"{style.indent}{style.step}{name}: {write_scalar(text, flow=False)}"


def lines_of_entry(group: Group, indent: str, gap: str) -> Iterator[str]:
    """Return the lines of an entry of a list, with `gap` between its dash and its first field."""
    before = f"{indent}-{gap}"
    for name, text in group:
        yield f"{before}{name}: {write_scalar(text, flow=False)}"
        before = " " * len(before)


def in_flow(value: Value, style: FlowStyle, indent: str = "") -> str:
    """Return a value in flow style; if it has several lines, they are indented deeper than `indent`."""
    if isinstance(value, str):
        if style.is_json:
            return write_json(value, ascii_only=style.ascii_only)
        return write_scalar(value, flow=True, style='"' if style.quoted else "")
    inner = indent + style.unit
    if isinstance(value, list):
        return _bracketed("[", [in_flow(group, style, inner) for group in value], "]", style, indent)
    return _bracketed("{", [pair_in_flow(name, text, style, inner) for name, text in value], "}", style, indent)


def pair_in_flow(name: str, value: Value, style: FlowStyle, indent: str = "") -> str:
    """Return a field in flow style."""
    key = write_json(name, ascii_only=True) if style.quoted else name
    return f"{key}{style.colon}{in_flow(value, style, indent)}"


def _bracketed(opening: str, parts: list[str], closing: str, style: FlowStyle, indent: str) -> str:
    if not style.unit:
        return opening + style.comma.join(parts) + closing
    line = style.line_end + indent
    return f"{opening}{line}{style.unit}{f',{line}{style.unit}'.join(parts)}{line}{closing}"
