"""Run a command, and say how long it took, how much it computed, and how much memory all of its processes had at once."""

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

# Seconds between two looks at the memory.
TICK = 0.05
PR_SET_CHILD_SUBREAPER = 36


class FailedError(Exception):
    """A command ended with an error; the message holds its last lines."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder to run it in, and variables that stand beside those of the environment."""

    words: Sequence[str]
    folder: Path
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: seconds on the clock, and seconds of computing by all of its processes together."""

    wall: float
    cpu: float


def measure(command: Command) -> Cost:
    """Run a command to its end. A FailedError if it fails.

    The computing is of the process and of all below it, also of such as outlived their parents. What earlier runs left to be
    written to the disk is written before, so that no run pays for another.
    """
    adopt_orphans()
    os.sync()
    start = time.perf_counter()
    process = spawn(command)
    with process.stdout or nullcontext(BytesIO()) as pipe:
        said = pipe.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    refuse_failure(command, process.returncode, said)
    return Cost(wall, sum((one.ru_utime + one.ru_stime for one in reap_orphans()), usage.ru_utime + usage.ru_stime))


def adopt_orphans() -> None:
    """Become the parent of every process below this one whose own parent ends, where the system can do that (prctl(2))."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def reap_orphans() -> Iterator[resource.struct_rusage]:
    """Wait for what is left of a command, and give what each of its processes used."""
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


def measure_memory(command: Command) -> int:
    """Run a command to its end, and give the most bytes that its processes had at once; pages that they share count once.

    The sum of the proportional set sizes (PSS) is taken every 50 ms. Taking it slows the command down: its time means nothing.
    """
    os.sync()
    process = spawn(command)
    most, done = [0], Event()

    def look() -> None:
        while not done.wait(TICK):
            most[0] = max(most[0], sum(map(read_pss, list_tree(process.pid))))

    watcher = Thread(target=look)
    watcher.start()
    try:
        said, _ = process.communicate()
    finally:
        done.set()
        watcher.join()
    refuse_failure(command, process.returncode, said)
    return most[0]


def spawn(command: Command) -> "subprocess.Popen[bytes]":
    """Start a command; what it says comes through a pipe."""
    return subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=os.environ | command.variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def refuse_failure(command: Command, code: int, said: bytes) -> None:
    """Raise a FailedError if this is not the exit code of a success."""
    if code:
        last = said.decode(errors="replace")[-2000:]
        raise FailedError(f"{' '.join(command.words)} ended with {code} in {command.folder}:\n{last}")


def list_tree(root: int) -> list[int]:
    """Return a process and all below it that are still there."""
    found, waiting = [], [root]
    while waiting:
        found.append(process := waiting.pop())
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError):
                waiting += map(int, children.read_text().split())
    return found


def read_pss(process: int) -> int:
    """Return the proportional set size of a process in bytes; 0 if it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
