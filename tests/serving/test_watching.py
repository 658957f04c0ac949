"""The watcher names what has changed, in folders that come and go, and where the system cannot watch."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

from watchfiles import watch

from digest.serving import watching
from digest.serving.watching import FolderWatcher


class Named:
    """Collects the paths that a watcher names."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._event = Event()

    def add(self, paths: frozenset[str]) -> None:
        self.paths |= paths
        self._event.set()

    def has(self, *paths: Path) -> bool:
        """Return whether one of these paths is named within some seconds."""
        wanted, end = {str(path) for path in paths}, time.monotonic() + 20
        while not wanted & self.paths and time.monotonic() < end:
            self._event.wait(0.1)
            self._event.clear()
        return bool(wanted & self.paths)


def test_a_folder_that_appears_is_named_and_then_watched_with_all_below_it(tmp_path: Path) -> None:
    named, tree = Named(), tmp_path / "content"
    watcher = FolderWatcher([tmp_path], [tree], lambda _: True, named.add)
    (tmp_path / "config.yaml").write_text("a", encoding="utf-8")
    assert named.has(tmp_path / "config.yaml")
    (tree / "articles").mkdir(parents=True)
    assert named.has(tree)
    named.paths.clear()
    (tree / "articles/crane.md").write_text("a", encoding="utf-8")
    assert named.has(tree, tree / "articles/crane.md")
    watcher.stop()


def test_where_the_system_watches_no_more_folders_they_are_looked_at_again_and_again(tmp_path: Path) -> None:
    named, tree = Named(), tmp_path / "content"
    tree.mkdir()
    polled = list[bool | None]()

    def refusing(*paths: Path, **options: Any) -> Iterator[Any]:  # noqa: ANN401 - as the function that it stands for
        if options["recursive"]:
            polled.append(options["force_polling"])
            if not options["force_polling"]:
                raise OSError(28, "No space left on device")
        return watch(*paths, **options)

    with patch.object(watching, "watch", refusing):
        watcher = FolderWatcher([tmp_path], [tree], lambda _: True, named.add)
        assert named.has(tree)
        named.paths.clear()
        (tree / "crane.md").write_text("a", encoding="utf-8")
        # Who polls sees that the folder has changed, too, and begins to watch it anew: then its own name says it.
        assert named.has(tree, tree / "crane.md")
        watcher.stop()
    assert polled[:2] == [None, True]
