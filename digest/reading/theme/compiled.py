"""The cache of compiled templates: the next build does not compile them again."""

from pathlib import Path

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import UnpackError, pack, unpack
from digest.model.site import Compiled

_FORM = "digest templates 2"


def load_compiled(file: Path, key: str) -> dict[str, Compiled]:
    """Return the compiled templates that were saved under this key, by the hash of their source; none if the file is missing or damaged.

    Damaged code must never be run: nothing is used unless the checksum of the file is right.
    """
    try:
        saved_key, templates = unpack(without_checksum(_FORM, file.read_bytes()), tuple[str, dict[str, Compiled]])
    except (OSError, DamagedError, UnpackError):
        return {}
    return templates if saved_key == key else {}


def dump_compiled(templates: dict[str, Compiled], key: str) -> bytes:
    """Return the bytes to save. `key` is the fingerprint of the program and of the site's words."""
    return with_checksum(_FORM, pack((key, dict(sorted(templates.items())))))
