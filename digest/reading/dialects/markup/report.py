"""Warn of what readers of a Markdown text will not see as its author wrote it."""

from collections.abc import Callable

from digest.model.diagnostic import Diagnostic, Position
from digest.model.text.code import without_code, without_tagged_code
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.markup.html import html_in
from digest.reading.dialects.markup.leftovers import leftovers_in
from digest.reading.files.decode import position_in
from digest.reading.yaml.schema import Fields

_SIGNS = ("<", "{", "[", ":::", "!!!", "???", "import ", "export ")


def report_markup(text: str, file: str, findings: DiagnosticCollector, first_line: int) -> None:
    """Warn of the HTML, the files of other hosts and the foreign markup in the text of a file, once for each kind."""
    if _may_have_markup(text):
        findings.add(_markup_in(text, lambda start: position_in(text, start, file, first_line)))


def report_short_markup(text: str, name: str, fields: Fields) -> None:
    """Warn of the same in a field with short Markdown, at the position of the field."""
    if _may_have_markup(text):
        fields.findings.add(_markup_in(text, lambda _: fields.at(name), field=name))


def _markup_in(text: str, place: Callable[[int], Position], *, field: str = "") -> tuple[Diagnostic, ...]:
    blank = without_code(text)
    found = (*html_in(blank, place, field=field), *leftovers_in(without_tagged_code(blank), place, field=field))
    return tuple(sorted(found, key=lambda one: one.position))


def _may_have_markup(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)
