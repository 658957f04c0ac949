"""What a build was remembered for holds no more once another build touched the site, however that one ended and whatever is put back."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.reading.unchanged import scan_signatures
from tests.laws.folders import clean_site, named_in_manifest, published, sums
from tests.laws.processes import killed_before, without_room_from, writes_of
from tests.laws.seasoned import LAST, SEASON, remembered, seasoned
from tests.support.sites import NOW, built

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Scene:
    """What comes between two builds of the same: `away` and `back` change the sources and leave no sign in any file of them."""

    options: tuple[str, ...] = ()
    now: str = NOW
    moved: str = ""
    to: str = "aside"

    def away(self, folder: Path) -> None:
        if self.moved:
            (folder / self.moved).rename(folder / self.to)

    def back(self, folder: Path) -> None:
        if self.moved:
            (folder / self.to).rename(folder / self.moved)


_SCENES = {
    "a folder of articles is elsewhere": Scene(moved="content/articles/more", to="content/articles/elsewhere"),
    "all templates are away": Scene(moved="templates"),
    "a preview": Scene(("--drafts",)),
    "everything anew": Scene(("--fresh",)),
    "a later day": Scene(now=LAST),
}
_ENDS = {"killed": killed_before, "full disk": without_room_from}
_TIMES = 14


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a seasoned folder for each scene and each end. Nothing appears in them by its date: no build would hide it again."""
    names = [f"{scene}, {end}" for scene in _SCENES for end in _ENDS]
    folders = seasoned(tmp_path_factory.mktemp("restored"), names)
    for folder in folders.values():
        (folder / "content/articles/coming.md").unlink()
    time.sleep(SEASON)
    return folders


def _writes(folder: Path, scene: Scene) -> int:
    """Count how often a build writes that comes to its end. The first one is not counted: only that has something new for the ledger."""
    for _ in range(2):
        remembered(folder)
        scene.away(folder)
        total = writes_of(folder, *scene.options, now=scene.now)
        scene.back(folder)
    return total


@pytest.mark.parametrize("name", _SCENES)
@pytest.mark.parametrize("end", _ENDS)
def test_after_a_build_that_ended_anywhere_and_what_was_before_it_the_next_one_is_a_clean_build(
    folders: dict[str, Path], name: str, end: str
) -> None:
    scene, folder = _SCENES[name], folders[f"{name}, {end}"]
    signs = scan_signatures(remembered(folder))
    total = _writes(folder, scene)
    left = set()
    for number in range(1, total + 1, max(1, total // _TIMES)):
        remembered(folder)
        scene.away(folder)
        _ENDS[end](folder, number, *scene.options, now=scene.now)
        scene.back(folder)
        found = scan_signatures(folder)
        assert found is not None
        assert signs is not None
        assert found.fingerprint == signs.fingerprint  # nothing but the record can tell
        left.add((folder / ".digest/record").exists())
        expected = clean_site(folder)
        built(folder)
        assert published(folder) == expected
        assert named_in_manifest(folder) == sums(expected.site)
    # A preview has a folder and a manifest of its own: it does not even touch the record.
    assert left == ({True} if name == "a preview" else {True, False})
