"""Bytes of any source as text: UTF-8 or UTF-16, and what is neither read as Windows-1252, as browsers do."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from digest.model.reports.imported import Note

CHUNK = 1 << 16
#: The most characters of one text or record that are read. No article is so long.
LONGEST = 16 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What a byte that is no UTF-8 means (https://encoding.spec.whatwg.org/#windows-1252), from how `surrogateescape` marks it.
_WINDOWS_1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_ESCAPED = {*_WINDOWS_1252}
_NOTE = Note("mended", "windows-1252", "some characters are not in UTF-8; they are read as Windows-1252")


_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})""",
    re.IGNORECASE,
)
# Those of the web (https://encoding.spec.whatwg.org/#names-and-labels) that Python has under the same names.
_LATIN = re.compile(r"iso-?8859-?1|latin1|us-ascii")
_KNOWN = re.compile(
    r"(?:windows-?|cp-?)(?:874|125\d|932|949|936|950)|iso-?8859-?\d{1,2}|koi8-[ru]|gb(?:k|2312|18030)|big5(?:-hkscs)?|euc-(?:jp|kr)|"
    r"(?:x-)?shift[_-]jis|sjis|iso-2022-jp|macintosh|mac-?cyrillic|ks_c_5601-1987|tis-620|ibm866|us-ascii|latin1"
)


def decoded_page(data: bytes, charset: str = "") -> str:
    """Return a page of HTML as text: by its byte order mark, as UTF-8 if it is that, or by the charset of a header or a `<meta>`.

    What is none of these is Windows-1252.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace").replace("\0", "")
    found = _CHARSET.search(data[:8192])
    said = (charset, (found[1] or found[2]).decode("ascii", "replace") if found else "")
    names = [name for one in said if _KNOWN.fullmatch(name := one.strip().lower())]
    # Valid UTF-8 is UTF-8, whatever it says; but what switches its character sets by escapes looks like ASCII.
    for name in [*(name for name in names if name.startswith("iso-2022")), "utf-8", *names]:
        try:
            return data.decode("cp1252" if _LATIN.fullmatch(name) else name.removeprefix("x-")).replace("\0", "")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "surrogateescape").translate(_WINDOWS_1252).replace("\0", "")


class Line(NamedTuple):
    """A line without its end, and its number from 1. One that is too long is cut, and says so."""

    number: int
    text: str
    is_cut: bool = False


class Decoded:
    """A binary stream as text. Lines end with a line feed; characters NUL are left out."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read from an open stream. It is not closed."""
        self._stream = stream
        self._mended = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was mended in all that was read so far."""
        return (_NOTE,) if self._mended else ()

    def chunks(self) -> Iterator[str]:
        """Yield the text in pieces."""
        start = self._stream.read(4)
        name, length = next(((name, len(bom)) for bom, name in _BOMS if start.startswith(bom)), ("utf-8", 0))
        decoder = codecs.getincrementaldecoder(name)("surrogateescape" if name == "utf-8" else "replace")
        held, data = "", start[length:]
        while data or (data := self._stream.read(CHUNK)):
            held, text = self._mend(held + decoder.decode(data))
            data = b""
            if text:
                yield text
        held, text = self._mend(held + decoder.decode(b"", final=True) + "\n")
        yield text[:-1] + held

    def _mend(self, text: str) -> tuple[str, str]:
        """Return a carriage return at the end, which the next piece may complete, and the text before it in its usual form."""
        held = "\r" if text.endswith("\r") else ""
        text = text[: len(text) - len(held)]
        if not text.isascii() and not _ESCAPED.isdisjoint(map(ord, set(text))):
            self._mended = True
            text = text.translate(_WINDOWS_1252)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return held, text.replace("\0", "")

    def lines(self) -> Iterator[Line]:
        """Yield the lines. What follows the end of the last line is one only if it has characters."""
        number, parts, size = 1, [], 0
        for chunk in self.chunks():
            *ended, rest = chunk.split("\n")
            for text in ended:
                parts.append(text[: max(LONGEST - size, 0)])
                yield Line(number, "".join(parts), is_cut=size + len(text) > LONGEST)
                number, parts, size = number + 1, [], 0
            parts.append(rest[: max(LONGEST - size, 0)])
            size += len(rest)
        if size:
            yield Line(number, "".join(parts), is_cut=size > LONGEST)

    def read(self) -> tuple[str, bool]:
        """Return the whole text, and whether it was cut because it is too long."""
        parts, size = [], 0
        for chunk in self.chunks():
            parts.append(chunk[: LONGEST - size])
            size += len(chunk)
            if size > LONGEST:
                return "".join(parts), True
        return "".join(parts), False


class Utf8:
    """A decoded stream as bytes in UTF-8, for parsers that read bytes. `taken` counts them; who reads may set it to 0."""

    def __init__(self, decoded: Decoded) -> None:
        """Read from a decoded stream."""
        self._chunks = decoded.chunks()
        self._held = b""
        self.taken = 0

    def read(self, size: int = CHUNK) -> bytes:
        """Return up to `size` bytes; none at the end."""
        while len(self._held) < size and (chunk := next(self._chunks, None)) is not None:
            self._held += chunk.encode("utf-8", "replace")
        data, self._held = self._held[:size], self._held[size:]
        self.taken += len(data)
        return data
