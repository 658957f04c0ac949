"""Serve a site on this machine while it is written."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from digest.app.context import Job, Options, Progress
from digest.app.looking.live import CONFIG, LiveSite
from digest.app.looking.updates import Updates
from digest.model.diagnostic import Diagnostic
from digest.reading.files.program import default_theme
from digest.reading.files.walk import is_leftover
from digest.serving.application import application
from digest.serving.changes import Changes
from digest.serving.server import HOST, PortTakenError, listen, run_server
from digest.serving.watching import FolderWatcher
from digest.writing.lock import BusyError, lock

__all__ = ["PortTakenError", "Serving", "serve"]
_LOG_OF_GIT = (".git", "logs", "HEAD")
_TREES = ("content", "templates")


class ServingJob(Job):
    """A preview's job that writes only caches, each by an atomic rename and in a folder of its own, so that builds can run beside it."""

    @property
    def staging_folder(self) -> Path:
        """The folder for new files of the caches."""
        return self.state_directory / f"serve-{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Serving:
    """What the command says of a server that starts: where it is, and what is to be said of the site."""

    url: str
    diagnostics: tuple[Diagnostic, ...]


def serve(
    folder: Path,
    options: Callable[[], Options],
    port: int | None,
    progress: Progress,
    started: Callable[[Serving], None],
) -> None:
    """Serve the site in a folder until the process is interrupted. `options` returns those of a preview as of now.

    `started` is called when the server answers. Raise `PortTakenError`.
    """
    listener = listen(port)
    folder = folder.resolve()
    job = ServingJob(folder, options(), progress)
    _make_state_directory(job)
    first = [job]  # may use several processes; later ones must not start any beside threads

    def next_job() -> Job:
        return first.pop() if first else ServingJob(folder, replace(options(), jobs=1), _silent)

    live = LiveSite(next_job)
    live.plan_again(frozenset())
    changes = Changes()
    updates = Updates(live, changes.announce)
    watcher = FolderWatcher(
        [folder, *_logs_of_git(folder)],
        [folder / name for name in _TREES] + ([default_theme() / "templates"] if default_theme() != folder else []),
        lambda path: is_watched(folder, path),
        lambda paths: updates.changed(frozenset(_relative(folder, path) for path in paths)),
    )
    number = listener.getsockname()[1]
    base = live.look.base if live.look is not None else "/"
    try:
        run_server(
            application(live, changes),
            listener,
            changes,
            lambda: started(Serving(f"http://{HOST}:{number}{base}", live.diagnostics)),
        )
    finally:
        watcher.stop()
        updates.stop()
        job.staging.remove()


def is_watched(folder: Path, path: str) -> bool:
    """Return whether a change at this path may change the site."""
    inner = _relative(folder, path)
    if Path(path).parts[-3:] == _LOG_OF_GIT:
        return True
    parts = inner.split("/")
    if any(is_leftover(part) for part in parts if part):
        return False
    return Path(inner).is_absolute() or parts[0] in (CONFIG, *_TREES)


def _logs_of_git(folder: Path) -> list[Path]:
    """Return the folder where git notes each commit and checkout; none without git. What is committed is permanent (docs/publishing.md)."""
    found = (parent.joinpath(*_LOG_OF_GIT[:-1]) for parent in (folder, *folder.parents))
    return [logs for logs in found if logs.is_dir()][:1]


def _relative(folder: Path, path: str) -> str:
    """Return a path relative to the site's folder, with `/`; the path itself if it is elsewhere."""
    found = Path(path)
    return found.relative_to(folder).as_posix() if found.is_relative_to(folder) else path


def _make_state_directory(job: Job) -> None:
    """Make the folder of the caches. A build that is at work has made it."""
    try:
        with lock(job.state_directory):
            pass
    except BusyError:
        return


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Say nothing: what happens in the background is nobody's concern."""
