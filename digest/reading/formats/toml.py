"""Read TOML as nodes with their lines and columns: the only module that imports `tomllib`.

`tomllib` decides what is TOML and says what is wrong; it has no positions of keys and values. So what it has accepted is read once more
here, which needs no checks. Numbers, dates and flags remain the text in the file, as in YAML: their field decides what they mean.
"""

import re
import tomllib
from bisect import bisect_right
from itertools import accumulate

from digest.model.diagnostic import Position
from digest.model.text.characters import clean
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from digest.reading.yaml.parser import MAXIMUM_DEPTH

MAXIMUM_LENGTH = 1_000_000  # characters: far more than any front matter, and quickly read

_Pairs = dict[str, tuple[int, int, Node]]

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_GAP = re.compile(r"(?:[ \t\n]+|#[^\n]*)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r"""(?:\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')""", re.DOTALL)
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_MANY_PARTS = re.compile(r"^[ \t\[]*(?:[\w\"'-]+[ \t]*\.[ \t]*){40}", re.MULTILINE)


def parse_toml(text: str, file: str, findings: DiagnosticCollector, *, first_line: int = 1) -> Mapping | None:
    """Parse a TOML document; None, and an error, if it is not one."""
    text = clean(text)
    if len(text) > MAXIMUM_LENGTH:
        findings.error(
            "file-too-large",
            Position(file, first_line, 1),
            f"there are more than {MAXIMUM_LENGTH:,} characters of TOML",
            "write the text below the fields",
        )
        return None
    try:
        if not _MANY_PARTS.search(text):
            tomllib.loads(text)
            return _Reader(text, file, first_line).document()
        is_deep = True
    except tomllib.TOMLDecodeError as problem:
        _report(problem, text, file, first_line, findings)
        is_deep = False
    except RecursionError:
        is_deep = True
    if is_deep:
        findings.error(
            "yaml-too-deep",
            Position(file, first_line, 1),
            f"lists and fields stand more than {MAXIMUM_DEPTH} deep here",
            "write them side by side",
        )
    return None


def _report(
    problem: tomllib.TOMLDecodeError, text: str, file: str, first_line: int, findings: DiagnosticCollector
) -> None:
    """Report an error of the parser."""
    place = _PLACE.search(str(problem))
    what = str(problem)[: place.start()] if place else str(problem)
    lines = text.split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
    if what.startswith(("Cannot overwrite", "Cannot declare", "Duplicate inline table key")):
        # The parser notices it only behind the value.
        written = lines[min(line, len(lines)) - 1]
        column = len(written) - len(written.lstrip("[ \t")) + 1
        name = written[column - 1 :].partition("=")[0].strip(" \t]")
        findings.error(
            "repeated-key",
            Position(file, first_line + line - 1, column),
            f"the field `{name}` is here a second time",
            "delete one of the two",
        )
        return
    hint = next((hint for sign, hint in _HINTS.items() if sign in what), "compare it with the line above")
    findings.error(
        "broken-toml",
        Position(file, first_line + line - 1, column),
        f"this is not TOML: {what[:1].lower()}{what[1:]}",
        hint,
    )


_HINTS = {
    "Expected '=' after a key": 'write title = "A headline": TOML has = where YAML has a colon',
    "Invalid value": 'put quotes around a text: title = "A headline"',
    "Invalid initial character for a key part": "begin the line with a field's name; close the list or the text above it",
    "Expected newline or end of document": 'write each field on a line of its own; quotes within a text are written \\"',
    "Unescaped '\\'": "write \\\\ for a backslash, or put the text between single quotes",
    "Illegal character": "close the quotes on the line on which they were opened",
    "Unterminated string": "close the quotes that were opened",
    "Unclosed array": "close the list with ]",
    "Invalid date or datetime": "write a date such as 2024-03-26",
}


class _Reader:
    """Reads a text that is TOML."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self._text = text
        self._file = file
        self._first_line = first_line
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._here = 0

    def document(self) -> Mapping:
        """Return the fields. Raise `RecursionError` if they are nested too deeply."""
        root: _Pairs = {}
        table = root
        while self._skip_gap() < len(self._text):
            if self._text.startswith("[", self._here):
                table = self._header(root)
            else:
                self._field(table)
        return Mapping(self._file, self._first_line, 1, root)

    def _header(self, root: _Pairs) -> _Pairs:
        """Return the table that a header such as `[extra]` or `[[updates]]` opens."""
        is_list = self._text.startswith("[[", self._here)
        self._here += 2 if is_list else 1
        *above, (name, offset) = self._key()
        self._here += 2 if is_list else 1
        table = root
        for part, where in above:
            table = self._table(table, part, where)
        if not is_list:
            return self._table(table, name, offset)
        line, column = self._place(offset)
        entry: _Pairs = {}
        items = table.setdefault(name, (line, column, Sequence(line, column, [])))[2]
        if isinstance(items, Sequence):
            items.items.append(Mapping(self._file, line, column, entry))
        return entry

    def _table(self, table: _Pairs, name: str, offset: int) -> _Pairs:
        """Return the fields of a table within a table, which may be there already; of a list, its last entry is meant."""
        line, column = self._place(offset)
        node = table.setdefault(name, (line, column, Mapping(self._file, line, column, {})))[2]
        if isinstance(node, Sequence):
            node = node.items[-1]
        return node.pairs if isinstance(node, Mapping) else {}

    def _field(self, table: _Pairs, depth: int = 0) -> None:
        """Read `key = value` into a table."""
        *above, (name, offset) = self._key()
        self._here += 1  # the sign of equality
        self._skip_gap()
        for part, where in above:
            table = self._table(table, part, where)
        table[name] = (*self._place(offset), self._value(depth + len(above)))

    def _key(self) -> list[tuple[str, int]]:
        """Return the parts of a key, each with its offset, and go to what follows it."""
        parts = []
        while True:
            self._skip_gap()
            start = self._here
            found = _STRING.match(self._text, start) or _BARE_KEY.match(self._text, start)
            assert found is not None  # noqa: S101 - tomllib has found a key here
            self._here = found.end()
            parts.append((_unquoted(found[0]) if found[0][0] in "\"'" else found[0], start))
            if self._text[self._skip_gap()] != ".":
                return parts
            self._here += 1

    def _value(self, depth: int) -> Node:
        if depth > MAXIMUM_DEPTH:
            raise RecursionError
        start = self._here
        line, column = self._place(start)
        sign = self._text[start]
        if sign == "[":
            return Sequence(line, column, self._items(depth + 1))
        if sign == "{":
            return Mapping(self._file, line, column, self._pairs(depth + 1))
        found = (_STRING if sign in "\"'" else _BARE_VALUE).match(self._text, start)
        assert found is not None  # noqa: S101 - tomllib has found a value here
        self._here = found.end()
        if sign in "\"'":
            return Scalar(line, column, _unquoted(found[0]), plain=False)
        return Scalar(line, column, _plain(found[0].rstrip()), plain=True)

    def _items(self, depth: int) -> list[Node]:
        items = []
        self._here += 1
        while self._text[self._skip_gap()] != "]":
            items.append(self._value(depth))
            if self._text[self._skip_gap()] == ",":
                self._here += 1
        self._here += 1
        return items

    def _pairs(self, depth: int) -> _Pairs:
        pairs: _Pairs = {}
        self._here += 1
        while self._text[self._skip_gap()] != "}":
            self._field(pairs, depth)
            if self._text[self._skip_gap()] == ",":
                self._here += 1
        self._here += 1
        return pairs

    def _skip_gap(self) -> int:
        """Go behind white space, line ends and comments; return the offset there."""
        found = _GAP.match(self._text, self._here)
        self._here = found.end() if found else self._here
        return self._here

    def _place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        row = bisect_right(self._starts, offset) - 1
        return self._first_line + row, offset - self._starts[row] + 1


def _unquoted(token: str) -> str:
    """Return the text of a string with its quotes."""
    if "\\" not in token and token[:3] not in {'"""', "'''"}:
        return token[1:-1]
    return str(tomllib.loads(f"x = {token}")["x"])


def _plain(token: str) -> str:
    """Return a number, a date or a flag as it is written; whole numbers as decimal ones (`1_000`, `0xff`)."""
    if "_" in token or token[:2] in {"0x", "0o", "0b"} or token.startswith("+"):
        return str(tomllib.loads(f"x = {token}")["x"])
    return token
