"""Plain text as Markdown that digest shows with the same words: only what Markdown would change is escaped."""

import re
from collections.abc import Iterator
from itertools import pairwise
from string import punctuation

from digest.model.text.foreign_markup import foreign_markup

#: URLs in a text: nothing in them is escaped, since digest links them as they are.
URL = re.compile(r"(?:https?://(?=[^\s<>\"_*]{1,200}\.\w)|www\.(?=\w))(?:[^\s<>\"`*\\\[\]{}|~&]|&(?!#?\w+;))+")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~\n]|\Z)")
_TAG = re.compile(r"<(?=[A-Za-z/!?%]|\S{0,200}@|\Z)")
_BRACE = re.compile(r"\{(?=[{%#.:<]|\s*[\w:-]+=)")
_EMPHASIS = re.compile(r"(?<!\s)\*|\*(?!\s|\Z)|(?<![^\W_])_(?!\s|\Z)|_(?![^\W_])(?<!\s_)")
_CALL = re.compile(r"\[(?=[\[^/!]|TOC\])")
_LINKED = re.compile(r"\][(\[]|\]:\s*\S*[/#:@?%=.]")
# What begins a block where it is the first thing of a line; the group is the sign to escape.
_BLOCK = re.compile(
    r"(?:\#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|[>|=~`]|:(?=[ \t:])|!(?=!!)|\?(?=\?\?)|-(?=[- ]*$)|\*(?=\[|[* ]*$)|_(?=[_ ]*$)"
    r"|\d{1,9}(?P<dot>[.)])(?=[ \t]|$))"
)
_BLANK_LINES = re.compile(r"\n[ \t\f\v]*(?:\n[ \t\f\v]*)+")
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*$")
_NARROWEST, _WIDEST = 45, 100  # characters of the longest line of hard-wrapped prose


def plain_to_markdown(text: str) -> str:
    """Return plain text as Markdown in which digest shows the same words.

    Single lines become paragraphs; hard-wrapped prose stays one paragraph.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    width = max((len(line.rstrip()) for line in text.split("\n")), default=0)
    blocks = (block for block in _BLANK_LINES.split(text) if block.strip())
    return _as_words("\n\n".join(paragraph for block in blocks for paragraph in _paragraphs(block, width)))


def _as_words(markdown: str) -> str:
    """Return Markdown in which what looks like markup of other generators is escaped, so that a build does not warn of it."""
    starts = {start for kind in foreign_markup(markdown) for start, written in kind.places if written[0] in punctuation}
    parts, end = [], 0
    for start in sorted(starts):
        parts.append(markdown[end:start])
        end = start
    return "\\".join([*parts, markdown[end:]])


def _paragraphs(block: str, width: int) -> Iterator[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if is_wrapped(lines, width):
        yield escaped("\n".join(lines))
    else:
        yield from map(escaped, lines)


def is_wrapped(lines: list[str], width: int) -> bool:
    """Return whether lines are prose that was wrapped at a width: no line has room for the first word of the next one."""
    if len(lines) < 2 or not _NARROWEST <= width <= _WIDEST:
        return False
    full = (
        len(line) + 1 + len(after.split(maxsplit=1)[0]) > width - 8 and not _BLOCK.match(after)
        for line, after in pairwise(lines)
    )
    return all(full) and any(not _SENTENCE_END.search(line) for line in lines[:-1])


def escaped(paragraph: str) -> str:
    """Return a paragraph of plain text in which nothing is markup, also not at the beginning of its lines."""
    parts, end = [], 0
    for url in URL.finditer(paragraph):
        parts += [escaped_inline(paragraph[end : url.start()], paragraph), url[0]]
        end = url.end()
    parts.append(escaped_inline(paragraph[end:], paragraph))
    return "\n".join(map(escaped_start, "".join(parts).split("\n")))


_ALL_SIGNS = "**__``~~"
_LINK = re.compile(r"\[(?=[^\]]*\Z|[^\]]*\](?:[(:\[]|\s*\Z))")


def escaped_text(text: str) -> str:
    """Return a part of a paragraph in which nothing is markup, whatever the other parts are. URLs stay as they are."""
    parts, end = [], 0
    for url in URL.finditer(text):
        parts += [escaped_inline(_LINK.sub(r"[\0", text[end : url.start()]), _ALL_SIGNS), url[0]]
        end = url.end()
    parts.append(escaped_inline(_LINK.sub("[\0", text[end:]), _ALL_SIGNS))
    return "".join(parts).replace("\\[\0", "\\[").replace("[\0", "\\[")


def escaped_start(line: str) -> str:
    """Return a line that begins no list, heading, quotation, table, rule or fence."""
    found = _BLOCK.match(line)
    if found is None:
        return line
    at = found.start("dot") if found["dot"] else 0
    return f"{line[:at]}\\{line[at:]}"


def escaped_inline(text: str, paragraph: str) -> str:
    """Return a part of a paragraph in which nothing is markup within a line."""
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub("&amp;", _TAG.sub(r"\\<", _BRACE.sub(r"\\{", text)))
    if paragraph.count("*") > 1 or paragraph.count("_") > 1:
        text = _EMPHASIS.sub(r"\\\g<0>", text)
    if paragraph.count("`") > 1:
        text = text.replace("`", "\\`")
    if "~~" in paragraph:
        text = text.replace("~", "\\~")
    if "[" in text:
        text = text.replace("[", "\\[") if _LINKED.search(paragraph) else _CALL.sub(r"\\[", text)
    return text
