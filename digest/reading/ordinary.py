"""Fields as nearly everybody writes them, one on a line, known without a YAML parser: what is written otherwise is left to one.

A field is `key: value`; its value is a plain text, one in quotes without escapes, or a list of such texts in brackets. Fields may stand
indented below a key that has no value of its own, one deep. Any line that could mean more ends the attempt.
"""

import re

from digest.reading.nodes import Mapping, Node, Scalar, Sequence

_MOST = 10_000  # characters

# After its first character, a plain text ends at a colon before a space, and at a `#` after one (YAML 1.2, section 7.3.3).
_PLAIN = r"[\w“‘«¿¡(][^:#]*(?:(?::(?! |$)|(?<! )#)[^:#]*)*"
_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
_ITEM = re.compile(rf"{_QUOTED}|\w(?:[\w .'/&()-]*[\w.'/&()-])?")
_LIST = re.compile(rf"\[(?:(?:{_ITEM.pattern})(?:, *(?:{_ITEM.pattern}))*)?\]")
_FIELD = re.compile(rf"( *)([A-Za-z_][A-Za-z0-9_-]*):(?: +(?:({_QUOTED})|({_PLAIN})|({_LIST.pattern})))?")

Pairs = dict[str, tuple[int, int, Node]]


def read_ordinary(text: str, file: str, first_line: int) -> Mapping | None:
    """Give the fields of a YAML text that is written as most are; None if it is not, which says nothing about it."""
    lines = text.split("\n")
    if lines.pop() or not lines or len(text) > _MOST or not "".join(lines).isprintable():
        return None
    outer: Pairs = {}
    inner: Pairs = {}
    above: tuple[str, int] | None = None  # the key whose fields are `inner`, and its line
    indent = 0
    for number, line in enumerate(lines, first_line):
        match = _FIELD.fullmatch(line)
        if match is None:
            return None
        depth, key, value = match.end(1), match[2], _value(match, number)
        if depth == 0 and (inner or not above):
            pairs, inner, above = outer, {}, None if value else (key, number)
        elif depth and above and value and (not inner or depth == indent):
            pairs, indent = inner, depth
            if not inner:
                outer[above[0]] = (above[1], 1, Mapping(file, number, depth + 1, inner))
        else:
            return None
        if key in pairs:
            return None
        if value is not None:
            pairs[key] = (number, depth + 1, value)
    return Mapping(file, first_line, 1, outer) if inner or not above else None


def _value(match: re.Match[str], line: int) -> Node | None:
    _, _, quoted, plain, items = match.groups()
    if plain:
        return Scalar(line, match.start(4) + 1, plain.rstrip(), plain=True)
    if quoted:
        return Scalar(line, match.start(3) + 1, quoted[1:-1], plain=False)
    return None if items is None else Sequence(line, match.start(5) + 1, _items(items, line, match.start(5) + 1))


def _items(text: str, line: int, column: int) -> list[Node]:
    return [_item(match[0], line, column + match.start()) for match in _ITEM.finditer(text, 1)]


def _item(text: str, line: int, column: int) -> Scalar:
    return Scalar(line, column, text[1:-1], plain=False) if text[0] in "\"'" else Scalar(line, column, text, plain=True)
