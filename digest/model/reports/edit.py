"""Edits of content: the request, the changes to files, and the result."""

from dataclasses import dataclass
from typing import Literal

from digest.model.diagnostic import Diagnostic
from digest.model.site import ContentItem


class RefusedError(Exception):
    """The edit cannot be done: `str()` says why, and `hint` what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep message and hint."""
        super().__init__(message)
        self.hint = hint


EditCommand = Literal["rename", "merge", "split", "withdraw", "restore", "correct", "update", "status"]
Form = Literal["yaml", "json"]


@dataclass(frozen=True, slots=True)
class EditRequest:
    """What an editor asks for. `names` are the articles, incidents or pages, in the order of the command line.

    `into` is their new slug or incident, `text` the reason or the text, `title` that of an update. A status has a `date` (empty for now)
    and a `source`, which is a name, a URL, or empty.
    """

    command: EditCommand
    names: tuple[str, ...]
    into: str = ""
    text: str = ""
    title: str = ""
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SetField:
    """Set a field to a text, or to a group of texts; add the field if it is missing."""

    field: str
    value: str | tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RemoveField:
    """Remove a field with its value, if it exists."""

    field: str


@dataclass(frozen=True, slots=True)
class AppendEntry:
    """Add a group of texts to the end of a list; make the list if it is missing."""

    field: str
    entry: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReplaceNames:
    """Replace some names by one, in fields that contain a text or a list of texts.

    If a field already contains one of `same`, which mean the same as `new`, the old names are only removed.
    """

    fields: tuple[str, ...]
    old: frozenset[str]
    new: str
    same: frozenset[str]


Change = SetField | RemoveField | AppendEntry | ReplaceNames


@dataclass(frozen=True, slots=True)
class FileChange:
    """Changes to the fields of one file. Read again, the file must give `meant`. `is_new` if the file does not exist yet."""

    file: str
    changes: tuple[Change, ...]
    meant: ContentItem
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """All changes of an edit, and notes for the editor."""

    changes: tuple[FileChange, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file before and after an edit; `before` is None for a new file."""

    file: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """The result of an edit: the files that were, or would be, written; or errors or a refusal, and nothing changed."""

    diagnostics: tuple[Diagnostic, ...] = ()
    refused: RefusedError | None = None
    files: tuple[EditedFile, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the edit could not be done."""
        return bool(self.diagnostics) or self.refused is not None
