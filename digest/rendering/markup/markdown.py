"""Markdown to HTML: the only module that imports Python-Markdown. Its output is not safe yet; `sanitize` cleans it."""

import re
from functools import cache

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension

from digest.rendering.markup.limits import limit_brackets


class TooNestedError(ValueError):
    """The text nests quotations or lists too deeply; `str()` is the key of its body, if it is one."""


# A heading of the first level, by `#` or by a line of `=` below it. In code it may be something else, which does no harm.
_FIRST_LEVEL = re.compile(r"^ {0,3}(?:#(?!#)|=+[ \t]*$)", re.MULTILINE)


@cache
def _whole(base_level: int) -> markdown.Markdown:
    """Return the converter for whole texts, which raises the levels of headings by `base_level - 1`."""
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
    """Return a whole text as HTML. Raise `TooNestedError`.

    The first heading level belongs to the page: if a text uses it, all of its headings are moved one level down.
    """
    return _convert(_whole(2 if _FIRST_LEVEL.search(text) else 1), text)


def convert_short(text: str) -> str:
    """Return a short text as HTML, without tables, footnotes and ids. Raise `TooNestedError`."""
    return _convert(_short(), text)


def _convert(converter: markdown.Markdown, text: str) -> str:
    converter.reset()
    try:
        return converter.convert(limit_brackets(text))
    except RecursionError:
        _whole.cache_clear()  # it stopped halfway, and would continue there with the next text
        _short.cache_clear()
        raise TooNestedError from None
