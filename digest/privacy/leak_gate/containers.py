"""What is compressed within a file, or a file as a whole: gzip, zlib, zip, and the text of PNG pictures."""

import re
import zlib
from collections.abc import Iterator

_MOST = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b\x08"
_PNG = b"\x89PNG\r\n\x1a\n"
_ZIP = b"PK\x03\x04"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_WHOLE_RAW = 1 << 20


def inflated(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Return what is compressed in some bytes, each with the name of its form; at most 64 MB of one."""
    if data.startswith(_PNG):
        yield from _png(data)
        return
    if _is_text(data):
        return
    place = data.find(_GZIP)
    while place >= 0:
        yield from _inflate("gzip", data[place:], 31)
        place = data.find(_GZIP, place + 1)
    place = data.find(_ZIP)
    while place >= 0:
        start = place + 30 + int.from_bytes(data[place + 26 : place + 28], "little")
        start += int.from_bytes(data[place + 28 : place + 30], "little")
        yield from _inflate("zip", data[start:], -15)
        place = data.find(_ZIP, place + 4)
    for match in _ZLIB.finditer(data):
        if int.from_bytes(data[match.start() : match.end()], "big") % 31 == 0:  # RFC 1950, section 2.2
            yield from _inflate("zlib", data[match.start() :], 15)
    if len(data) <= _WHOLE_RAW:
        yield from _inflate("deflate", data, -15)


def _is_text(data: bytes) -> bool:
    """Return whether some bytes are text throughout: what is compressed has bytes that UTF-8 does not know."""
    if data.isascii():
        return b"\x00" not in data
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data


def _inflate(name: str, data: bytes, bits: int) -> Iterator[tuple[str, bytes]]:
    """Inflate as much as can be; what is broken gives what stands before the break."""
    stream = zlib.decompressobj(bits)
    pieces: list[bytes] = []
    length = 0
    for start in range(0, len(data), 1024):
        try:
            pieces.append(stream.decompress(data[start : start + 1024], _MOST - length))
        except zlib.error:
            break
        length += len(pieces[-1])
        if stream.eof or length >= _MOST:
            break
    if length:
        yield name, b"".join(pieces)


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Return the chunks of a PNG picture that are no pixels (PNG, section 11.3): what is compressed in them is found as zlib."""
    place = len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, chunk = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind not in {b"IDAT", b"fdAT"}:
            yield "PNG text", chunk
            for match in _ZLIB.finditer(chunk):
                yield from _inflate("PNG compressed text", chunk[match.start() :], 15)
        place += length + 12
        if kind == b"IEND":
            break
    if place < len(data):
        yield "after PNG", data[place:]
