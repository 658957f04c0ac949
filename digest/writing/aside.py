"""A state directory aside: for commands that read as a build does, and write nothing into the site's folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

# What makes reading fast, and what says how the site was published.
_COPIED = ("cache", "templates", "ledger", "manifest.jsonl", "deployed")


@contextmanager
def state_aside(state: Path) -> Iterator[Path]:
    """Make a temporary state directory with copies of the caches and records of another one; it is removed after the block."""
    with TemporaryDirectory(prefix="digest-") as folder:
        for name in _COPIED:
            with suppress(OSError):  # it is missing, or nobody may read it: then it is read anew
                shutil.copyfile(state / name, Path(folder, name))
        yield Path(folder)
