"""Edits of content: what an editor asks for, what that changes in which file, and what became of it."""

from dataclasses import dataclass
from typing import Literal

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic
from digest.model.site import OwnPage


class RefusedError(Exception):
    """What an editor asked for cannot be done: `str()` says why, and `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both."""
        super().__init__(message)
        self.hint = hint


EditCommand = Literal["rename", "merge", "split", "withdraw", "restore", "correct", "update"]
Form = Literal["yaml", "json"]
Thing = Article | IncidentFile | OwnPage


@dataclass(frozen=True, slots=True)
class EditRequest:
    """What an editor asks for. `names` are the things that are meant, in the order of the command line.

    `into` is the slug or the incident that they shall have or belong to, `text` the reason or the text, `title` that of an update.
    """

    command: EditCommand
    names: tuple[str, ...]
    into: str = ""
    text: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SetField:
    """Return a field a text, or a group of texts; it is added where it is not there."""

    field: str
    value: str | tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RemoveField:
    """Take a field away with all that it holds; one that is not there is no trouble."""

    field: str


@dataclass(frozen=True, slots=True)
class AppendEntry:
    """Add a group of texts to the end of a list, which begins with it if there is none."""

    field: str
    entry: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReplaceNames:
    """Write one name in the place of some others, in fields that hold a text or a list of texts.

    If one of `same` stands there, which mean what `new` means, then the old ones only go.
    """

    fields: tuple[str, ...]
    old: frozenset[str]
    new: str
    same: frozenset[str]


Change = SetField | RemoveField | AppendEntry | ReplaceNames


@dataclass(frozen=True, slots=True)
class FileChange:
    """Changes to the fields in one file. Read again, it must say `meant`; `is_new` if there is no such file yet."""

    file: str
    changes: tuple[Change, ...]
    meant: Thing
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """All that an intent changes, and what the editor should know of it."""

    changes: tuple[FileChange, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file before and after; `before` is None where there was none."""

    file: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """How an edit ended: with files that were, or would be, written, or with mistakes or a refusal, and nothing changed."""

    diagnostics: tuple[Diagnostic, ...] = ()
    refused: RefusedError | None = None
    files: tuple[EditedFile, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing could be done."""
        return bool(self.diagnostics) or self.refused is not None
