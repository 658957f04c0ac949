"""The manifest: every file that digest wrote into the site, and what it was made of. One JSON array a line, sorted."""

import os
from collections.abc import Iterable
from pathlib import Path

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import UnpackError, pack_lines, unpack_lines
from digest.model.page import Output
from digest.model.url import is_safe_address
from digest.writing.staging import Staging, digest_of_bytes, digest_of_file

_FORM = "digest manifest 4"
_PREVIOUS_FORM = "digest manifest 3"  # the same lines, after a longer hash of them


def load_manifest(file: Path) -> tuple[Output, ...]:
    """Return what the manifest names; nothing if it is missing, damaged or older than the previous version."""
    try:
        outputs = unpack_lines(_lines(file.read_bytes()), Output)
    except (OSError, DamagedError, UnpackError):
        return ()
    return tuple(outputs) if all(is_safe_address(output.path) for output in outputs) else ()


def _lines(stored: bytes) -> bytes:
    """Return the lines of a manifest. One that the previous version wrote counts: else its files would be unknown in the site."""
    first, _, lines = stored.partition(b"\n")
    if first == f"{_PREVIOUS_FORM} {digest_of_bytes(lines)}".encode():
        return lines
    return without_checksum(_FORM, stored)


def save_manifest(staging: Staging, file: Path, outputs: Iterable[Output]) -> None:
    """Save the manifest, whole."""
    staging.replace_file(file, with_checksum(_FORM, pack_lines(sorted(outputs))))


def inspect(site: Path, outputs: Iterable[Output]) -> tuple[tuple[Output, ...], frozenset[str]]:
    """Return the outputs as they stand in the site, and the paths of those that are missing or not what the manifest says.

    A file of the same size and time is the same. With another time it may be, such as in a copy of the site: then its bytes decide.
    """
    found: list[Output] = []
    damaged = set()
    root, stat = f"{os.fspath(site)}/", os.stat
    for output in outputs:
        try:
            signs = stat(root + output.path)
            is_same = signs.st_size == output.size
            if is_same and signs.st_mtime_ns != output.modified:
                is_same = digest_of_file(site / output.path) == output.digest
                found.append(output._replace(modified=signs.st_mtime_ns))
            else:
                found.append(output)
        except OSError:
            is_same = False
            found.append(output)
        if not is_same:
            damaged.add(output.path)
    return tuple(found), frozenset(damaged)
