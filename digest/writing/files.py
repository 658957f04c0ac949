"""Single files, written whole or not at all."""

import contextlib
import errno
import os
import shutil
import tempfile
from pathlib import Path


def replace_file(target: Path, raw: bytes) -> None:
    """Write a file so that whoever reads it finds the old bytes or the new ones, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".digest-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes files that only their owner may read
        os.replace(name, target)  # noqa: PTH105 - the same call as in `move`
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


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
