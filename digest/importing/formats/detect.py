"""What a file is: by its content first, then by the ending of its name."""

import re
import zlib
from io import BytesIO
from typing import Literal

from digest.importing.exports.detect import has_dated_sections, is_ghost, is_wxr
from digest.importing.formats.decode import Decoded
from digest.importing.formats.fields import is_page
from digest.importing.formats.names import plain_name
from digest.importing.record import Skipped

FormatName = Literal[
    "html",
    "mhtml",
    "markdown",
    "text",
    "json",
    "json-lines",
    "table",
    "trafilatura-xml",
    "tei",
    "feed",
    "json-feed",
    "warc",
    "wxr",
    "ghost",
    "dated-sections",
]

_MARKDOWN = frozenset("md markdown mdown mkd mdx".split())
_PAGES = frozenset("html htm xhtml shtml".split())
_TEXTS = frozenset(("txt", "text", ""))
_LINES = frozenset("jsonl ndjson jl jsonlines".split())
_TABLES = frozenset("csv tsv tab".split())
_BY_ENDING: tuple[tuple[frozenset[str], FormatName], ...] = (
    (_MARKDOWN, "markdown"),
    (_LINES, "json-lines"),
    (frozenset({"json"}), "json"),
    (_PAGES, "html"),
    (_TEXTS, "text"),
)

_JSON = re.compile(r"\{\s*(?:\"|\}|\Z)|\[\s*(?:\{|\[|\"|\]|\Z)")
_JSON_FEED = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version")
_MHTML = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>)", re.IGNORECASE | re.DOTALL
)
_DOCTYPE_HTML = re.compile(r"\s*<!doctype\s+html", re.IGNORECASE)
_ROOT = re.compile(r"\s*<([A-Za-z][\w:.-]*)([^>]*)")
_OF_HTML = frozenset(
    "html head body meta title link script style div p article section main header h1 h2 h3 span a img table ul ol blockquote "
    "figure em strong b i br pre".split()
)
# The folders in which browsers in the five languages save what belongs to a page.
_OF_SAVED_PAGE = re.compile(r"(?:_files|-Dateien|_fichiers|_archivos|_ملفات)[/\\][^/\\]+\Z")
_FENCE = re.compile(r"(?:---|\+\+\+|;;;)[ \t]*\n")
_COLUMNS = frozenset("title headline url link text body content date author published".split())

_INSTEAD = {
    **dict.fromkeys("doc docx odt rtf epub pages fodt".split(), "convert it with pandoc: pandoc FILE -o article.md"),
    "pdf": "take its text out first, for example with pdftotext FILE article.txt",
    **dict.fromkeys("gz bz2 xz zst zip 7z rar tar tgz".split(), "unpack it first, and import what is in it"),
    **dict.fromkeys("xls xlsx ods numbers".split(), "save it as CSV first"),
    **dict.fromkeys("db sqlite sqlite3 parquet".split(), "export it as JSON, JSONL or CSV first"),
}
_BINARY = (
    (b"\x1f\x8b", "compressed", "gz"),
    (b"PK\x03\x04", "a ZIP archive or a document of an office program", "docx"),
    (b"%PDF-", "a PDF", "pdf"),
)
_FORMATS = (
    "digest reads HTML, text, Markdown, JSON, JSONL, CSV, feeds, WARC, and the XML of trafilatura; "
    "for JSON or CSV with fields of its own, use --map"
)


def detect(name: str, head: bytes) -> FormatName | None:
    """Return what a file is, or None. `head` are its first 64 kB or all of it; `name` is `-` for standard input."""
    if _OF_SAVED_PAGE.search(name):
        return None
    is_packed = head.startswith(b"\x1f\x8b")
    if (_gunzipped(head) if is_packed else head).startswith(b"WARC/"):
        return "warc"
    if is_packed or _is_binary(head):
        return None
    return _export(head) or _of_start("".join(Decoded(BytesIO(head)).chunks()).lstrip(), _ending(name))


def _export(head: bytes) -> FormatName | None:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and is_wxr(head):  # not a text that speaks of one
        return "wxr"
    return "ghost" if is_ghost(head) else None


def _of_start(start: str, ending: str) -> FormatName | None:
    if _MHTML.search(start.partition("\n\n")[0][:8192]):
        return "mhtml"
    if _JSON.match(start):
        return _of_json(start, ending)
    if start.startswith("<") and ending not in _MARKDOWN and not (ending in _TABLES and not is_page(start)):
        return _of_markup(start, ending)
    if ending in _MARKDOWN | _TEXTS and has_dated_sections(start.encode()):
        return "dated-sections"
    return _of_text(start, ending)


def unknown(name: str, head: bytes) -> Skipped:
    """Return why a file of which `detect` knows nothing is skipped, and what to do."""
    ending = _ending(name)
    if not head.strip():
        return Skipped(name, "the file is empty")
    if _OF_SAVED_PAGE.search(name):
        return Skipped(name, "the file belongs to a page that a browser saved beside it")
    if ending in _INSTEAD:
        return Skipped(name, f"digest does not read .{ending} files", _INSTEAD[ending])
    for start, what, instead in _BINARY:
        if head.startswith(start):
            return Skipped(name, f"the file is {what}", _INSTEAD[instead])
    reason = "the file is no text" if _is_binary(head) else "digest does not know what kind of file this is"
    return Skipped(name, reason, _FORMATS)


def _ending(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    return ending.lower() if dot and stem else ""


def _gunzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _is_binary(head: bytes) -> bool:
    """Return whether bytes are no text: they have controls that no text has, and are no UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = head[:8192]
    controls = sum(sample.count(byte) for byte in (*range(9), *range(14, 27), 28, 29, 30, 31, 127))
    return sample.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")) or controls > max(len(sample) // 50, 3)


def _of_json(text: str, ending: str) -> FormatName | None:
    if ending in _MARKDOWN:
        return "markdown"  # with front matter in JSON
    if ending in _LINES:
        return "json-lines"
    if _JSON_FEED.search(text[:4096]):
        return "json-feed"
    first, newline, rest = text.partition("\n")
    if newline and text[0] == "{" and first.rstrip().endswith("}") and rest.lstrip().startswith("{"):
        return "json-lines"
    return "json"


def _of_markup(text: str, ending: str) -> FormatName | None:
    is_page = bool(_DOCTYPE_HTML.match(text))
    rest = text
    while found := _BEFORE_ROOT.match(rest):
        is_page = is_page or bool(_DOCTYPE_HTML.match(rest))
        rest = rest[found.end() :]
    root = _ROOT.match(rest)
    name = root[1].lower() if root else ""
    if name in {"rss", "feed", "rdf:rdf"}:
        return "feed"
    if name in {"tei", "teicorpus", "tei.2"}:
        return "tei"
    if name == "doc" or (name == "corpus" and "<doc" in rest):
        return "trafilatura-xml"
    if is_page or name in _OF_HTML or ending in _PAGES:
        return "html"
    # Words in angle brackets, as in “<name withheld> told us”, are not XML, which ends its elements.
    return "text" if ending in _TEXTS and (not root or f"</{root[1]}" not in rest) else None


def _of_text(text: str, ending: str) -> FormatName | None:
    if not text:
        return None
    if ending in _TABLES or (ending in _TEXTS and _is_table(text)):
        return "table"
    if ending in _PAGES and _FENCE.match(text):
        return "markdown"
    return next((form for endings, form in _BY_ENDING if ending in endings), None)


def _is_table(text: str) -> bool:
    """Return whether the first line names columns that articles have."""
    first = text.partition("\n")[0]
    cells = {plain_name(cell.strip().strip('"')) for cell in re.split(r"[,;\t|]", first)}
    return len(cells & _COLUMNS) >= 2
