"""Operations on single files. A file is moved into place whole or not at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO


def move(staged: str | Path, target: str | Path) -> None:
    """Move a staged file into place in one step, also from another disk, from which a rename is not possible."""
    try:
        os.replace(staged, target)  # noqa: PTH105 - the name of the Path method looks like str.replace
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        target = Path(target)
        beside = target.with_name(f".digest-{target.name}")
        shutil.copyfile(staged, beside)
        os.replace(beside, target)  # noqa: PTH105
        Path(staged).unlink()


def write_new(path: str, raw: bytes) -> int:
    """Write a new file, and make its folders. Return its modification time, in nanoseconds."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a path object costs more than the call
        file = os.open(path, flags, 0o666)
    try:
        written = os.write(file, raw)
        while written < len(raw):  # a single write may be incomplete: on a full disk, or of a very large file
            written += os.write(file, memoryview(raw)[written:])
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def create(path: Path, raw: bytes) -> None:
    """Write a file that must not exist yet, and make its folders. Raise `FileExistsError`, also for a dangling link."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(raw)


def create_whole(path: Path, raw: bytes, beside: Path) -> None:
    """Write a file that must not exist yet, in one step: a kill leaves all of it, or nothing. Raise `FileExistsError`.

    It is first written into the folder `beside`, which is on the same disk.
    """
    staged = beside / f"new-{os.getpid()}"
    write_new(os.fspath(staged), raw)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(staged, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "the file exists", str(path)) from None
        move(staged, path)
    finally:
        staged.unlink(missing_ok=True)


def append(path: Path, raw: bytes) -> None:
    """Add bytes to the end of a file, and make it and its folders if they are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        stream.write(raw)


def open_new(path: Path) -> BinaryIO:
    """Open a new file for writing, and make its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def move_tree(staged: Path, target: Path) -> bool:
    """Move a whole folder in one step, and return True; False if the target exists, or if that is not possible here."""
    try:
        if target.is_symlink():
            return False
        staged.rename(target)  # also onto an empty folder (POSIX, rename)
    except OSError:
        return False
    return True


def gather_files(folder: Path, files: Iterable[tuple[str, Path]]) -> None:
    """Put files into a new folder, each at the given path, to be read only: as hard links if possible, else as copies."""
    made: set[Path] = set()
    folder.mkdir(parents=True)
    for path, file in files:
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        try:
            os.link(file, target)
        except OSError:  # a disk without links, or too many links to this file
            shutil.copyfile(file, target)


def remove_file(root: Path, path: str) -> None:
    """Remove a file below `root`, and the folders above it that are then empty. A missing file is no error."""
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


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it. A missing folder is no error."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def remove_empty(folder: Path) -> None:
    """Remove a folder that contains only empty folders."""
    for inner in folder.iterdir():
        remove_empty(inner)
    folder.rmdir()


def create_all(folder: Path, files: Mapping[str, bytes], empty_folders: Iterable[str] = ()) -> None:
    """Write files that must not exist yet, in order, and make their folders: all of them, or none.

    Raise `FileExistsError` if one exists, and `OSError` if one cannot be written; then whatever was made is removed again.
    """
    made: list[Path] = []
    try:
        for path, raw in files.items():
            _make_folders((folder / path).parent, made)
            with (folder / path).open("xb") as stream:
                made.append(folder / path)
                stream.write(raw)
        for path in empty_folders:
            _make_folders(folder / path, made)
    except BaseException:
        for one in reversed(made):
            with contextlib.suppress(OSError):
                if one.is_dir():
                    one.rmdir()
                else:
                    one.unlink()
        raise


def create_folder(folder: Path, files: Mapping[str, bytes], empty_folders: Iterable[str] = ()) -> None:
    """Write new files as `create_all` does. A folder that is missing appears with all of them in one step, even if digest is killed."""
    if folder.exists():
        create_all(folder, files, empty_folders)
        return
    beside = folder.with_name(f".{folder.name}.digest-{os.getpid()}")
    try:
        create_all(beside, files, empty_folders)
        beside.rename(folder)
    finally:
        if beside.exists():
            shutil.rmtree(beside)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note in `made` which ones were missing."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        made.append(one)
