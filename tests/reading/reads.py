"""Reads documents as a build does, for the tests of this folder."""

import json
import re
from collections.abc import Callable, Mapping
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

DOCUMENT = Path(__file__).parents[2] / "docs" / "content.md"
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


def fields_told(diagnose: Callable[[str], tuple[Diagnostic, ...]]) -> set[str]:
    """Return every field that a reader takes, with those within groups as `source.url`, as it tells them of an unknown one.

    `diagnose` reads a mapping in YAML and returns what it finds.
    """
    found: set[str] = set()
    todo: list[tuple[str, ...]] = [()]
    while todo:
        path = todo.pop()
        inner: object = {_UNKNOWN: "x"}
        for name in reversed(path):
            inner = {name: inner}
        hints = [
            one.hint for one in diagnose(json.dumps(inner)) if one.message.startswith(f"`{_UNKNOWN}` is not a field")
        ]
        names = hints[0].partition(_TOLD)[2].split(", ") if hints else []
        todo += [(*path, name) for name in names]
        found.update(".".join([*path, name]) for name in names)
    return found


_UNKNOWN = "qqqqqq"  # no field has a name that is near
_TOLD = "the fields are: "


def fields_of(kind: str, folder: Path) -> set[str]:
    """Return every field of `articles`, `incidents` or `pages`; `folder` is for files."""
    return fields_told(lambda text: read(folder, {f"{kind}/crane.md": f"---\n{text}\n---\nIt fell.\n"})[1])


def names_of_tools() -> dict[str, str]:
    """Return the names that extraction tools write, as docs/content.md lists them, each with the field that it is read as."""
    table = DOCUMENT.read_text(encoding="utf-8").partition("| written by trafilatura")[2].partition("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    return {
        name: re.sub(r"`|[,:].*|\(.*", "", target).strip()
        for names, target in rows
        for name in re.findall(r"`(\w+)`", names)
    }
