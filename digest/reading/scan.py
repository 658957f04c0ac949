"""The folder `content/`, whole: found, grouped, read (what has not changed, from the cache) and gathered."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.adapters.serialization import fingerprint, pack
from digest.model.diagnostic import Diagnostic, Position
from digest.model.ledger import Ledger
from digest.model.site import Asset, Content
from digest.reading.cache import Cache, CachedDocument, CachedFile, Kept, keep
from digest.reading.content.documents import Document, Kind, group_documents, read_document
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.assets import read_assets
from digest.reading.files.bytes import FileBytes
from digest.reading.files.walk import FoundFile, walk
from digest.reading.ledger import FILE as LEDGER
from digest.reading.ledger import read_ledger

KINDS: tuple[Kind, ...] = ("articles", "incidents", "pages")


@dataclass(frozen=True, slots=True)
class Found:
    """What `content/` holds before its documents are read."""

    documents: tuple[Document, ...]
    media: tuple[Asset, ...]
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]


def find_content(folder: Path) -> Found:
    """Find everything that editors wrote, and read what is no document: media and the ledger."""
    findings = DiagnosticCollector()
    if not (folder / "content").is_dir():
        findings.error(
            "no-content",
            Position("content"),
            "there is no folder content/",
            "make it, with your first article in content/articles/",
        )
    files: dict[str, list[FoundFile]] = {kind: [] for kind in (*KINDS, "media")}
    for file in walk(folder, "content", findings):
        _, room, *inner = file.path.split("/", 2)
        if inner and room in files:
            files[room].append(file)
        elif file.path != LEDGER:
            findings.warn(
                "unknown-file",
                Position(file.path),
                "digest does not read this file",
                f"move it to content/{'/, content/'.join(files)}/",
            )
    documents = [document for kind in KINDS for document in group_documents(kind, tuple(files[kind]), findings)]
    media = read_assets(folder, tuple(files["media"]), "content/", findings)
    ledger = read_ledger(folder, findings)
    return Found(tuple(documents), media, ledger, findings.all)


def split_cached(
    folder: Path, documents: tuple[Document, ...], cache: Cache
) -> tuple[dict[str, CachedDocument], tuple[Document, ...]]:
    """Split documents into those that the cache knows, by the path of their first file, and those to be read."""
    known: dict[str, CachedDocument] = {}
    unread: list[Document] = []
    for document in documents:
        cached = cache.find(folder, document)
        if cached is None:
            unread.append(document)
        else:
            known[document.found[0].path] = cached
    return known, tuple(unread)


def read_documents(folder: Path, documents: Iterable[Document], zone: ZoneInfo) -> bytes:
    """Read documents, each into what the cache keeps of it, for `unpack_documents`: packed, they are brought from process to process."""
    return pack([_read_document(folder, document, zone) for document in documents])


def _read_document(folder: Path, document: Document, zone: ZoneInfo) -> Kept:
    findings = DiagnosticCollector()
    raws = FileBytes(folder, findings)
    reading = read_document(raws, document, findings, zone)
    files = tuple([CachedFile(file.path, file.signature, raws.key_of(file.path)) for file in document.found])
    made_of = " ".join([str(zone), *[f"{file.path} {file.key}" for file in files]])
    return keep(files, fingerprint(made_of.encode(errors="surrogateescape")), reading)


def gather(found: Found, documents: Iterable[CachedDocument]) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Gather what was read into the content of the site, with every mistake of every file."""
    known = tuple(documents)
    readings = [document.reading for document in known]
    content = Content(
        articles=tuple([reading.article for reading in readings if reading.article is not None]),
        incident_files=tuple([reading.incident for reading in readings if reading.incident is not None]),
        own_pages=tuple([reading.own_page for reading in readings if reading.own_page is not None]),
        media=found.media,
        ledger=found.ledger,
        keys={one.reading.article.origin.file: one.key for one in known if one.reading.article is not None},
    )
    diagnostics = (diagnostic for reading in readings for diagnostic in reading.diagnostics)
    return content, (*found.diagnostics, *diagnostics)
