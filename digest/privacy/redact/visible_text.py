"""What a reader sees of a text: its letters and signs without markup, each with its place in the source.

A name is looked for in there, so that a line break, an entity, emphasis, a link or an invisible character within it hides nothing.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field

from digest.model.text.letters import ACCENTS, INVISIBLE, plain_letters

_RUN = rf"(?P<run>[A-Za-z0-9]+(?![{ACCENTS}{INVISIBLE}\u3099\u309a]))"
_REST = rf"""
    | (?P<break>(?<=[^\W\d_])[\-‐][{INVISIBLE}]*[^\S\n]*\n[ \t>]*(?=[^\W\d_]))
    | (?P<blank>\s(?:[\s{INVISIBLE}]|(?<=\n)>)*)
    | (?P<letter>[\u1100-\u11ff]+|.[{ACCENTS}{INVISIBLE}\u3099\u309a]*)
"""
_PIECE = re.compile(
    rf"""
      {_RUN}
    | (?P<tag><!--(?:[^-]|-(?!->)){{0,300}}-->|</?[A-Za-z][^<>]*>)
    | (?P<tail>\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\]\[[^\[\]\n]*\])
    | (?P<open>!?\[)
    | (?P<close>\])
    | (?P<emphasis>\*+|~~+|`+|(?<![^\W_])_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?![^\W_]))
    | (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});?)
    {_REST}
    """,
    re.VERBOSE | re.DOTALL,
)
# The same of what is no markup, and has no entities.
_LITERAL = re.compile(f"{_RUN}{_REST}", re.VERBOSE | re.DOTALL)
_MARKUP = frozenset({"tag", "tail", "open", "close", "emphasis"})
_TAG_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")
_BREAK = re.compile(
    r"</?(?:br|p|div|li|ul|ol|dl|dd|dt|h[1-6]|blockquote|section|article|table|tr|td|th|pre|hr)\b", re.IGNORECASE
)
_BREAK_OF_LINE = re.compile(r"<(?:br|/?t[dh])\b", re.IGNORECASE)
_VOID = frozenset({"br", "img", "hr", "wbr", "input", "source", "col", "meta", "link"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of markup: where it stands in the source, and its partner's number, -1 if it has none."""

    start: int
    end: int
    partner: int


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The visible characters of a source. `starts[i]` and `ends[i]` are where character `i` stands in the source."""

    source: str
    text: str
    starts: list[int]
    ends: list[int]
    marks: list[Mark] = field(default_factory=list)

    def marks_between(self, start: int, end: int) -> list[Mark]:
        """Return the markup within a stretch of the source, and the partners of it."""
        first = bisect_left(self.marks, start, key=lambda mark: mark.start)
        inside = []
        for mark in self.marks[first:]:
            if mark.start >= end:
                break
            inside.append(mark)
            if mark.partner >= 0:
                inside.append(self.marks[mark.partner])
        return inside


def visible_text_of(source: str, *, literal: bool = False) -> VisibleText:
    """Take a text apart: Markdown, HTML or plain.

    A `literal` layer has the signs of markup and entities as they are written: a mark within a word joins its halves for
    readers, and parts them for whoever sees the source.
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    found: list[tuple[int, int, str]] = []
    for match in (_LITERAL if literal else _PIECE).finditer(source):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind == "run":
            characters.append(match[0])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        if kind in _MARKUP:
            found.append((start, end, kind))
            if kind != "tag" or not _BREAK.match(match[0]):
                continue
        for character in _visible(kind, match[0]):
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return VisibleText(source, "".join(characters), starts, ends, _paired(source, found))


def _visible(kind: str, piece: str) -> str:
    """Return the plain letters that a piece of the source shows."""
    if kind == "letter":
        return piece if piece.isascii() else plain_letters(piece)
    if kind == "tag":
        return " " if _BREAK_OF_LINE.match(piece) else "\n"
    if kind == "blank":
        return "\n" if piece.count("\n") > 1 else " "
    if kind == "entity":
        shown = plain_letters(html.unescape(piece))
        return " " if shown.isspace() else shown
    return ""  # the backslash of an escape; the hyphen at the end of a line


def _paired(source: str, found: list[tuple[int, int, str]]) -> list[Mark]:
    """Find for each piece of markup the one that ends it."""
    partners = [-1] * len(found)
    opened: dict[str, list[int]] = {}
    for number, (start, end, kind) in enumerate(found):
        sign, closes = _sign(source[start:end], kind)
        same = opened.setdefault(sign, [])
        if closes is not False and same:
            partners[number] = same.pop()
            partners[partners[number]] = number
        elif closes is not True:
            same.append(number)
    return [Mark(start, end, partner) for (start, end, _), partner in zip(found, partners, strict=True)]


def _sign(piece: str, kind: str) -> tuple[str, bool | None]:
    """Return what pairs of marks have in common, and whether this one closes; None if that depends on what stands before."""
    if kind == "tag":
        name = match[1].lower() if (match := _TAG_NAME.match(piece)) else ""
        if not name or name in _VOID or piece.endswith("/>"):
            return f"single {piece}", False
        return name, piece.startswith("</")
    if kind in {"tail", "close", "open"}:
        return "[", kind != "open"
    return piece, None
