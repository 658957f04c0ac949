"""An author's mistake as a value: where it is, what is wrong, and what to write instead."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning only does so under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the site's folder.

    `file` is relative to that folder, with `/`; `line` and `column` count from 1, and 0 stands for the whole file.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, the form that editors can click."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that an editor wrote a thing in, and where its fields stand there: `title 2:8 date 3:7`.

    That is one text, since every build brings those of all things, and hardly ever asks.
    """

    file: str
    fields: str = ""

    def at(self, field: str) -> Position:
        """Return the position of a top-level field's value, or of the file where it does not say it."""
        words = self.fields.split(" ")
        if field not in words[::2]:
            return Position(self.file)
        line, _, column = words[2 * words[::2].index(field) + 1].partition(":")
        return Position(self.file, int(line), int(column))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake. `code` is kebab-case and stable: tests, documents and machines name it."""

    severity: Severity
    code: str
    position: Position
    message: str
    hint: str = ""


def error(code: str, position: Position, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that stops the build."""
    return Diagnostic(Severity.ERROR, code, position, message, hint)


def warning(code: str, position: Position, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that lets the build go on, unless it is strict."""
    return Diagnostic(Severity.WARNING, code, position, message, hint)


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Return whether any of these stops a build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)
