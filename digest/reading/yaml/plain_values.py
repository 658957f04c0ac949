"""Nodes of plain values, as JSON has them, and plain values of nodes: what is imported passes through the code that reads files."""

import re
from collections.abc import Mapping as Fields
from typing import TypeAlias

from digest.model.text.characters import clean
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

#: A value as JSON, YAML or TOML have it.
Value: TypeAlias = str | int | float | bool | list["Value"] | dict[str, "Value"] | None

# Words with which programs write that there is nothing, although the value is a text: Python's `None`, `null` of a table.
_NOTHING = frozenset({"None", "null", "NULL", "~"})
_NUMBER = re.compile(r"-?\d{1,300}(?:\.\d+)?(?:e[+-]?\d{1,3})?", re.ASCII)
_DEEPEST = 12
_MOST = 2_000  # values in one list or group


def node_of(values: Fields[str, Value], file: str) -> Mapping:
    """Return a mapping of fields. The line of each field and of all within it is its number, from 1 on.

    What is deeper than any field of digest, or more than a text can have, is left out.
    """
    pairs: dict[str, tuple[int, int, Node]] = {}
    for line, (key, value) in enumerate(values.items(), 1):
        pairs[clean(key).strip()] = (line, 1, _node(value, file, line, 1))
    return Mapping(file, 1, 1, pairs)


def _node(value: Value, file: str, line: int, depth: int) -> Node:
    if isinstance(value, str):
        text = clean(value)
        return Scalar(line, 1, text, plain=text.strip() in _NOTHING)
    if value is None:
        return Scalar(line, 1, "", plain=True)
    if isinstance(value, bool):
        return Scalar(line, 1, "true" if value else "false", plain=True)
    if isinstance(value, int | float):
        return Scalar(line, 1, _number(value), plain=True)
    if isinstance(value, list):
        return Sequence(
            line, 1, [_node(one, file, line, depth + 1) for one in value[:_MOST]] if depth < _DEEPEST else []
        )
    inside = list(value.items())[:_MOST] if depth < _DEEPEST else []
    return Mapping(
        file, line, 1, {clean(str(key)): (line, 1, _node(one, file, line, depth + 1)) for key, one in inside}
    )


def _number(value: float) -> str:
    try:
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else str(value)
    except (OverflowError, ValueError):
        return ""  # more digits than any value has


def plain_value(node: Node) -> Value:
    """Return the plain value of a node: a text, a boolean, a number, a list or a group; None if it is null."""
    if isinstance(node, Scalar):
        return _plain(node.value) if node.plain else node.value
    if isinstance(node, Sequence):
        return [value for item in node.items if (value := plain_value(item)) is not None]
    return {key: value for key, (_, _, inner) in node.pairs.items() if (value := plain_value(inner)) is not None}


def _plain(text: str) -> Value:
    if text in _NOTHING or not text:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("-").isdigit() else float(text)
