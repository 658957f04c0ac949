"""The manifest: every file that digest wrote into the site, with its fingerprint. One JSON array a line, sorted."""

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
    """Return the outputs in the manifest; none if it is missing, damaged or older than the previous format."""
    try:
        outputs = unpack_lines(_lines(file.read_bytes()), Output)
    except (OSError, DamagedError, UnpackError):
        return ()
    return tuple(outputs) if all(is_safe_address(output.path, with_blanks=True) for output in outputs) else ()


def _lines(stored: bytes) -> bytes:
    """Return the lines of a manifest, also in the previous format: otherwise digest would not know its own files."""
    first, _, lines = stored.partition(b"\n")
    if first == f"{_PREVIOUS_FORM} {digest_of_bytes(lines)}".encode():
        return lines
    return without_checksum(_FORM, stored)


def save_manifest(staging: Staging, file: Path, outputs: Iterable[Output]) -> None:
    """Write the manifest."""
    staging.replace_file(file, with_checksum(_FORM, pack_lines(sorted(outputs))))


def inspect(site: Path, outputs: Iterable[Output]) -> tuple[tuple[Output, ...], frozenset[str]]:
    """Return the outputs that are in the site, and the paths of those that are missing or do not match the manifest.

    A file with the same size and time is the same. If only the time differs, as in a copy of the site, its hash decides.
    """
    found: list[Output] = []
    damaged = set()
    root, stat = f"{os.fspath(site)}/", os.stat
    for output in outputs:
        try:
            status = stat(root + output.path)
            is_same = status.st_size == output.size
            if is_same and status.st_mtime_ns != output.modified:
                is_same = digest_of_file(site / output.path) == output.digest
                found.append(output._replace(modified=status.st_mtime_ns))
            else:
                found.append(output)
        except OSError:
            is_same = False
            found.append(output)
        if not is_same:
            damaged.add(output.path)
    return tuple(found), frozenset(damaged)
