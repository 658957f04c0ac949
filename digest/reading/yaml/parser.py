"""Parse YAML into a tree of nodes with their positions: the only module that imports PyYAML.

PyYAML follows YAML 1.1 and would read `no` as false and `12:30` as 750. Here a scalar remains the text in the file, and its field decides
what it means (YAML 1.2, chapter 10). The module reads PyYAML's events instead of its tree: events have all positions, cost less,
and allow limits on depth and aliases before anything is built.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from digest.model.diagnostic import Position
from digest.model.text.characters import clean
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.errors import explain, is_too_deep
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

# These end a line in YAML 1.1, but not in YAML 1.2 (section 5.4) nor in any editor.
_NO_LINE_ENDS = ("\x85", "\u2028", "\u2029")
MAXIMUM_DEPTH = 20
MAXIMUM_ALIASES = 50

_Parser: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
) | {"!"}


# An event of PyYAML. Its classes have no common type with a tag, an anchor and a mark.
_Event: TypeAlias = Any


class _ParseError(Exception):
    """A mistake with which parsing cannot go on, as the arguments of `DiagnosticCollector.error`."""

    def __init__(self, code: str, position: Position, message: str, hint: str) -> None:
        super().__init__(message)
        self.found = (code, position, message, hint)


def parse_mapping(text: str, file: str, findings: DiagnosticCollector, *, first_line: int = 1) -> Mapping | None:
    """Parse a YAML document that is a mapping; None, and an error, if it is not one. An empty text is an empty mapping."""
    builder = _Builder(file, first_line, findings)
    try:
        root = builder.build(_without_other_line_ends(clean(text)))
    except yaml.YAMLError as problem:
        position, what, hint = explain(problem, file, first_line)
        findings.error(*(_too_deep(position) if is_too_deep(problem) else ("broken-yaml", position, what, hint)))
        return None
    except _ParseError as problem:
        findings.error(*problem.found)
        return None
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return Mapping(file, first_line, 1, {})
    if not isinstance(root, Mapping):
        findings.error(
            "not-a-mapping",
            Position(file, root.line, root.column),
            "this is not a list of fields",
            "write one field a line, such as `title: A headline`",
        )
        return None
    return root


def _without_other_line_ends(text: str) -> str:
    for sign in () if text.isascii() else _NO_LINE_ENDS:
        text = text.replace(sign, " ")
    return text


class _Builder:
    """Builds the tree of one document from the events of the parser."""

    def __init__(self, file: str, first_line: int, findings: DiagnosticCollector) -> None:
        self._file = file
        self._line = first_line
        self._findings = findings
        self._anchors: dict[str, Node] = {}
        self._aliases = 0
        self._next: Callable[[], _Event]

    def build(self, text: str) -> Node | None:
        parser = _Parser(text)
        self._next = parser.get_event
        root: Node | None = None
        try:
            while (event := self._next()) is not None:
                if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    raise _ParseError(
                        "broken-yaml",
                        self._position(event),
                        "a second document begins here",
                        "keep one `---` block in a file",
                    )
                if isinstance(event, yaml.NodeEvent):
                    root = self._node(event, 0)
        finally:
            parser.dispose()
        return root

    def _position(self, event: _Event) -> Position:
        return Position(self._file, self._line + event.start_mark.line, event.start_mark.column + 1)

    def _node(self, event: _Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAXIMUM_DEPTH or (event.tag is not None and event.tag not in _CORE_TAGS):
            raise self._refused(event, depth)
        mark = event.start_mark
        line, column = self._line + mark.line, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(line, column, event.value, event.implicit[0])
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(line, column, self._items(depth + 1))
        else:
            node = Mapping(self._file, line, column, self._pairs(depth + 1))
        if event.anchor is not None:  # only now, so that no node can contain itself
            self._anchors[event.anchor] = node
        return node

    def _refused(self, event: _Event, depth: int) -> _ParseError:
        if depth > MAXIMUM_DEPTH:
            return _ParseError(*_too_deep(self._position(event)))
        return _ParseError(
            "yaml-tag",
            self._position(event),
            f"the tag `{_as_written(event.tag)}` means nothing here",
            "put quotes around a text that begins with !",
        )

    def _alias(self, event: _Event) -> Node:
        self._aliases += 1
        if self._aliases > MAXIMUM_ALIASES:
            raise _ParseError(
                "yaml-aliases",
                self._position(event),
                f"more than {MAXIMUM_ALIASES} aliases (`*{event.anchor}`)",
                "write the values out",
            )
        if event.anchor not in self._anchors:
            raise _ParseError(
                "broken-yaml",
                self._position(event),
                f"the alias `*{event.anchor}` stands for nothing",
                "put quotes around a text that begins with `*`",
            )
        return self._anchors[event.anchor]

    def _items(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return items

    def _pairs(self, depth: int) -> dict[str, tuple[int, int, Node]]:
        pairs: dict[str, tuple[int, int, Node]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(self._next(), depth)
            if not isinstance(key, Scalar):
                raise _ParseError(
                    "broken-yaml",
                    Position(self._file, key.line, key.column),
                    "a field's name must be one word",
                    "put quotes around the text",
                )
            if key.value in pairs:
                self._findings.error(
                    "repeated-key",
                    Position(self._file, key.line, key.column),
                    f"the field `{key.value}` stands here a second time (the first is on line {pairs[key.value][0]})",
                    "delete one of the two",
                )
                continue
            pairs[key.value] = (key.line, key.column, value)
        return pairs


def _too_deep(position: Position) -> tuple[str, Position, str, str]:
    what = f"lists and fields stand more than {MAXIMUM_DEPTH} deep here"
    return "yaml-too-deep", position, what, "write them side by side"


def _as_written(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
