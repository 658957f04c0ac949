"""Read a text with front matter of any kind as plain values, without positions: for what is imported, where mistakes are no errors."""

from typing import NamedTuple, TypeAlias

from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.formats.fences import FrontMatter, find_front_matter
from digest.reading.formats.parse import format_of, parse_fields
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

#: Numbers and moments are texts as they are written, so that `0123` and `1.10` stay what they are.
PlainValue: TypeAlias = str | int | float | bool | list["PlainValue"] | dict[str, "PlainValue"] | None


class PlainDocument(NamedTuple):
    """The fields of a document, and the text below them from line `first_line` on."""

    fields: dict[str, PlainValue]
    text: str
    first_line: int


def read_document(raw: bytes, file: str) -> PlainDocument | None:
    """Return the fields and the text of a file; None if it has no fields that can be read.

    A file that ends in `.yaml`, `.yml`, `.toml`, `.json` or `.meta` is fields throughout.
    """
    found = find_front_matter(raw)
    if file.rpartition(".")[2].lower() in _FIELDS_ONLY:
        found = FrontMatter(0, len(raw), len(raw), format_of(file))
    if found is None:
        return None
    front = decoded(raw[found.start : found.end])
    mapping = parse_fields(front, found.format, file, DiagnosticCollector(), first_line=1)
    if mapping is None:
        return None
    return PlainDocument(values_of(mapping), decoded(raw[found.below :]), 1 + decoded(raw[: found.below]).count("\n"))


_FIELDS_ONLY = frozenset("yaml yml toml json meta".split())


def decoded(raw: bytes) -> str:
    """Return a text in UTF-8 or, if it is not that, in Windows-1252, with a line feed at the end of each line."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("windows-1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def values_of(mapping: Mapping) -> dict[str, PlainValue]:
    """Return the fields of a node as plain values."""
    return {key: _value(node) for key, (_, _, node) in mapping.pairs.items()}


def _value(node: Node) -> PlainValue:
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return dict(values_of(node))
    return _single(node)


def _single(node: Scalar) -> PlainValue:
    if node.is_null:
        return None
    if node.plain and node.value.lower() in {"true", "false"}:
        return node.value.lower() == "true"
    return node.value
