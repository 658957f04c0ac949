"""How the work of a function grows with its input, counted in lines of Python: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

# Work of fewer lines counts as so many. A short text takes some hundred, and the standard library another 450 to compile an expression
# anew that its own cache has dropped because other tests used 512 others: that is no growth.
_FEW = 1_000


def lines_of(work: Callable[[], object]) -> int:
    """Return how many lines of Python `work` executes. What a function written in C does counts as the line that calls it."""
    count = 0

    def within(_frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 - a trace function returns one
        nonlocal count
        count += event == "line"
        return within

    before = sys.gettrace()
    sys.settrace(within)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], *sizes: int) -> list[float]:
    """Return by which factor the lines that `work` executes grow from each size of its input to the next.

    It does a smaller work first, which is not counted: it imports what is needed, and fills caches.
    """
    work(sizes[0] // 2)
    counts = [max(_FEW, lines_of(lambda size=size: work(size))) for size in sizes]  # type: ignore[misc]
    return [larger / smaller for smaller, larger in pairwise(counts)]
