"""A temporary file without a name, for values that do not fit into memory. It disappears with its process, even if that is killed."""

import os
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import finalize


class SpillFile:
    """Keeps bytes on disk. The file is made when it is first used, by the process that uses it."""

    def __init__(self, folder: Path) -> None:
        """Start with no file. The folder must exist before the first `put`."""
        self._folder = folder
        self._end = 0

    def put(self, raw: bytes) -> tuple[int, int]:
        """Append bytes; return their start and size. Raise `OSError` if the disk is full."""
        position = (self._end, len(raw))
        self._file.seek(self._end)
        if self._file.write(raw) < len(raw):
            raise OSError("the disk is full")
        self._end += len(raw)
        return position

    def get(self, position: tuple[int, int]) -> bytes:
        """Return the bytes at a position that `put` returned."""
        start, size = position
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        raw: bytes = self._file.read(size)
        return raw

    @cached_property
    def _file(self) -> Any:  # noqa: ANN401 - on Windows, the file is wrapped
        # Imported here: most builds do not need it.
        import tempfile

        file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - it is closed together with its owner
        finalize(self, file.close)
        return file
