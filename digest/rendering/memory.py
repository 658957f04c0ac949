"""A memory of what was made last, bounded by its size: what several pages show is made once, without keeping a whole site."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# In characters, for each memory of each process. Most are a byte long; the texts of ten thousand news articles fit.
_CAPACITY = 24_000_000


class Memory(Generic[K, T]):
    """Keeps values by key; when it is full, those go that have not been asked for the longest."""

    def __init__(self, size: Callable[[T], int], capacity: int = _CAPACITY) -> None:
        """Begin with nothing. `size` measures a value, `capacity` is how much all of them may measure together."""
        self._measure = size
        self._capacity = capacity
        self._size = 0
        self._values: dict[K, T] = {}

    def recall(self, key: K, make: Callable[[], T]) -> T:
        """Give the value of a key: the one that was made before, or a new one."""
        value = self._values.pop(key, None)
        if value is None:
            value = make()
            self._size += self._measure(value)
        self._values[key] = value
        while self._size > self._capacity and len(self._values) > 1:
            self._size -= self._measure(self._values.pop(next(iter(self._values))))
        return value
