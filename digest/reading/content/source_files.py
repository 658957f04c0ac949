"""Group the files of `content/` into documents: a text, its metadata in a file of the same stem, or one file with both."""

from collections import defaultdict
from typing import Literal, NamedTuple

from digest.model.diagnostic import Position
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.walk import FoundFile

Kind = Literal["articles", "incidents", "pages"]
TEXTS = (".md", ".txt")
METADATA = (".yaml", ".yml", ".json")
_ENDINGS = frozenset(ending[1:] for ending in TEXTS + METADATA)


class SourceFiles(NamedTuple):
    """The files of one document that is not read yet: a text, metadata, or one of each, sorted by path.

    `kind` is the folder of `content/` that the files are in.
    """

    kind: Kind
    files: tuple[FoundFile, ...]

    @property
    def path(self) -> str:
        """The path of the first file, by which the document is found in the cache."""
        return self.files[0].path

    @property
    def text(self) -> str:
        """The path of the file with the text; empty if there is none."""
        return next((file.path for file in self.files if file.path.endswith(TEXTS)), "")

    @property
    def metadata(self) -> str:
        """The path of the file with the metadata only; empty if there is none."""
        return next((file.path for file in self.files if file.path.endswith(METADATA)), "")

    @property
    def main(self) -> str:
        """The path of the file that contains the fields. Diagnostics name this file."""
        return self.metadata or self.text


def group_files(kind: Kind, found: tuple[FoundFile, ...], findings: DiagnosticCollector) -> tuple[SourceFiles, ...]:
    """Group the files of one kind into documents, sorted by file."""
    stems: dict[str, list[FoundFile]] = defaultdict(list)
    for file in found:
        stem, dot, ending = file.path.rpartition(".")
        if ending in _ENDINGS and dot:
            stems[stem].append(file)
        else:
            findings.warn(
                "unknown-file",
                Position(file.path),
                "digest does not read this file",
                "texts end in .md or .txt, metadata in .yaml or .json; pictures belong into content/media/",
            )
    return tuple([SourceFiles(kind, tuple(files)) for files in stems.values() if _can_be_told_apart(files, findings)])


def _can_be_told_apart(files: list[FoundFile], findings: DiagnosticCollector) -> bool:
    """Return whether at most one of the files is a text and at most one is metadata; report an error if not."""
    if len(files) == 1:
        return True
    for endings in (TEXTS, METADATA):
        same = [file.path for file in files if file.path.endswith(endings)]
        if len(same) > 1:
            findings.error(
                "two-files-one-name",
                Position(same[1]),
                f"“{same[0]}” has the same name but for its ending",
                "rename one of the two",
            )
            return False
    return True
