"""Single files, moved into place whole or not at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


def move(staged: str | Path, target: str | Path) -> None:
    """Move a staged file into place in one step, also from another disk, where a rename is not possible."""
    try:
        os.replace(staged, target)  # noqa: PTH105 - a path's own method cannot be told from str.replace when reading
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        target = Path(target)
        beside = target.with_name(f".digest-{target.name}")
        shutil.copyfile(staged, beside)
        os.replace(beside, target)  # noqa: PTH105
        Path(staged).unlink()


def write_new(path: str, raw: bytes) -> int:
    """Write a new file, and the folders that it is in. Return its time, in nanoseconds."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a path object costs more than the call
        file = os.open(path, flags, 0o666)
    try:
        written = os.write(file, raw)
        while written < len(raw):  # the disk is nearly full, or the file very large
            written += os.write(file, memoryview(raw)[written:])
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def create(path: Path, raw: bytes) -> None:
    """Write a file that must not be there yet, and the folders that it stands in. Raises `FileExistsError`, also for a dangling link."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(raw)


def open_new(path: Path) -> BinaryIO:
    """Open a new file, and make the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def move_tree(staged: Path, target: Path) -> bool:
    """Move a whole folder to where there is none, in one step; false if there is one, or if that is not possible here."""
    try:
        if target.is_symlink():
            return False
        staged.rename(target)  # also where an empty folder stands (POSIX, rename)
    except OSError:
        return False
    return True


def gather_files(folder: Path, files: Iterable[tuple[str, Path]]) -> None:
    """Lay out files in a new folder, each at a path of its own, only to be read: by links where that is possible, else by copies."""
    made: set[Path] = set()
    folder.mkdir(parents=True)
    for path, file in files:
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        try:
            os.link(file, target)
        except OSError:  # a disk without links, or one that has too many of this file
            shutil.copyfile(file, target)


def remove_file(root: Path, path: str) -> None:
    """Remove a file below a folder, and the folders above it that are empty then. A missing one is no trouble."""
    target = root / path
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        target.unlink()
    for parent in target.parents:
        if parent == root:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def remove_empty(folder: Path) -> None:
    """Remove a folder that holds nothing but empty folders."""
    for inner in folder.iterdir():
        remove_empty(inner)
    folder.rmdir()
