"""Decoders of each encoding that could hide letters, applied to the parts of a file that have signs of it.

The result contains the surroundings of those signs, not the whole file, since few files have any and the rest has been searched
already. The caller decodes the result again for encodings within encodings.
"""

import binascii
import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html.entities import html5
from urllib.parse import unquote_to_bytes

from digest.model.text.letters import plain_letters
from digest.privacy.leak_gate.base64_runs import decoded_runs
from digest.privacy.leak_gate.containers import inflated

Decoded = tuple[str, bytes]

_MARGIN = 160
_SEPARATOR = b"\n\n"
_ASCII = bytes(range(128))

_TAG = re.compile(rb"<[^<>]*>")
# Tags that only change the look of letters. A word never continues across other tags.
_INLINE = (
    rb"(?!/?(?:p|li|[uod]l|d[dt]|h[1-6]|t[dhr]|div|figure|blockquote|nav|header|section|item|entry|title|category|link|guid|name|author"
    rb"|id|updated|published|summary|content|subtitle|source|generator|language|lastBuildDate|docs|loc|url|[a-z]+:[A-Za-z]+)\b)"
)
_TAG_IN_WORD = re.compile(
    rb"<(?<=[A-Za-z\x80-\xff]<)" + _INLINE + rb"[^<>]*>(?:<" + _INLINE + rb"[^<>]*>)*+(?=[A-Za-z\x80-\xff&\\%=])"
)
# Entities of letters that browsers also read without a semicolon.
_BARE = b"|".join(sorted(name.encode() for name, value in html5.items() if name[-1] != ";" and not value.isascii()))
_HARMLESS = rb"3[489];|6[02];|x2[2-7];|x3[CEce];|160;|8(?:20|21|22|23)\d;"
_OPENS, _CLOSES = rb"(?:lt|#x3[Cc]|#60);", rb"&(?:gt|#x3[Ee]|#62);"
_ENTITY = re.compile(
    rb"&(?:(?<=[A-Za-z\x80-\xff]&)"
    + _OPENS
    + _INLINE
    + rb"(?:(?!"
    + _CLOSES
    + rb").){0,300}"
    + _CLOSES
    # The usual entities of signs are excluded first, since feeds are full of them.
    + rb"(?=[A-Za-z\x80-\xff]|&(?!"
    + _OPENS
    + rb")|&"
    + _OPENS
    + _INLINE
    + rb")|(?!(?:#x3[CEce]|[lg]t|quot|#3[49]);)"
    rb"(?:(?:amp;|#x26;|#38;)++" + _OPENS + rb"|(?:amp;|#x26;|#38;)*+(?:#(?!" + _HARMLESS + rb")"
    rb"|(?!(?:[lg]t|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);)(?:[A-Za-z0-9]{2,31};|" + _BARE + rb"))))",
    re.DOTALL,
)
_PERCENT = re.compile(rb"%(?:25)*[0-9A-Fa-f]{2}")
_BACKSLASH = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|U[0-9A-Fa-f]{8})")
_QUOTED = re.compile(rb"=[0-9A-F]{2}|=\r?\n")
_UTF16 = (
    ("utf-16-le", re.compile(rb"(?:[^\x00][\x00-\x06]){4,}")),
    ("utf-16-be", re.compile(rb"(?:[\x00-\x06][^\x00]){4,}")),
)
# First bytes of variants of ASCII letters (full-width, ligatures, mathematical, circled, Roman), and of letters that have a
# stroke or a rare accent.
_VARIANT = re.compile(
    rb"[\xef\xf0\xe1\xe3\xc3-\xc8\xca\xcb]"
    rb"|\xe2[\x81\x82\x84\x85\x91-\x93\xb1]"
)


def decode_all(data: bytes) -> Iterator[Decoded]:
    """Return the decoded forms of some bytes, each with the name of its encoding."""
    if b"<" in data:
        yield from _near(data, "tags", _TAG_IN_WORD, lambda part: _TAG.sub(b"", part))
    if b"&" in data:
        yield from _near(data, "entities", _ENTITY, lambda part: html.unescape(_text(part)).encode(errors="replace"))
    if b"%" in data:
        yield from _near(data, "percent", _PERCENT, unquote_to_bytes)
    if b"\\" in data:
        yield from _near(data, "escapes", _BACKSLASH, _unescaped)
    if b"=" in data:
        yield from _near(data, "quoted-printable", _QUOTED, binascii.a2b_qp)
    yield from decoded_runs(data)
    if b"\x00" in data:
        yield from _utf16(data)
    yield from inflated(data)


def _near(data: bytes, name: str, sign: re.Pattern[bytes], decode: Callable[[bytes], bytes]) -> Iterator[Decoded]:
    """Return the decoded surroundings of the signs of an encoding; surroundings that overlap are joined."""
    stretches: list[list[int]] = []
    for match in sign.finditer(data):
        first, last = match.span()
        if stretches and first <= stretches[-1][1]:
            stretches[-1][1] = last + _MARGIN
        else:
            stretches.append([max(0, first - _MARGIN), last + _MARGIN])
    if stretches:
        yield name, _SEPARATOR.join([decode(data[first:last]) for first, last in stretches])


def _text(part: bytes) -> str:
    return part.decode("utf-8", "replace")


def _unescaped(part: bytes) -> bytes:
    """Decode the escapes of JSON, YAML and JavaScript; two surrogates are one character (RFC 8259, section 7)."""

    def character(match: re.Match[bytes]) -> bytes:
        digits = match[0].lstrip(b"\\")[1:].strip(b"{}")
        code = int(digits, 16)
        return chr(code).encode("utf-16-be", "surrogatepass") if code < 0x110000 else b""

    def run(match: re.Match[bytes]) -> bytes:
        units = b"".join(character(each) for each in _BACKSLASH.finditer(match[0]))
        return units.decode("utf-16-be", "replace").encode()

    return _BACKSLASH_RUN.sub(run, part).replace(b"\\/", b"/").replace(b"\\n", b"\n").replace(b'\\"', b'"')


_BACKSLASH_RUN = re.compile(rb"(?:\\*" + _BACKSLASH.pattern + rb")+")


def _utf16(data: bytes) -> Iterator[Decoded]:
    for name, pattern in _UTF16:
        found = [match[0].decode(name, "replace").encode() for match in pattern.finditer(data)]
        if found:
            yield name, _SEPARATOR.join(found)
    for name in ("utf-16-le", "utf-16-be"):
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            yield name, data[2:].decode(name, "replace").encode()


def without_variants(data: bytes) -> Iterator[bytes]:
    """Return the parts of a text that have accents or variants of ASCII letters, with plain letters instead."""
    beyond = b"" if data.isascii() else data.translate(None, _ASCII)
    if not beyond or b"\x00" in data:
        return
    for lead in sorted({_sign_of(beyond, match.start()) for match in _VARIANT.finditer(beyond)}):
        yield from (view for _, view in _near(data, "", re.compile(re.escape(lead)), _plain))


def _sign_of(beyond: bytes, start: int) -> bytes:
    """Return the bytes to search for such a letter: its first one, or two if quotation marks have the same first byte."""
    return beyond[start : start + (2 if beyond[start] >= 0xE0 else 1)]


@lru_cache(maxsize=4096)  # navigation and lists show the same words on many pages
def _plain(part: bytes) -> bytes:
    return plain_letters(_text(part)).encode(errors="replace")
