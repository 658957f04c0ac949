"""The staging folder: new files are written there until all are complete. Several processes may write at once."""

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
    """The staging folder. New files of the site have the same paths in its `tree` as in the site."""

    folder: Path

    @property
    def tree(self) -> Path:
        """The folder with the new files of the site."""
        return self.folder / "site"

    def make(self) -> None:
        """Make the folder, if it is missing."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def remove(self) -> None:
        """Remove the folder with all that is left in it, such as the files of a build that was killed."""
        if self.folder.exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def replace_file(self, target: Path, raw: bytes) -> None:
        """Write a file in one step: a reader finds the old bytes or the new ones, never a part."""
        self.make()
        staged_file = self.folder / f"new-{target.name}"
        with staged_file.open("wb") as stream:
            stream.write(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        move(staged_file, target)

    def replace_files(self, files: Mapping[Path, bytes]) -> None:
        """Write several files. None is replaced before all new ones are complete. Each keeps its permissions.

        If a file is a symbolic link, its target is replaced.
        """
        staged_files = {}
        for number, (file, raw) in enumerate(files.items()):
            target = file.resolve()
            staged_files[target] = self.folder / f"edited-{number}"
            write_new(str(staged_files[target]), raw)
            if target.exists():
                shutil.copymode(target, staged_files[target])
        for target, staged in staged_files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            move(staged, target)

    def file(self, path: str) -> Path:
        """Return the staged file for a path of the site."""
        return self.tree / path

    def add(self, path: str, raw: bytes) -> int:
        """Stage a file; return its modification time, in nanoseconds."""
        return write_new(f"{os.fspath(self.folder)}/site/{path}", raw)

    def add_parts(self, path: str, parts: Iterable[bytes]) -> tuple[str, int, int]:
        """Stage a file in parts, never all in memory; return hash, size in bytes, and modification time in nanoseconds."""
        total = hashlib.blake2b(digest_size=16)
        with open_new(self.file(path)) as stream:
            for part in parts:
                total.update(part)
                stream.write(part)
        staged = self.file(path).stat()
        return total.hexdigest(), staged.st_size, staged.st_mtime_ns

    def drop(self, path: str) -> None:
        """Remove the staged file for a path."""
        self.file(path).unlink()

    def copy(self, path: str, source: Path) -> tuple[str, int, int]:
        """Stage a copy of a file; return hash, size in bytes, and modification time in nanoseconds of the copy."""
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
