"""The visible text: letters and signs without markup, each with its position in the source.

Names are searched for in it, so that a line break, an entity, emphasis, a link or an invisible character cannot hide one.
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
# The same for a text without markup and entities.
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
    """A piece of markup: its position in the source, and the index of its partner, -1 if it has none."""

    start: int
    end: int
    partner: int


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The visible characters of a source. Character `i` is at `starts[i]` to before `ends[i]` in the source."""

    source: str
    text: str
    starts: list[int]
    ends: list[int]
    marks: list[Mark] = field(default_factory=list)

    def marks_between(self, start: int, end: int) -> list[Mark]:
        """Return the markup within a part of the source, and its partners."""
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
    """Return the visible text of Markdown, HTML or plain text.

    With `literal`, the signs of markup and entities are part of the text, as in the source: readers of a page see a word with a mark inside
    as one word, readers of the source see two.
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
    return VisibleText(source, "".join(characters), starts, ends, _with_partners(source, found))


def _visible(kind: str, piece: str) -> str:
    """Return the plain letters that readers see of a piece of the source."""
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


def _with_partners(source: str, found: list[tuple[int, int, str]]) -> list[Mark]:
    """Return the marks, each with its partner: the opening or closing one."""
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
    """Return the kind of a mark, and whether it closes a pair; None if that depends on what is before it."""
    if kind == "tag":
        name = match[1].lower() if (match := _TAG_NAME.match(piece)) else ""
        if not name or name in _VOID or piece.endswith("/>"):
            return f"single {piece}", False
        return name, piece.startswith("</")
    if kind in {"tail", "close", "open"}:
        return "[", kind != "open"
    return piece, None
