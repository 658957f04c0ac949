"""A scanner of its own: knows nothing of digest, decodes by brute force, and says whether the words of a name stand in some bytes.

It is slow and simple on purpose: every decoding of everything, three deep, and then words beside words.
"""

import base64
import binascii
import gzip
import html
import quopri
import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote_to_bytes


def holds(data: bytes, *names: str) -> bool:
    """Return whether one of the names stands in some bytes, however they are encoded."""
    seen = {data}
    newest = [data]
    for _ in range(4):
        if any(says(text, name) for layer in newest for text in texts_of(layer) for name in names):
            return True
        newest = [other for layer in newest for other in decodings(layer) if other and other not in seen]
        seen.update(newest)
    return False


def says(text: str, name: str) -> bool:
    wanted = words_of(plain(name))
    for words in clauses(text):
        for start in range(len(words)):
            found = words[start : start + len(wanted)]
            if found == wanted or (found[:-1] == wanted[:-1] and found[-1:] == [f"{wanted[-1]}s"]):
                return True
            if "".join(wanted) == words[start] and len(words[start]) >= 10:
                return True
    turned = rf"(?<!\w){re.escape(wanted[-1])}\W?,\s?{re.escape(wanted[0])}(?!\w)"
    return len(wanted) == 2 and any(
        match[0][0].isupper() and match[0].partition(",")[2].strip()[0].isupper()
        for match in re.finditer(turned, plain(text), re.IGNORECASE)
    )


@lru_cache(maxsize=16)
def clauses(text: str) -> list[list[str]]:
    """Return the words of each reading of a text."""
    return [words_of(reading) for reading in readings(text)]


def readings(text: str) -> Iterator[str]:
    yield from dict.fromkeys(_readings(text))


def _readings(text: str) -> Iterator[str]:
    bare = plain(text)
    for tag in ("", " "):
        without = re.sub(r"<[^<>]*>", tag, re.sub(r"</?(?:p|li|h\d)\b[^<>]*>", "\n\n", bare))
        yield re.sub(r"[-‐]\s*\n\s*", "", without).lower()
        yield re.sub(r"(?<=[a-z])(?=[A-Z])", " ", without).lower()
    yield bare.lower()


def plain(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(
        letter for letter in decomposed if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text; the ends of clauses and paragraphs are words of their own, so that nothing reaches over them."""
    ends = re.sub(r"\n\s*\n", " § ", re.sub(r"(?<!\b\w)[.,;:!?()/|%@#]+(?=[\s\"'])|(?<=\s)\(", " § ", text.casefold()))
    return re.findall(r"[^\W\d_]+|§", ends)


def texts_of(data: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        for start in (0, 1) if "16" in encoding else (0,):
            text = data[start:].decode(encoding, "ignore")
            yield text
            if any(sign in text for sign in "&\\%"):
                yield re.sub(r"\\[nrt/\"]", " ", html.unescape(unquote_to_bytes(text).decode("utf-8", "ignore")))


def decodings(data: bytes) -> Iterator[bytes]:
    text = data.decode("utf-8", "ignore")
    yield html.unescape(text).encode()
    yield unquote_to_bytes(data)
    yield unescaped(text)
    yield quopri.decodestring(data)
    for match in re.finditer(r"[A-Za-z0-9+/_-][A-Za-z0-9+/_\-\s]{10,}", text.replace("\\n", "\n")):
        run = re.sub(r"\s", "", match[0]).translate(str.maketrans("-_", "+/"))
        for start in range(4):
            piece = run[start:]
            try:
                yield base64.b64decode(piece[: len(piece) - (len(piece) % 4 == 1)] + "=" * (-len(piece) % 4 % 3))
            except binascii.Error:
                continue
    for start in range(len(data) - 2):
        for bits in (31, 15) if data[start] in {0x1F, 0x78} else (-15,) if start == 0 else ():
            try:
                yield zlib.decompressobj(bits).decompress(data[start:])
            except zlib.error:
                continue
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)


def unescaped(text: str) -> bytes:
    joined = re.sub(
        r"\\+(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8}))",
        lambda match: chr(min(int(next(filter(None, match.groups())), 16), 0x10FFFF)),
        text,
    )
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore").encode()
