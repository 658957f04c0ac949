"""A live site for tests, and a preview to compare it with."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from digest.app.context import Options, Progress
from digest.app.looking.live import LiveSite
from digest.app.looking.serve import ServingJob
from digest.planning.content.visibility import VisibilityContext
from tests.support.sites import NOW, build, tree


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


def _then() -> datetime:
    return datetime.fromisoformat(NOW).astimezone(UTC)


def live_site(folder: Path, progress: Progress = _silent, clock: Callable[[], datetime] = _then) -> LiveSite:
    """Return a site in memory, read and planned: by default, as of the time that tests build at."""

    def job() -> ServingJob:
        options = Options(VisibilityContext(clock(), drafts=True, future=True))
        return ServingJob(folder.resolve(), options, progress)

    live = LiveSite(job)
    live.plan_again(frozenset())
    return live


def preview(folder: Path) -> dict[str, bytes]:
    """Build a preview that uses no cache, and return its files."""
    ended = build(folder, "--drafts", "--future", "--fresh")
    assert ended.code == 0, ended.err
    return tree(folder / ".digest/preview")


def files_of(live: LiveSite) -> dict[str, bytes]:
    """Return all files of a live site."""
    assert live.look is not None, live.diagnostics
    found = {path: one for path in sorted(live.look.pages) if (one := live.file(path)) is not None}
    assert [one for one in found.values() if not isinstance(one, bytes)] == []
    return {path: one for path, one in found.items() if isinstance(one, bytes)}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths of files that are in only one of two trees, or differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
