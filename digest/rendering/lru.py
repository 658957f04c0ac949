"""A memory of what was made last, bounded by its size: what several pages show is made once, without keeping a whole site.

Without it, a cold build of 1,000 articles computes 13.5 s in place of 9.1 s (on a busy machine). `remembers` turns it off, and
`tests/laws/test_plain_ways.py` compares.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# In characters, for each memory of each process. Most are a byte long; the texts of ten thousand news articles fit.
_CAPACITY = 24_000_000


class Spill(Protocol):
    """Where bytes lie that find no room in memory, so that they need not be made again."""

    def put(self, raw: bytes) -> tuple[int, int]:
        """Take bytes; give the place where they lie."""

    def get(self, place: tuple[int, int]) -> bytes:
        """Return the bytes that lie at a place."""


@dataclass(frozen=True, slots=True)
class Storage(Generic[T]):
    """A shelf, and how values become the bytes that lie there."""

    shelf: Spill
    pack: Callable[[T], bytes]
    unpack: Callable[[bytes], T]


class LruCache(Generic[K, T]):
    """Keeps values by key; when it is full, those go that have not been asked for the longest."""

    def __init__(self, size: Callable[[T], int], capacity: int = _CAPACITY, *, remembers: bool = True) -> None:
        """Begin with nothing. `size` measures a value, `capacity` is how much all of them may measure together.

        Without `remembers`, every value is made whenever it is asked for: the plain way, for tests.
        """
        self._remembers = remembers
        self._measure = size
        self._capacity = capacity
        self._size = 0
        self._values: dict[K, T] = {}

    def recall(self, key: K, make: Callable[[], T]) -> T:
        """Return the value of a key: the one that was made before, or a new one."""
        if not self._remembers:
            return make()
        value = self._values.pop(key, None)
        if value is None:
            value = self._regain(key, make)
            self._size += self._measure(value)
        self._values[key] = value
        while self._size > self._capacity and len(self._values) > 1:
            oldest = next(iter(self._values))
            self._size -= self._measure(self._values[oldest])
            self._let_go(oldest, self._values.pop(oldest))
        return value

    def _regain(self, _key: K, make: Callable[[], T]) -> T:
        return make()

    def _let_go(self, key: K, value: T) -> None:
        """Do nothing."""


class SpillingCache(LruCache[K, T]):
    """A memory that puts on a shelf what finds no room in it: no value is made twice."""

    def __init__(
        self, size: Callable[[T], int], storage: Storage[T], capacity: int = _CAPACITY, *, remembers: bool = True
    ) -> None:
        """Begin with nothing. The others as for any memory."""
        super().__init__(size, capacity, remembers=remembers)
        self._storage = storage
        self._places: dict[K, tuple[int, int]] = {}

    def _regain(self, key: K, make: Callable[[], T]) -> T:
        place = self._places.get(key)
        return make() if place is None else self._storage.unpack(self._storage.shelf.get(place))

    def _let_go(self, key: K, value: T) -> None:
        if key not in self._places:
            self._places[key] = self._storage.shelf.put(self._storage.pack(value))
