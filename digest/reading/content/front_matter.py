"""Read the fields and the text of a document from its one or two files."""

import json
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from digest.model.content.article import Body, BodyLocation, Reference
from digest.model.diagnostic import Position
from digest.model.text.characters import clean, is_surely_clean
from digest.reading.content.body import body_of, json_as_yaml, references_in
from digest.reading.content.sentences import opening
from digest.reading.content.source_files import SourceFiles
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.bytes import FileReader
from digest.reading.files.decode import decode, report_controls
from digest.reading.yaml.nodes import Mapping
from digest.reading.yaml.parser import parse_mapping
from digest.reading.yaml.schema import Fields

TEXT_FIELDS = ("text", "maintext", "raw_text")

_FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*(?:\r?\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\r|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The fields and the text of a document, before they are made an item.

    `file` is the path of the file with the fields, and `stem` its name without ending. `first_line` is the line of its file at which the
    text begins.
    """

    file: str
    stem: str
    fields: Fields
    text: str
    body_location: BodyLocation
    first_line: int

    def body(self) -> Body:
        """Return the content hash of the text and its number of words."""
        return body_of(self.text, plain=self.body_location.plain)

    def opening(self, language: str) -> tuple[str, ...]:
        """Return the first sentences of the text, without markup."""
        return opening(self.text, language, plain=self.body_location.plain)

    def references(self) -> tuple[Reference, ...]:
        """Return the links and images of the text with addresses in the site."""
        return () if self.body_location.plain else references_in(self.text, self.body_location.file, self.first_line)


def read_source(
    reader: FileReader,
    files: SourceFiles,
    findings: DiagnosticCollector,
    zone: ZoneInfo,
    ignored: frozenset[str] = frozenset(),
) -> SourceDocument | None:
    """Return the fields and the text of a document; None, and an error, if they cannot be read. `ignored` as for `Fields`."""
    if files.metadata:
        return _read_two_files(reader, files, findings, zone, ignored)
    file = files.text
    raw = reader.read(file)
    if raw is None:
        return None
    offsets = find_front_matter(raw)
    if offsets is None:
        _explain_missing(raw, file, findings)
        return None
    start, end, below = offsets
    front = decode(raw[start:end], file, findings, first_line=2)
    lines = 1 + _line_ends(raw[:below])
    text = decode(raw[below:], file, findings, first_line=lines)
    mapping = None if front is None else parse_mapping(front, file, findings, first_line=2)
    if front is None or text is None or mapping is None:
        return None
    if not is_surely_clean(raw):
        report_controls(front, file, findings, first_line=2)
        report_controls(text, file, findings, first_line=lines)
        text = clean(text)
    body_location = BodyLocation(file, below, plain=file.endswith(".txt"))
    return _source(files, Fields(mapping, findings, zone, ignored=ignored), text, body_location, lines)


def find_front_matter(raw: bytes) -> tuple[int, int, int] | None:
    """Return the offsets, in bytes, of the start and end of the front matter and of the text below it; None if there is none."""
    if raw.startswith(b"---\n"):
        end = raw.find(b"\n---", 3)
        if end >= 0 and raw.startswith(b"\n", end + 4) and raw.find(b"\n...", 3, end) < 0:
            return 4, end + 1, end + 5  # the form of nearly all files, without a regular expression
    match = _FRONT_MATTER.match(raw)
    return None if match is None else (*match.span(1), match.end())


def _line_ends(raw: bytes) -> int:
    return raw.count(b"\n") + (raw.count(b"\r") - raw.count(b"\r\n") if b"\r" in raw else 0)


def _source(
    files: SourceFiles, fields: Fields, text: str, body_location: BodyLocation, first_line: int
) -> SourceDocument:
    name = files.main.rpartition("/")[2]
    return SourceDocument(files.main, name.rpartition(".")[0], fields, text, body_location, first_line)


def _read_two_files(
    reader: FileReader, files: SourceFiles, findings: DiagnosticCollector, zone: ZoneInfo, ignored: frozenset[str]
) -> SourceDocument | None:
    """Read metadata from a file of their own, and the text from a second file or from a field of the metadata."""
    mapping = _metadata(reader, files.metadata, findings)
    text = _text_without_fields(reader, files.text, findings) if files.text else ""
    if mapping is None or text is None:
        return None
    fields = Fields(mapping, findings, zone, ignored=ignored.union(TEXT_FIELDS))
    if files.text:
        body_location = BodyLocation(files.text, plain=files.text.endswith(".txt"))
        return _source(files, fields, text, body_location, 1)
    name = next((name for name in TEXT_FIELDS if fields.has(name)), "")
    body_location = BodyLocation(files.metadata, field=name, plain=True)
    return _source(files, fields, clean(_raw_value(mapping, name)) if name else "", body_location, fields.at(name).line)


def _raw_value(mapping: Mapping, name: str) -> str:
    value = getattr(mapping.pairs[name][2], "value", "")
    return value if isinstance(value, str) else ""


def _metadata(reader: FileReader, file: str, findings: DiagnosticCollector) -> Mapping | None:
    raw = reader.read(file)
    text = None if raw is None else decode(raw, file, findings)
    if text is None:
        return None
    if file.endswith(".json"):
        try:
            json.loads(text)
        except json.JSONDecodeError as problem:
            findings.error(
                "broken-json",
                Position(file, problem.lineno, problem.colno),
                f"this is not JSON: {problem.msg}",
                "check it with a JSON editor",
            )
            return None
        except RecursionError:
            findings.error(
                "yaml-too-deep", Position(file, 1, 1), "lists and fields stand too deep here", "write them side by side"
            )
            return None
        text = json_as_yaml(text)
    report_controls(text, file, findings)
    return parse_mapping(text, file, findings)


def _text_without_fields(reader: FileReader, file: str, findings: DiagnosticCollector) -> str | None:
    raw = reader.read(file)
    text = None if raw is None else decode(raw, file, findings)
    if text is None:
        return None
    if _FRONT_MATTER.match(raw or b"") and not file.endswith(".txt"):
        findings.error(
            "metadata-twice",
            Position(file, 1, 1),
            "this text has front matter and a metadata file beside it",
            "keep one of the two",
        )
        return None
    report_controls(text, file, findings)
    return clean(text)


def _explain_missing(raw: bytes, file: str, findings: DiagnosticCollector) -> None:
    if re.match(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?$", raw, re.MULTILINE):
        findings.error(
            "no-front-matter",
            Position(file, 1, 1),
            "the front matter has no end",
            "write a line of three dashes, ---, below its last field",
        )
        return
    stem = file.rpartition(".")[0]
    findings.error(
        "no-front-matter",
        Position(file, 1, 1),
        "this text has no title and no date",
        f"begin it with a line ---, then title: and date:, then ---; or write them into {stem}.yaml",
    )
