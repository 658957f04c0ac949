"""Lists, fences and quotations as CommonMark has them, for Python-Markdown, which counts four blanks a level.

A pass over the lines before the parser. It follows CommonMark 0.31 (https://spec.commonmark.org/0.31.2/#container-blocks), except that
hard-wrapped prose stays prose: docs/content.md, "What Markdown digest reads". Its time grows linearly with the text.
"""

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import islice, takewhile

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

# More lists or quotations that begin on one line are left to the parser.
_DEEPEST = 10
_INDENT = 4

_ITEM = re.compile(r"([*+-]|\d{1,9}[.)])( +(?=\S)|$)")
_RULE = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_BOX = re.compile(r"\[([ xX])\] +(?=\S)")
_HTML = re.compile(r"<(?:[/?!]|[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))")
_RAW = re.compile(r"<(?:(pre|script|style|textarea)\b|(!--))", re.IGNORECASE)


class BlockExtension(Extension):
    """Rewrites the blocks of a text for the parser."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Run after white space is normalised and before raw HTML is stashed."""
        md.preprocessors.register(_Blocks(md), "blocks", 25)


class _Blocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _Arranger(lines, self.md.htmlStash.store).arranged()


class _Arranger:
    """Rewrites lines. `store` puts HTML aside and returns a placeholder for it."""

    def __init__(self, lines: Sequence[str], store: Callable[[str], str], depth: int = 0) -> None:
        self._lines = lines
        self._store = store
        self._depth = depth
        self._next = 0
        self._out: list[str] = []
        self._items: list[tuple[int, bool]] = []  # open items: the column of their content; whether they are numbered
        self._begun = 0  # the level of the first line since the last blank one
        self._paragraph = False  # whether the last line can go on in the next
        self._pending = ""  # markers of items that begin on this line

    def arranged(self) -> list[str]:
        while self._next < len(self._lines):
            line = self._lines[self._next]
            self._next += 1
            if line and not line.isspace():
                self._line(line)
            else:
                self._out.append("")
                self._paragraph = False
        return self._out

    def _line(self, line: str) -> None:
        text = line.lstrip(" ")
        column = len(line) - len(text)
        level = 0
        while level < len(self._items) and column >= self._items[level][0]:
            level += 1
        inner = column - (self._items[level - 1][0] if level else 0)
        if inner < _INDENT:
            if self._block(text, column, level):
                return
        elif not self._paragraph:
            self._close(level)
            self._emit(" " * inner + text if not self._pending else text, level)
            return
        elif level and self._item(text, column, level):
            return
        self._text(line, text, level)

    def _block(self, text: str, column: int, level: int) -> bool:
        """Write a line that begins a block, with what belongs to it; return whether it does."""
        sign = text[0]
        if sign in "`~" and (fence := _FENCE.match(text)):
            self._fence(fence[0], column, level)
        elif sign == ">" and self._depth < _DEEPEST:
            self._quotation(text, level)
        elif sign == "#" and _HEADING.match(text):
            self._begin(level)
            self._emit(text, level)
        elif sign in "-=" and self._paragraph and level == len(self._items) and _UNDERLINE.match(text):
            self._emit(text, level)
        elif sign in "*-_" and _RULE.match(text):
            self._begin(level)
            self._emit(text, level)
        elif sign == "<" and not level and not self._paragraph and not self._pending and _HTML.match(text):
            self._html(" " * column + text)
        else:
            return self._item(text, column, level)
        self._paragraph = False
        return True

    def _item(self, text: str, column: int, level: int) -> bool:
        found = _ITEM.match(text)
        if found is None or self._pending.count(" ") >= _DEEPEST:
            return False
        marker, blanks = found.groups()
        numbered = marker[-1] in ".)"
        is_sibling = level < len(self._items) and self._items[level][1] == numbered
        if self._paragraph and not self._may_interrupt(text, marker, level, is_sibling=is_sibling):
            return False
        goes_on = is_sibling or (level and level == len(self._items))
        if not self._pending and (not goes_on or self._begun > level):
            self._separate()
        del self._items[level:]
        width = len(marker) + (len(blanks) if 0 < len(blanks) <= _INDENT else 1)
        self._pending = self._pending or " " * (_INDENT * level)
        self._pending += f"{marker[:-1]}. " if numbered else f"{marker} "
        self._items.append((column + min(width, _INDENT), numbered))
        self._paragraph = False
        content = text[found.end() :]
        if content:
            self._line(" " * self._items[-1][0] + (_BOX.sub(_box, content, count=1) if content[0] == "[" else content))
        else:
            self._emit("", level)
        return True

    def _may_interrupt(self, text: str, marker: str, level: int, *, is_sibling: bool) -> bool:
        """Return whether an item may follow a line of text directly: hard-wrapped prose has to stay prose."""
        if is_sibling or len(text) == len(marker):
            return is_sibling
        if marker[-1] in ".)":
            return int(marker[:-1]) == 1
        if level or self._items or self._out[-1].rstrip().endswith(":"):
            return True
        rest = takewhile(str.strip, islice(self._lines, self._next, None))
        return any(line.lstrip(" ").startswith(f"{marker} ") for line in rest)

    def _fence(self, fence: str, column: int, level: int) -> None:
        least = self._items[level - 1][0] if level else 0
        end = re.compile(rf" *{re.escape(fence[0])}{{{len(fence)},}} *$")
        code = []
        while self._next < len(self._lines):
            line = self._lines[self._next]
            indent = len(line) - len(line.lstrip(" "))
            if level and indent < least and not line.isspace() and line:
                break
            self._next += 1
            if indent < least + _INDENT and end.match(line):
                break
            code.append(line[min(indent, column) :] + "\n")
        else:
            while code and code[-1].isspace():  # no end: all the rest is code
                code.pop()
        is_tight = level and level == len(self._items) and self._out and self._out[-1]
        if not self._pending and not is_tight:
            self._close(level)
            self._separate()
        self._emit(self._store(f"<pre><code>{escape(''.join(code), quote=False)}</code></pre>"), level)
        if not level:
            self._out += ["", ""]  # the parser puts a placeholder that ends the text into a paragraph

    def _quotation(self, text: str, level: int) -> None:
        least = self._items[level - 1][0] if level else 0
        quoted = [text]
        while self._next < len(self._lines):
            line = self._lines[self._next]
            content = line.lstrip(" ")
            if not content.startswith(">") or not least <= len(line) - len(content) < least + _INDENT:
                break
            quoted.append(content)
            self._next += 1
        inner = _Arranger([line[1:].removeprefix(" ") for line in quoted], self._store, self._depth + 1).arranged()
        while inner and not inner[-1]:
            inner.pop()
        self._begin(level)
        for line in inner:
            self._emit(f"> {line}", level)

    def _html(self, line: str) -> None:
        """Write a block of HTML as it is: to its end tag, or to the next blank line."""
        raw = _RAW.match(line.lstrip(" "))
        end = ("-->" if raw[2] else f"</{raw[1].lower()}") if raw else ""
        self._close(0)
        self._emit(line, 0)
        if "markdown=" in line or (end and end in line.lower()):
            return
        while self._next < len(self._lines):
            line = self._lines[self._next]
            if not end and (not line or line.isspace()):
                return
            self._next += 1
            self._out.append(line)
            if end and end in line.lower():
                return

    def _text(self, line: str, text: str, level: int) -> None:
        if not self._paragraph:
            if level < len(self._items) and self._out[-1:] != [""]:
                level = len(self._items)  # below a fence or a quotation of an item: as people mean it
            self._close(level)
        if self._pending:
            self._emit(text, level)
        elif not self._items:
            self._out.append(line)
        else:
            found = _ITEM.match(text)
            if found and self._paragraph:
                text = f"{found[1][:-1]}\\{text[len(found[1]) - 1 :]}"
            self._emit(text, len(self._items))
        self._paragraph = True

    def _begin(self, level: int) -> None:
        """Begin a block that ends the items it does not belong to."""
        if not self._pending and self._items:
            self._separate()
        self._close(level)

    def _close(self, level: int) -> None:
        del self._items[level:]

    def _separate(self) -> None:
        if self._out and self._out[-1]:
            self._out.append("")

    def _emit(self, text: str, level: int) -> None:
        if not self._out or not self._out[-1]:
            self._begun = (len(self._pending) - len(self._pending.lstrip(" "))) // _INDENT if self._pending else level
        self._out.append((self._pending or " " * (_INDENT * level)) + text)
        self._pending = ""


def _box(found: re.Match[str]) -> str:
    return "☐ " if found[1] == " " else "☑ "
