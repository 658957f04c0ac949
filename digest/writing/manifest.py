"""The manifest: every file that digest wrote into the site, and what it was made of. One JSON array a line, sorted."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from digest.model.page import Output
from digest.model.url import is_safe_address
from digest.writing.staging import Staging, digest_of_bytes

_VERSION = "digest manifest 1"  # and, after it, the hash of the lines that follow: a part of a manifest is none


def load_manifest(file: Path) -> tuple[Output, ...]:
    """Load the manifest; one that is missing, damaged or of another version knows nothing."""
    try:
        first, _, rest = file.read_bytes().partition(b"\n")
    except OSError:
        return ()
    if first != _header(rest):
        return ()
    outputs = []
    for line in rest.decode().split("\n")[:-1]:
        output = _output(line)
        if output is None:
            return ()
        outputs.append(output)
    return tuple(outputs)


def _header(rest: bytes) -> bytes:
    return f"{_VERSION} {digest_of_bytes(rest)}".encode()


def _output(line: str) -> Output | None:
    try:
        path, key, digest, size = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return None
    if not (isinstance(path, str) and isinstance(key, str) and isinstance(digest, str) and isinstance(size, int)):
        return None
    return Output(path, key, digest, size) if is_safe_address(path) else None


def save_manifest(staging: Staging, file: Path, outputs: Iterable[Output]) -> None:
    """Save the manifest, whole."""
    rows = ([o.path, o.key, o.digest, o.size] for o in sorted(outputs, key=lambda output: output.path))
    rest = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
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
