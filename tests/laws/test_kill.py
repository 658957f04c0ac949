"""A build that is killed, at whatever moment, leaves whole files, and the next one makes the site that a clean build makes."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.laws.folders import Published, assert_tidy, clean_site, named_in_manifest, published, sums, write_sources
from tests.laws.processes import copied_before_each_write, killed_before, killed_while_writing, writes_of
from tests.laws.sample import HARBOUR, HARBOUR_NEXT_DAY, OTHER_TITLE, TINY, TINY_NEXT_DAY
from tests.support.sites import CONFIG, SEARCHED, built, tree, write_site

Files = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder about to be built, what its site was before, and what it has to become."""

    folder: Path
    before: dict[str, bytes]
    after: Published
    content: dict[str, bytes]


def _scene(folder: Path, first: Files | None, then: Files, config: str = CONFIG, before: str = CONFIG) -> Scene:
    if first is not None:
        built(write_site(folder, first, before))
    write_sources(folder, then, config)
    content = {path: raw for path, raw in tree(folder / "content").items() if path != "ledger.jsonl"}
    return Scene(folder, tree(folder / "site"), clean_site(folder), content)


def _copy(folder: Path, target: Path) -> Path:
    return shutil.copytree(folder, target)


def _assert_whole(folder: Path, scene: Scene) -> None:
    for path, raw in tree(folder / "site").items():
        assert raw in (scene.before.get(path), scene.after.site.get(path)), path


def _assert_next_build_finishes(folder: Path, scene: Scene) -> None:
    """The next build also leaves nothing lying about, and touches no source."""
    _assert_whole(folder, scene)
    built(folder)
    assert published(folder) == scene.after
    assert named_in_manifest(folder) == sums(scene.after.site)
    assert_tidy(folder)
    assert {path: raw for path, raw in tree(folder / "content").items() if path != "ledger.jsonl"} == scene.content


def _kill_often(scene: Scene, into: Path, times: int) -> None:
    """Kill a build before so many of its writes, evenly spread."""
    total = writes_of(_copy(scene.folder, into / "counted"))
    for number in range(1, total + 1, max(1, total // times)):
        folder = _copy(scene.folder, into / f"killed-{number}")
        killed_before(folder, number)
        _assert_next_build_finishes(folder, scene)
        shutil.rmtree(folder)


def _stop_everywhere(scene: Scene, into: Path, *, every: int = 1) -> None:
    """Go on from what a build has left before each of its writes, or one in `every`, as if it had been killed there."""
    stopped = copied_before_each_write(_copy(scene.folder, into / "copied"), into / "stopped", every=every)
    assert len(stopped) > 20
    for folder in stopped:
        _assert_next_build_finishes(folder, scene)
        shutil.rmtree(folder)


def test_a_killed_build_leaves_whole_files_and_the_next_one_finishes(tmp_path: Path) -> None:
    _kill_often(_scene(tmp_path / "site", TINY, TINY_NEXT_DAY), tmp_path, times=3)


@pytest.mark.slow
@pytest.mark.parametrize("first", [None, TINY], ids=["first", "later"])
def test_a_build_that_makes_an_index_may_be_killed_as_well(first: Files | None, tmp_path: Path) -> None:
    scene = _scene(tmp_path / "site", first, TINY_NEXT_DAY, SEARCHED, SEARCHED)
    assert [path for path in scene.after.site if path.startswith("search/pagefind/")]
    _kill_often(scene, tmp_path, times=25)


@pytest.mark.slow
def test_a_first_build_may_be_killed_before_any_of_its_writes(tmp_path: Path) -> None:
    _stop_everywhere(_scene(tmp_path / "site", None, TINY), tmp_path)


@pytest.mark.slow
def test_a_build_after_edits_may_be_killed_before_any_of_its_writes(tmp_path: Path) -> None:
    _stop_everywhere(_scene(tmp_path / "site", TINY, TINY_NEXT_DAY), tmp_path)


@pytest.mark.slow
def test_a_build_of_one_of_everything_may_be_killed_before_many_of_its_writes(tmp_path: Path) -> None:
    scene = _scene(tmp_path / "site", HARBOUR, HARBOUR_NEXT_DAY)
    total = writes_of(_copy(scene.folder, tmp_path / "counted"))
    _stop_everywhere(scene, tmp_path, every=max(1, total // 40))


@pytest.mark.slow
def test_a_build_after_a_change_of_equal_size_on_every_page_may_be_killed_before_any_of_its_writes(
    tmp_path: Path,
) -> None:
    _stop_everywhere(_scene(tmp_path / "site", TINY, TINY, OTHER_TITLE), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("first", [None, TINY], ids=["first build", "after edits"])
def test_a_build_may_be_killed_in_the_middle_of_a_write(tmp_path: Path, first: Files | None) -> None:
    scene = _scene(tmp_path / "site", first, TINY_NEXT_DAY)
    codes = set()
    for limit in (0, 1, 100, 700, 1500, 2500, 3500, 5000, 8000):
        folder = _copy(scene.folder, tmp_path / f"limit-{limit}")
        codes.add(killed_while_writing(folder, limit))
        _assert_next_build_finishes(folder, scene)
    assert min(codes) < 0


@pytest.mark.slow
def test_a_build_may_be_killed_again_and_again(tmp_path: Path) -> None:
    scene = _scene(tmp_path / "site", TINY, TINY_NEXT_DAY)
    folder = _copy(scene.folder, tmp_path / "killed")
    for number in range(2, 62, 4):  # each build finds what the one before it left, and gets a little further
        killed_before(folder, number)
        _assert_whole(folder, scene)
    _assert_next_build_finishes(folder, scene)


@pytest.mark.slow
def test_what_is_copied_before_a_write_is_what_a_kill_there_leaves(tmp_path: Path) -> None:
    scene = _scene(tmp_path / "site", TINY, TINY_NEXT_DAY)
    copies = copied_before_each_write(_copy(scene.folder, tmp_path / "copied"), tmp_path / "stopped")
    assert len(copies) > 60
    for copy in copies[:: len(copies) // 12]:
        folder = _copy(scene.folder, tmp_path / f"killed-{copy.name}")
        killed_before(folder, int(copy.name))
        left, copied = tree(folder), tree(copy)
        assert left.keys() == copied.keys()
        # What digest keeps for itself tells the files of one folder by their times, too.
        assert [path for path, raw in left.items() if raw != copied[path] and not path.startswith(".digest/")] == []
