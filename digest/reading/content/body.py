"""Read the text of an article or a page, hash it, and find the links in it."""

import hashlib
import posixpath
import re
from functools import lru_cache
from html import unescape
from pathlib import Path

from digest.model.content.article import Body, BodyLocation, Reference
from digest.model.text.characters import clean, count_words
from digest.model.url import internal_target, quote_address
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.assets import address_beside
from digest.reading.files.bytes import MAXIMUM_BYTES, FileReader, read_bytes
from digest.reading.files.decode import decode, position_in
from digest.reading.formats.parse import format_of, parse_fields
from digest.reading.yaml.nodes import Scalar

# A definition as CommonMark has it: a destination and, perhaps, a title. `[Note]: Corrected.` has none, and is text.
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]+\]: *(?:<([^<>\n]+)>|((?=\S*(?:[/#:@?%=]|\.\w))[^\s<]\S*)) *"
    r"(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))? *$",
    re.MULTILINE,
)
_LINK = re.compile(r"(?<!\\)\]\(\s*(?:<([^<>\n]*)>)?")
_IN_DESTINATION = re.compile(r"\\.|[()]|\s+[\"']|\n\s*\n", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# No name is longer; so that many open parentheses take no time.
_LONGEST_DESTINATION = 2_000
_HTML_LINK = re.compile(
    r"<(?:a|img|source|video|audio)\b[^<>]*?\b(?:href|src|poster)\s*=\s*[\"']([^\"'<>]+)[\"']", re.IGNORECASE
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`|^(?: {4}|\t).*$", re.MULTILINE | re.DOTALL)


# Other documents: a link to them leads to a page, not to a file.
_DOCUMENTS = (".md", ".markdown", ".html", ".htm", ".php")


class ChangedWhileReadError(Exception):
    """A text has changed since its article was read; `str()` is the path of its file."""


def body_of(text: str, *, plain: bool) -> Body:
    """Return the body of a cleaned text. The same text has different keys as plain text and as Markdown, since they render differently."""
    key = _key_of(text, plain=plain)
    return Body(key, count_words(text)) if key else Body()


def _key_of(text: str, *, plain: bool) -> str:
    if not text or text.isspace():
        return ""
    kind = b"plain\n" if plain else b"markdown\n"
    return hashlib.blake2b(kind + text.encode(), digest_size=16).hexdigest()


def references_in(
    text: str, file: str, first_line: int, links: tuple[tuple[str, str], ...] = ()
) -> tuple[Reference, ...]:
    """Return the links and images of a Markdown text with addresses in the site, sorted by position. `links` as in `BodyLocation`."""
    known = dict(links)
    found = []
    for start, _, link in links_in(text):
        address = internal_target(_unescaped(known.get(link, link)))
        if address is not None:
            found.append(Reference(address, position_in(text, start, file, first_line)))
    return tuple(sorted(found, key=lambda reference: reference.position))


@lru_cache(maxsize=2)  # a text is searched for its references and for files beside it, one after the other
def links_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the targets of the links and images of a Markdown text: where each begins and ends, and what is written there."""
    is_linked = "](" in text or "]:" in text
    if not is_linked and "<" not in text:
        return ()
    blank = (
        _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
        if "`" in text or "\n    " in text or "~~~" in text
        else text
    )
    spans = []
    if is_linked:
        inline = (match.span(1) if match[1] else _destination(blank, match.end()) for match in _LINK.finditer(blank))
        spans = [(start, end) for start, end in inline if start < end]
        spans += [match.span(match.lastindex or 0) for match in _DEFINITION.finditer(blank)]
    if "<" in text:
        spans += [match.span(match.lastindex or 0) for match in _HTML_LINK.finditer(blank)]
    return tuple((start, end, text[start:end]) for start, end in spans)


def _destination(text: str, start: int) -> tuple[int, int]:
    """Return where the destination of a link ends: before a title, or the `)` that belongs to no `(` of its own."""
    depth = 0
    for sign in _IN_DESTINATION.finditer(text, start, start + _LONGEST_DESTINATION):
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")" and depth:
            depth -= 1
        elif sign[0] == ")" or sign[0][-1] in "\"'":
            return start, start + len(text[start : sign.start()].rstrip())
        elif sign[0][0] == "\n":
            break
    return start, start


def _unescaped(link: str) -> str:
    """Return a destination without escapes and entities."""
    link = _ESCAPED.sub(r"\1", link) if "\\" in link else link
    return unescape(link) if "&" in link else link


def with_links(text: str, links: tuple[tuple[str, str], ...]) -> str:
    """Return a text in which some links, by the way they are written, lead elsewhere."""
    known = dict(links)
    for start, end, link in sorted(links_in(text), reverse=True) if links else ():
        if link in known:
            text = text[:start] + known[link] + text[end:]
    return text


def links_beside(reader: FileReader, file: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return the links of a Markdown text to files beside it, as they are written, with what they lead to in the site."""
    links = {}
    for _, _, link in links_in(text):
        if link not in links and not link.startswith("/"):
            target = internal_target(_unescaped(link))
            address = find_beside(reader, file, target) if target else ""
            if address:
                links[link] = f"/{quote_address(address)}"
    return tuple(links.items())


def find_beside(reader: FileReader, file: str, address: str) -> str:
    """Return the address in the site of a file that is given relative to the folder of a document; empty if there is no such file.

    Hexo keeps the files of `pump.md` in a folder `pump/` beside it.
    """
    stem, _, ending = address.rpartition(".")
    if not stem or not ending or "/" in ending or "\0" in address or address.lower().endswith(_DOCUMENTS):
        return ""
    kind = "/".join(file.split("/", 2)[:2])
    for folder in (file.rpartition("/")[0], file.rpartition(".")[0]):
        path = posixpath.normpath(f"{folder}/{address}")
        if path.startswith(f"{kind}/") and "/." not in path and reader.has(path):
            return address_beside(path)
    return ""


def read_text(folder: Path, body_location: BodyLocation, body: Body) -> str:
    """Return the text of a body, read again. Raise `ChangedWhileReadError` if it has changed since it was read first."""
    if not body.key:
        return ""
    findings = DiagnosticCollector()
    try:
        raw = read_bytes(folder, body_location.file, MAXIMUM_BYTES)
    except OSError as problem:
        raise ChangedWhileReadError(body_location.file) from problem
    start = 0 if body_location.field else body_location.start
    text = decode(raw[start:], body_location.file, findings, first_line=1 if start == 0 else 2)
    if text is not None and body_location.field:
        text = _field(text, body_location, findings)
    cleaned = with_links(clean(text or ""), body_location.links)
    if (
        _key_of(cleaned, plain=body_location.plain) != body.key
    ):  # texts with the same hash have the same number of words
        raise ChangedWhileReadError(body_location.file)
    return cleaned


def first_line_of(folder: Path, body_location: BodyLocation) -> int:
    """Return the line of its file at which a text begins; 0 if it is a field's, or if the file cannot be read any more."""
    if body_location.field:
        return 0
    try:
        raw = read_bytes(folder, body_location.file, MAXIMUM_BYTES)[: body_location.start]
    except OSError:
        return 0
    return 1 + raw.count(b"\n") + (raw.count(b"\r") - raw.count(b"\r\n"))


def line_with(folder: Path, file: str, words: str) -> tuple[int, int]:
    """Return the line and the column of the first of these words in a file; 0 and 0 if they are not there."""
    try:
        text = read_bytes(folder, file, MAXIMUM_BYTES).decode(errors="replace")
    except OSError:
        return 0, 0
    start = text.find(words)
    return (0, 0) if start < 0 else (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _field(text: str, body_location: BodyLocation, findings: DiagnosticCollector) -> str:
    file = body_location.file
    mapping = parse_fields(text, format_of(file), file, findings, first_line=1)
    node = mapping.pairs[body_location.field][2] if mapping and body_location.field in mapping.pairs else None
    return node.value[body_location.start :] if isinstance(node, Scalar) else ""
