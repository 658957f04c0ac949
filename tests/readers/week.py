"""The steps of editors, built once: what was published after each, for as many subscribers as want to follow over HTTP."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.readers.desk import Desk, guid_of
from tests.readers.stage import Place, Stage, running_stage
from tests.readers.steps import FEEDS, START, STEPS, Step


@dataclass(frozen=True, slots=True)
class News:
    """What a look at a feed brings, as names of items, sorted: what was never there, what says something else, and what is there no more.

    What is `back` was there no more; what is `translated` says the same in words that are said to be of another language.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """What was published after a step, and what subscribers find then by feeds. `names` are those of all items so far, by guid."""

    step: Step
    desk: Desk
    place: Place
    site: Path
    news: Mapping[str, News]
    names: Mapping[str, str]

    @property
    def base_url(self) -> str:
        """Return the URL that the site's own pages and feeds give of it."""
        return self.place.url.replace("http", self.desk.base_url.partition(":")[0], 1)

    def named(self, guids: "Iterator[str] | list[str] | tuple[str, ...]") -> tuple[str, ...]:
        """Return names for guids, sorted, as far as they have any, so that people can read what differs."""
        return tuple(sorted(self.names.get(guid, guid) for guid in guids))


@dataclass(frozen=True, slots=True)
class Week:
    """The builds in their order, and the hosts that serve them."""

    home: str
    builds: tuple[Build, ...]
    stage: Stage

    def replay(self) -> Iterator[Build]:
        """Serve one build after the other, as if it had just been published."""
        self.stage.clear()
        for build in self.builds:
            self.stage.serve(build.place, build.site)
            self.stage.take_answers()
            yield build


@contextmanager
def recorded_week(folder: Path) -> Iterator[Week]:
    """Take all steps, and keep the site as it was after each, with the times of its files."""
    builds: list[Build] = []
    desk, present, names = START, dict.fromkeys(FEEDS, frozenset[str]()), dict[str, str]()
    with running_stage(folder) as stage:
        for number, step in enumerate(STEPS):
            desk = step.take(desk)
            place = stage.publish(desk, *step.arguments)
            site = folder / f"site-{number}"
            shutil.copytree(stage.newsroom.site, site, copy_function=os.link)
            news = {feed: _news(step, feed, present[feed]) for feed in FEEDS}
            present = {
                feed: (present[feed] | {*found.new, *found.back}) - {*found.gone} for feed, found in news.items()
            }
            names = names | {guid_of(name): name for found in news.values() for name in found.new}
            builds.append(Build(step, desk, place, site, news, names))
        yield Week(builds[0].place.url, tuple(builds), stage)


def _news(step: Step, feed: str, present: frozenset[str]) -> News:
    def names_of(table: Mapping[str, str]) -> tuple[str, ...]:
        written = table.get(feed, "")
        return tuple(sorted(present if written == "*" else (_whole(name, feed) for name in written.split())))

    return News(*map(names_of, (step.new, step.changed, step.gone, step.back, step.translated)))


def _whole(name: str, feed: str) -> str:
    """Return the whole name of an item: in two feeds the table has short ones."""
    if feed == "editions":
        return f"edition:editions/{name.replace('-', '/')}/"
    return f"development:{name}" if feed == "feed" else name
