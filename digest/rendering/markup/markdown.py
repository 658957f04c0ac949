"""Markdown to HTML: the only module that imports Python-Markdown. Its output is not safe yet; `sanitize` cleans it."""

import re
from functools import cache

import markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension

from digest.rendering.markup.blocks import BlockExtension
from digest.rendering.markup.inline import InlineExtension, heading_id, level_headings
from digest.rendering.markup.limits import limit_brackets


class TooNestedError(ValueError):
    """The text nests quotations or lists too deeply; `str()` is the key of its body, if it is one."""


class _Footnotes(FootnoteExtension):
    """Footnotes of which none is lost: one with the label of an earlier one is added to it."""

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802 - the name that Python-Markdown calls it by
        """Keep the text of a footnote."""
        known = self.footnotes.get(id)
        super().setFootnote(id, text if known is None else f"{known}\n\n{text}")


class _Meanings(dict[str, str]):
    """Abbreviations with what they mean; a second meaning of one is added to the first."""

    def __setitem__(self, abbreviation: str, meaning: str) -> None:
        known = self.get(abbreviation)
        super().__setitem__(abbreviation, meaning if known in {None, meaning} else f"{known}; {meaning}")


class _Abbreviations(AbbrExtension):
    """Abbreviations of which no meaning is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.abbrs = _Meanings()


class _AttributeLists(AttrListTreeprocessor):
    """Lists of attributes in braces: `{#name}`, `{.class}`, `{lang=fr}`, or with a colon as in Kramdown. Other words in braces are text."""

    BASE_RE = r"\{(?::[ ]*|[ ]*(?=[#.][\w-]|[\w:-]+=))([^\}\n ][^\n]*)\}"  # type: ignore[misc] # Python-Markdown reads it from the class
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc] # Python-Markdown reads it from the class
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc] # Python-Markdown reads it from the class
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc] # Python-Markdown reads it from the class


class _Attributes(AttrListExtension):
    """Attributes of which no word of a text is taken for one."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls it by
        """Register the processor."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)  # in the place of the usual one


@cache
def _whole() -> markdown.Markdown:
    """Return the converter for whole texts."""
    footnotes = _Footnotes(BACKLINK_TEXT="↩\ufe0e")
    extensions: list[str | Extension] = [
        _Abbreviations(),
        _Attributes(),
        "def_list",
        "tables",
        "md_in_html",
        "sane_lists",
    ]
    extensions += [footnotes, TocExtension(slugify=heading_id), BlockExtension(), InlineExtension()]
    return markdown.Markdown(extensions=extensions, output_format="html", tab_length=4)


@cache
def _short() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists", BlockExtension(), InlineExtension()], output_format="html")


def convert(text: str) -> str:
    """Return a whole text as HTML. Raise `TooNestedError`.

    The first heading level belongs to the page: the headings of a text begin at the second, and none is left out.
    """
    return level_headings(_convert(_whole(), _without_needless_abbreviations(text)))


_ABBREVIATION = re.compile(r"^( {0,3})(?=\*\[([^\]\n]+)\]:)", re.MULTILINE)


def _without_needless_abbreviations(text: str) -> str:
    """Return a text in which the meaning of an abbreviation that does not occur is text. Python-Markdown would drop it."""
    if "*[" not in text or "```" in text or "~~~" in text:
        return text
    return _ABBREVIATION.sub(lambda found: found[1] if text.count(found[2]) > 1 else f"{found[1]}\\", text)


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
