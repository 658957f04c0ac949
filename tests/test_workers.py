"""Work that is dealt out to several processes: all of it, in even shares, always the same ones."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.workers import batches_of, run, shares_of

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
def test_no_worker_has_more_to_do_than_another_by_more_than_one_batch(costs: list[int], size: int, jobs: int) -> None:
    batches = batches_of(costs, size, lambda cost: cost)
    shares = shares_of(batches, jobs)
    loads = [sum(batch.cost for batch in share) for share in shares]
    assert sorted(batch.number for share in shares for batch in share) == list(range(len(batches)))
    assert max(loads) - min(loads) <= max((batch.cost for batch in batches), default=0)


def test_many_workers_give_what_one_gives() -> None:
    batches = batches_of(tuple(range(1000)), 7)
    alone = sorted(run(total, batches, 1))
    assert sorted(run(total, batches, 3)) == alone
    assert sum(result for _, result in alone) == 499_500


# Starts two workers whose results nobody takes: each fills its pipe, and waits.
_ABANDONING = """
import os, signal, sys, time
from digest.workers import batches_of, run

def make(numbers):
    with open(os.path.join(sys.argv[1], str(os.getpid())), "w"):
        return "x" * 1_000_000

def main():
    results = run(make, batches_of(range(100), 1), 2)
    next(results)
    while len(os.listdir(sys.argv[1])) < 2:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)

main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells whether a process that is not ours has ended")
def test_workers_end_when_the_first_process_is_killed(tmp_path: Path) -> None:
    marks = tmp_path / "workers"
    marks.mkdir()
    with (tmp_path / "said").open("wb") as said:  # a pipe would be waited for until the workers end
        ended = subprocess.run([sys.executable, "-c", _ABANDONING, marks], check=False, stdout=said, stderr=said)
    assert ended.returncode == -signal.SIGKILL
    workers = [int(mark.name) for mark in marks.iterdir()]
    assert len(workers) == 2
    patience = time.monotonic() + 20
    while time.monotonic() < patience and any(map(_is_alive, workers)):
        time.sleep(0.05)
    assert [worker for worker in workers if _is_alive(worker)] == []
    assert (tmp_path / "said").read_bytes() == b""


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # ended, and nobody has asked how
