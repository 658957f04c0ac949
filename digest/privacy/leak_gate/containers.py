"""Decompress whole files or parts of files: gzip, zlib, zip, and the text of PNG images."""

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
    """Return what is compressed in some bytes, with the name of the format; at most 64 MB of each."""
    if data.startswith(_PNG):
        yield from _png(data)
        return
    if _is_text(data):
        return
    position = data.find(_GZIP)
    while position >= 0:
        yield from _inflate("gzip", data[position:], 31)
        position = data.find(_GZIP, position + 1)
    position = data.find(_ZIP)
    while position >= 0:
        start = position + 30 + int.from_bytes(data[position + 26 : position + 28], "little")
        start += int.from_bytes(data[position + 28 : position + 30], "little")
        yield from _inflate("zip", data[start:], -15)
        position = data.find(_ZIP, position + 4)
    for match in _ZLIB.finditer(data):
        if int.from_bytes(data[match.start() : match.end()], "big") % 31 == 0:  # RFC 1950, section 2.2
            yield from _inflate("zlib", data[match.start() :], 15)
    if len(data) <= _WHOLE_RAW:
        yield from _inflate("deflate", data, -15)


def _is_text(data: bytes) -> bool:
    """Return whether all bytes are UTF-8 text; compressed data is not."""
    if data.isascii():
        return b"\x00" not in data
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data


def _inflate(name: str, data: bytes, bits: int) -> Iterator[tuple[str, bytes]]:
    """Return what can be inflated; of broken data, the part before the break."""
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
    """Return the chunks of a PNG image that are not pixels (PNG, section 11.3). Compressed text in them is found as zlib."""
    position = len(_PNG)
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind, chunk = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        if kind not in {b"IDAT", b"fdAT"}:
            yield "PNG text", chunk
            for match in _ZLIB.finditer(chunk):
                yield from _inflate("PNG compressed text", chunk[match.start() :], 15)
        position += length + 12
        if kind == b"IEND":
            break
    if position < len(data):
        yield "after PNG", data[position:]
