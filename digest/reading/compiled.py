"""Compiled templates of an earlier build, so that the next one need not compile them again."""

from dataclasses import dataclass
from pathlib import Path

from digest.packing import UnpackError, seal, unseal


@dataclass(frozen=True, slots=True)
class Stored:
    """The compiled templates by the hash of their source, and the key of the program that made them."""

    key: str
    codes: dict[str, bytes]


def load_compiled(file: Path, key: str) -> dict[str, bytes]:
    """Load the compiled templates that were saved under this key. A file that is missing, damaged or foreign holds none.

    A damaged one must never be run: nothing is taken from it unless its seal is whole.
    """
    try:
        stored = unseal(file.read_bytes(), Stored)
    except (OSError, UnpackError):
        return {}
    return stored.codes if stored.key == key else {}


def dump_compiled(codes: dict[str, bytes], key: str) -> bytes:
    """Give the bytes of the compiled templates to save."""
    return seal(Stored(key, dict(sorted(codes.items()))))
