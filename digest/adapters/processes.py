"""Several processes as one iterator: the same batches give the same results, in the same order, with one worker or many."""

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
    """A piece of work: what is done at a time, and about how much that is, in units of the caller's."""

    number: int
    items: Sequence[T]
    cost: int


def batches_of(items: Sequence[T], size: int, cost: Callable[[T], int] = lambda _: 1) -> list[Batch[T]]:
    """Cut a sequence into batches that cost at least `size` each, but for the last one; a costly item ends a batch."""
    batches: list[Batch[T]] = []
    start = total = 0
    for end, item in enumerate(items, 1):
        total += cost(item)
        if total >= size or end == len(items):
            batches.append(Batch(len(batches), items[start:end], total))
            start, total = end, 0
    return batches


def run(task: Callable[[Sequence[T]], R], batches: list[Batch[T]], jobs: int) -> Iterator[tuple[int, R]]:
    """Return the result of every batch with its number, as they come; sort by number where order counts.

    Each worker starts once and takes its share of the batches, so that who does what never depends on timing. An exception in a
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
    """Begin work that is wanted later, in `jobs` processes, while this one goes on. What is given waits for the results.

    Each worker has one batch, so that none waits in the middle of its work for somebody to take a result. Whatever is not done when the
    block ends is left undone.
    """
    jobs = min(jobs, len(items))
    with _started(task, [[Batch(number, items[number::jobs], 1)] for number in range(jobs)]) as workers:
        yield lambda: [result for _, result in sorted(_collect(workers), key=itemgetter(0))]


@contextmanager
def _started(task: Callable[[Sequence[T]], R], shares: list[list[Batch[T]]]) -> "Iterator[_Workers]":
    """Start a worker for each share of the work; all of them have ended after the block."""
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
    """Deal out batches to workers in even shares, of neighbours each: what they have in common is done by one worker."""
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
    """Hold back Ctrl-C while a worker starts: it inherits that, and is never interrupted amid something that would be printed."""
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted as well, and ends the workers
    for end in inherited:
        end.close()  # so that no reader is left when the first process is killed: else a worker would wait for it for ever
    gc.freeze()  # what was forked is never garbage; what libraries leave in cycles here is, and there is little of it
    gc.set_threshold(_GARBAGE)
    gc.enable()
    try:
        for batch in batches:
            pipe.send((batch.number, task(batch.items), None))
        pipe.send((None, None, None))
    except BrokenPipeError:
        return  # the first process is gone, and nobody waits for this work any more
    except Exception as problem:  # noqa: BLE001 - whatever it is, the first process raises it
        pipe.send((None, None, problem))


def _start_method() -> str:
    """Choose how workers start: as this process was told to, or by forking, which shares all that was read and planned.

    Forking is safe on Linux only.
    """
    return multiprocessing.get_start_method(allow_none=True) or ("fork" if sys.platform == "linux" else "spawn")
