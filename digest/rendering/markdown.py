"""Markdown to HTML: the only module that knows Python-Markdown. What comes out is not safe yet; `html` cleans it."""

from functools import cache

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension

from digest.rendering.taming import tame


class TooNestedError(ValueError):
    """The text nests quotations or lists deeper than they can be read; `str()` is the key of its body, if it is one."""


@cache
def _whole() -> markdown.Markdown:
    """Make the converter for whole texts: one level of heading is the page's own, so a text's begin with the second."""
    footnotes = FootnoteExtension(BACKLINK_TEXT="↩\ufe0e")
    extensions: list[str | Extension] = [
        "abbr",
        "attr_list",
        "def_list",
        "fenced_code",
        "tables",
        "md_in_html",
        "sane_lists",
        footnotes,
        TocExtension(baselevel=2),
    ]
    return markdown.Markdown(extensions=extensions, output_format="html", tab_length=4)


@cache
def _short() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists"], output_format="html")


def convert(text: str) -> str:
    """Convert a whole text. Raises `TooNestedError`."""
    return _convert(_whole(), text)


def convert_short(text: str) -> str:
    """Convert a short text: no tables, footnotes or ids. Raises `TooNestedError`."""
    return _convert(_short(), text)


def _convert(converter: markdown.Markdown, text: str) -> str:
    converter.reset()
    try:
        return converter.convert(tame(text))
    except RecursionError:
        _whole.cache_clear()  # it stopped in the middle of its work, and would go on there with the next text
        _short.cache_clear()
        raise TooNestedError from None
