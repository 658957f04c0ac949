"""However long ago something was edited, the build after it is a clean build: signatures show what the clock does not."""

import os
import shutil
import time
from pathlib import Path

import pytest

from tests.laws.folders import assert_tidy, clean_site, published
from tests.laws.seasoned import EDITS, SEASON, Deed, is_quick, remembered, seasoned, write

pytestmark = pytest.mark.slow


def _in_place(folder: Path) -> None:
    """Write other bytes into the same file, and give it its old time: nothing but the time of change tells."""
    for name, old, new in (("content/articles/more/b.md", "Bravo", "Brave"), ("content/media/x.bin", "xx", "yy")):
        file = folder / name
        before = file.stat()
        with file.open("r+b") as stream:
            raw = stream.read().replace(old.encode(), new.encode())
            stream.seek(0)
            stream.write(raw)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        after = file.stat()
        assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)


def _swap(one: str, other: str) -> Deed:
    """Let two files change places by renaming them; size and times of both are the same."""

    def swap(folder: Path) -> None:
        first, second, aside = folder / one, folder / other, folder / "aside"
        assert first.stat().st_size == second.stat().st_size
        first.rename(aside)
        second.rename(first)
        aside.rename(second)
        assert first.stat().st_mtime_ns == second.stat().st_mtime_ns == 10**18

    return swap


def _copy_over(folder: Path) -> None:
    """Copy a file with its times, as `cp --preserve` and `rsync --times` do, over one of the same size."""
    articles = folder / "content/articles/more"
    shutil.copy2(articles / "d.md", articles / "b.md")


def _older(folder: Path) -> None:
    for file in (folder / "content").rglob("*.md"):
        os.utime(file, (0, 0))


def _touch(folder: Path) -> None:
    for file in (folder / "content").rglob("*.md"):
        file.touch()


def _link(folder: Path) -> None:
    (folder / "content/media/x.bin").rename(folder / "content/media/real.bin")
    (folder / "content/media/x.bin").symlink_to("real.bin")


_SWAPPED = _swap("content/articles/more/b.md", "content/articles/more/d.md")
_MORE_EDITS: dict[str, Deed] = {
    "bytes change in place, size, time and inode stay": _in_place,
    "two files of one size change places": _SWAPPED,
    "a file is copied over another with its times": _copy_over,
    "a file becomes a link to another": _link,
}
_SAME: dict[str, Deed] = {
    "times are set back to the beginning of all time": _older,
    "files are touched": _touch,
    "files that digest passes over come": write("content/articles/.a.md.swp", "x"),
    "the ledger is touched": lambda folder: (folder / "content/ledger.jsonl").touch(),
}
_ALL = {**EDITS, **_MORE_EDITS, **_SAME}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a folder for each edit: built, remembered, edited, and old enough to be trusted again."""
    root = tmp_path_factory.mktemp("edited")
    folders = seasoned(root, list(_ALL))
    for folder in folders.values():
        for file in (folder / "content/articles/more").iterdir():
            os.utime(file, ns=(10**18, 10**18))
    time.sleep(SEASON)
    for name, folder in folders.items():
        remembered(folder)
        _ALL[name](folder)
    time.sleep(SEASON)
    return folders


@pytest.mark.parametrize("name", [*EDITS, *_MORE_EDITS])
def test_an_edit_is_never_taken_for_nothing(edited: dict[str, Path], name: str) -> None:
    folder = edited[name]
    before, expected = published(folder), clean_site(folder)
    assert before.site != expected.site or "zone" in name
    assert not is_quick(folder)
    assert published(folder) == expected
    assert is_quick(folder)
    assert_tidy(folder)


@pytest.mark.parametrize("name", _SAME)
def test_a_change_that_nobody_sees_leaves_the_bytes_as_they_are(edited: dict[str, Path], name: str) -> None:
    folder = edited[name]
    before, expected = published(folder), clean_site(folder)
    is_quick(folder)
    assert published(folder) == before == expected
    assert is_quick(folder)
