"""Files that are kept under names that say what is in them, from one build to the next, and for previews."""

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.writing.files import move, write_new

_FORM = "digest kept file 1"


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files in a folder. Several processes may add to it at once: they write the same bytes under the same name."""

    folder: Path

    def get(self, name: str) -> bytes | None:
        """Return the bytes of a file; None if there is none, or a damaged one."""
        try:
            return without_checksum(_FORM, (self.folder / name).read_bytes())
        except (OSError, DamagedError):
            return None

    def add(self, name: str, raw: bytes) -> None:
        """Keep the bytes of a file. A disk that has no room for it is no reason to stop: it is made again next time."""
        part = self.folder / f".{os.getpid()}-{name}"
        with suppress(OSError):
            write_new(os.fspath(part), with_checksum(_FORM, raw))
            move(part, self.folder / name)

    def keep_only(self, names: Collection[str]) -> None:
        """Remove all files but these."""
        with suppress(OSError):
            for file in sorted(self.folder.iterdir()):
                if file.name not in names:
                    file.unlink()
