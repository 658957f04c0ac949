"""FragmentCache: what macros of templates printed, remembered for as long as there is room.

With the generator of `engine`, this takes a cold build of 1,000 articles from 4.32 s to 3.19 s. `fragments` of a `Renderer` turns it off.
"""

from collections.abc import Callable

from digest.rendering.lru import LruCache

# In characters, for each macro. The cards of a hundred thousand articles fit: lists go through all of them several times over, and of what
# is looked for in turns, a memory that is a little too small finds nothing.
_CAPACITY = 128_000_000
_KEY = 300  # about what a piece takes beside its text


class FragmentCache:
    """Remembers what macros print. `place` is where the page stands, as far as links show that: a piece holds for one place.

    Two calls count as the same if they are given the same objects, not equal ones: that is found out at once, whatever they say, and
    `1`, `1.0` and `True` are not confused. So what is given must not change while pages are rendered; views never do.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        """Begin with nothing, at the site's root. `capacity` is how many characters are kept of each macro."""
        self.place = ""
        self._capacity = capacity

    def remembering(self, make: Callable[..., str]) -> Callable[..., str]:
        """Return the function that makes a text only if it has not been made, or was forgotten. Its memory ends with it."""
        # The arguments are kept with the text: as long as they are, no other object has their identity.
        memory: LruCache[tuple[object, ...], tuple[tuple[object, ...], str]] = LruCache(_size, self._capacity)

        def text(*arguments: object) -> str:
            key = (self.place, *map(id, arguments))
            return memory.recall(key, lambda: (arguments, make(*arguments)))[1]

        return text


def _size(piece: tuple[tuple[object, ...], str]) -> int:
    return len(piece[1]) + _KEY
