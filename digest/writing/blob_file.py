"""A file of byte strings by key: one process writes it, other processes of the same build read it."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple


class BlobFile(NamedTuple):
    """A file with values, and by key the start and the size of each, in bytes."""

    path: str
    positions: dict[str, tuple[int, int]]


def write_blobs(folder: Path, values: Iterable[tuple[str, bytes]]) -> BlobFile:
    """Write values with their keys to a new file in a folder. Raise `OSError` if the disk is full."""
    positions: dict[str, tuple[int, int]] = {}
    number, name = tempfile.mkstemp(dir=folder, prefix="blobs-")
    with os.fdopen(number, "wb") as stream:
        end = 0
        for key, raw in values:
            stream.write(raw)
            positions[key] = end, len(raw)
            end += len(raw)
    return BlobFile(name, positions)


class BlobReader:
    """Reads values from several blob files. Each process opens a file when it first reads from it."""

    def __init__(self, files: Sequence[BlobFile]) -> None:
        """Start with no file open."""
        self._files = files
        self._open: dict[str, BinaryIO] = {}

    def get(self, key: str) -> bytes | None:
        """Return the value of a key; None if no file has it."""
        for file in self._files:
            position = file.positions.get(key)
            if position is not None:
                return self._read(file.path, *position)
        return None

    def _read(self, path: str, start: int, size: int) -> bytes:
        stream = self._open.get(path)
        if stream is None:
            stream = self._open[path] = Path(path).open("rb", buffering=0)  # noqa: SIM115 - open until the process ends
        stream.seek(start)
        return stream.read(size)
