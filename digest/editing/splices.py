"""Splices: what is taken out of a text at a place, and what is put there instead; and where lines begin and end."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Splice(NamedTuple):
    """Put `text` in the place of the characters from `start` to before `end`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made; they do not overlap. Of two at one place the first one comes first."""
    parts, done = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def line_end_of(text: str) -> str:
    """Return how the first line of a text ends; the empty string if it has no end."""
    match = _LINE_END.search(text)
    return match[0] if match else ""


def line_start(text: str, place: int) -> int:
    """Return where the line of a place begins."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def next_line(text: str, place: int) -> int:
    """Return where the line after that of a place begins, or the end of the text."""
    match = _LINE_END.search(text, place)
    return match.end() if match else len(text)


def below(text: str, end: int, column: int) -> int:
    """Return where the line begins below something that ends at `end`: comments indented deeper than `column` belong to it."""
    place = end if end and text[end - 1] in "\r\n" else next_line(text, end)
    while place < len(text):
        line = text[place : next_line(text, place)]
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) <= column:
            break
        place += len(line)
    return place


def insert_lines(text: str, place: int, lines: Iterable[str], line_end: str) -> Splice:
    """Put whole lines where a line begins, or at the end of a text whose last line has no end; then the new last one has none either."""
    written = line_end.join(lines)
    if place == len(text) and text and text[-1] not in "\r\n":
        return Splice(place, place, line_end + written)
    return Splice(place, place, written + line_end)


def remove_lines(text: str, start: int, end: int) -> Splice:
    """Take whole lines away; at the end of a text whose last line has no end, the line before it loses its end as well."""
    if end == len(text) and start and text[-1] not in "\r\n":
        start -= 2 if text[start - 2 : start] == "\r\n" else 1
    return Splice(start, end, "")
