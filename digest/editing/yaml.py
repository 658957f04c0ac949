"""Parse YAML and JSON into nodes with their positions in the text. The only module that imports ruamel.yaml.

Its parser gives the position of every event. It is another parser than that of `reading`, so that each checks the other.
"""

import re
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from digest.editing.nodes import Alias, Mapping, Node, Pair, Scalar, Sequence
from digest.model.text.unknown import STAND_IN, UNKNOWN, parse_with_unknown

# Line ends of YAML 1.1 only, and characters that the parser refuses although `reading` drops or mends them. They are replaced one by
# one before parsing, so that all positions stay the same.
_NO_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_COLON = re.compile(r"[ \t]*:")

# An event of ruamel.yaml. Its classes have no common type with value, style and mark.
_Event: TypeAlias = Any


class CannotEditError(Exception):
    """The change cannot be made safely in this text; `str()` says to the editor why, and what to do."""


def parse(text: str, *, tabs: bool = False) -> Mapping | None:
    """Return the root of a document; None if it contains only comments. With `tabs`, as in JSON, tabs may separate values.

    Raise `CannotEditError` if the document is not a mapping.
    """
    shown = _REFUSED.sub("\ufffd", _NO_LINE_ENDS.sub(" ", text))
    try:
        root = parse_with_unknown(
            shown.replace("\t", " ") if tabs else shown, lambda one: _Builder(one).build(), YAMLError
        )
    except YAMLError as problem:
        raise CannotEditError(f"its fields cannot be read: {str(problem).splitlines()[0]}") from problem
    if root is None or isinstance(root, Mapping):
        return root
    raise CannotEditError("it is not a list of fields; write one field a line")


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._events = iter(YAML(typ="safe", pure=True).parse(text))
        self._anchors: dict[str, Node] = {}

    def build(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                raise CannotEditError("a second document begins in it; keep one `---` block in a file")
            if isinstance(event, NodeEvent):
                root = self._node(event)
        return root

    def _node(self, event: _Event) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            if event.anchor not in self._anchors:
                raise CannotEditError(f"the alias *{event.anchor} stands for nothing")
            return Alias(start, end, self._anchors[event.anchor])
        anchored = event.anchor is not None
        if isinstance(event, ScalarEvent):
            value = UNKNOWN if event.value == STAND_IN and not event.style else event.value
            node: Node = Scalar(start, end, value, event.style or "", anchored)
        elif isinstance(event, SequenceStartEvent):
            items, end = self._items(event)
            node = Sequence(start, end, items, bool(event.flow_style), anchored)
        elif isinstance(event, MappingStartEvent):
            pairs, end = self._pairs(event)
            node = Mapping(start, end, pairs, bool(event.flow_style), anchored)
        else:
            raise CannotEditError("its fields cannot be read")
        if anchored:
            self._anchors[event.anchor] = node
        return node

    def _items(self, start: _Event) -> tuple[list[Node], int]:
        items: list[Node] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event))
        last = items[-1].end if items else start.end_mark.index
        return items, event.end_mark.index if start.flow_style else last

    def _pairs(self, start: _Event) -> tuple[list[Pair], int]:
        pairs: list[Pair] = []
        seen: set[str] = set()
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event)
            value = self._node(next(self._events))
            if not isinstance(key, Scalar):
                raise CannotEditError("a field's name is no single word")
            if key.value in seen:
                raise CannotEditError(f"the field `{key.value}` stands there twice; delete one of the two")
            seen.add(key.value)
            pairs.append(Pair(key, self._placed(key, value)))
        last = pairs[-1].end if pairs else start.end_mark.index
        return pairs, event.end_mark.index if start.flow_style else last

    def _placed(self, key: Scalar, value: Node) -> Node:
        """Return an empty value with the position after the colon: the parser gives that of the next token."""
        if not isinstance(value, Scalar) or value.style or value.value or value.anchored:
            return value
        colon = _COLON.match(self._text, key.end)
        position = colon.end() if colon else key.end
        return value._replace(start=position, end=position)
