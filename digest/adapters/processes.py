"""Work in several processes. The results do not depend on how many there are."""

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar, cast

# Annotations only: on Windows, the pipe is of another class with the same methods.
_Pipe: TypeAlias = "Connection[Any, Any]"
_Workers: TypeAlias = "dict[_Pipe, multiprocessing.process.BaseProcess]"
T = TypeVar("T")
R = TypeVar("R")


# How many more things may have been made than dropped before a worker looks for garbage.
_GARBAGE = 100_000


class WorkerLostError(RuntimeError):
    """A worker process ended before its work was done."""


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """A part of the work that one worker does at a time, and its approximate cost, in the caller's units."""

    number: int
    items: Sequence[T]
    cost: int


def batches_of(items: Sequence[T], size: int, cost: Callable[[T], int] = lambda _: 1) -> list[Batch[T]]:
    """Cut a sequence into batches that cost at least `size` each, except the last one."""
    batches: list[Batch[T]] = []
    start = total = 0
    for end, item in enumerate(items, 1):
        total += cost(item)
        if total >= size or end == len(items):
            batches.append(Batch(len(batches), items[start:end], total))
            start, total = end, 0
    return batches


def run(task: Callable[[Sequence[T]], R], batches: list[Batch[T]], jobs: int) -> Iterator[tuple[int, R]]:
    """Return the number and the result of every batch, in the order in which they finish; sort them if order matters.

    Each worker starts once and has a fixed share of the batches, so that timing does not decide who does what. An exception in a
    worker is raised here.
    """
    jobs = min(jobs, len(batches))
    if jobs <= 1:
        for batch in batches:
            yield batch.number, task(batch.items)
        return
    with _started(task, shares_of(batches, jobs)) as workers:
        yield from _collect(workers)


@contextmanager
def ahead(task: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> Iterator[Callable[[], list[R]]]:
    """Start work in `jobs` other processes while this one goes on. The value is a function that waits for the results, in order.

    Each worker has one batch, so that none has to wait until an earlier result is taken. What is not done when the
    block ends is stopped.
    """
    jobs = min(jobs, len(items))
    with _started(task, [[Batch(number, items[number::jobs], 1)] for number in range(jobs)]) as workers:
        yield lambda: [result for _, result in sorted(_collect(workers), key=itemgetter(0))]


@contextmanager
def _started(task: Callable[[Sequence[T]], R], shares: list[list[Batch[T]]]) -> "Iterator[_Workers]":
    """Start a worker for each share of the work; end all of them after the block."""
    method = _start_method()
    context = multiprocessing.get_context(method)
    workers: _Workers = {}
    try:
        for share in shares:
            here, there = context.Pipe(duplex=False)
            inherited = [here, *workers] if method == "fork" else []
            process = context.Process(target=_work, args=(task, share, there, inherited), daemon=True)  # type: ignore[attr-defined] # every context has it
            with _uninterrupted():
                process.start()
            there.close()
            workers[here] = process
        yield workers
    finally:
        for pipe, process in workers.items():
            pipe.close()
            process.terminate()
            process.join()


def shares_of(batches: list[Batch[T]], jobs: int) -> list[list[Batch[T]]]:
    """Divide batches into even shares of neighbours, since neighbours have work in common that one worker does once."""
    shares: list[list[Batch[T]]] = [[] for _ in range(jobs)]
    total = sum(batch.cost for batch in batches)
    done = 0
    for batch in batches:
        middle = 2 * done + batch.cost
        shares[middle * jobs // (2 * total)].append(batch)
        done += batch.cost
    return shares


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Block Ctrl-C while a worker starts. The worker inherits this, so that it prints no traceback when interrupted."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _collect(workers: "_Workers") -> Iterator[tuple[int, Any]]:
    open_pipes = set(workers)
    while open_pipes:
        for pipe in cast("list[_Pipe]", wait(list(open_pipes))):
            try:
                number, result, problem = pipe.recv()
            except EOFError:
                raise WorkerLostError("a worker process was ended from outside") from None
            if problem is not None:
                raise problem
            if number is None:
                open_pipes.discard(pipe)
            else:
                yield number, result


def _work(
    task: Callable[[Sequence[T]], R], batches: list[Batch[T]], pipe: "_Pipe", inherited: "Sequence[_Pipe]"
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process is interrupted as well, and ends the workers
    for end in inherited:
        end.close()  # else a worker would wait for ever for a main process that was killed
    gc.freeze()  # what was forked is no garbage; libraries leave few cycles here
    gc.set_threshold(_GARBAGE)
    gc.enable()
    try:
        for batch in batches:
            pipe.send((batch.number, task(batch.items), None))
        pipe.send((None, None, None))
    except BrokenPipeError:
        return  # the main process has ended, and nobody needs this work
    except Exception as problem:  # noqa: BLE001 - any exception is raised in the main process
        pipe.send((None, None, problem))


def _start_method() -> str:
    """Return how workers start: as configured for this process, else by forking on Linux, which shares all values in memory.

    Elsewhere forking is not safe.
    """
    return multiprocessing.get_start_method(allow_none=True) or ("fork" if sys.platform == "linux" else "spawn")
