"""Rows of the data files in the site: a row that has not changed is copied from there instead of being made again.

An index in the state directory says where each row is and what it was made of. It is valid for one file, by the hash of its bytes, and
for one version of the program and the settings. An index that is missing, damaged, or of another file counts as empty.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import UnpackError, pack, unpack
from digest.model.page import Output
from digest.writing.staging import Staging

_FORM = "digest rows 1"


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The data files of a site, and the folder of their indexes. `made_with` is by recipe a fingerprint of the program and the settings."""

    site: Path
    indexes: Path
    made_with: dict[str, str]

    @contextmanager
    def rows(self, path: str, recipe: str, known: Output | None) -> Iterator["Rows"]:
        """Return the rows of the file at a path of the site. `known` is its output if it is intact: only then rows can be reused."""
        rows = Rows(self.indexes / path.rpartition("/")[2], self.made_with[recipe])
        with ExitStack() as stack:
            if known is not None:
                rows.load(stack.enter_context((self.site / path).open("rb")), known.digest)
            yield rows


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Where the rows of a file are: from byte `start` on, with `gap` bytes between two. `digest` is the hash of the file's bytes.

    `made_with` is a fingerprint of the program and the settings. `keys` are the fingerprints of the rows, `sizes` are in bytes.
    """

    made_with: str
    digest: str
    start: int
    gap: int
    keys: list[str]
    sizes: list[int]


class Rows:
    """Reads rows from the old file of the site, and records where they are in the new one."""

    def __init__(self, file: Path, made_with: str) -> None:
        """Start with no rows. `file` is the file of the index; `made_with` is a fingerprint of the program and the settings."""
        self._file = file
        self._made_with = made_with
        self._positions: dict[str, tuple[int, int]] = {}
        self._old: BinaryIO | None = None
        self._start = self._gap = 0
        self._keys: list[str] = []
        self._sizes: list[int] = []

    def load(self, old: BinaryIO, digest: str) -> None:
        """Load the index of the old file, if it matches the file's hash. Rows are read from the open file when asked for."""
        try:
            index = unpack(without_checksum(_FORM, self._file.read_bytes()), RowIndex)
        except (OSError, DamagedError, UnpackError):
            return
        if (index.made_with, index.digest) == (self._made_with, digest):
            starts = accumulate((size + index.gap for size in index.sizes), initial=index.start)
            self._positions = dict(zip(index.keys, zip(starts, index.sizes, strict=False), strict=False))
            self._old = old

    def recall(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the row with this fingerprint: from the old file if it is there, else a new one."""
        row = self._read(key) or make()
        self._keys.append(key)
        self._sizes.append(len(row))
        return row

    def _read(self, key: str) -> bytes:
        start, size = self._positions.get(key, (0, 0))
        if not size or self._old is None:
            return b""
        self._old.seek(start)
        row = self._old.read(size)
        return row if len(row) == size else b""

    def set_layout(self, start: int, gap: int) -> None:
        """Set where the rows of the new file are: the byte of the first one, and the number of bytes between two."""
        self._start, self._gap = start, gap

    def save(self, staging: Staging, digest: str) -> None:
        """Save the index of the new file, whose bytes have this hash."""
        index = RowIndex(self._made_with, digest, self._start, self._gap, self._keys, self._sizes)
        staging.replace_file(self._file, with_checksum(_FORM, pack(index)))
