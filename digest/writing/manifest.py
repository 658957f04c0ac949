"""The manifest: every file that digest wrote into the site, and what it was made of. One JSON array a line, sorted."""

import os
from collections.abc import Iterable
from pathlib import Path

from digest.model.page import Output
from digest.model.url import is_safe_address
from digest.packing import UnpackError, pack_lines, unpack_lines
from digest.writing.staging import Staging, digest_of_bytes, digest_of_file

_VERSION = "digest manifest 3"  # and, after it, the hash of the lines that follow: a part of a manifest is none


def load_manifest(file: Path) -> tuple[Output, ...]:
    """Load the manifest; one that is missing, damaged or of another version knows nothing."""
    try:
        first, _, rest = file.read_bytes().partition(b"\n")
        if first != _header(rest):
            return ()
        outputs = unpack_lines(rest, Output)
    except (OSError, UnpackError):
        return ()
    return tuple(outputs) if all(is_safe_address(output.path) for output in outputs) else ()


def _header(rest: bytes) -> bytes:
    return f"{_VERSION} {digest_of_bytes(rest)}".encode()


def save_manifest(staging: Staging, file: Path, outputs: Iterable[Output]) -> None:
    """Save the manifest, whole."""
    rest = pack_lines(sorted(outputs))
    staging.replace_file(file, _header(rest) + b"\n" + rest)


def inspect(site: Path, outputs: Iterable[Output]) -> tuple[tuple[Output, ...], frozenset[str]]:
    """Give the outputs as they stand in the site, and the paths of those that are missing or not what the manifest says.

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
