"""The content of a site, kept in memory: of a change, only the files are read again that it concerns."""

from collections.abc import Iterable
from pathlib import Path

from digest.adapters.serialization import fingerprint
from digest.app.build import gather_content, read_all_documents
from digest.app.context import Job
from digest.app.publishing.tasks import ReadTask
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic
from digest.model.site import Content
from digest.reading.cache import ReadDocument, unpack_documents
from digest.reading.content.source_files import SourceFiles
from digest.reading.dialects.conventions import Conventions
from digest.reading.files.bytes import is_file
from digest.reading.files.walk import FoundFile, signature_of
from digest.reading.scan import Found, find_content

CONTENT = "content"


class Documents:
    """All documents of a site as they were read last."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._key = ""
        self._found: Found | None = None
        self._documents: dict[str, ReadDocument] = {}

    def read(
        self, job: Job, named: frozenset[str], config: Config, program: str
    ) -> tuple[Content, frozenset[str], tuple[Diagnostic, ...]]:
        """Return the content, and what is wrong with it. `named` are the paths that may have changed since the last time.

        If these are files of known documents, only they are read. Otherwise all files are looked at, and those read that differ.
        """
        conventions = Conventions(config.base_url, config.fields)
        key = fingerprint(program.encode(), config.timezone.encode(), repr(conventions).encode())
        if self._found is None or key != self._key:
            self._found, documents, new = read_all_documents(job, config, program)
            self._documents = {document.path: document for document in documents}
        else:
            task = ReadTask(job.folder, config.timezone, conventions)
            new = self._read_again(frozenset(path for path in named if _is_content(path)), task)
        self._key = key
        content, diagnostics = gather_content(job, self._found, tuple(self._documents.values()))
        return content, new, diagnostics

    def article(self, file: str) -> Article | None:
        """Return the article of which this is the only file, as it was read last; None if there is none."""
        document = self._documents.get(file)
        return document.item if document is not None and isinstance(document.item, Article) else None

    def read_article(self, folder: Path, named: frozenset[str], config: Config) -> tuple[Article, ReadDocument] | None:
        """Return the article whose only file is named as it was, and read again; None if anything else is named.

        What is kept stays as it is: `keep` changes it.
        """
        document = self._documents.get(next(iter(named))) if len(named) == 1 else None
        if document is None or not isinstance(document.item, Article) or len(document.entry.source.files) != 1:
            return None
        source = _signed(folder, document.entry.source)
        if source is None:
            return None
        task = ReadTask(folder, config.timezone, Conventions(config.base_url, config.fields))
        (again,) = unpack_documents(task([source]))
        if again.entry.diagnostics or document.entry.diagnostics or not isinstance(again.item, Article):
            return None
        return document.item, again

    def keep(self, document: ReadDocument) -> None:
        """Replace what is kept of a document."""
        self._documents[document.path] = document

    def _read_again(self, named: frozenset[str], task: ReadTask) -> frozenset[str]:
        if not named:
            return frozenset()
        by_file = {file.path: one for one in self._documents.values() for file in one.entry.source.files}
        sources = {by_file[path].path: by_file[path].entry.source for path in named if path in by_file}
        signed = [_signed(task.folder, source) for source in sources.values()]
        if not named <= by_file.keys() or None in signed:
            return self._look_at_all(named, task)
        return self._read(filter(None, signed), task)

    def _look_at_all(self, named: frozenset[str], task: ReadTask) -> frozenset[str]:
        """Walk through all files; read the documents that are new, that are named, or whose files differ."""
        self._found = find_content(task.folder)
        before, self._documents = self._documents, {}
        unread = []
        for source in self._found.documents:
            known = before.get(source.path)
            if known is not None and known.entry.source == source and not _is_doubtful(task.folder, known, named):
                self._documents[source.path] = known
            else:
                unread.append(source)
        new = self._read(unread, task)
        self._documents = {source.path: self._documents[source.path] for source in self._found.documents}
        return new

    def _read(self, sources: Iterable[SourceFiles], task: ReadTask) -> frozenset[str]:
        unread = list(sources)
        for document in unpack_documents(task(unread)):
            self._documents[document.path] = document
        return frozenset(file.path for source in unread for file in source.files)


def _is_doubtful(folder: Path, document: ReadDocument, named: frozenset[str]) -> bool:
    return any(file.path in named for file in document.entry.source.files) or any(
        is_file(folder, path) != found for path, found in document.entry.sought
    )


def _signed(folder: Path, source: SourceFiles) -> SourceFiles | None:
    """Return a document's files with their present signatures; None if one is no longer there."""
    files = [
        FoundFile(file.path, signature)
        for file in source.files
        if (signature := signature_of(folder, file.path)) is not None
    ]
    return source._replace(files=tuple(files)) if len(files) == len(source.files) else None


def _is_content(path: str) -> bool:
    return path == CONTENT or path.startswith(f"{CONTENT}/")
