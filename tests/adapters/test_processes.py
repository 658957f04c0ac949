"""Work that is dealt out to several processes: all of it, in even shares, always the same ones."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.adapters.processes import ahead, batches_of, run, shares_of

COSTS = st.lists(st.integers(1, 500), max_size=200)


def total(numbers: Sequence[int]) -> int:
    """Do the work of a batch: a function that workers can be sent."""
    return sum(numbers)


@given(COSTS, st.integers(1, 64))
def test_batches_hold_everything_in_order_and_cost_enough_to_be_worth_a_message(costs: list[int], size: int) -> None:
    batches = batches_of(costs, size, lambda cost: cost)
    assert [item for batch in batches for item in batch.items] == costs
    assert [batch.number for batch in batches] == list(range(len(batches)))
    assert all(batch.cost == sum(batch.items) for batch in batches)
    assert all(batch.cost >= size for batch in batches[:-1])


@given(COSTS, st.integers(1, 64), st.integers(1, 8))
def test_shares_are_even_to_one_batch_and_of_neighbours(costs: list[int], size: int, jobs: int) -> None:
    batches = batches_of(costs, size, lambda cost: cost)
    shares = shares_of(batches, jobs)
    assert [batch for share in shares for batch in share] == batches
    loads = [sum(batch.cost for batch in share) for share in shares]
    assert all(abs(load - sum(costs) / jobs) <= max(batch.cost for batch in batches) for load in loads if batches)


def test_many_workers_give_what_one_gives() -> None:
    batches = batches_of(tuple(range(1000)), 7)
    alone = sorted(run(total, batches, 1))
    assert sorted(run(total, batches, 3)) == alone
    assert sum(result for _, result in alone) == 499_500


def _with_one_more(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(number + 1 for number in numbers)


@given(st.integers(1, 5))
@settings(max_examples=5)
def test_what_is_done_ahead_is_there_when_it_is_wanted(jobs: int) -> None:
    with ahead(_with_one_more, range(10), jobs) as done:
        assert sorted(number for part in done() for number in part) == list(range(1, 11))


def _asleep(seconds: Sequence[int]) -> None:
    time.sleep(sum(seconds))


def test_what_is_done_ahead_for_nobody_ends_with_the_block() -> None:
    before = active_children()
    with ahead(_asleep, [60], 1):
        assert len(active_children()) == len(before) + 1
    assert active_children() == before


# Starts two workers whose results nobody takes, so that each fills its pipe and waits; then it is gone, without a word to them.
_ABANDONING = """
import os, sys, time
from digest.adapters.processes import batches_of, run

def make(numbers):
    with open(os.path.join(sys.argv[1], str(os.getpid())), "w"):
        return "x" * 1_000_000

if __name__ == "__main__":
    results = run(make, batches_of(range(100), 1), 2)
    next(results)
    while len(os.listdir(sys.argv[1])) < 2:
        time.sleep(0.01)
    os._exit(9)
"""
# Seconds; they end at once, or never.
_PATIENCE = 30


def test_workers_end_when_the_first_process_is_gone(tmp_path: Path) -> None:
    marks = tmp_path / "workers"
    marks.mkdir()
    program = tmp_path / "abandoning.py"
    program.write_text(_ABANDONING, encoding="utf-8")
    # Whoever writes into the pipe has ended when it ends: the workers have inherited it.
    process = subprocess.Popen([sys.executable, program, marks], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        said, _ = process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        for mark in marks.iterdir():
            os.kill(int(mark.name), signal.SIGTERM)
        raise
    assert (process.returncode, said, len(list(marks.iterdir()))) == (9, b"", 2)
