"""Single files, moved into place whole or not at all."""

import contextlib
import errno
import os
import shutil
from pathlib import Path


def move(staged: Path, target: Path) -> None:
    """Move a staged file into place in one step, also from another disk, where a rename is not possible."""
    try:
        os.replace(staged, target)  # noqa: PTH105 - a path's own method cannot be told from str.replace when reading
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".digest-{target.name}")
        shutil.copyfile(staged, beside)
        os.replace(beside, target)  # noqa: PTH105
        staged.unlink()


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
