"""New files wait beside the site until all of them are whole. Several processes may stage at once."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from digest.adapters.serialization import hash_parts
from digest.writing.files import move, open_new, write_new


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder in which every new file of the site waits, at its own path in a tree that is laid out as the site is."""

    folder: Path

    @property
    def tree(self) -> Path:
        """Where the new files of the site wait."""
        return self.folder / "site"

    def make(self) -> None:
        """Make the folder, if it is not there."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def remove(self) -> None:
        """Drop the folder: it is empty now, or what it holds is of no use, such as the leavings of a build that was killed."""
        if self.folder.exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def replace_file(self, target: Path, raw: bytes) -> None:
        """Write a file so that whoever reads it finds the old bytes or the new ones, never a part."""
        self.make()
        waiting = self.folder / f"new-{target.name}"
        with waiting.open("wb") as stream:
            stream.write(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        move(waiting, target)

    def replace_files(self, files: Mapping[Path, bytes]) -> None:
        """Write several files, none of which is touched before all of the new ones are whole; each keeps its permissions.

        Where a file is a link, what it leads to is replaced.
        """
        waiting = {}
        for number, (file, raw) in enumerate(files.items()):
            target = file.resolve()
            waiting[target] = self.folder / f"edited-{number}"
            write_new(str(waiting[target]), raw)
            if target.exists():
                shutil.copymode(target, waiting[target])
        for target, staged in waiting.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            move(staged, target)

    def file(self, path: str) -> Path:
        """Return where the file for a path of the site waits."""
        return self.tree / path

    def add(self, path: str, raw: bytes) -> int:
        """Stage a file; give its time, in nanoseconds."""
        return write_new(f"{os.fspath(self.folder)}/site/{path}", raw)

    def add_parts(self, path: str, parts: Iterable[bytes]) -> tuple[str, int, int]:
        """Stage a file piece by piece; give the hash and the size of its bytes, which are never all in memory, and its time."""
        total = hashlib.blake2b(digest_size=16)
        with open_new(self.file(path)) as stream:
            for part in parts:
                total.update(part)
                stream.write(part)
        staged = self.file(path).stat()
        return total.hexdigest(), staged.st_size, staged.st_mtime_ns

    def drop(self, path: str) -> None:
        """Take back what is staged for a path."""
        self.file(path).unlink()

    def copy(self, path: str, source: Path) -> tuple[str, int, int]:
        """Stage a copy of a file; give the hash and the size of the bytes that were copied, and its time."""
        staged = self.file(path)
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, staged)
        found = staged.stat()
        return digest_of_file(staged), found.st_size, found.st_mtime_ns


def digest_of_file(file: Path) -> str:
    """Return the hash of a file's bytes."""
    with file.open("rb") as stream:
        return hash_parts(stream.read)


def digest_of_bytes(raw: bytes) -> str:
    """Return the hash of bytes."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
