"""Diagnostics: mistakes of authors as values, with position, message and hint."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from digest import DOCUMENTATION

# The name of a field, a setting or a command in a message: a word in backticks. Values are in quotation marks.
_NAMED = re.compile(r"`([\w.-]+)`")


class Severity(StrEnum):
    """The severity: an error stops the build, a warning only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a file of the site's folder.

    `file` is relative to that folder, with `/`; `line` and `column` count from 1, and 0 means the whole file.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, the form that editors can click."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Origin:
    """The source file of an article, incident or page, and the positions of its fields: `title 2:8 date 3:7`.

    They are one text, since every build loads them for all files, and hardly ever needs one.
    """

    file: str
    fields: str = ""

    def at(self, field: str) -> Position:
        """Return the position of a top-level field's value; that of the file if the field is missing."""
        words = self.fields.split(" ")
        if field not in words[::2]:
            return Position(self.file)
        line, _, column = words[2 * words[::2].index(field) + 1].partition(":")
        return Position(self.file, int(line), int(column))


class Kind(NamedTuple):
    """What diagnostics have in common that are one to an editor, in however many files: `names` are the fields that they are about."""

    severity: Severity
    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake. `code` is kebab-case and stable: tests, documents and programs use it.

    In a message, the names of fields are in backticks, values in quotation marks: `` `status` is “drafted” ``.
    """

    severity: Severity
    code: str
    position: Position
    message: str
    hint: str = ""

    @property
    def kind(self) -> Kind:
        """The kind, by which reports group: mistakes of one code in the same field."""
        return Kind(self.severity, self.code, tuple(_NAMED.findall(self.message)))

    @property
    def documentation(self) -> str:
        """The URL of what the documentation says of its code."""
        return documentation_of(self.code)


def documentation_of(code: str) -> str:
    """Return the URL of what the documentation says of a code: a section of docs/errors.md."""
    return f"{DOCUMENTATION}errors/#{code}"


# The findings of `digest check`, which no build looks for.
FOUND_BY_CHECK = (
    "broken-anchor",
    "dates-out-of-order",
    "doubled-alleged",
    "draft-leaks",
    "heavy-picture",
    "missing-alt",
    "missing-credit",
    "missing-licence",
    "near-copy",
    "outdated-charge",
    "presumed-guilty",
    "tracking-link",
    "undecided-case",
    "unsourced-quote",
)
# The warnings of suspicions: what they point at may be meant. An editor accepts one with `accept:`, for a file or for the whole site.
ACCEPTABLE = tuple(
    sorted(
        (
            *FOUND_BY_CHECK,
            "broken-link",
            "far-date",
            "invisible-character",
            "leftover-markup",
            "merge-marks",
            "mojibake",
            "near-incident",
            "remote-image",
            "removed-html",
            "repeated-headline",
            "repeated-source",
            "repeated-text",
            "unknown-incident",
            "unused-incident",
        )
    )
)


class Accepted(NamedTuple):
    """The code of a warning that an editor accepts, and the reason, which may be empty."""

    code: str
    reason: str = ""


def error(code: str, position: Position, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic that stops the build."""
    return Diagnostic(Severity.ERROR, code, position, message, hint)


def warning(code: str, position: Position, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic that stops the build only with `--strict`."""
    return Diagnostic(Severity.WARNING, code, position, message, hint)


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Return whether one of these is an error."""
    return any(found.severity is Severity.ERROR for found in diagnostics)
