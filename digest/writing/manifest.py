"""The manifest: every file that digest wrote into the site, and what it was made of. One JSON array a line, sorted."""

import os
from collections.abc import Iterable
from pathlib import Path

from digest.model.page import Output
from digest.model.url import is_safe_address
from digest.packing import UnpackError, pack_lines, unpack_lines
from digest.writing.staging import Staging, digest_of_bytes

_VERSION = "digest manifest 2"  # and, after it, the hash of the lines that follow: a part of a manifest is none


def load_manifest(file: Path) -> tuple[Output, ...]:
    """Load the manifest; one that is missing, damaged or of another version knows nothing."""
    try:
        first, _, rest = file.read_bytes().partition(b"\n")
        if first != _header(rest):
            return ()
        rows = unpack_lines(rest, tuple[str, str, str, int])
    except (OSError, UnpackError):
        return ()
    return tuple(Output(*row) for row in rows) if all(is_safe_address(row[0]) for row in rows) else ()


def _header(rest: bytes) -> bytes:
    return f"{_VERSION} {digest_of_bytes(rest)}".encode()


def save_manifest(staging: Staging, file: Path, outputs: Iterable[Output]) -> None:
    """Save the manifest, whole."""
    rest = pack_lines([[o.path, o.key, o.digest, o.size] for o in sorted(outputs, key=lambda output: output.path)])
    staging.replace_file(file, _header(rest) + b"\n" + rest)


def damaged_paths(site: Path, outputs: Iterable[Output]) -> frozenset[str]:
    """Give the paths whose files are missing or have another size than the manifest says."""
    found = set()
    root = os.fspath(site)
    for output in outputs:
        try:
            if os.stat(f"{root}/{output.path}").st_size != output.size:  # noqa: PTH116 - a path object costs more than the call
                found.add(output.path)
        except OSError:
            found.add(output.path)
    return frozenset(found)
