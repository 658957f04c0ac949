"""One thing that an editor wrote, in one file or two: its fields and its text, whichever way they are kept."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.model.article import Body, Manuscript, Reference
from digest.model.characters import clean
from digest.model.diagnostic import Position
from digest.reading.fields import Fields
from digest.reading.findings import Findings
from digest.reading.manuscript import body_of, json_as_yaml, references_in
from digest.reading.nodes import Mapping
from digest.reading.sentences import opening
from digest.reading.text import decode, report_controls
from digest.reading.yaml import parse_mapping

MAXIMUM_BYTES = 20_000_000
TEXT_FIELDS = ("text", "maintext", "raw_text")

_FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*(?:\r?\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\r|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: `file` is the one to mend; `body` and `opening` are those of the text, which has no fields' position."""

    file: str
    stem: str
    fields: Fields
    text: str
    manuscript: Manuscript
    first_line: int

    def body(self) -> Body:
        """Give the text's content hash and its count of words."""
        return body_of(self.text, plain=self.manuscript.plain)

    def opening(self, language: str) -> tuple[str, ...]:
        """Give the text's first sentences, without markup."""
        return opening(self.text, language, plain=self.manuscript.plain)

    def references(self) -> tuple[Reference, ...]:
        """Give the links and pictures of the text that lead into the site."""
        return () if self.manuscript.plain else references_in(self.text, self.manuscript.file, self.first_line)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one written thing, relative to the site's folder: a text, its metadata beside it, or one that is both."""

    text: str = ""
    metadata: str = ""

    @property
    def main(self) -> str:
        """The file that stands for the thing in messages: the one that holds its fields."""
        return self.metadata or self.text


def read_written(
    folder: Path, files: Files, findings: Findings, zone: ZoneInfo, passed_over: frozenset[str] = frozenset()
) -> Written | None:
    """Read the fields and the text of one thing; None, and an error, where the files cannot be understood at all."""
    if files.metadata:
        return _read_beside(folder, files, findings, zone, passed_over)
    raw = _bytes_of(folder, files.text, findings)
    if raw is None:
        return None
    match = _FRONT_MATTER.match(raw)
    if match is None:
        _explain_missing(raw, files.text, findings)
        return None
    front = decode(match[1], files.text, findings, first_line=2)
    lines = 1 + len(re.findall(rb"\r\n|\n|\r", raw[: match.end()]))
    text = decode(raw[match.end() :], files.text, findings, first_line=lines)
    mapping = None if front is None else parse_mapping(front, files.text, findings, first_line=2)
    if front is None or text is None or mapping is None:
        return None
    report_controls(front, files.text, findings, first_line=2)
    report_controls(text, files.text, findings, first_line=lines)
    manuscript = Manuscript(files.text, match.end(), plain=files.text.endswith(".txt"))
    return _written(files, Fields(mapping, findings, zone, passed_over=passed_over), clean(text), manuscript, lines)


def _written(files: Files, fields: Fields, text: str, manuscript: Manuscript, first_line: int) -> Written:
    return Written(files.main, Path(files.main).stem, fields, text, manuscript, first_line)


def _read_beside(
    folder: Path, files: Files, findings: Findings, zone: ZoneInfo, passed_over: frozenset[str]
) -> Written | None:
    """Read metadata that stand in a file of their own, and the text beside them or within them."""
    mapping = _metadata(folder, files.metadata, findings)
    text = _text_beside(folder, files.text, findings) if files.text else ""
    if mapping is None or text is None:
        return None
    fields = Fields(mapping, findings, zone, passed_over=passed_over.union(TEXT_FIELDS))
    if files.text:
        manuscript = Manuscript(files.text, plain=files.text.endswith(".txt"))
        return _written(files, fields, text, manuscript, 1)
    name = next((name for name in TEXT_FIELDS if fields.has(name)), "")
    manuscript = Manuscript(files.metadata, field=name, plain=True)
    return _written(files, fields, clean(_whole(mapping, name)) if name else "", manuscript, fields.at(name).line)


def _whole(mapping: Mapping, name: str) -> str:
    value = getattr(mapping.pairs[name][1], "value", "")
    return value if isinstance(value, str) else ""


def _metadata(folder: Path, file: str, findings: Findings) -> Mapping | None:
    raw = _bytes_of(folder, file, findings)
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


def _text_beside(folder: Path, file: str, findings: Findings) -> str | None:
    raw = _bytes_of(folder, file, findings)
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


def _bytes_of(folder: Path, file: str, findings: Findings) -> bytes | None:
    try:
        with (folder / file).open("rb") as stream:
            raw = stream.read(MAXIMUM_BYTES + 1)
    except OSError as problem:
        findings.error(
            "unreadable", Position(file), f"the file cannot be read: {problem.strerror}", "check its permissions"
        )
        return None
    if len(raw) > MAXIMUM_BYTES:
        findings.error(
            "file-too-large",
            Position(file),
            f"the file is larger than {MAXIMUM_BYTES // 1_000_000} MB",
            "put documents into content/media/",
        )
        return None
    return raw


def _explain_missing(raw: bytes, file: str, findings: Findings) -> None:
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
