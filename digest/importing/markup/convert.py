"""The text of a record as Markdown: HTML is converted, and markup of other generators is translated."""

from typing import NamedTuple

from digest.importing.markup.html import html_to_markdown
from digest.importing.markup.plain import plain_to_markdown
from digest.importing.record import Form
from digest.model.reports.imported import Note

#: The generator whose shortcodes a text has: `hugo`, `jekyll`, `wordpress`, …; empty for none that is known.
Dialect = str


class Converted(NamedTuple):
    """A text as Markdown, and what was passed over on the way."""

    text: str
    notes: tuple[Note, ...] = ()


def to_markdown(text: str, form: Form, dialect: Dialect = "") -> Converted:  # noqa: ARG001 - shortcodes follow
    """Return a text as Markdown that digest shows with the same words. What readers would not see is counted in notes, by kind."""
    if form == "plain":
        return Converted(plain_to_markdown(text))
    if form == "html":
        return Converted(*html_to_markdown(text))
    return Converted(text)
