"""Paragraphs that Markdown leaves as they are: nearly all of all news, and a hundred times faster without a parser.

The test is strict on purpose. A character that could mean something to Python-Markdown, or to one of its extensions, anywhere in a
paragraph sends it to the parser; `tests/rendering/test_paragraphs.py` holds the two ways against each other.
"""

import re
from collections.abc import Callable
from itertools import chain, zip_longest

# Markup within a line; entities; hard line breaks; the characters that Python-Markdown uses for itself (U+0002, U+0003); white space
# that Python strips and HTML keeps.
_INLINE = r"[\\`*_\[<{|~\t\r\x02\x03\x0b\x0c\x1c-\x1f\x85\u2028\u2029\ufeff]|&(?:#|\w+;)|  $|[^\S\n ]$"
# What opens a block: indentation, headings, quotations, lists, rules, definitions, underlines of headings.
_OPENS = r"^(?:[^\S\n]|[#>:=+-]|\d+\.)"
_SUSPECT = re.compile(f"{_INLINE}|{_OPENS}", re.MULTILINE)
_BLANK = re.compile(r"(\n{2,})")
# What reaches beyond its own block: HTML and fenced code, which may hold blank lines, abbreviations, which are looked for everywhere,
# definitions, which make a term of the paragraph before them, and the words of the extension for footnotes that say where they go.
_FAR_REACHING = re.compile(r"<|```|~~~|\*\[|^ *:|///Footnotes Go Here///", re.MULTILINE)
# Stands for paragraphs in what the parser gets. It is a character for private use, which hardly any text holds.
_MARK = "\ue000"
_MARKED = f"<p>{_MARK}</p>"


def only_paragraphs(text: str) -> str | None:
    """Give the clean HTML of a text in which nothing is markup; None where a parser has to look at it."""
    if _SUSPECT.search(text):
        return None
    escaped = _escape(text.strip("\n"))
    return f"<p>{_BLANK.sub('</p>' + chr(10) + '<p>', escaped)}</p>" if escaped else ""


def around_paragraphs(text: str, convert: Callable[[str], str]) -> str:
    """Give the clean HTML of any text, of which `convert` gets only what a parser has to look at.

    In the place of paragraphs without markup that follow each other it gets a mark, which is a paragraph as well and has the same effect on
    what stands around it: headings, lists and footnotes are joined, numbered and named as they are with all of the text.
    """
    if _MARK in text or _FAR_REACHING.search(text):
        return convert(text)
    marked, cut = _cut(text)
    html = convert(marked)
    pieces = html.split(_MARKED)
    if not len(pieces) - 1 == html.count(_MARK) == len(cut):  # an entity can be a mark
        return convert(text)
    return "".join(chain.from_iterable(zip_longest(pieces, cut, fillvalue="")))


def _cut(text: str) -> tuple[str, list[str]]:
    """Give a text with marks in it, and the HTML of what each of them stands for."""
    kept: list[str] = []
    runs: list[list[str]] = []
    is_open = False
    blocks = _BLANK.split(text)
    for block, blank in zip_longest(blocks[::2], blocks[1::2], fillvalue=""):
        if not block.strip("\n") or _SUSPECT.search(block):
            kept += [block, blank]
            is_open = False
        elif is_open:
            runs[-1].append(block)
            kept[-1] = blank
        else:
            runs.append([block])
            kept += [_MARK, blank]
            is_open = True
    return "".join(kept), ["\n".join(f"<p>{_escape(block.strip(chr(10)))}</p>" for block in run) for run in runs]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
