"""A file without a name, for what a process made and has no room for in its memory. It is gone when the process ends, however it ends."""

import os
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import finalize


class SpillFile:
    """Keeps bytes on the disk: the file is made when it is needed first, by the process that needs it."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing. The folder exists when something is put."""
        self._folder = folder
        self._end = 0

    def put(self, raw: bytes) -> tuple[int, int]:
        """Append bytes; give where they lie. Raises `OSError` where the disk is full."""
        place = (self._end, len(raw))
        self._file.seek(self._end)
        if self._file.write(raw) < len(raw):
            raise OSError("the disk is full")
        self._end += len(raw)
        return place

    def get(self, place: tuple[int, int]) -> bytes:
        """Return bytes that were put."""
        start, size = place
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        raw: bytes = self._file.read(size)
        return raw

    @cached_property
    def _file(self) -> Any:  # noqa: ANN401 - on Windows, the file is wrapped
        # Imported here: few digests need it.
        import tempfile

        file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - it is closed with its owner
        finalize(self, file.close)
        return file
