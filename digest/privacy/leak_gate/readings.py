"""Bytes as text, in the forms in which the gate searches for names with exact patterns."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from digest.model.text.letters import plain_letters

_NO_LETTER = re.compile(r"[\W\d_]+")
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|article|section|main|header|footer|nav)\b[^<>]*>", re.IGNORECASE)
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐]\s*\n\s*(?=[^\W\d_])")
_ESCAPED = re.compile(r"\\(?:[nrt\"/]|(?=[*_\[\]`.-]))")


def texts_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Return bytes as text, each form with its name: as they are, without the usual escapes, and without tags."""
    written = decoded(data)
    plain = plain_letters(written)
    yield "", plain
    yield "camel case", _SEAM.sub("-", plain)
    if _LINE_END.search(plain):
        yield "hyphens at line ends", _LINE_END.sub("", plain)
    read = _ESCAPED.sub(_escaped, html.unescape(unquote(written)))
    if read != written:
        yield "escapes between words", plain_letters(read)
    if "<" in read:
        yield "tags between letters", plain_letters(_TAG.sub("", _BLOCK.sub("\n\n", read)))
        yield "tags between words", plain_letters(_TAG.sub(" ", _BLOCK.sub("\n\n", read)))


def _escaped(match: re.Match[str]) -> str:
    return {"n": "\n", "r": "\n", "t": "\t"}.get(match[0][1:], match[0][1:])


def decoded(data: bytes) -> str:
    """Return bytes decoded as UTF-8; if they are not valid, both as UTF-8 without the errors and as Latin-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"{data.decode('utf-8', 'ignore')}\n\n{data.decode('latin-1')}"


def squeezed(text: str) -> str:
    """Return the letters of a text, without its tags, in lower case, with nothing between them."""
    return _NO_LETTER.sub("", plain_letters(html.unescape(_TAG.sub("", text)))).casefold()
