"""The time that a build takes: by stage, and by recipe of pages."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise


class Profile:
    """Measures a build. `wall` and `cpu` return seconds: elapsed time, and the CPU time of this process and its workers.

    `clock` returns the CPU seconds of one process; workers measure pages with it. `peak` returns the memory of the largest
    process, in megabytes.
    """

    def __init__(
        self,
        wall: Callable[[], float],
        cpu: Callable[[], float],
        clock: Callable[[], float],
        peak: Callable[[], float],
    ) -> None:
        """Start with nothing measured."""
        self.clock = clock
        self._wall = wall
        self._cpu = cpu
        self._peak = peak
        self._stages: dict[str, tuple[float, float]] = {}
        self._pages: dict[str, list[tuple[float, int]]] = defaultdict(list)

    def begin(self, stage: str) -> None:
        """Record that a stage begins; if it has begun already, do nothing."""
        if stage not in self._stages:
            self._stages[stage] = self._wall(), self._cpu()

    def add_page(self, recipe: str, seconds: float, size: int) -> None:
        """Record the CPU seconds that rendering and staging a page took, and its size in bytes."""
        self._pages[recipe].append((seconds, size))

    def lines(self) -> Iterator[str]:
        """Return the profile as two tables."""
        self.begin("")
        yield f"{'stage':<16}{'wall s':>9}{'CPU s':>9}"
        for (stage, before), (_, after) in pairwise(self._stages.items()):
            yield f"{stage:<16}{after[0] - before[0]:>9.3f}{after[1] - before[1]:>9.3f}"
        first, last = next(iter(self._stages.values())), self._stages[""]
        yield f"{'all':<16}{last[0] - first[0]:>9.3f}{last[1] - first[1]:>9.3f}"
        yield f"largest process: {self._peak():.0f} MB"
        if self._pages:
            yield f"{'made with':<16}{'pages':>9}{'CPU s':>9}{'ms each':>9}{'MB':>9}"
        for recipe, pages in sorted(self._pages.items(), key=lambda pair: -sum(seconds for seconds, _ in pair[1])):
            seconds, size = sum(taken for taken, _ in pages), sum(amount for _, amount in pages)
            each = 1000 * seconds / len(pages)
            yield f"{recipe:<16}{len(pages):>9}{seconds:>9.3f}{each:>9.2f}{size / 1e6:>9.1f}"
