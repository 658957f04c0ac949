"""Builds in processes of their own: to be killed, to run out of room, to run at once, to run elsewhere."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.sites import NOW, build, tree

KILLED = 137
_REPOSITORY = Path(__file__).parents[2]
_WRITING = {
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "shutil.rmtree",
}
_FREEING = {"os.remove", "os.rmdir", "shutil.rmtree"}
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def command(folder: Path, *arguments: str, now: str = NOW) -> list[str]:
    """Return the command line of a build in a process of its own."""
    return [sys.executable, "-m", "digest", "build", str(folder), "--now", now, *arguments]


def run(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None, limit: int | None = None
) -> tuple[int, str]:
    """Run the command; give its exit code and all it said. `limit` is the size in bytes beyond which no file can grow."""
    done = subprocess.run(
        _limited(command(folder, *arguments), limit),
        env={**os.environ, "PYTHONPATH": str(_REPOSITORY), **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout + done.stderr


def _limited(line: Sequence[str], limit: int | None) -> list[str]:
    if limit is None:
        return list(line)
    code = f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); os.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-c", code, *line]


def start(folder: Path) -> subprocess.Popen[str]:
    """Start the command, and do not wait for it."""
    return subprocess.Popen(
        command(folder, "--jobs", "1"),
        env={**os.environ, "PYTHONPATH": str(_REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


class _Writes:
    """Counts what writes, and ends the process just before the write of a given number."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _WRITING or (event == "open" and _is_to_write(arguments)):
            self.count += 1
            if self.count == self.last:
                os._exit(KILLED)


def _is_to_write(arguments: tuple[Any, ...]) -> bool:
    path, _, flags = arguments
    return isinstance(path, str | bytes | os.PathLike) and os.fspath(path) != os.devnull and bool(flags & _TO_WRITE)


class _Copies(_Writes):
    """Copies a folder just before each write: what is in it is what a build leaves that is killed there.

    The lock is one of the process, and gone with it. What two writes leave alike (a folder that is there already) is copied once. Of all
    writes, only one in `every` counts.
    """

    def __init__(self, folder: Path, into: Path, every: int) -> None:
        super().__init__(-1)
        self.folder = folder
        self.into = into
        self.every = every
        self.before: dict[str, bytes | None] = {}

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _WRITING or (event == "open" and _is_to_write(arguments)):
            last, self.last = self.last, 0  # what is written by copying is no write of the build
            if last:
                self.count += 1
                state = _state(self.folder) if self.count % self.every == 0 else self.before
                if state != self.before:
                    self.before = state
                    shutil.copytree(self.folder, self.into / str(self.count), symlinks=True)
                self.last = last


def _state(folder: Path) -> dict[str, bytes | None]:
    """Return the bytes of every file below a folder by its path, and None for each folder."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


class _FullDisk(_Writes):
    """Refuses every write from a given number on; what is there can still be removed."""

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FREEING:
            return
        if event in _WRITING or (event == "open" and _is_to_write(arguments)):
            self.count += 1
            if self.count >= self.last:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), arguments[0])


def writes_of(folder: Path, *options: str, now: str = NOW) -> int:
    """Build in a child process; give how many times it wrote to the disk."""
    reader, writer = os.pipe()

    def count() -> int:
        writes = _Writes(-1)
        sys.addaudithook(writes)
        code = build(folder, *options, now=now).code
        os.write(writer, str(writes.count).encode())
        return code

    assert _in_child(count) == 0
    os.close(writer)
    with os.fdopen(reader) as stream:
        return int(stream.read())


def copied_before_each_write(folder: Path, into: Path, *, every: int = 1) -> list[Path]:
    """Build in a child process; return copies of the folder as it was just before each write, or one in `every`, in their order.

    A build that is killed before each of its writes takes as many builds; this takes one.
    """
    into.mkdir()

    def copy() -> int:
        sys.addaudithook(_Copies(folder, into, every))
        return build(folder).code

    assert _in_child(copy) == 0
    return sorted(into.iterdir(), key=lambda copy: int(copy.name))


def killed_before(folder: Path, number: int, *options: str, now: str = NOW) -> None:
    """Build in a child process that ends at once where it is about to write for the given time, counted from 1."""

    def die() -> int:
        sys.addaudithook(_Writes(number))
        return build(folder, *options, now=now).code

    assert _in_child(die) == KILLED


def without_room_from(folder: Path, number: int, *options: str, now: str = NOW) -> None:
    """Build in a child process for which the disk is full from the given write on; it must say so, and tell the truth of the site."""

    def fail() -> int:
        sys.addaudithook(_FullDisk(number))
        before = tree(folder / "site")
        ended = build(folder, *options, now=now)
        is_whole = ended.code == 0 or "site/ is as it was" not in ended.err or tree(folder / "site") == before
        return ended.code if is_whole and (ended.code == 0 or "[cannot-write]" in ended.err) else 99

    assert _in_child(fail) in {0, 1}


def killed_while_writing(folder: Path, limit: int) -> int:
    """Build in a child process that the system kills in the middle of a write that makes a file larger than `limit` bytes."""

    def die() -> int:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return build(folder).code

    return _in_child(die)


def _in_child(action: Callable[[], int]) -> int:
    """Return the exit code of an action in a forked process (negative: the signal that ended it). Nothing of pytest runs in there."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # pytest-xdist has threads; none of them matters to the child
        child = os.fork()
    if child == 0:
        code = 99
        try:
            signal.alarm(120)
            code = action()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
