"""What may befall a file that digest keeps for itself."""

import random
import re
from collections.abc import Callable

from digest.adapters.checksum import with_checksum
from digest.adapters.serialization import pack

Spoil = Callable[[bytes], bytes]


def _well_checked(content: bytes) -> Spoil:
    """Put these bytes into the file, in its own form and with the right checksum."""
    return lambda raw: with_checksum(raw.partition(b"\n")[0].rpartition(b" ")[0].decode(), content)


SPOILED: dict[str, Spoil] = {
    "empty": lambda _: b"",
    "one byte": lambda raw: raw[:1],
    "first line only": lambda raw: raw.partition(b"\n")[0],
    "half": lambda raw: raw[: len(raw) // 2],
    "without its last byte": lambda raw: raw[:-1],
    "longer": lambda raw: raw + b"\x00",
    "noise": lambda raw: random.Random(1).randbytes(len(raw)),
    "one bit": lambda raw: raw[:100] + bytes([raw[100] ^ 1]) + raw[101:],
    "not text": lambda _: b"\xff\xfe\x00",
    "another value, well checked": _well_checked(pack(("key", 1, ()))),
    "nothing, well checked": _well_checked(b""),
    "deep, well checked": _well_checked(b"[" * 100_000),
    "deep": lambda _: b"[" * 100_000,
    "another version": lambda raw: re.sub(rb" [0-9]+ ", b" 0 ", raw, count=1),
    "a line that is not JSON": lambda raw: raw + b"{\n",
    "a line of another shape": lambda raw: raw + b'[1, 2]\n{"path": 1}\n',
    "a deep line": lambda raw: raw + b"[" * 100_000 + b"\n",
    "a number for a path": lambda raw: raw + b'[1, "a", "b", 2]\n',
}
