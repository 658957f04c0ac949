"""Read the text of an article or a page, hash it, and find the links in it."""

import hashlib
import re
from pathlib import Path

from digest.model.content.article import Body, BodyLocation, Reference
from digest.model.text.characters import clean, count_words
from digest.model.url import internal_target
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.bytes import MAXIMUM_BYTES, read_bytes
from digest.reading.files.decode import decode, position_in
from digest.reading.yaml.nodes import Scalar
from digest.reading.yaml.parser import parse_mapping

_MARKDOWN_LINK = re.compile(
    r"(?<!\\)\]\(\s*<?([^\s()<>]+(?:\([^\s()<>]*\))?)|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?(\S+?)>?(?=\s|$)", re.MULTILINE
)
_HTML_LINK = re.compile(
    r"<(?:a|img|source|video|audio)\b[^<>]*?\b(?:href|src|poster)\s*=\s*[\"']([^\"'<>]+)[\"']", re.IGNORECASE
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`|^(?: {4}|\t).*$", re.MULTILINE | re.DOTALL)


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


def references_in(text: str, file: str, first_line: int) -> tuple[Reference, ...]:
    """Return the links and images of a Markdown text with addresses in the site, sorted by position."""
    if "<" not in text and ("]" not in text or ("](" not in text and "]:" not in text)):
        return ()
    blank = (
        _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
        if "`" in text or "\n    " in text or "~~~" in text
        else text
    )
    found = []
    for pattern in (_MARKDOWN_LINK, _HTML_LINK):
        for match in pattern.finditer(blank):
            link = next(filter(None, match.groups()))
            address = internal_target(link)
            if address is not None:
                found.append(Reference(address, position_in(text, match.start(match.lastindex or 0), file, first_line)))
    return tuple(sorted(found, key=lambda reference: reference.position))


def read_text(folder: Path, body_location: BodyLocation, body: Body) -> str:
    """Return the text of a body, read again. Raise `ChangedWhileReadError` if it has changed since it was read first."""
    if not body.key:
        return ""
    findings = DiagnosticCollector()
    try:
        raw = read_bytes(folder, body_location.file, MAXIMUM_BYTES)
    except OSError as problem:
        raise ChangedWhileReadError(body_location.file) from problem
    text = decode(
        raw[body_location.start :], body_location.file, findings, first_line=1 if body_location.start == 0 else 2
    )
    if text is not None and body_location.field:
        text = _field(text, body_location, findings)
    cleaned = clean(text or "")
    if (
        _key_of(cleaned, plain=body_location.plain) != body.key
    ):  # texts with the same hash have the same number of words
        raise ChangedWhileReadError(body_location.file)
    return cleaned


def _field(text: str, body_location: BodyLocation, findings: DiagnosticCollector) -> str:
    source = json_as_yaml(text) if body_location.file.endswith(".json") else text
    mapping = parse_mapping(source, body_location.file, findings)
    node = mapping.pairs[body_location.field][2] if mapping and body_location.field in mapping.pairs else None
    return node.value if isinstance(node, Scalar) else ""


_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_LONE_SURROGATE = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def json_as_yaml(text: str) -> str:
    """Return JSON as YAML with the same values on the same lines.

    JSON (RFC 8259) is YAML but for two things: tabs between values, and characters beyond U+FFFF that are written as two escapes.
    """
    text = text.replace("\t", " ")
    if "\\u" not in text:
        return text
    text = _SURROGATES.sub(
        lambda m: m[1] + chr(0x10000 + ((int(m[2], 16) - 0xD800) << 10) + int(m[3], 16) - 0xDC00), text
    )
    return _LONE_SURROGATE.sub(r"\1\\uFFFD", text)
