"""What an import took, mended, guessed, could not know and passed over, as the command tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from digest.model.diagnostic import Diagnostic
from digest.model.reports.edit import RefusedError

NoteKind = Literal["mended", "removed", "guessed", "unknown", "passed-over"]
# `repeated`: the same text twice in the import, or one that is here already from another URL; named, and not added.
GroupKind = Literal["mended", "guessed", "unknown", "passed-over", "repeated", "skipped"]


@dataclass(frozen=True, slots=True)
class Note:
    """What an import did to one article, or could not do.

    `code` names its kind in kebab-case, such as `copyright-line`; `message` says it to an editor. `line` is that of the article's text in
    the input, from 1; 0 if it belongs to no line. `text` are the words that were removed or changed; empty if there are none.
    """

    kind: NoteKind
    code: str
    message: str
    line: int = 0
    text: str = ""


class ImportRequest(NamedTuple):
    """What to import: files, folders, patterns, or `-` for standard input.

    `names` gives digest's name for a field of the input. `announce` is whether feeds announce what is old; None if that is to be asked.
    """

    sources: tuple[str, ...]
    names: Mapping[str, str] = {}
    announce: bool | None = None
    is_dry: bool = False
    lists_all: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that was taken out of an article: where it was, its words, and the reason. `file` is the article's."""

    place: str
    line: int
    text: str
    code: str
    message: str
    file: str


@dataclass(frozen=True, slots=True)
class Group:
    """What an import says of several texts in the same words: how often, and the first places, or all of them if they were asked for."""

    kind: GroupKind
    code: str
    message: str
    hint: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field that nothing says of some articles of an outlet, which is empty if it is not known either."""

    field: str
    outlet: str
    count: int


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import.

    `read` is how many texts there were; `written` of them became files, `known` are here already, and `repeated` were named and not added.
    `files` are the paths of the files, the first ones unless all were asked for. `media` is how many pictures and documents were copied.
    `removed` is how many lines were taken out; they are in the file `report`, unless that is empty. `quiet` is how many articles are marked
    `announce: false`, and `to_mend` how many have a field that a build refuses.
    """

    read: int
    written: int
    known: int
    repeated: int
    skipped: int
    media: int
    removed: int
    quiet: int
    to_mend: int
    files: tuple[str, ...]
    groups: tuple[Group, ...]
    unknown: tuple[Unknown, ...]
    report: str = ""
    is_dry: bool = False
    has_failed: bool = False


@dataclass(frozen=True, slots=True)
class NotImported:
    """Nothing was written: why, and what to do instead; or what is wrong with the settings of the site."""

    message: str
    hint: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_usage: bool = False


@dataclass(frozen=True, slots=True)
class LitterChecked:
    """Lines of websites in the texts of others that are here already, each with its file and the line there.

    `files` were edited, or could be. `left` are files whose text is in a field of their metadata, or is nothing but litter: an editor has
    to look at them. `articles` says how many texts were looked at. With `diagnostics`, or if it was `refused`, nothing was done.
    """

    removals: tuple[Removal, ...] = ()
    files: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    articles: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: RefusedError | None = None
