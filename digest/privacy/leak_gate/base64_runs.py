"""Find and decode base64 (RFC 4648) anywhere in some bytes."""

import binascii
import re
from collections.abc import Iterator

# Base64 changes from small letters or digits to capitals every few letters; slugs, hashes and addresses hardly ever do.
_SEAM = re.compile(  # at least 16 letters, with the change anywhere; the rarer capital comes first, which makes the search fast
    rb"A(?<=aA)(?:(?=[aA]{11})|(?<=[aA]{6})(?=[aA]{7})|(?<=[aA]{10})(?=[aA]{3})|(?<=[aA]{14}))[aA]*"
)
_CLASSES = bytes(
    ord("A")
    if chr(code).isupper() and code < 128
    else ord("a")
    if (chr(code).isalnum() and code < 128) or chr(code) in "+/-_"
    else 32
    for code in range(256)
)
_NEXT_LINES = re.compile(rb"(?:={0,2}(?:[\r\n]|\\[rn])+[ \t]*[A-Za-z0-9+/_-]+)*")
_NOT_BASE64 = re.compile(rb"\\[rn]|[^A-Za-z0-9+/]+")
_PRINTED = bytes(range(32, 127)) + b"\t\r\n"
_MAGIC = (
    b"\x1f\x8b",
    b"\x78\x01",
    b"\x78\x5e",
    b"\x78\x9c",
    b"\x78\xda",
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"\xfe\xff",
)
_STANDARD = bytes.maketrans(b"-_", b"+/")
_SEPARATOR = b"\n\n"


def decoded_runs(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Return decoded runs of base64 (RFC 4648, sections 4 and 5), each decoded from four offsets, since its start is not certain."""
    classes = data.translate(_CLASSES)
    finished = 0
    decoded: list[bytes] = []
    for seam in _SEAM.finditer(classes):
        if seam.start() < finished:
            continue
        start = max(classes.rfind(b" ", 0, seam.start()) + 1, finished)
        finished = seam.end()
        lines = _NEXT_LINES.match(data, finished)
        finished = lines.end() if lines else finished
        run = _NOT_BASE64.sub(b"", data[start:finished].translate(_STANDARD))
        for shift in range(4):
            length = len(run) - shift
            whole = length // 4 * 4 if length % 4 == 1 else length
            text = binascii.a2b_base64(run[shift : shift + whole] + b"=" * (-whole % 4))
            if _is_plausible(text):
                decoded.append(text)
    if decoded:
        yield "base64", _SEPARATOR.join(decoded)


def _is_plausible(text: bytes) -> bool:
    """Return whether decoded bytes can be a text or a file. Otherwise the run was no base64, or the offset was wrong."""
    if len(text.translate(None, _PRINTED)) * 4 <= len(text) or text.startswith(_MAGIC) or b"\x00" in text:
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
