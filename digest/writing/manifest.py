"""The manifest: every file that digest wrote into the site, and what it was made of. One JSON array a line, sorted."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from digest.model.page import Output
from digest.model.url import is_safe_address
from digest.writing.files import replace_file

_VERSION = "digest manifest 1"


def load_manifest(file: Path) -> tuple[Output, ...]:
    """Load the manifest; one that is missing, damaged or of another version knows nothing."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    if not lines or lines[0] != _VERSION:
        return ()
    outputs = []
    for line in lines[1:]:
        output = _output(line)
        if output is None:
            return ()
        outputs.append(output)
    return tuple(outputs)


def _output(line: str) -> Output | None:
    try:
        path, key, digest, size = json.loads(line)
    except (ValueError, TypeError):
        return None
    if not (isinstance(path, str) and isinstance(key, str) and isinstance(digest, str) and isinstance(size, int)):
        return None
    return Output(path, key, digest, size) if is_safe_address(path) else None


def save_manifest(file: Path, outputs: Iterable[Output]) -> None:
    """Save the manifest, whole."""
    lines = [
        json.dumps([o.path, o.key, o.digest, o.size], ensure_ascii=False) for o in sorted(outputs, key=lambda o: o.path)
    ]
    replace_file(file, "\n".join([_VERSION, *lines, ""]).encode())


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
