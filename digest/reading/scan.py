"""Read the folder `content/`: find the files, group them into documents, and read those that are not in the cache."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.adapters.serialization import RawJson, fingerprint, pack
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position, has_errors
from digest.model.ledger import Ledger
from digest.model.site import Asset, Content, ContentItem, OwnPage
from digest.reading.cache import Cache, CacheEntry, ReadDocument
from digest.reading.content.article import read_article
from digest.reading.content.front_matter import read_source
from digest.reading.content.incident import read_incident
from digest.reading.content.settled_slugs import settle_slugs
from digest.reading.content.site_page import read_own_page
from digest.reading.content.source_files import Kind, SourceFiles, group_files
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.names import IGNORED_FIELDS
from digest.reading.dialects.translate import translate
from digest.reading.files.assets import read_assets
from digest.reading.files.bytes import FileReader
from digest.reading.files.walk import FoundFile, walk
from digest.reading.ledger import FILE as LEDGER
from digest.reading.ledger import read_ledger

_NO_CONVENTIONS = Conventions()
KINDS: tuple[Kind, ...] = ("articles", "incidents", "pages")


@dataclass(frozen=True, slots=True)
class Found:
    """What `content/` contains, before its documents are read."""

    documents: tuple[SourceFiles, ...]
    media: tuple[Asset, ...]
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]


def find_content(folder: Path) -> Found:
    """Find all documents, and read the other files: media and the ledger."""
    findings = DiagnosticCollector()
    if not (folder / "content").is_dir():
        findings.error(
            "no-content",
            Position("content"),
            "there is no folder content/",
            "make it, with your first article in content/articles/",
        )
    files: dict[str, list[FoundFile]] = {kind: [] for kind in (*KINDS, "media")}
    strays: list[FoundFile] = []
    for file in walk(folder, "content", findings):
        _, kind, *inner = file.path.split("/", 2)
        if inner and kind in files:
            files[kind].append(file)
        elif file.path != LEDGER:
            strays.append(file)
    _report_strays(strays, files, findings)
    grouped = [group_files(kind, tuple(files[kind]), findings) for kind in KINDS]
    for kind, group in zip(KINDS, grouped, strict=True):
        if files[kind] and not group.documents and not has_errors(findings.all):
            _report_nothing_read(f"content/{kind}", findings)
    documents = tuple([document for group in grouped for document in group.documents])
    beside = tuple([file for group in grouped for file in group.beside])
    media = read_assets(folder, tuple(files["media"]), "content/", findings)
    media += read_assets(folder, beside, "content/", findings, beside=True)
    ledger = read_ledger(folder, findings)
    return Found(documents, media, ledger, findings.all)


def _report_strays(strays: list[FoundFile], files: dict[str, list[FoundFile]], findings: DiagnosticCollector) -> None:
    """Report files that lie in no folder that is read; as one error if there are no others."""
    if strays and not any(files.values()):
        _report_nothing_read("content", findings)
        return
    for file in strays:
        findings.warn(
            "unknown-file",
            Position(file.path),
            "digest does not read this file",
            f"move it to content/{'/, content/'.join(files)}/",
        )


def _report_nothing_read(folder: str, findings: DiagnosticCollector) -> None:
    findings.error(
        "nothing-read",
        Position(folder),
        f"there are files in {folder}/, and none of them is read",
        "articles belong into content/articles/, in files that end in .md or .txt",
    )


def split_cached(
    folder: Path, documents: tuple[SourceFiles, ...], cache: Cache
) -> tuple[dict[str, ReadDocument], tuple[SourceFiles, ...]]:
    """Return the documents that are in the cache, by the path of their first file, and those that must be read."""
    known: dict[str, ReadDocument] = {}
    unread: list[SourceFiles] = []
    for document in documents:
        cached = cache.find(folder, document)
        if cached is None:
            unread.append(document)
        else:
            known[document.path] = cached
    return known, tuple(unread)


def read_documents(
    folder: Path, documents: Iterable[SourceFiles], zone: ZoneInfo, conventions: Conventions = _NO_CONVENTIONS
) -> bytes:
    """Read documents, and pack their entries of the cache for `unpack_documents`, perhaps in another process."""
    return pack([_read_entry(folder, document, zone, conventions) for document in documents])


def _read_entry(folder: Path, source: SourceFiles, zone: ZoneInfo, conventions: Conventions) -> CacheEntry:
    findings = DiagnosticCollector()
    reader = FileReader(folder, findings)
    item = read_document(reader, source, findings, zone, conventions)
    hashes = tuple([reader.hash_of(file.path) for file in source.files])
    made_of = [
        str(zone),
        repr(conventions),
        *[f"{file.path} {key}" for file, key in zip(source.files, hashes, strict=True)],
    ]
    made_of_hash = fingerprint(" ".join(made_of).encode(errors="surrogateescape"))
    return CacheEntry(source, hashes, made_of_hash, findings.all, RawJson(pack(item)), reader.sought)


def read_document(
    reader: FileReader,
    files: SourceFiles,
    findings: DiagnosticCollector,
    zone: ZoneInfo,
    conventions: Conventions = _NO_CONVENTIONS,
) -> ContentItem | None:
    """Return what the files of a document are read as; None, and errors in `findings`, if no item can be made of them."""
    ignored = IGNORED_FIELDS if files.kind == "articles" else frozenset[str]()
    source = read_source(reader, files, findings, zone, ignored)
    if source is None:
        return None
    source = replace(source, fields=translate(source.fields, files.kind, conventions))
    if source.fields.is_left_out:
        return None
    if files.kind == "articles":
        return read_article(source)
    if files.kind == "incidents":
        return read_incident(source)
    return read_own_page(source)


def gather(found: Found, documents: Iterable[ReadDocument]) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the content of the site and the diagnostics of all its files."""
    known = tuple(documents)
    items = [document.item for document in known]
    keys = {one.item.origin.file: one.entry.fingerprint for one in known if isinstance(one.item, Article)}
    articles, keys = settle_slugs(tuple([item for item in items if isinstance(item, Article)]), found.ledger, keys)
    content = Content(
        articles=articles,
        incident_files=tuple([item for item in items if isinstance(item, IncidentFile)]),
        own_pages=tuple([item for item in items if isinstance(item, OwnPage)]),
        media=found.media,
        ledger=found.ledger,
        keys=keys,
    )
    diagnostics = (diagnostic for document in known for diagnostic in document.entry.diagnostics)
    return content, (*found.diagnostics, *diagnostics)
