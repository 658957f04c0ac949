"""Files become documents: a text and its metadata, grouped by stem, of one of the three kinds that editors write."""

from collections import defaultdict
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position
from digest.model.site import OwnPage
from digest.reading.content.article import PASSED_OVER, read_article
from digest.reading.content.front_matter import Files, read_written
from digest.reading.content.incident import read_incident
from digest.reading.content.site_page import read_own_page
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.bytes import FileBytes
from digest.reading.files.walk import FoundFile

Kind = Literal["articles", "incidents", "pages"]
TEXTS = (".md", ".txt")
METADATA = (".yaml", ".yml", ".json")
_ENDINGS = frozenset(ending[1:] for ending in TEXTS + METADATA)


class Document(NamedTuple):
    """One thing that an editor wrote, not read yet: its files and their signatures."""

    kind: Kind
    files: Files
    found: tuple[FoundFile, ...]


class Reading(NamedTuple):
    """What reading a document gave: at most one value, and every mistake."""

    article: Article | None = None
    incident: IncidentFile | None = None
    own_page: OwnPage | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def group_documents(kind: Kind, found: tuple[FoundFile, ...], findings: DiagnosticCollector) -> tuple[Document, ...]:
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
    documents = [_document(kind, files, findings) for files in stems.values()]
    return tuple([document for document in documents if document is not None])


def _document(kind: Kind, found: list[FoundFile], findings: DiagnosticCollector) -> Document | None:
    if len(found) == 1:
        path = found[0].path
        return Document(kind, Files(text=path) if path.endswith(TEXTS) else Files(metadata=path), (found[0],))
    texts = [file.path for file in found if file.path.endswith(TEXTS)]
    metadata = [file.path for file in found if file.path.endswith(METADATA)]
    for same in (texts, metadata):
        if len(same) > 1:
            findings.error(
                "two-files-one-name",
                Position(same[1]),
                f"“{same[0]}” has the same name but for its ending",
                "rename one of the two",
            )
            return None
    return Document(kind, Files("".join(texts), "".join(metadata)), tuple(found))


def read_document(raws: FileBytes, document: Document, findings: DiagnosticCollector, zone: ZoneInfo) -> Reading:
    """Read one document, whole; `findings` are empty yet."""
    written = read_written(
        raws, document.files, findings, zone, PASSED_OVER if document.kind == "articles" else frozenset()
    )
    if written is None:
        return Reading(diagnostics=findings.all)
    if document.kind == "articles":
        article = read_article(written)
        return Reading(article=article, diagnostics=findings.all)
    if document.kind == "incidents":
        incident = read_incident(written)
        return Reading(incident=incident, diagnostics=findings.all)
    own_page = read_own_page(written)
    return Reading(own_page=own_page, diagnostics=findings.all)
