"""The first pass of an import: find out what the sources are, read them, and keep each article in the spool."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from digest import INSTALL_EXTRAS
from digest.adapters.serialization import fingerprint_of
from digest.app.importing.folder import DiskFolder
from digest.app.importing.stages import Kept, Stages, pack_kept
from digest.importing.identity import order_of
from digest.importing.record import NewArticle, Record, Skipped
from digest.model.reports.imported import ImportRequest
from digest.reading.files.sources import (
    STANDARD_INPUT,
    UNPACKING_ERRORS,
    MissingSource,
    SourceFile,
    SourceFolder,
    find_sources,
    open_source,
    source_at,
)
from digest.writing.spool import Spool, SpooledNote

# After so many texts, what was done is kept: a killed import loses no more than these.
_SAVED_AT_ONCE = 500
_BUG, _UNREADABLE, _NOT_INSTALLED = "a bug of digest", "it cannot be read", "is not installed"
# What the report says is wrong, by what the reason says.
_CODES = {_BUG: "bug", _UNREADABLE: "unreadable", _NOT_INSTALLED: "not-installed"}


def failed_at(place: str, problem: Exception) -> Skipped:
    """Return that a text is skipped because digest itself failed at it, or because a library is missing."""
    if isinstance(problem, ModuleNotFoundError) and problem.name and not problem.name.startswith("digest"):
        library = problem.name.partition(".")[0]
        return Skipped(
            place, f"{library} {_NOT_INSTALLED}, which this is read with", f"install digest with it: {INSTALL_EXTRAS}"
        )
    if isinstance(problem, OSError):
        return Skipped(problem.filename or place, f"{_UNREADABLE}: {problem.strerror or problem}")
    return Skipped(place, f"{_BUG}: {type(problem).__name__}: {problem}", "please report it, if you can with the text")


def note_of(skipped: Skipped) -> SpooledNote:
    """Return what the report says of a text that is skipped."""
    code = next((code for words, code in _CODES.items() if words in skipped.reason), "skipped")
    return SpooledNote("skipped", code, skipped.reason, skipped.hint, "", skipped.place)


@dataclass(frozen=True, slots=True)
class Collector:
    """Reads sources into a spool."""

    spool: Spool
    stages: Stages
    request: ImportRequest
    standard_input: BinaryIO | None

    def collect(self) -> Iterator[int]:
        """Keep all articles of the sources in the spool; return the number of texts now and then."""
        count = 0
        for source in find_sources(self.request.sources):
            if isinstance(source, MissingSource):
                missing = Skipped(source.name, f"{_UNREADABLE}: {source.reason}", source.hint)
                self.spool.add_notes([note_of(missing)])
                continue
            before = count
            for number in self._source(source):
                count = before + number
                yield count
        self.spool.save()
        yield count

    def _source(self, source: SourceFile | SourceFolder) -> Iterator[int]:
        """Take the texts of a source that were not taken yet; return how many of it are taken now and then."""
        taken, done = self.spool.source(source.name)
        if done:
            yield taken
            return
        number = 0
        for number, one in enumerate(self._safely(source), 1):
            if number <= taken:
                continue
            self._take(one, str(source.path.absolute()) if isinstance(source, SourceFolder) else "")
            if number % _SAVED_AT_ONCE == 0:
                self.spool.note_source(source.name, number, done=False)
                self.spool.save()
                yield number
        self.spool.note_source(source.name, number, done=True)
        yield number

    def _safely(self, source: SourceFile | SourceFolder) -> Iterator[Record | Skipped]:
        """Read a source up to where digest itself fails, so that one text does not keep all others out."""
        try:
            yield from self._read(source)
        except Exception as problem:  # noqa: BLE001 - as in `_file`
            yield failed_at(source.name, problem)

    def _read(self, source: SourceFile | SourceFolder) -> Iterator[Record | Skipped]:
        if isinstance(source, SourceFile):
            yield from self._file(source)
            return
        folder = DiskFolder(source.path, source.name)
        records, others = self.stages.read_folder(folder, self.request.names)
        yield from records
        for path in others:
            file = source_at(source.path / path, str(Path(source.name, path)))
            if isinstance(file, SourceFile):
                yield from self._file(file)
            elif isinstance(file, MissingSource):
                yield Skipped(file.name, file.reason, file.hint)

    def _file(self, source: SourceFile) -> Iterator[Record | Skipped]:
        """Read a file whose format is told by its first bytes."""
        shown = "standard input" if source.name == STANDARD_INPUT else source.name
        try:
            with open_source(source, self.standard_input) as opened:
                yield from self.stages.read_file(opened.name, opened.head, opened.stream, self.request.names)
        except UNPACKING_ERRORS as problem:
            reason = getattr(problem, "strerror", None) or "the packed file is damaged, or cut off"
            yield Skipped(shown, f"{_UNREADABLE}: {reason}")
        except Exception as problem:  # noqa: BLE001 - our bug, or a library's: it is named, and the next file is read
            yield failed_at(shown, problem)

    def _take(self, one: Record | Skipped, folder: str) -> None:
        article: NewArticle | Skipped
        try:
            article = one if isinstance(one, Skipped) else self.stages.article_of(one)
        except Exception as problem:  # noqa: BLE001 - as in `_file`
            article = failed_at(one.place, problem)
        if isinstance(one, Skipped) or isinstance(article, Skipped):
            self.spool.add_notes([note_of(article)] if isinstance(article, Skipped) else [])
            return
        key = fingerprint_of((one.fields, one.text))
        self.spool.add(order_of(article), key, self.stages.outlet_of(article), pack_kept(Kept(article, folder)))
