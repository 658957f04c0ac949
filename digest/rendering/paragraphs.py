"""Texts that Markdown only cuts into paragraphs: most of all news, and a hundred times faster without a parser.

The test is strict on purpose. A character that could mean something to Python-Markdown, or to one of its extensions, anywhere in
a text sends the whole text to the parser; `tests/rendering/test_paragraphs.py` holds the two ways against each other.
"""

import re

# Markup within a line; entities; hard line breaks; the characters that Python-Markdown uses for itself (U+0002, U+0003); white space
# that Python strips and HTML keeps.
_INLINE = r"[\\`*_\[<{|~\t\r\x02\x03\x0b\x0c\x1c-\x1f\x85\u2028\u2029\ufeff]|&(?:#|\w+;)|  $|[^\S\n ]$"
# What opens a block: indentation, headings, quotations, lists, rules, definitions, underlines of headings.
_OPENS = r"^(?:[^\S\n]|[#>:=+-]|\d+\.)"
_SUSPECT = re.compile(f"{_INLINE}|{_OPENS}", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")


def only_paragraphs(text: str) -> str | None:
    """Give the clean HTML of a text in which nothing is markup; None where a parser has to look at it."""
    if _SUSPECT.search(text):
        return None
    escaped = text.strip("\n").replace("&", "&amp;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return f"<p>{_BLANK.sub('</p>' + chr(10) + '<p>', escaped)}</p>" if escaped else ""
