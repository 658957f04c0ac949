"""Parse YAML into a tree of nodes with their positions: the only module that imports PyYAML.

PyYAML follows YAML 1.1 and would read `no` as false and `12:30` as 750. Here a scalar remains the text in the file, and its field decides
what it means (YAML 1.2, chapter 10). The module reads PyYAML's events instead of its tree: events have all positions, cost less,
and allow limits on depth and aliases before anything is built.
"""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from digest.model.diagnostic import Position
from digest.model.text.characters import clean
from digest.model.text.unknown import STAND_IN, UNKNOWN, parse_with_unknown
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.errors import explain, is_too_deep, look_alike
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

# These end a line in YAML 1.1, but not in YAML 1.2 (section 5.4) nor in any editor.
_NO_LINE_ENDS = ("\x85", "\u2028", "\u2029")
MAXIMUM_DEPTH = 20
MAXIMUM_ALIASES = 50

_Parser: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A number sign after a blank begins a comment in YAML. Few comments begin without a blank after it, and many words do: `Top #1 story`.
_CUT = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")
_NO_BREAK = re.compile(
    r"^[ \t]*(?:- )?([\w-]+):([\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff])", re.MULTILINE
)

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
    text = clean(text)
    problem, root = _parse(_without_other_line_ends(text), file, findings, first_line)
    if isinstance(root, Mapping):
        return root
    if problem is None and (root is None or (isinstance(root, Scalar) and root.is_null)):
        return Mapping(file, first_line, 1, {})
    if _reports_no_break_space(text, file, first_line, findings):
        return None
    if problem is None and root is not None:
        where = Position(file, root.line, root.column)
        problem = (
            "not-a-mapping",
            where,
            "this is not a list of fields",
            "write one field a line, such as `title: A headline`",
        )
    if problem is not None:
        findings.error(*problem)
    return None


def _parse(
    text: str, file: str, findings: DiagnosticCollector, first_line: int
) -> tuple[tuple[str, Position, str, str] | None, Node | None]:
    """Return the root of a document, or, as the arguments of `DiagnosticCollector.error`, why there is none."""
    try:
        return None, parse_with_unknown(text, lambda shown: _build(shown, file, first_line, findings), yaml.YAMLError)
    except yaml.YAMLError as problem:
        position, what, hint = explain(problem, file, first_line)
        position, what, hint = look_alike(text, position.line - first_line, file, first_line) or (position, what, hint)
        return (_too_deep(position) if is_too_deep(problem) else ("broken-yaml", position, what, hint)), None
    except _ParseError as problem:
        return problem.found, None


def _build(text: str, file: str, first_line: int, findings: DiagnosticCollector) -> Node | None:
    """Return the root of a document. What is wrong with its fields is only reported if it can be parsed."""
    found = DiagnosticCollector()
    root = _Builder(file, first_line, found).build(text)
    findings.add(found.all)
    return root


def _reports_no_break_space(text: str, file: str, first_line: int, findings: DiagnosticCollector) -> bool:
    """Report the first field whose colon is followed by a blank that is none for YAML; return whether there is one."""
    match = None if text.isascii() else _NO_BREAK.search(text)
    if match is None:
        return False
    line, column = text.count("\n", 0, match.start(2)), match.start(2) - text.rfind("\n", 0, match.start(2))
    findings.error(
        "no-break-space",
        Position(file, first_line + line, column),
        f"after `{match[1]}:` there is no ordinary blank, but U+{ord(match[2]):04X}, which looks like one or cannot be seen",
        f"delete what follows `{match[1]}:` up to the value, and type a blank",
    )
    return True


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
        self._text = ""  # only if it may have a comment
        self._next: Callable[[], _Event]

    def build(self, text: str) -> Node | None:
        parser = _Parser(text)
        self._text = text if "#" in text else ""
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
            value = UNKNOWN if event.value == STAND_IN and event.implicit[0] else event.value
            node: Node = Scalar(line, column, value, event.implicit[0], self._cut_from(event) if self._text else "")
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(line, column, self._items(depth + 1))
        else:
            node = Mapping(self._file, line, column, self._pairs(depth + 1))
        if event.anchor is not None:  # only now, so that no node can contain itself
            self._anchors[event.anchor] = node
        return node

    def _cut_from(self, event: _Event) -> str:
        """Return what follows a plain value on its line, if only a `#` makes it a comment."""
        match = _CUT.match(self._text, event.end_mark.index) if event.implicit[0] else None
        return match[1].rstrip() if match else ""

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
                f"the alias `*{event.anchor}` has nothing to refer to",
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
                    f"the field `{key.value}` is here a second time (the first is on line {pairs[key.value][0]})",
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
