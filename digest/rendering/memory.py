"""A memory of what was made last, bounded by its size: what several pages show is made once, without keeping a whole site."""

from collections.abc import Callable

# In characters, for each process. Most are a byte in Python's memory; the texts of ten thousand news articles fit.
_CAPACITY = 24_000_000


class Memory:
    """Keeps texts by key; when it is full, those go that have not been asked for the longest."""

    def __init__(self, capacity: int = _CAPACITY) -> None:
        """Begin with nothing. `capacity` is in characters."""
        self._capacity = capacity
        self._size = 0
        self._texts: dict[str, str] = {}

    def recall(self, key: str, make: Callable[[], str]) -> str:
        """Give the text of a key: the one that was made before, or a new one."""
        text = self._texts.pop(key, None)
        if text is None:
            text = make()
            self._size += len(text)
        self._texts[key] = text
        while self._size > self._capacity and len(self._texts) > 1:
            self._size -= len(self._texts.pop(next(iter(self._texts))))
        return text
