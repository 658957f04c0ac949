"""What may befall a file that digest keeps for itself."""

import random
import zlib
from collections.abc import Callable

from digest.packing import check_in, fingerprint, pack

Spoil = Callable[[bytes], bytes]


def _signed(raw: bytes) -> bytes:
    return fingerprint(raw).encode() + raw


def _checked(raw: bytes) -> bytes:
    return b"%08x" % zlib.crc32(raw) + raw


SPOILED: dict[str, Spoil] = {
    "empty": lambda _: b"",
    "one byte": lambda raw: raw[:1],
    "checksum only": lambda raw: raw[:32],
    "half": lambda raw: raw[: len(raw) // 2],
    "without its last byte": lambda raw: raw[:-1],
    "longer": lambda raw: raw + b"\x00",
    "noise": lambda raw: random.Random(1).randbytes(len(raw)),
    "one bit": lambda raw: raw[:100] + bytes([raw[100] ^ 1]) + raw[101:],
    "not text": lambda _: b"\xff\xfe\x00",
    "another value, well signed": lambda _: _signed(pack(("key", 1, ()))),
    "another value, well checked": lambda _: check_in(("key", 1, ())),
    "deep, well checked": lambda _: _checked(b"[" * 100_000),
    "deep": lambda _: b"[" * 100_000,
    "deep, well signed": lambda _: _signed(b"\x91" * 100_000),
    "another version": lambda raw: raw.replace(b"manifest 3", b"manifest 0"),
    "a line that is not JSON": lambda raw: raw + b"{\n",
    "a line of another shape": lambda raw: raw + b'[1, 2]\n{"path": 1}\n',
    "a deep line": lambda raw: raw + b"[" * 100_000 + b"\n",
    "a number for a path": lambda raw: raw + b'[1, "a", "b", 2]\n',
}
