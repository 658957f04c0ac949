"""The words of a tree of HTML, with every sign that digest would take for markup escaped, and hidden from the library that converts it."""

import re

from digest.importing.markup.marks import BREAK, marked
from digest.importing.markup.plain import escaped_start, escaped_text
from digest.importing.markup.tidy import BLOCKS
from digest.importing.markup.trees import Node, steps

# Elements that digest shows and Markdown has no sign for: they stay as HTML.
_KEPT = frozenset("sub sup u ins mark kbd".split())
_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CELLS = frozenset({"td", "th"})
_PIPE = re.compile(r"(\\*)\|")
_BRACKETS = re.compile(r"[\[\]\\]")


def mark_words(tree: Node) -> None:
    """Mark every word of a tree that is no code."""
    marker = _Marker()
    for step, element in steps(tree):
        if step == "start":
            marker.enter(element)
        else:
            marker.leave(element, is_whole=element is tree)
    for element in list(tree.iter(*_KEPT)):
        if not any(one.tag in {"pre", "code"} for one in element.iterancestors()):
            element.drop_tag()
    for element in [one for one in tree.iter("br") if any(above.tag == "pre" for above in one.iterancestors())]:
        element.drop_tag()


def put_before(element: Node, sign: str) -> None:
    """Put a sign into the text before an element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + sign
    elif parent is not None:
        parent.text = (parent.text or "") + sign


class _Marker:
    """Goes through a tree, and knows where it is: whether a line begins, and within how many elements of which kind."""

    def __init__(self) -> None:
        self._is_start = True
        self._pre = self._code = self._cells = 0

    def enter(self, element: Node) -> None:
        """Mark the words with which an element begins."""
        name = element.tag
        self._count(name, 1)
        if name in BLOCKS:
            self._is_start = True
        elif name != "a":
            self._is_start = False
        if name == "img":
            element.set("alt", marked(_BRACKETS.sub(r"\\\g<0>", element.get("alt") or "")))
        sign = marked(f"<{name}>") if name in _KEPT and not self._code else ""
        element.text = sign + self._words(element.text or "")

    def leave(self, element: Node, *, is_whole: bool) -> None:
        """Mark the words after an element. What follows the whole tree is not of it."""
        name = element.tag
        self._count(name, -1)
        if is_whole:
            return
        sign = marked(f"</{name}>") if name in _KEPT and not self._code else ""
        if name in BLOCKS or name == "br":
            self._is_start = True
        if name == "br" and self._pre:
            sign = "\n"
        elif name == "br":
            put_before(element, BREAK)
        element.tail = sign + self._words(element.tail or "")

    def _count(self, name: str, change: int) -> None:
        self._pre += change * (name == "pre")
        self._code += change * (name in {"pre", "code"})
        self._cells += change * (name in _CELLS)

    def _words(self, text: str) -> str:
        if self._pre:
            return text
        words = _SPACE.sub(" ", text)
        if self._code or not words.strip(" "):
            return words
        inner = escaped_text(words.strip(" "))
        if self._is_start:
            inner = escaped_start(inner)
        if self._cells:
            inner = _PIPE.sub(_pipe, inner)
        self._is_start = False
        return f"{' ' if words[0] == ' ' else ''}{marked(inner)}{' ' if words[-1] == ' ' else ''}"


def _pipe(found: re.Match[str]) -> str:
    """Return a pipe of a cell that does not end it. Python-Markdown reads no escape after an escaped backslash."""
    slashes = len(found[1])
    if slashes % 2:
        return found[0]
    return f"{found[1]}&#124;" if slashes else "\\|"
