"""Rows of the data files in the site: a row that has not changed is copied from there instead of being made again.

An index in the state directory says where each row lies and what it was made of. It is valid for one file, by the hash of its bytes, and
for one version of the program and the settings. An index that is missing, damaged, or about anything else has no rows.
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
    """The data files of a site, and the folder of the notes on them. `made_with` stands for the program and the settings, by recipe."""

    site: Path
    notes: Path
    made_with: dict[str, str]

    @contextmanager
    def rows(self, path: str, recipe: str, known: Output | None) -> Iterator["Rows"]:
        """Return the rows of the file at a path of the site: if it is as it should be (`known`), those that stand in it."""
        rows = Rows(self.notes / path.rpartition("/")[2], self.made_with[recipe])
        with ExitStack() as stack:
            if known is not None:
                rows.load(stack.enter_context((self.site / path).open("rb")), known.digest)
            yield rows


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Where the rows of a file lie: from `start` on, with `gap` bytes between two. `digest` is the hash of its bytes.

    `made_with` stands for the program and the settings; `keys` for what each row shows, and `sizes` are in bytes.
    """

    made_with: str
    digest: str
    start: int
    gap: int
    keys: list[str]
    sizes: list[int]


class Rows:
    """Gives rows out of a file of the site, and notes where they will lie in the next one."""

    def __init__(self, note: Path, made_with: str) -> None:
        """Begin with no rows. `note` is the file of the note; `made_with` stands for the program and the settings."""
        self._file = note
        self._made_with = made_with
        self._places: dict[str, tuple[int, int]] = {}
        self._standing: BinaryIO | None = None
        self._start = self._gap = 0
        self._keys: list[str] = []
        self._sizes: list[int] = []

    def load(self, standing: BinaryIO, digest: str) -> None:
        """Learn the rows of a file that stands in the site, and whose bytes have this hash; it is read when they are asked for."""
        try:
            note = unpack(without_checksum(_FORM, self._file.read_bytes()), RowIndex)
        except (OSError, DamagedError, UnpackError):
            return
        if (note.made_with, note.digest) == (self._made_with, digest):
            starts = accumulate((size + note.gap for size in note.sizes), initial=note.start)
            self._places = dict(zip(note.keys, zip(starts, note.sizes, strict=False), strict=False))
            self._standing = standing

    def recall(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the row of a key: as it stands in the file, else made now."""
        row = self._read(key) or make()
        self._keys.append(key)
        self._sizes.append(len(row))
        return row

    def _read(self, key: str) -> bytes:
        start, size = self._places.get(key, (0, 0))
        if not size or self._standing is None:
            return b""
        self._standing.seek(start)
        row = self._standing.read(size)
        return row if len(row) == size else b""

    def place(self, start: int, gap: int) -> None:
        """Be told where the rows will lie in the new file: where the first one begins, and how many bytes part two of them."""
        self._start, self._gap = start, gap

    def save(self, staging: Staging, digest: str) -> None:
        """RowIndex where the rows lie in the file that was made of them, whose bytes have this hash."""
        note = RowIndex(self._made_with, digest, self._start, self._gap, self._keys, self._sizes)
        staging.replace_file(self._file, with_checksum(_FORM, pack(note)))
