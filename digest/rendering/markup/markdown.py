"""Markdown to HTML: the only module that knows Python-Markdown. What comes out is not safe yet; `html` cleans it."""

import re
from functools import cache

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension

from digest.rendering.markup.limits import tame


class TooNestedError(ValueError):
    """The text nests quotations or lists deeper than they can be read; `str()` is the key of its body, if it is one."""


# A heading of the first level, by `#` or by a line of `=` below it. In code it may mean something else, and does no harm.
_FIRST_LEVEL = re.compile(r"^ {0,3}(?:#(?!#)|=+[ \t]*$)", re.MULTILINE)


@cache
def _whole(base_level: int) -> markdown.Markdown:
    """Make the converter for whole texts, which raises their headings' levels by `base_level - 1`."""
    footnotes = FootnoteExtension(BACKLINK_TEXT="↩\ufe0e")
    extensions: list[str | Extension] = [
        "abbr",
        "attr_list",
        "def_list",
        "fenced_code",
        "tables",
        "md_in_html",
        "sane_lists",
    ]
    extensions += [footnotes, TocExtension(baselevel=base_level)]
    return markdown.Markdown(extensions=extensions, output_format="html", tab_length=4)


@cache
def _short() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists"], output_format="html")


def convert(text: str) -> str:
    """Convert a whole text. Raises `TooNestedError`.

    The first level of headings is the page's own: a text that uses it as well has all of its headings one level lower.
    """
    return _convert(_whole(2 if _FIRST_LEVEL.search(text) else 1), text)


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
