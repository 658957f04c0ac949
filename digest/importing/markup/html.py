"""HTML as Markdown, without the loss of a word: the only module that calls html-to-markdown.

The tree is put in order first (`tidy.py`), so that the library has only structure to convert: every sign of a text is replaced by a private
one before, escaped where digest would take it for markup, and put back afterwards.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

from digest.importing.markup.marks import unmarked, without_marks
from digest.importing.markup.plain import plain_to_markdown
from digest.importing.markup.tidy import blocks_of, tidy
from digest.importing.markup.trees import html_text, html_tree
from digest.model.reports.imported import Note

_WORD = re.compile(r"\w+")
_DEEPEST = 150  # elements within each other
_BLANK = re.compile(r"\n{3,}")


def html_to_markdown(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return HTML as Markdown that digest shows with the same words, and notes of what was left out."""
    tree = html_tree(without_marks(text))
    if tree is None:
        return "", ()
    tidied = tidy(tree)
    words = Counter(_WORD.findall(unmarked(" ".join(blocks_of(tree)))))
    converted = "" if tidied.depth > _DEEPEST else _converted(html_text(tree))
    written = "\n\n".join(part for part in (unmarked(converted).strip("\n"), *tidied.appended) if part)
    if words - Counter(_WORD.findall(written)):
        plain = plain_to_markdown("\n\n".join(filter(None, blocks_of(html_tree(without_marks(text))))))
        return plain, (*tidied.notes, _SIMPLIFIED)
    return written, tidied.notes


_SIMPLIFIED = Note(
    "passed-over", "simplified-html", "the HTML is too tangled for Markdown: the words are kept as plain paragraphs"
)


def _converted(text: str) -> str:
    from html_to_markdown import convert

    return _BLANK.sub("\n\n", convert(text, _options()).content or "")


@cache
def _options() -> Any:  # noqa: ANN401
    from html_to_markdown import ConversionOptions, PreprocessingOptions

    return ConversionOptions(
        bullets="-",
        autolinks=False,
        expand_abbreviations=False,
        include_blockquote_citations=False,
        extract_metadata=False,
        highlight_style="none",
        hidden_content="all",
        capture_svg=False,
        newline_style="backslash",
        compact_tables=True,
        preprocessing=PreprocessingOptions(enabled=False),
    )
