"""The targets that digest has been set, and whether the measurements meet them."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from outputs import Amount
from rounds import Key, Results

COLD, NOTHING, EDIT, TEMPLATE = (("digest", name) for name in ("cold", "nothing", "edit", "template"))
IMPORTS = ("digest", "imports")
HUGO, PELICAN = ("Hugo", "cold"), ("Pelican", "cold")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one size: how much each generator wrote, by kind, and what it cost."""

    articles: int
    amounts: Mapping[str, Mapping[str, Amount]]
    results: Results


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient of times two ways, both of which one noisy run cannot move: of the medians, and the median of the pairs'."""

    medians: float
    pairs: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target, what was measured, and how much it may be. `least` is the number of articles that it was set for."""

    words: str
    measured: float
    limit: float
    least: int

    @property
    def met(self) -> bool:
        """Return whether it is met; it says little of fewer articles than it was set for."""
        return self.measured <= self.limit


def compare(results: Results, one: Key, other: Key) -> Ratio | None:
    """Return the quotient of two rows' wall times, or nothing if one of them was not measured."""
    ours, theirs = ([cost.wall for cost in results.costs.get(key, ())] for key in (one, other))
    if not ours or not theirs:
        return None
    return Ratio(median(ours) / median(theirs), median(a / b for a, b in zip(ours, theirs, strict=True)))


def judge(report: Report) -> list[Verdict]:
    """Return every target that these results can tell of."""
    large = report.articles >= 50_000
    wanted = [
        ("cold build, of Hugo's", COLD, HUGO, 0.4 if large else 0.6, 50_000 if large else 10_000),
        ("cold build, of Pelican's", COLD, PELICAN, 0.1, 10_000),
        ("nothing to do, of Hugo's build", NOTHING, HUGO, 0.05, 10_000),
        ("nothing to do, of importing two libraries", NOTHING, IMPORTS, 3.0, 10_000),
        ("one article edited, of Hugo's build", EDIT, HUGO, 0.08, 10_000),
        ("template edited, of a cold build", TEMPLATE, COLD, 1.0, 10_000),
    ]
    verdicts = [
        Verdict(words, ratio.pairs, limit, least)
        for words, one, other, limit, least in wanted
        if (ratio := compare(report.results, one, other))
    ]
    memory = report.results.memory
    if COLD in memory and HUGO in memory:
        verdicts.append(Verdict("cold build, memory, of Hugo's", memory[COLD] / memory[HUGO], 0.35, 50_000))
    return verdicts
