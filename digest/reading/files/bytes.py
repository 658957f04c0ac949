"""Read the bytes of files, and hash them: each file of a document is read only once for both."""

import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path

from digest.adapters.serialization import fingerprint
from digest.model.diagnostic import Position
from digest.reading.diagnostics import DiagnosticCollector

MAXIMUM_BYTES = 20_000_000

# Nearly every document is smaller, so that one call of the system reads it whole.
_CHUNK = 1 << 16


class FileReader:
    """Reads the files of one document and keeps the hash of each."""

    def __init__(
        self, folder: Path, findings: DiagnosticCollector, replaced: Mapping[str, bytes] | None = None
    ) -> None:
        """Begin with nothing read. Paths are relative to the site's `folder`.

        `replaced` are bytes to read in place of those on the disk, by path.
        """
        self._folder = folder
        self._replaced = replaced or {}
        self._findings = findings
        self._hashes: dict[str, str] = {}
        self._sought: dict[str, bool] = {}

    def has(self, file: str) -> bool:
        """Return whether there is such a file. What was looked for is kept for `sought`."""
        if file not in self._sought:
            self._sought[file] = is_file(self._folder, file)
        return self._sought[file]

    @property
    def sought(self) -> tuple[tuple[str, bool], ...]:
        """The files that were looked for, each with whether it was there."""
        return tuple(self._sought.items())

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file; None, and an error, where it cannot be read or is too large."""
        try:
            raw = self._replaced.get(file)
            if raw is None:
                raw = read_bytes(self._folder, file, MAXIMUM_BYTES + 1)
        except OSError as problem:
            self._findings.error(
                "unreadable", Position(file), f"the file cannot be read: {problem.strerror}", "check its permissions"
            )
            return None
        if len(raw) > MAXIMUM_BYTES:
            self._findings.error(
                "file-too-large",
                Position(file),
                f"the file is larger than {MAXIMUM_BYTES // 1_000_000} MB",
                "put documents into content/media/",
            )
            return None
        self._hashes[file] = fingerprint(raw)
        return raw

    def hash_of(self, file: str) -> str:
        """Return the hash of the bytes that were read; if the file was not read, that of the bytes on the disk."""
        return self._hashes.get(file) or hash_of(self._folder, file)


def is_file(folder: Path, path: str) -> bool:
    """Return whether there is a file at this path, relative to a folder."""
    return os.path.isfile(f"{folder}/{path}")  # noqa: PTH113 - of ten thousand files, path objects cost more than the calls


def hash_of(folder: Path, path: str) -> str:
    """Return the hash of a file's bytes; for a file that cannot be read, a text that is no hash."""
    try:
        return fingerprint((folder / path).read_bytes())
    except OSError:
        return f"unreadable {path}"


def read_bytes(folder: Path, file: str, size: int) -> bytes:
    """Return the bytes of a file, of a longer one at least the first `size`. Raise `OSError` if it cannot be opened or read."""
    with FileIO(f"{folder}/{file}") as stream:
        raw = stream.read(_CHUNK) or b""
        while 0 < len(raw) < size and (more := stream.read(max(_CHUNK, min(len(raw), size - len(raw))))):
            raw += more
    return raw
