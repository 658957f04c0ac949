"""The lock that allows one build at a time in a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class BusyError(Exception):
    """Another build is at work in the same folder."""


@contextmanager
def lock(state_directory: Path) -> Iterator[None]:
    """Lock the folder `.digest/` for one build; make it, with a .gitignore, if it is missing. Raise `BusyError`.

    The system releases the lock when the process ends, even if it is killed.
    """
    state_directory.mkdir(parents=True, exist_ok=True)
    ignore = state_directory / ".gitignore"
    if not ignore.exists() or ignore.stat().st_size == 0:
        ignore.write_text("*\n", encoding="utf-8")
    try:
        with FileLock(state_directory / "lock", timeout=0):
            yield
    except Timeout:
        raise BusyError from None
