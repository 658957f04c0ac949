"""Changes that leave few signs: in folders of odd names, of folders that hold nothing, and while a build is at work."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from digest.app.context import Options
from digest.app.incremental import build as build_site
from digest.planning.content.visibility import VisibilityContext
from tests.laws.folders import clean_build, clean_site, published
from tests.laws.seasoned import SEASON, is_quick, remembered, seasoned, write
from tests.support.sites import NOW, article, build, built, write_site

pytestmark = pytest.mark.slow
_NAMES = ("__pycache__", "folder")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a seasoned folder for each test."""
    root = tmp_path_factory.mktemp("unseen")
    for name in _NAMES:
        write_site(root / name, _files(name, "1"))
    write_site(root / "nothing", {})
    for name, link, target in (
        ("link to a folder", "linked", "folder"),
        ("link to a file", "linked.bin", "folder/m.bin"),
    ):
        write_site(root / name, {"content/media/folder/m.bin": b"1", "content/media/other.bin": b"1"})
        (root / name / "content/media" / link).symlink_to(target)
    return {
        **seasoned(root, ["empty", "content", "templates", "ledger"]),
        **{name: root / name for name in (*_NAMES, "nothing", "link to a folder", "link to a file")},
    }


def _files(name: str, text: str) -> dict[str, str | bytes]:
    return {
        f"content/media/{name}/m.bin": text,
        f"content/articles/{name}/p.md": article(f"Papa {text}"),
        f"templates/static/{name}/s.css": text,
    }


@pytest.mark.parametrize(
    "name",
    [
        "__pycache__",
        "folder",
    ],
)
def test_whatever_the_name_of_a_folder_a_change_in_it_is_published(folders: dict[str, Path], name: str) -> None:
    folder = remembered(folders[name])
    for path, text in _files(name, "2").items():
        write(path, text)(folder)
    time.sleep(SEASON)
    expected = clean_site(folder)
    built(folder)
    assert published(folder) == expected


def test_what_a_link_to_a_folder_leads_to_is_never_trusted(folders: dict[str, Path]) -> None:
    folder = folders["link to a folder"]
    expected = clean_site(folder)
    built(folder)
    assert published(folder) == expected
    assert not is_quick(folder)
    assert not (folder / ".digest/record").exists()
    write("content/media/folder/m.bin", b"2")(folder)
    time.sleep(SEASON)
    expected = clean_site(folder)
    assert not is_quick(folder)
    assert published(folder) == expected
    assert expected.site["media/linked/m.bin"] == b"2"


def test_what_a_link_to_a_file_leads_to_is_looked_at(folders: dict[str, Path]) -> None:
    folder = remembered(folders["link to a file"])
    write("content/media/folder/m.bin", b"2")(folder)
    time.sleep(SEASON)
    expected = clean_site(folder)
    assert not is_quick(folder)
    assert published(folder) == expected
    assert is_quick(folder)
    (folder / "content/media/linked.bin").unlink()
    (folder / "content/media/linked.bin").symlink_to("other.bin")
    time.sleep(SEASON)
    expected = clean_site(folder)
    assert not is_quick(folder)
    assert published(folder) == expected


def test_a_folder_whose_name_is_a_mistake_is_told_of_though_it_is_empty(folders: dict[str, Path]) -> None:
    folder = remembered(folders["empty"])
    (folder / "content/articles/More").mkdir()
    clean, _ = clean_build(folder, "--json")
    ended = build(folder, "--json")
    assert (ended.code, ended.report["diagnostics"]) == (clean.code, clean.report["diagnostics"])


def test_a_folder_of_content_that_is_gone_is_told_of_though_it_was_empty(folders: dict[str, Path]) -> None:
    folder = remembered(folders["nothing"])
    (folder / "content/ledger.jsonl").unlink()
    (folder / "content").rmdir()
    assert build(folder).code == 1


def _build_while(folder: Path, stage: str, deed: Callable[[], object]) -> None:
    """Build, and do something when the build comes to a stage."""
    done: list[str] = []

    def progress(name: str, _done: int, _total: int) -> None:
        if name == stage and not done:
            done.append(name)
            deed()

    assert build_site(folder, Options(VisibilityContext(datetime.fromisoformat(NOW))), progress).counts is not None
    assert done == [stage]


@pytest.mark.parametrize(
    "stage",
    [
        "configure",
        "write",
    ],
)
@pytest.mark.parametrize("name", ["content", "templates"])
def test_a_folder_that_is_moved_away_while_a_build_is_at_work_and_back_after_it_is_published(
    folders: dict[str, Path], name: str, stage: str
) -> None:
    folder = folders[name]
    (folder / ".digest/record").unlink(missing_ok=True)
    moved, aside = (
        folder / {"content": "content/articles/more", "templates": "templates/static"}[name],
        folder / "aside",
    )
    _build_while(folder, stage, lambda: moved.rename(aside))
    aside.rename(moved)
    expected = clean_site(folder)
    built(folder)
    assert published(folder) == expected


def test_a_ledger_that_changes_while_a_build_is_at_work_and_back_after_it_is_read_again(
    folders: dict[str, Path],
) -> None:
    folder = remembered(folders["ledger"])
    ledger = folder / "content/ledger.jsonl"
    raw = ledger.read_bytes()
    (folder / ".digest/record").unlink()
    other = re.sub(rb'("kind": "incident".*?"guid": "urn:uuid:)....', rb"\1ffff", raw)
    _build_while(folder, "configure", lambda: ledger.write_bytes(other))
    assert raw != other == ledger.read_bytes()
    ledger.write_bytes(raw)
    expected = clean_site(folder)
    built(folder)
    assert published(folder) == expected
