"""Read the fields and the text of a document from its one or two files."""

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from digest.model.content.article import Body, BodyLocation, Image, Reference
from digest.model.diagnostic import Position
from digest.model.moment import Moment
from digest.model.text.characters import clean, is_surely_clean
from digest.reading.content.body import body_of, find_beside, links_beside, references_in, with_links
from digest.reading.content.headings import first_heading, length_of_repeated_title, same_title
from digest.reading.content.sentences import opening
from digest.reading.content.source_files import SourceFiles, is_plain
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.markup.report import report_markup
from digest.reading.files.bytes import FileReader
from digest.reading.files.decode import decode, line_ends, other_encoding, report_controls, report_encoding
from digest.reading.files.names import FileName, date_in_path, is_about_the_folder, read_file_name
from digest.reading.formats.fences import FrontMatter, begins_with_json, find_front_matter, is_open
from digest.reading.formats.json import parse_json
from digest.reading.formats.parse import format_of, parse_fields
from digest.reading.yaml.dates import parse_moment
from digest.reading.yaml.nodes import Mapping, Scalar
from digest.reading.yaml.schema import Fields

TEXT_FIELDS = ("text", "maintext", "raw_text")
TITLE_FIELDS = frozenset({"title", "headline"})


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The fields and the text of a document, before they are made an item.

    `file` is the path of the file with the fields, and `name` what its name says; `named_date` is the date there, if it has one.
    `heading` is the heading with which the text begins if no field contains the title; it is not part of `text`. `first_line` is the line
    of its file at which the text begins.
    """

    file: str
    name: FileName
    fields: Fields
    text: str
    body_location: BodyLocation
    first_line: int
    heading: str = ""
    named_date: Moment | None = None
    reader: FileReader = field(kw_only=True)

    @property
    def stem(self) -> str:
        """The file's name without its ending; of a page bundle, that of its folder."""
        return self.name.stem

    def body(self) -> Body:
        """Return the content hash of the text and its number of words."""
        return body_of(with_links(self.text, self.body_location.links), plain=self.body_location.plain)

    def opening(self, language: str) -> tuple[str, ...]:
        """Return the first sentences of the text, without markup."""
        return opening(self.text, language, plain=self.body_location.plain)

    def references(self) -> tuple[Reference, ...]:
        """Return the links and images of the text with addresses in the site."""
        place = self.body_location
        return () if place.plain else references_in(self.text, place.file, self.first_line, place.links)

    def beside(self, address: str) -> str:
        """Return the address in the site of a file beside the document, given relative to it; empty if there is no such file."""
        return find_beside(self.reader, self.file, address)

    def with_image_beside(self, image: Image | None) -> Image | None:
        """Return an image whose `src` may be a file beside the document with its address in the site."""
        found = self.beside(image.src) if image else ""
        return replace(image, src=found, optional=False) if image and found else image


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
    front_matter = find_front_matter(raw) or _without_fields(raw, file, findings)
    if front_matter is None:
        return None
    start, end, below, form = front_matter
    if form == "nikola" and is_plain(file):
        _warn_of_restructured_text(file, findings)
    first = 1 + line_ends(raw[:start])
    front = decode(raw[start:end], file, findings, first_line=first)
    mapping = None if front is None else parse_fields(front, form, file, findings, first_line=first)
    heading, skipped = _heading(raw[below:], mapping, plain=is_plain(file))
    below += skipped
    lines = 1 + line_ends(raw[:below])
    text = decode(raw[below:], file, findings, first_line=lines)
    if front is None or text is None or mapping is None:
        return None
    if not is_surely_clean(raw):
        report_controls(front, file, findings, first_line=first)
        report_controls(text, file, findings, first_line=lines)
        text = clean(text)
    body_location = BodyLocation(file, below, plain=is_plain(file))
    return _source(
        reader, files, Fields(mapping, findings, zone, ignored=ignored), text, body_location, lines, zone, heading
    )


def _source(
    reader: FileReader,
    files: SourceFiles,
    fields: Fields,
    text: str,
    body_location: BodyLocation,
    first_line: int,
    zone: ZoneInfo,
    heading: str = "",
) -> SourceDocument:
    name = read_file_name(files.stem, dated=files.kind == "articles")
    when = name.date or (_date_in_path(fields.mapping) if files.kind == "articles" else "")
    date = parse_moment(when, zone, coarse=True) if when else None
    if not body_location.plain:
        body_location = replace(body_location, links=links_beside(reader, body_location.file, text))
        report_markup(text, body_location.file, fields.findings, first_line)
    return SourceDocument(files.main, name, fields, text, body_location, first_line, heading, date, reader=reader)


def _heading(raw: bytes, mapping: Mapping | None, *, plain: bool) -> tuple[str, int]:
    """Return the heading of a text if it is the only title, and how many bytes the text's first heading takes if it is the title."""
    title = _title_in(mapping)
    if plain:
        return "", length_of_repeated_title(raw, title)
    found = first_heading(raw)
    if found is None or (title and not same_title(found[0], title)):
        return "", 0
    return "" if title else found[0], found[1]


def _title_in(mapping: Mapping | None) -> str:
    """Return the title in the fields; empty if there is none."""
    pairs = {} if mapping is None else mapping.pairs
    nodes = (node for name, (_, _, node) in pairs.items() if name.lower() in TITLE_FIELDS)
    return next((node.value for node in nodes if isinstance(node, Scalar) and not node.is_null), "")


_PATH_FIELDS = frozenset({"path", "permalink"})


def _date_in_path(mapping: Mapping) -> str:
    """Return the date in an address that a field gives, such as `2024/01/02/pump`, as blogs of Zola have it; empty if there is none."""
    nodes = [node for name, (_, _, node) in mapping.pairs.items() if name.lower() in _PATH_FIELDS]
    return next((date_in_path(node.value) for node in nodes if isinstance(node, Scalar)), "")


def _read_two_files(
    reader: FileReader, files: SourceFiles, findings: DiagnosticCollector, zone: ZoneInfo, ignored: frozenset[str]
) -> SourceDocument | None:
    """Read metadata from a file of their own, and the text from a second file or from a field of the metadata."""
    mapping = _metadata(reader, files.metadata, findings)
    raw = _text_without_fields(reader, files.text, findings) if files.text else b""
    if mapping is None or raw is None:
        return None
    fields = Fields(mapping, findings, zone, ignored=ignored.union(TEXT_FIELDS))
    if not files.text:
        return _source_of_field(reader, files, mapping, fields, zone)
    file = files.text
    if format_of(files.metadata) == "nikola" and is_plain(file):
        _warn_of_restructured_text(file, findings)
    heading, skipped = _heading(raw, mapping, plain=is_plain(file))
    lines = 1 + line_ends(raw[:skipped])
    text = decode(raw[skipped:], file, findings, first_line=lines)
    if text is None:
        return None
    report_controls(text, file, findings, first_line=lines)
    body_location = BodyLocation(file, skipped, plain=is_plain(file))
    return _source(reader, files, fields, clean(text), body_location, lines, zone, heading)


def _warn_of_restructured_text(file: str, findings: DiagnosticCollector) -> None:
    stem = file.rpartition(".")[0]
    findings.warn(
        "unread-text",
        Position(file, 1, 1),
        "Nikola reads this text as reStructuredText, and digest shows it as plain text, with all its marks",
        f"if it has any, convert it to Markdown: pandoc -f rst {file} -t gfm -o {stem}.md",
    )


def _source_of_field(
    reader: FileReader, files: SourceFiles, mapping: Mapping, fields: Fields, zone: ZoneInfo
) -> SourceDocument:
    """Return a document whose text is in one of its fields, without the title if the text begins with it."""
    name = next((name for name in TEXT_FIELDS if fields.has(name)), "")
    node = mapping.pairs[name][2] if name else None
    text = node.value if isinstance(node, Scalar) else ""
    skipped = len(text.encode()[: length_of_repeated_title(text.encode(), _title_in(mapping))].decode())
    body_location = BodyLocation(files.metadata, skipped, field=name, plain=True)
    return _source(reader, files, fields, clean(text[skipped:]), body_location, fields.at(name).line, zone)


def _metadata(reader: FileReader, file: str, findings: DiagnosticCollector) -> Mapping | None:
    raw = reader.read(file)
    text = None if raw is None else decode(raw, file, findings)
    if text is None:
        return None
    mapping = parse_fields(text, format_of(file), file, findings, first_line=1)
    if mapping is not None:
        report_controls(text, file, findings)
    return mapping


def _text_without_fields(reader: FileReader, file: str, findings: DiagnosticCollector) -> bytes | None:
    """Return the bytes of a text beside its metadata; None, and an error, if it has front matter as well."""
    raw = reader.read(file)
    if raw is not None and not is_plain(file) and is_open(raw) and find_front_matter(raw) is not None:
        findings.error(
            "metadata-twice",
            Position(file, 1, 1),
            "this text has front matter and a metadata file beside it",
            "keep one of the two",
        )
        return None
    return raw


def _without_fields(raw: bytes, file: str, findings: DiagnosticCollector) -> FrontMatter | None:
    """Return empty front matter for a Markdown text that begins with its title as a heading; None, and a diagnostic, for any other."""
    encoding = other_encoding(raw)
    if encoding:
        report_encoding(encoding, file, findings)
    elif is_about_the_folder(file):
        findings.warn(
            "unknown-file",
            Position(file),
            "digest takes this file for notes on the folder, and not for a text to publish",
            "delete it; or, to publish it, begin it with a line ---, then title: and date:, then ---",
        )
    elif is_open(raw):
        findings.error(
            "no-front-matter",
            Position(file, 1 + line_ends(raw[: len(raw) - len(raw.lstrip(b"\xef\xbb\xbf \t\r\n"))]), 1),
            "the front matter has no end",
            "write a line of three dashes, ---, below its last field (three plus signs, +++, if it begins with these)",
        )
    elif begins_with_json(raw):
        text = decode(raw, file, findings)
        if text is not None:
            parse_json(text, file, findings)
    elif not is_plain(file) and first_heading(raw) is not None:
        return FrontMatter(0, 0, 0)
    else:
        findings.error(
            "no-front-matter",
            Position(file, 1, 1),
            "this text has no title and no date",
            f"begin it with a line ---, then title: and date:, then ---; or write them into {file.rpartition('.')[0]}.yaml",
        )
    return None
