"""Splices, which replace a part of a text, and the positions at which lines begin and end."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Splice(NamedTuple):
    """Replace the characters from `start` to before `end` by `text`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made. They do not overlap. Of two at one position the first one comes first."""
    parts, done = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def line_end_of(text: str) -> str:
    """Return the line end of the first line of a text; empty if it has none."""
    match = _LINE_END.search(text)
    return match[0] if match else ""


def line_start(text: str, position: int) -> int:
    """Return the start of the line that contains a position."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def next_line(text: str, position: int) -> int:
    """Return the start of the line after a position, or the end of the text."""
    match = _LINE_END.search(text, position)
    return match.end() if match else len(text)


def below(text: str, end: int, column: int) -> int:
    """Return the start of the line below a node that ends at `end`. Comments indented deeper than `column` belong to the node."""
    position = end if end and text[end - 1] in "\r\n" else next_line(text, end)
    while position < len(text):
        line = text[position : next_line(text, position)]
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) <= column:
            break
        position += len(line)
    return position


def insert_lines(text: str, position: int, lines: Iterable[str], line_end: str) -> Splice:
    """Return the splice that inserts whole lines at the start of a line or the end of the text; a missing last line end stays missing."""
    written = line_end.join(lines)
    if position == len(text) and text and text[-1] not in "\r\n":
        return Splice(position, position, line_end + written)
    return Splice(position, position, written + line_end)


def remove_lines(text: str, start: int, end: int) -> Splice:
    """Return the splice that removes whole lines; if the last line had no line end, the new last line has none either."""
    if end == len(text) and start and text[-1] not in "\r\n":
        start -= 2 if text[start - 2 : start] == "\r\n" else 1
    return Splice(start, end, "")
