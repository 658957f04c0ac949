"""A cache returns what was made, and a value that was spilled is not made again."""

from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.lru import LruCache, SpillingCache, Storage
from digest.writing.spill_file import SpillFile


class InMemory:
    def __init__(self) -> None:
        self.lying: list[bytes] = []

    def put(self, raw: bytes) -> tuple[int, int]:
        self.lying.append(raw)
        return len(self.lying) - 1, len(raw)

    def get(self, place: tuple[int, int]) -> bytes:
        return self.lying[place[0]]


@given(st.lists(st.integers(0, 5)), st.integers(0, 12))
def test_a_lasting_memory_makes_everything_once_whatever_its_size(asked: list[int], capacity: int) -> None:
    made: list[int] = []
    spill = InMemory()
    memory: SpillingCache[int, str] = SpillingCache(len, Storage(spill, str.encode, bytes.decode), capacity)

    def make(key: int) -> str:
        made.append(key)
        return "é" * key

    assert [memory.recall(key, partial(make, key)) for key in asked] == ["é" * key for key in asked]
    assert made == list(dict.fromkeys(asked))
    assert len(spill.lying) == len(set(spill.lying))


def test_a_plain_memory_forgets_what_was_not_asked_for_the_longest() -> None:
    made: list[str] = []
    memory: LruCache[str, str] = LruCache(len, 2)

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in "abacab":
        memory.recall(key, partial(make, key))
    assert made == ["a", "b", "c", "b"]


def test_a_memory_that_is_turned_off_makes_everything_anew() -> None:
    spill, made = InMemory(), iter(range(9))
    storage: Storage[str] = Storage(spill, str.encode, bytes.decode)
    for memory in (
        LruCache[str, str](len, cached=False),
        SpillingCache[str, str](len, storage, capacity=0, cached=False),
    ):
        first = memory.recall("a", lambda: str(next(made)))
        assert memory.recall("a", lambda: str(next(made))) != first
    assert spill.lying == []


def test_a_scratch_file_gives_back_what_was_put_and_leaves_no_trace(tmp_path: Path) -> None:
    scratch = SpillFile(tmp_path)
    pieces = [b"", b"\0" * 10_000, "é".encode(), b"x"]
    places = [scratch.put(piece) for piece in pieces]
    assert [scratch.get(place) for place in reversed(places)] == pieces[::-1]
    assert scratch.get(scratch.put(b"last")) == b"last"
    del scratch
    assert list(tmp_path.iterdir()) == []
