"""Fast path for paragraphs without markup, which nearly all news consists of. A text takes 0.15 ms instead of the parser's 1.31 ms.

The test is strict on purpose: a paragraph with anything that could mean something to Python-Markdown or its extensions goes
to the parser. `paragraphs` of a `Prose` turns this off: `tests/rendering/test_fast_path.py` compares texts with and without it, and
`tests/laws/test_plain_ways.py` a site.
"""

import re
from collections.abc import Callable
from itertools import chain, zip_longest

# Escapes, HTML and attribute lists; characters that Python-Markdown uses internally (U+0002, U+0003); white space that Python
# strips and HTML keeps. Testing for them one by one is fastest.
_SUSPECT = "\\<{\t\r\x02\x03\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\ufeff"
_ENTITY = re.compile(r"&(?:#|\w+;)")
# Indented lines, headings, quotations, definitions, rules of any kind (also below headings and within tables), lists, and
# line ends with more than one space. All begin with the end of the previous line, which is quickly found.
_LINE = re.compile(r"\n(?:[^\S\n]|[#>:]|[=\-_*|: ]+\n|(?:[*+-]|\d+[.)])[ \n]|(?<=  \n)|(?<=[^\S\n ]\n))")
_OPENED_EMPHASIS = re.compile(r"(?:^|\W)_")
_BLANK = re.compile(r"\n\n+")
# Replaces paragraphs in the text for the parser. It is a private-use character, which hardly any text contains.
_MARK = "\ue000"
_MARKED = f"<p>{_MARK}</p>"
# Markup with effects outside its own block: HTML and fenced code, which may contain blank lines; abbreviations, which apply everywhere;
# the placeholder for footnotes. Definitions turn the paragraph before them into a term.
_FAR_REACHING = "<", "```", "~~~", "*[", "///Footnotes Go Here///", _MARK
_DEFINITION = re.compile(r"\n *:")


def only_paragraphs(text: str) -> str | None:
    """Return the clean HTML of a text without markup; None if the parser is needed."""
    if not _is_plain(text):
        return None
    escaped = _escape(text.strip("\n"))
    return f"<p>{_BLANK.sub('</p>' + chr(10) + '<p>', escaped)}</p>" if escaped else ""


def around_paragraphs(text: str, convert: Callable[[str], str]) -> str:
    """Return the clean HTML of any text; `convert` gets only the parts that need the parser.

    Each run of paragraphs without markup is replaced by a mark. The mark is a paragraph, too, and has the same effect on
    the rest: headings, lists and footnotes are joined, numbered and named as in the whole text. At the beginning
    and at the end no mark is needed.
    """
    if any(sign in text for sign in _FAR_REACHING) or _DEFINITION.search(f"\n{text}"):
        return convert(text)
    blocks, cut = _cut(text)
    before = after = ""
    if blocks[0] == _MARK:
        before = cut.pop(0)
        blocks[0] = ""  # blank lines remain, since a line of spaces is a blank line only after another line
    if blocks[-1] == _MARK and "[^" not in text:  # footnotes are put at the end
        after = cut.pop()
        del blocks[-1]
    html = convert("\n\n".join(blocks))
    pieces = html.split(_MARKED)
    if not len(pieces) - 1 == html.count(_MARK) == len(cut):  # the text may contain the mark as an entity
        return convert(text)
    between = "".join(chain.from_iterable(zip_longest(pieces, cut, fillvalue="")))
    return "\n".join(part for part in (before, between, after) if part)


def _cut(text: str) -> tuple[list[str], list[str]]:
    """Return the blocks of a text with marks, and the HTML that replaces each mark."""
    has_references = "]:" in text
    kept: list[str] = []
    runs: list[list[str]] = []
    is_open = False
    for block in text.split("\n\n"):
        if not block.strip("\n") or (has_references and "[" in block) or not _is_plain(block):
            kept.append(block)
            is_open = False
        elif is_open:
            runs[-1].append(block)
        else:
            runs.append([block])
            kept.append(f"\n{_MARK}" if block[0] == "\n" else _MARK)
            is_open = True
    return kept, ["\n".join(f"<p>{_escape(block.strip(chr(10)))}</p>" for block in run) for run in runs]


def _is_plain(text: str) -> bool:
    """Return whether a text contains no markup, except blank lines between paragraphs."""
    for character in _SUSPECT:
        if character in text:
            return False
    return not (
        _LINE.search(f"\n\n{text}\n")
        or ("&" in text and _ENTITY.search(text))
        or ("*" in text and text.count("*") > 1)
        or ("`" in text and text.count("`") > 1)
        or ("_" in text and text.count("_") > 1 and _OPENED_EMPHASIS.search(text))
        or ("[" in text and ("](" in text or "]:" in text or "[TOC]" in text))
        or "~~" in text
        or "://" in text
        or "www." in text
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
