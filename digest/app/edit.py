"""Edit content: read it, plan the changes, rewrite the files in memory, read them again, and only then write them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from digest.adapters.serialization import fingerprint
from digest.app.context import STATE_DIRECTORY
from digest.app.publishing.search import choose_indexer
from digest.editing.edit import edit
from digest.editing.yaml import CannotEditError
from digest.model.config import Config
from digest.model.content.article import Article, Body, BodyLocation
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Origin, Severity, has_errors
from digest.model.reports.edit import Edited, EditedFile, EditRequest, Edits, FileChange, Form, RefusedError
from digest.model.site import Content, ContentItem, OwnPage, Site
from digest.model.text.characters import clean
from digest.planning.content.assemble import assemble
from digest.planning.content.visibility import VisibilityContext
from digest.planning.editing.lookup import Mention
from digest.planning.editing.plan import plan_edits
from digest.planning.ledger.identity import keep_identities
from digest.planning.plan import plan_site
from digest.reading.cache import load_cache, unpack_documents
from digest.reading.config.settings import read_config
from digest.reading.content.field_groups import parse_citation
from digest.reading.content.source_files import TEXTS, Kind, SourceFiles
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.conventions import Conventions
from digest.reading.files.bytes import FileReader
from digest.reading.files.decode import one_line
from digest.reading.files.program import program_key
from digest.reading.files.walk import FoundFile, Signature
from digest.reading.formats.fences import find_front_matter
from digest.reading.formats.parse import format_of
from digest.reading.scan import Found, find_content, gather, read_document, read_documents, split_cached
from digest.reading.theme.templates import read_theme
from digest.reading.yaml.dates import parse_moment
from digest.writing.lock import BusyError, lock
from digest.writing.staging import Staging

_KINDS: dict[type, Kind] = {Article: "articles", IncidentFile: "incidents", OwnPage: "pages"}
_BOM = b"\xef\xbb\xbf"


def edit_content(folder: Path, request: EditRequest, now: datetime, *, write: bool) -> Edited:
    """Edit the files of a site's folder; without `write`, only return what would be written.

    If the content has a mistake that `digest build` would report, or the edit is refused, nothing changes. Raise `BadDateError` if the
    date of the request is none.
    """
    config, diagnostics = read_config(folder)
    if config is None or has_errors(diagnostics):
        return Edited(_errors(diagnostics))
    try:
        if not write:
            return _Editor(folder, config, now).edit(request)
        with lock(folder / STATE_DIRECTORY):
            edited = _Editor(folder, config, now).edit(request)
            if not edited.failed:
                staging = Staging(folder / STATE_DIRECTORY / "staging")
                try:
                    staging.replace_files({folder / one.file: one.after for one in edited.files})
                finally:
                    staging.remove()
            return edited
    except BusyError:
        return Edited(refused=RefusedError("another digest is at work in this folder", "wait until it has ended"))
    except OSError as problem:
        message = f"{problem.filename or folder}: {problem.strerror or problem}"
        return Edited(refused=RefusedError(message, "git diff shows what was changed"))


def read_content(folder: Path, config: Config) -> tuple[Found, Content, tuple[Diagnostic, ...]]:
    """Read all content: unchanged files from the cache of the last build, which is not renewed."""
    conventions = _conventions_of(config)
    key = fingerprint(program_key().encode(), config.timezone.encode(), repr(conventions).encode())
    found = find_content(folder)
    known, unread = split_cached(folder, found.documents, load_cache(folder / STATE_DIRECTORY / "cache", key))
    for document in unpack_documents(read_documents(folder, unread, config.zone, conventions)):
        known[document.path] = document
    content, diagnostics = gather(found, [known[document.path] for document in found.documents])
    return found, content, diagnostics


def mistakes_of_new(
    folder: Path, config: Config, now: datetime, content: Content, kind: Kind, file: EditedFile
) -> tuple[Diagnostic, ...]:
    """Return the mistakes that a site would have with a new file and has not without it. `content` is as it was read."""
    collector = DiagnosticCollector()
    document = SourceFiles(kind, (FoundFile(file.file, Signature(0, 0, 0, 0)),))
    reader = FileReader(folder, collector, {file.file: file.after})
    item = read_document(reader, document, collector, config.zone, _conventions_of(config))
    if has_errors(collector.all):
        return _errors(collector.all)
    return _Editor(folder, config, now).new_mistakes(content, _with(content, {file.file: item}))


def _conventions_of(config: Config) -> Conventions:
    return Conventions(config.base_url, config.fields)


@dataclass(frozen=True, slots=True)
class _Editor:
    """Edits the content of a site's folder, as of `now`."""

    folder: Path
    config: Config
    now: datetime

    def edit(self, request: EditRequest) -> Edited:
        """Return the files as they would be after the edit."""
        found, written, diagnostics = read_content(self.folder, self.config)
        content, _ = keep_identities(written)
        if not has_errors(diagnostics):
            diagnostics += assemble(content, VisibilityContext(self.now))[1]
        if has_errors(diagnostics):
            return Edited(_errors(diagnostics))
        try:
            date = parse_moment(request.date, self.config.zone, coarse=True) if request.date else None
            source = parse_citation(one_line(clean(request.source)))
            edits = plan_edits(request, self._mention, content, self.config, self.now, source, date)
            files = tuple(map(self._rewritten, edits.changes))
            diagnostics = self._mistakes_of(edits, files, found, written)
        except RefusedError as refused:
            return Edited(refused=refused)
        if diagnostics:
            message = RefusedError("the site could not be built after this change: see above", "nothing was changed")
            return Edited(diagnostics, message)
        return Edited(files=files, notes=edits.notes)

    def _mention(self, name: str) -> Mention:
        """Return a name with the files that it may be the path of: relative to the site's folder, or to the working directory."""
        files = [Path(name).as_posix()]
        for full in (Path.absolute, Path.resolve):
            with suppress(ValueError, OSError):  # outside the site's folder, or not a path
                files.append(full(Path(name)).relative_to(full(self.folder)).as_posix())
        return Mention(name, tuple(files))

    def _rewritten(self, change: FileChange) -> EditedFile:
        """Return the file after the change. Only its fields are edited; the text below them stays."""
        if change.is_new:
            if (self.folder / change.file).exists():
                raise RefusedError(f"{change.file} is there already, and is no incident’s file", "move it away")
            return EditedFile(change.file, None, b"---\n" + edit("", change.changes).encode() + b"---\n")
        raw = (self.folder / change.file).read_bytes()
        start, end, form = _fields_of(raw, change.file)
        line_end = "\r\n" if b"\r\n" in raw else "\n" if b"\n" in raw or b"\r" not in raw else "\r"
        try:
            text = edit(raw[start:end].decode(), change.changes, form, line_end)
        except CannotEditError as problem:
            raise RefusedError(f"{change.file}: {problem}", "nothing was changed") from problem
        return EditedFile(change.file, raw, raw[:start] + text.encode() + raw[end:])

    def _mistakes_of(
        self, edits: Edits, files: Iterable[EditedFile], found: Found, content: Content
    ) -> tuple[Diagnostic, ...]:
        """Read the new files as a build does, and plan the site with them; return the mistakes that are new. `content` is as it was read.

        Raise `RefusedError` if a file does not contain what was meant.
        """
        edited = {one.file: one.after for one in files}
        collector = DiagnosticCollector()
        read = {change.file: self._reread(change, edited, found, collector) for change in edits.changes}
        if has_errors(collector.all):
            return _errors(collector.all)
        changed = _with(content, read)
        known, _ = keep_identities(changed)
        items: tuple[ContentItem, ...] = (*known.articles, *known.incident_files, *known.own_pages)
        there = {item.origin.file: item for item in items}
        for change in edits.changes:
            if _comparable(there.get(change.file)) != _comparable(change.meant):
                raise RefusedError(f"{change.file}: after the change it would not say what is meant; write it by hand")
        return self.new_mistakes(content, changed)

    def new_mistakes(self, before: Content, after: Content) -> tuple[Diagnostic, ...]:
        """Return the errors with which a build of the content after an edit would end, and one of that before it would not."""
        found = self._mistakes(after)
        known = {(one.code, one.message) for one in self._mistakes(before)} if found else set()
        return tuple(one for one in found if (one.code, one.message) not in known)

    def _reread(
        self, change: FileChange, edited: dict[str, bytes], found: Found, collector: DiagnosticCollector
    ) -> ContentItem | None:
        document = next((one for one in found.documents if change.file == one.main), None)
        if document is None:
            file = FoundFile(change.file, Signature(0, 0, 0, 0))
            document = SourceFiles(_KINDS[type(change.meant)], (file,))
        return read_document(
            FileReader(self.folder, collector, edited),
            document,
            collector,
            self.config.zone,
            _conventions_of(self.config),
        )

    def _mistakes(self, content: Content) -> tuple[Diagnostic, ...]:
        """Return the errors with which a build of this content would end."""
        templates, static = read_theme(self.folder, DiagnosticCollector())
        content, _ = keep_identities(content)
        assembly, found = assemble(content, VisibilityContext(self.now))
        indexer, _ = choose_indexer(self.config)  # it decides whether the search has an address
        return _errors(found) or _errors(plan_site(Site(self.config, content, templates, static, indexer), assembly)[1])


def _errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in diagnostics if one.severity is Severity.ERROR)


def _fields_of(raw: bytes, file: str) -> tuple[int, int, Form]:
    """Return where the fields of a file begin and end (in bytes), and their format."""
    start, end, form = len(_BOM) if raw.startswith(_BOM) else 0, len(raw), format_of(file)
    if file.lower().endswith(TEXTS):
        borders = find_front_matter(raw)
        if borders is None:
            raise RefusedError(f"{file} has no front matter any more", "it was changed just now; try again")
        start, end, _, form = borders
    if form in {"yaml", "json"}:
        return start, end, form
    raise RefusedError(f"{file}: digest edits fields in YAML and JSON only", "change the file by hand")


def _comparable(thing: ContentItem | None) -> ContentItem | None:
    """Return a value without its positions in the file and without anchors, which are derived: for comparison."""
    if thing is None:
        return None
    text = (
        BodyLocation("", 0, thing.body_location.field, thing.body_location.plain)
        if thing.body != Body()
        else BodyLocation("")
    )
    thing = replace(thing, origin=Origin(""), body_location=text, references=())
    if isinstance(thing, IncidentFile):
        return replace(thing, status=tuple(replace(one, anchor="") for one in thing.status))
    if not isinstance(thing, Article):
        return thing
    updates = tuple(replace(one, anchor="") for one in thing.updates)
    return replace(thing, updates=updates, corrections=tuple(replace(one, anchor="") for one in thing.corrections))


def _with(content: Content, read: dict[str, ContentItem | None]) -> Content:
    """Return the content with some files replaced by what was read now."""
    things = {file: thing for file, thing in read.items() if thing is not None}
    files = {one.origin.file: one for one in content.incident_files}
    files |= {file: one for file, one in things.items() if isinstance(one, IncidentFile)}
    articles = {one.origin.file: one for one in content.articles}
    articles |= {file: one for file, one in things.items() if isinstance(one, Article)}
    pages = {one.origin.file: one for one in content.own_pages}
    pages |= {file: one for file, one in things.items() if isinstance(one, OwnPage)}
    return replace(
        content,
        articles=tuple(articles.values()),
        incident_files=tuple(files[file] for file in sorted(files)),
        own_pages=tuple(pages.values()),
        keys={},
    )
