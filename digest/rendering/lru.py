"""A cache of what was made last, bounded by its size: what several pages show is made once, without keeping a whole site.

Without it, a cold build of 1,000 articles computes 13.5 s in place of 9.1 s (on a busy machine). `cached` turns it off, and
`tests/laws/test_plain_ways.py` compares.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# In characters, for each cache of each process. Most are a byte long; the texts of ten thousand news articles fit.
_CAPACITY = 24_000_000


class Spill(Protocol):
    """Storage for bytes that do not fit into memory, such as a file."""

    def put(self, raw: bytes) -> tuple[int, int]:
        """Store bytes; return their position."""

    def get(self, position: tuple[int, int]) -> bytes:
        """Return the bytes at a position."""


@dataclass(frozen=True, slots=True)
class Storage(Generic[T]):
    """Where values are spilled to, and how they are packed into bytes."""

    spill: Spill
    pack: Callable[[T], bytes]
    unpack: Callable[[bytes], T]


class LruCache(Generic[K, T]):
    """Keeps values by key. When it is full, it drops those that were used least recently."""

    def __init__(self, size: Callable[[T], int], capacity: int = _CAPACITY, *, cached: bool = True) -> None:
        """Start empty. `size` returns the size of a value; `capacity` is the limit for all of them together.

        If `cached` is false, every value is made each time it is asked for, without a cache: for tests.
        """
        self._cached = cached
        self._measure = size
        self._capacity = capacity
        self._size = 0
        self._values: dict[K, T] = {}

    def recall(self, key: K, make: Callable[[], T]) -> T:
        """Return the value of a key: from the cache, or made by `make`."""
        if not self._cached:
            return make()
        value = self._values.pop(key, None)
        if value is None:
            value = self._load(key, make)
            self._size += self._measure(value)
        self._values[key] = value
        while self._size > self._capacity and len(self._values) > 1:
            oldest = next(iter(self._values))
            self._size -= self._measure(self._values[oldest])
            self._drop(oldest, self._values.pop(oldest))
        return value

    def _load(self, _key: K, make: Callable[[], T]) -> T:
        return make()

    def _drop(self, key: K, value: T) -> None:
        """Forget the value."""


class SpillingCache(LruCache[K, T]):
    """A cache that spills what it drops, so that no value is made twice."""

    def __init__(
        self, size: Callable[[T], int], storage: Storage[T], capacity: int = _CAPACITY, *, cached: bool = True
    ) -> None:
        """Start empty. The other parameters are those of `LruCache`."""
        super().__init__(size, capacity, cached=cached)
        self._storage = storage
        self._positions: dict[K, tuple[int, int]] = {}

    def _load(self, key: K, make: Callable[[], T]) -> T:
        position = self._positions.get(key)
        return make() if position is None else self._storage.unpack(self._storage.spill.get(position))

    def _drop(self, key: K, value: T) -> None:
        if key not in self._positions:
            self._positions[key] = self._storage.spill.put(self._storage.pack(value))
