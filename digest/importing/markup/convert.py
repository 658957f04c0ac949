"""The text of a record as Markdown: HTML is converted, and markup of other generators is translated."""

from collections import Counter
from typing import NamedTuple

from digest.importing.markup.foreign.text import without_foreign_markup
from digest.importing.markup.html import html_to_markdown
from digest.importing.markup.notes import counted
from digest.importing.markup.paragraphs import with_paragraphs
from digest.importing.markup.plain import plain_to_markdown
from digest.importing.record import Form
from digest.model.reports.imported import Note

#: The generator whose shortcodes a text has: `hugo`, `jekyll`, `wordpress`, …; empty for none that is known.
Dialect = str


class Converted(NamedTuple):
    """A text as Markdown, and what was passed over on the way."""

    text: str
    notes: tuple[Note, ...] = ()


# In a saved page or a feed, brackets and braces are words. In the files of a generator, and in what it exports, they are its markup.
_NONE: Dialect = ""


def to_markdown(text: str, form: Form, dialect: Dialect = _NONE) -> Converted:
    """Return a text as Markdown that digest shows with the same words. What readers would not see is counted in notes, by kind."""
    if form == "plain":
        return Converted(plain_to_markdown(text))
    left_out: Counter[tuple[str, str]] = Counter()
    if form == "markdown" or dialect not in {_NONE, "ghost"}:
        text = without_foreign_markup(text, form, left_out, brackets_only=dialect == "wordpress")
    if form == "markdown":
        return Converted(text, counted(left_out))
    if dialect == "wordpress":
        text = with_paragraphs(text)
    text, notes = html_to_markdown(text)
    return Converted(text, (*counted(left_out), *notes))
