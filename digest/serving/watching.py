"""Watch a site's folder for changes.

Two watchers: one of the folder itself and a few others, without what is below them (the output has tens of thousands of files), and one of
all that is below some folders. These may be missing, appear, and be replaced: then the second watcher starts again.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

# In milliseconds: changes that follow each other faster are one, but none waits for longer than the second.
_STEP, _LONGEST = 40, 400
_PATIENCE = 200


class FolderWatcher:
    """Calls `changed` with the paths that changed together, until it is stopped.

    `folders` are watched without what is below them, `trees` with all that is. The path of a tree is named when it appears or disappears,
    and when its watcher starts: anything below it may have changed. `is_of_interest` tells by its path whether a change counts.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        trees: Iterable[Path],
        is_of_interest: Callable[[str], bool],
        changed: Callable[[frozenset[str]], None],
    ) -> None:
        """Start to watch."""
        self._folders = tuple(folders)
        self._trees = tuple(trees)
        self._is_of_interest = is_of_interest
        self._changed = changed
        self._polls: bool | None = None  # None: as the environment and the system say
        self._stop = Event()
        self._restart = Event()
        for watching in (self._watch_trees, self._watch_folders):
            Thread(target=watching, name="digest watches", daemon=True).start()

    def stop(self) -> None:
        """Tell the watchers to end."""
        self._stop.set()
        self._restart.set()

    def _watch_folders(self) -> None:
        trees = {str(tree) for tree in self._trees}
        for paths in self._changes(self._folders, self._stop, recursive=False):
            found = frozenset(path for path in paths if Path(path).parent in self._folders)
            if found & trees:
                self._restart.set()
            if found:
                self._changed(found)

    def _watch_trees(self) -> None:
        while not self._stop.is_set():
            self._restart = Event()
            there = [tree for tree in self._trees if tree.is_dir()]
            if not there:
                self._restart.wait()
                continue
            try:
                self._follow(there)
            except FileNotFoundError:  # it has vanished meanwhile
                self._restart.wait(_PATIENCE / 1000)
            except (OSError, RuntimeError):  # the system watches no more folders, such as by a limit of inotify
                self._polls = True

    def _follow(self, trees: list[Path]) -> None:
        is_first = True
        for paths in self._changes(trees, self._restart, recursive=True):
            if is_first:  # what changed before the watcher started is in no message
                self._changed(paths.union(map(str, trees)))
            elif paths:
                self._changed(paths)
            is_first = False

    def _changes(self, paths: Iterable[Path], stop: Event, *, recursive: bool) -> Iterator[frozenset[str]]:
        for changes in watch(
            *paths,
            watch_filter=lambda _, path: self._is_of_interest(path),
            debounce=_LONGEST,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_PATIENCE,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=recursive,
            force_polling=self._polls,
            ignore_permission_denied=True,
        ):
            yield frozenset(path for _, path in changes)
