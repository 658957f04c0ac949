"""Compiled templates of an earlier build, so that the next one need not compile them again."""

from dataclasses import dataclass
from pathlib import Path

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import UnpackError, pack, unpack
from digest.model.site import Compiled

_FORM = "digest templates 1"


@dataclass(frozen=True, slots=True)
class Stored:
    """The compiled templates by the hash of their source, and the key of the program that made them."""

    key: str
    templates: dict[str, Compiled]


def load_compiled(file: Path, key: str) -> dict[str, Compiled]:
    """Load the compiled templates that were saved under this key. A file that is missing, damaged or foreign holds none.

    A damaged one must never be run: nothing is taken from it unless its checksum is right.
    """
    try:
        stored = unpack(without_checksum(_FORM, file.read_bytes()), Stored)
    except (OSError, DamagedError, UnpackError):
        return {}
    return stored.templates if stored.key == key else {}


def dump_compiled(templates: dict[str, Compiled], key: str) -> bytes:
    """Return the bytes of the compiled templates to save."""
    return with_checksum(_FORM, pack(Stored(key, dict(sorted(templates.items())))))
