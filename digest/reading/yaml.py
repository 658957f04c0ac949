"""YAML into a tree of nodes that know their place: the only module that knows PyYAML.

PyYAML speaks YAML 1.1 and would read `no` as false and `12:30` as 750. Here a scalar stays the text that stands in the file, and the
field that takes it says what it means (YAML 1.2, chapter 10), so that nothing changes its meaning on the way. Events are used
instead of PyYAML's own tree: they give every place, cost less, and let depth and aliases be bounded before anything is built.
"""

from collections.abc import Iterator

import yaml

from digest.model.characters import clean
from digest.model.diagnostic import Position
from digest.reading.findings import Findings
from digest.reading.nodes import Mapping, Node, Scalar, Sequence

# YAML 1.1 ends lines at these, YAML 1.2 (section 5.4) and every editor do not.
_NO_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
MAXIMUM_DEPTH = 20
MAXIMUM_ALIASES = 50

_Parser: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
) | {"!"}


class _TooMuchError(Exception):
    """The text asks for more depth or aliases than an honest file does."""

    def __init__(self, code: str, position: Position, message: str, hint: str) -> None:
        super().__init__(message)
        self.found = (code, position, message, hint)


def parse_mapping(text: str, file: str, findings: Findings, *, first_line: int = 1) -> Mapping | None:
    """Read one YAML document that is a mapping; None, and an error, where it is none. An empty text is an empty mapping."""
    builder = _Builder(file, first_line, findings)
    try:
        root = builder.build(clean(text).translate(_NO_LINE_ENDS))
    except yaml.YAMLError as problem:
        findings.error("broken-yaml", *_explain(problem, file, first_line))
        return None
    except _TooMuchError as problem:
        findings.error(*problem.found)
        return None
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return Mapping(Position(file, first_line, 1))
    if not isinstance(root, Mapping):
        findings.error(
            "not-a-mapping",
            root.position,
            "this is not a list of fields",
            "write one field a line, such as `title: A headline`",
        )
        return None
    return root


class _Builder:
    """Builds the tree of one document from the parser's events."""

    def __init__(self, file: str, first_line: int, findings: Findings) -> None:
        self._file = file
        self._line = first_line
        self._findings = findings
        self._anchors: dict[str, Node] = {}
        self._aliases = 0

    def build(self, text: str) -> Node | None:
        parser = _Parser(text)
        root: Node | None = None
        try:
            events = iter(parser.get_event, None)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                    raise _TooMuchError(
                        "broken-yaml",
                        self._position(event),
                        "a second document begins here",
                        "keep one `---` block in a file",
                    )
                if isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, 0)
        finally:
            parser.dispose()
        return root

    def _position(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        return (
            Position(self._file, self._line + mark.line, mark.column + 1)
            if mark
            else Position(self._file, self._line, 1)
        )

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        position = self._position(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, position)
        if depth > MAXIMUM_DEPTH:
            raise _TooMuchError(
                "yaml-too-deep",
                position,
                f"lists and fields stand more than {MAXIMUM_DEPTH} deep here",
                "write them side by side",
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _CORE_TAGS:
            raise _TooMuchError(
                "yaml-tag",
                position,
                f"the tag `{_as_written(tag)}` means nothing here",
                "put quotes around a text that begins with !",
            )
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(position, event.value, event.implicit[0])
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(position)
        else:
            node = Mapping(position)
        anchor = getattr(event, "anchor", None)
        if isinstance(node, Sequence):
            self._fill_sequence(node, events, depth)
        elif isinstance(node, Mapping):
            self._fill_mapping(node, events, depth)
        if anchor is not None:  # only now, so that no node can hold itself
            self._anchors[anchor] = node
        return node

    def _alias(self, event: yaml.AliasEvent, position: Position) -> Node:
        self._aliases += 1
        if self._aliases > MAXIMUM_ALIASES:
            raise _TooMuchError(
                "yaml-aliases",
                position,
                f"more than {MAXIMUM_ALIASES} aliases (`*{event.anchor}`)",
                "write the values out",
            )
        if event.anchor not in self._anchors:
            raise _TooMuchError(
                "broken-yaml",
                position,
                f"the alias `*{event.anchor}` stands for nothing",
                "put quotes around a text that begins with `*`",
            )
        return self._anchors[event.anchor]

    def _fill_sequence(self, node: Sequence, events: Iterator[yaml.Event], depth: int) -> None:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            node.items.append(self._node(event, events, depth + 1))

    def _fill_mapping(self, node: Mapping, events: Iterator[yaml.Event], depth: int) -> None:
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise _TooMuchError(
                    "broken-yaml", key.position, "a field's name must be one word", "put quotes around the text"
                )
            if key.value in node.pairs:
                first = node.pairs[key.value][0].line
                self._findings.error(
                    "repeated-key",
                    key.position,
                    f"the field `{key.value}` stands here a second time (the first is on line {first})",
                    "delete one of the two",
                )
                continue
            node.pairs[key.value] = (key.position, value)


def _as_written(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _explain(problem: yaml.YAMLError, file: str, first_line: int) -> tuple[Position, str, str]:
    """Put a parser's complaint into an editor's words."""
    opened = any(sign in str(getattr(problem, "context", "")) for sign in ("quoted scalar", "simple key"))
    mark = getattr(problem, "context_mark" if opened else "problem_mark", None)
    position = Position(file, first_line + mark.line, mark.column + 1) if mark else Position(file, first_line, 1)
    said = str(getattr(problem, "problem", None) or problem).splitlines()[0]
    for sign, hint in _HINTS.items():
        if sign in said:
            return position, f"this is not YAML: {said}", hint
    return (
        position,
        f"this is not YAML: {said}",
        "compare it with the line above; a text with special characters goes into quotes",
    )


_HINTS = {
    "mapping values are not allowed": 'put quotes around a text that holds a colon, such as title: "Bridge: the facts"',
    "cannot start any token": "put quotes around a text that begins with a special character; indent with spaces, never with tabs",
    "did not find expected key": "check the quotes and the indentation of this line and of the one above",
    "did not find expected '-' indicator": "give every entry of a list the same indentation",
    "unexpected end of stream": "close the quotes or the bracket that were opened before",
    "could not find expected ':'": "write a colon and a space after the field's name",
    "did not find expected alphabetic": "put quotes around a text that begins with * or &",
    "special characters are not allowed": "delete the invisible control character",
}
