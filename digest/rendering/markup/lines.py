"""Clean HTML as lines of plain text, as a feed reader on a terminal shows it."""

import re
from html import unescape
from typing import NamedTuple

from digest.model.text.html_elements import BLOCKS, WHOLE

# These are within a line; all other elements that a text may have begin a new one.
_WITHIN_LINES = frozenset({"img", "rp", "rt", "ruby", "td", "th", "time"})
_BREAKS = (BLOCKS | WHOLE | {"br"}) - _WITHIN_LINES
_LISTS = frozenset({"ol", "ul"})
_BULLET, _INDENT = "• ", "  "
# Clean HTML has no `<` but in its tags, and no comments.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>')
_ALTERNATIVE = re.compile(r'\salt="([^"]*)"')


class TextLine(NamedTuple):
    """A paragraph, a heading or a list item as one line of any length. `mark` is what comes before it: a bullet or an indent."""

    mark: str
    text: str


def lines_of(html: str) -> tuple[TextLine, ...]:
    """Return the lines of clean HTML: one for each block that has words. A picture is its alternative text in brackets.

    Within a list, only the first line of an item has a bullet.
    """
    lines: list[TextLine] = []
    words: list[str] = []
    depth, begins_item = 0, False

    def end_line() -> None:
        nonlocal begins_item
        text = " ".join(unescape("".join(words)).split())
        words.clear()
        if text:
            own = _BULLET if begins_item else _INDENT if depth else ""
            lines.append(TextLine(_INDENT * (depth - 1) + own, text))
            begins_item = False

    # Four parts each time: the text before a tag, the slash of an end tag, its name, its attributes.
    before, *parts = _TAG.split(html)
    words.append(before)
    for slash, name, attributes, text in zip(*(iter(parts),) * 4, strict=True):
        if name in _BREAKS:
            end_line()
        else:
            words.append(_within_line(name, attributes))
        if name in _LISTS:
            depth = max(depth + (-1 if slash else 1), 0)
        begins_item = begins_item or (name == "li" and not slash)
        words.append(text)
    end_line()
    return tuple(lines)


def _within_line(name: str, attributes: str) -> str:
    """Return what a tag within a line adds to its words: pictures their text, and cells of a table a blank between them."""
    if name == "img":
        found = _ALTERNATIVE.search(attributes)
        return f"[{found[1]}]" if found and found[1].strip() else ""
    return " " if name in {"td", "th"} else ""
