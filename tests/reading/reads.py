"""Reads documents as a build does, for the tests of this folder."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic, Position
from digest.model.moment import Moment
from digest.model.site import Content
from digest.reading.cache import unpack_documents
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.scan import find_content, gather, read_documents
from digest.reading.yaml.nodes import Mapping as Node
from digest.reading.yaml.parser import parse_mapping
from digest.reading.yaml.schema import Fields

ZONE = ZoneInfo("America/New_York")
ROOT = Position("x.yaml", 1, 1)


def read(
    folder: Path, files: Mapping[str, str | bytes], zone: ZoneInfo = ZONE
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Read a folder `content/` with these files, by their paths within it."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = find_content(folder)
    return gather(found, unpack_documents(read_documents(folder, found.documents, zone)))


def read_one(folder: Path, files: Mapping[str, str | bytes], zone: ZoneInfo = ZONE) -> Article:
    """Read files that make one article without a mistake."""
    content, diagnostics = read(folder, files, zone)
    assert diagnostics == ()
    (article,) = content.articles
    return article


def day(number: int, month: int = 3) -> Moment:
    """Return a bare date in New York, in daylight saving time."""
    return Moment(datetime(2024, month, number, 4, tzinfo=UTC), "day")


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [found.code for found in diagnostics]


def parsed(text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    findings = DiagnosticCollector()
    return parse_mapping(text, "x.yaml", findings), findings.all


def fields(text: str) -> tuple[Fields, DiagnosticCollector]:
    """Return the fields of a YAML text that holds no mistake, and where their findings go."""
    findings = DiagnosticCollector()
    mapping = parse_mapping(text, "x.yaml", findings)
    assert mapping is not None
    assert findings.all == ()
    return Fields(mapping, findings, ZONE), findings
