"""The bytes of files: each file of a document is read once, for what it says and for the hash by which it is known again."""

from collections.abc import Mapping
from io import FileIO
from pathlib import Path

from digest.adapters.serialization import fingerprint
from digest.model.diagnostic import Position
from digest.reading.diagnostics import DiagnosticCollector

MAXIMUM_BYTES = 20_000_000

# Nearly every document is smaller, so that one call of the system reads it whole.
_CHUNK = 1 << 16


class FileBytes:
    """Reads the files of one document, and remembers the hash of each."""

    def __init__(self, folder: Path, findings: DiagnosticCollector, instead: Mapping[str, bytes] | None = None) -> None:
        """Begin with nothing read; files are named by their paths relative to the site's `folder`.

        `instead` holds the bytes of files that shall be read as if they stood there.
        """
        self._folder = folder
        self._instead = instead or {}
        self._findings = findings
        self._keys: dict[str, str] = {}

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file; None, and an error, where it cannot be read or is too large."""
        try:
            raw = self._instead.get(file)
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
        self._keys[file] = fingerprint(raw)
        return raw

    def key_of(self, file: str) -> str:
        """Return the hash of a file's bytes, of those that were read if it was."""
        return self._keys.get(file) or key_of(self._folder, file)


def key_of(folder: Path, path: str) -> str:
    """Return the hash of a file's bytes; of a file that cannot be read, one that equals no other."""
    try:
        return fingerprint((folder / path).read_bytes())
    except OSError:
        return f"unreadable {path}"


def read_bytes(folder: Path, file: str, size: int) -> bytes:
    """Read a file's bytes, at most so many. Raises `OSError` as opening and reading do."""
    with FileIO(f"{folder}/{file}") as stream:
        raw = stream.read(_CHUNK) or b""
        while 0 < len(raw) < size and (more := stream.read(max(_CHUNK, min(len(raw), size - len(raw))))):
            raw += more
    return raw
