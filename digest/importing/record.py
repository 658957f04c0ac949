"""What passes through an import: a record as its source has it, and the article that becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeAlias

from digest.model.reports.imported import Note

#: A value as JSON, YAML or TOML have it. Moments are texts in the form of RFC 3339.
Value: TypeAlias = str | int | float | bool | list["Value"] | dict[str, "Value"] | None
Form = Literal["markdown", "html", "plain"]
ContentKind = Literal["articles", "incidents", "pages"]


class MediaFile(NamedTuple):
    """A file to copy: `source` is its path in the folder that is imported, `target` its path below `content/media/`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Record:
    """One text of a source, with its fields in the source's own names.

    `place` says where it is, as messages name it: `posts/pump.md`, `export.jsonl:12`. A site's reader also writes fields in digest's own
    names, such as `aliases`. `is_own` says whether the text is the newsroom's own: then no line of it is taken for litter.
    `dialect` is the generator whose shortcodes the text has; empty for none.
    """

    place: str
    fields: Mapping[str, Value]
    text: str
    form: Form
    kind: ContentKind = "articles"
    is_own: bool = False
    dialect: str = ""
    media: tuple[MediaFile, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A text or a file that is not imported: where it is, why, and what to do instead; `hint` may be empty."""

    place: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that evidence suggests for a field, and the evidence in words: `from the dateline “CICERO, Ill.”`.

    If it is `written`, the field has the value, with the evidence as a comment; otherwise only a comment names it.
    """

    field: str
    value: Value
    evidence: str
    written: bool = True


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What becomes one file: its fields in digest's own names and form, as docs/content.md lists them, and its text.

    `form` is `markdown` or `plain`; plain text becomes Markdown when the file is written.
    """

    place: str
    fields: Mapping[str, Value]
    text: str
    form: Form
    kind: ContentKind = "articles"
    is_own: bool = False
    media: tuple[MediaFile, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[Note, ...] = ()


class Document(NamedTuple):
    """A text with front matter of any of the five kinds, parsed: its fields, and the text below them from line `first_line` on."""

    fields: Mapping[str, Value]
    text: str
    first_line: int = 1


class Folder(Protocol):
    """A folder that is imported. Paths are relative to it, with `/`."""

    @property
    def name(self) -> str:
        """The folder's path as the editor wrote it."""

    def files(self) -> Sequence[str]:
        """Return the paths of all files, sorted, without those of version control and of packages."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raise `OSError` if it cannot be read."""

    def document(self, path: str) -> Document | None:
        """Return the front matter and the text of a file; None if it has no front matter that can be read.

        A file that ends in `.yaml`, `.yml`, `.toml`, `.json` or `.meta` is front matter throughout: settings, and data of authors.
        """

    def committed(self, path: str) -> str:
        """Return the moment at which git first saw a file, in the form of RFC 3339; empty if git does not know it."""
