"""Measure in rounds: each runs all generators in turn, so that whatever slows the machine slows all of them alike."""

import os
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contenders import ASIDE, Contender, find_python, find_theme
from measuring import Command, Cost, measure, measure_memory

SCENARIOS = ("cold", "nothing", "edit", "template")
# What a build with nothing to do is compared with: a Python that loads two libraries and ends.
IMPORTS = "import jinja2, yaml"
Key = tuple[str, str]  # the name of a generator, and a scenario


@dataclass(frozen=True, slots=True)
class Results:
    """By generator and scenario: what each round cost, and the most memory in bytes. Round by round, costs are pairs."""

    costs: Mapping[Key, Sequence[Cost]]
    memory: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Trial:
    """One or two digests, each with a site, and the other generators to run beside them. `articles` can be edited.

    `rest` are the seconds between two rounds, after the old outputs were deleted.
    """

    digests: Sequence[Contender]
    rivals: Sequence[Contender]
    articles: Sequence[Path]
    scenarios: Sequence[str]
    tell: Callable[[str], None]
    rest: float = 0


def run_rounds(trial: Trial, runs: int) -> Results:
    """Measure this many rounds, and then the memory in one more, since looking at it takes time."""
    costs: defaultdict[Key, list[Cost]] = defaultdict(list)
    for number in range(runs):
        for key, command in run_round(trial, number):
            costs[key].append(cost := measure(command))
            trial.tell(f"round {number + 1} of {runs}, {' '.join(key)}: {cost.wall:.2f} s, computing {cost.cpu:.2f} s")
        sweep(trial)
    memory: dict[Key, int] = {}
    for key, command in run_round(trial, runs) if runs else ():
        memory[key] = measure_memory(command)
        trial.tell(f"memory, {' '.join(key)}: {memory[key] / 1e6:.0f} MB")
    return Results(dict(costs), memory)


def sweep(trial: Trial) -> None:
    """Delete what was set aside, and wait until the disk has forgotten it."""
    for folder in {contender.folder.parent for contender in (*trial.digests, *trial.rivals)}:
        shutil.rmtree(folder / ASIDE, ignore_errors=True)
    os.sync()
    time.sleep(trial.rest)


def run_round(trial: Trial, number: int) -> Iterator[tuple[Key, Command]]:
    """Return each command of a round when everything is prepared for it. After a round, all is as before but what is built.

    Changed templates come last: that build replaces every file of a site, and what is measured next would pay for it.
    """
    for digest in trial.digests:
        yield from run_digest(digest, trial, number)
    for rival in trial.rivals:
        rival.clear()
        yield (rival.name, "cold"), rival.command
        rival.clear()
    for digest in trial.digests if "template" in trial.scenarios else ():
        yield from edit_template(digest, number)


def run_digest(digest: Contender, trial: Trial, number: int) -> Iterator[tuple[Key, Command]]:
    """Return the commands of all scenarios but the last one, in an order in which each finds the site as it wants it."""
    digest.clear()
    yield (digest.name, "cold"), digest.command
    if "nothing" in trial.scenarios:
        yield (digest.name, "nothing"), digest.command
        yield (digest.name, "imports"), Command((find_python(digest.program), "-c", IMPORTS), digest.folder, {})
    if "edit" in trial.scenarios:
        path = digest.folder / trial.articles[number % len(trial.articles)]
        text = path.read_bytes()
        path.write_bytes(text + f"\nThis sentence was added in round {number + 1}.\n".encode())
        yield (digest.name, "edit"), digest.command
        path.write_bytes(text)


def edit_template(digest: Contender, number: int) -> Iterator[tuple[Key, Command]]:
    """Return a build after the frame of all pages has changed: the theme's own is copied, built, and gets a comment."""
    base = digest.folder / "templates" / "base.html"
    base.parent.mkdir()
    shutil.copyfile(find_theme(digest.program) / "base.html", base)
    measure(digest.command)
    base.write_bytes(base.read_bytes() + f"<!-- round {number + 1} -->\n".encode())
    yield (digest.name, "template"), digest.command
    shutil.rmtree(base.parent)
