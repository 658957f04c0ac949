"""Markdown to HTML: the only module that imports Python-Markdown. Its output is not safe yet; `sanitize` cleans it."""

from functools import cache

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension

from digest.rendering.markup.blocks import BlockExtension
from digest.rendering.markup.inline import InlineExtension, heading_id, level_headings
from digest.rendering.markup.limits import limit_brackets


class TooNestedError(ValueError):
    """The text nests quotations or lists too deeply; `str()` is the key of its body, if it is one."""


@cache
def _whole() -> markdown.Markdown:
    """Return the converter for whole texts."""
    footnotes = FootnoteExtension(BACKLINK_TEXT="↩\ufe0e")
    extensions: list[str | Extension] = ["abbr", "attr_list", "def_list", "tables", "md_in_html", "sane_lists"]
    extensions += [footnotes, TocExtension(slugify=heading_id), BlockExtension(), InlineExtension()]
    return markdown.Markdown(extensions=extensions, output_format="html", tab_length=4)


@cache
def _short() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists", BlockExtension(), InlineExtension()], output_format="html")


def convert(text: str) -> str:
    """Return a whole text as HTML. Raise `TooNestedError`.

    The first heading level belongs to the page: the headings of a text begin at the second, and none is left out.
    """
    return level_headings(_convert(_whole(), text))


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
