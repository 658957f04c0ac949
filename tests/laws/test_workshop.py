"""What digest keeps for itself is only memory: whatever befalls a file of it, this build and the next one give clean bytes."""

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.adapters.checksum import with_checksum, without_checksum
from tests.laws.folders import SOURCES, Published, clean_site, named_in_manifest, published, states, sums
from tests.laws.seasoned import SEASON, is_quick, remembered, seasoned, write
from tests.support.sites import article, build, built, tree

pytestmark = pytest.mark.slow
_MEMORY = ("cache", "ledger", "templates", "manifest.jsonl", "record", "rows/articles.json", "rows/incidents.csv")


def _of_the_future(file: Path) -> bytes:
    """Return the file as a later version of digest would write it: whole, and with the right checksum."""
    raw = file.read_bytes()
    if file.name == "ledger":
        return raw.replace(b"}\n", b', "later": 1}\n')
    form = raw.partition(b"\n")[0].rpartition(b" ")[0].decode()
    return with_checksum(form.rpartition(" ")[0] + " 99", without_checksum(form, raw))


def _of_another_program(file: Path) -> bytes:
    """Return the file as another version of the program would write it in the same form: under another key, or with another hash of it."""
    raw = file.read_bytes()
    if file.name == "ledger":
        return raw
    form = raw.partition(b"\n")[0].rpartition(b" ")[0].decode()
    found = re.sub(rb'"[0-9a-f]{32}"', b'"' + b"f" * 32 + b'"', without_checksum(form, raw), count=1)
    return with_checksum(form, found)


def _flipped(raw: bytes, part: float) -> bytes:
    place = int(part * (len(raw) - 1))
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def _written(change: Callable[[bytes], bytes]) -> Callable[[Path, Path], object]:
    return lambda file, _: file.write_bytes(change(file.read_bytes()))


# What is done to a file, given that file and the one of the same name in the folder of another site.
_FATES: dict[str, Callable[[Path, Path], object]] = {
    "deleted": lambda file, _: file.unlink(missing_ok=True),
    "emptied": _written(lambda _: b""),
    "cut in half": _written(lambda raw: raw[: len(raw) // 2]),
    "without its last byte": _written(lambda raw: raw[:-1]),
    "with one byte more": _written(lambda raw: raw + b"\n"),
    "first bit flipped": _written(lambda raw: _flipped(raw, 0)),
    "a bit flipped in the middle": _written(lambda raw: _flipped(raw, 0.5)),
    "last bit flipped": _written(lambda raw: _flipped(raw, 1)),
    "from the future": lambda file, _: file.write_bytes(_of_the_future(file)),
    "of another program": lambda file, _: file.write_bytes(_of_another_program(file)),
    "of another site": lambda file, other: shutil.copy2(other, file),
    "unreadable nonsense": _written(lambda _: os.urandom(999)),
}
_FOLDERS = (*_MEMORY, "lock")
_CASES = [(name, fate) for name in _MEMORY for fate in _FATES]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a seasoned folder for each fate of each file, and one of another site, built."""
    names = (
        [f"{name} {fate}" for name, fate in _CASES]
        + [f"folder {name}" for name in _FOLDERS]
        + [f"older {name}" for name in _MEMORY]
    )
    folders = seasoned(tmp_path_factory.mktemp("state_directory"), [*names, "other"])
    _edit(folders["other"])
    (folders["other"] / "content/articles/more/d.md").unlink()
    time.sleep(SEASON)
    remembered(folders["other"])
    return folders


def _edit(folder: Path) -> None:
    """Change an article and a picture; the sizes stay as they are."""
    text = (folder / "content/articles/a.md").read_text(encoding="utf-8")
    write("content/articles/a.md", text.replace("Alpha", "Omega"))(folder)
    write("content/media/x.bin", b"yyyy")(folder)


_MADE: dict[tuple[tuple[str, bytes], ...], Published] = {}


def _clean_site(folder: Path) -> Published:
    """Return what a clean build publishes. It depends on the sources alone (`test_same_bytes.py`), which most of these tests share."""
    sources = tuple((path, raw) for path, raw in tree(folder).items() if path.partition("/")[0] in SOURCES)
    if sources not in _MADE:
        _MADE[sources] = clean_site(folder)
    return _MADE[sources]


def _assert_clean(folder: Path) -> None:
    expected = _clean_site(folder)
    built(folder)
    assert published(folder) == expected


@pytest.mark.parametrize(("name", "fate"), _CASES)
def test_whatever_befalls_its_memory_digest_builds_what_a_clean_build_gives(
    folders: dict[str, Path], name: str, fate: str
) -> None:
    folder = remembered(folders[f"{name} {fate}"])
    _FATES[fate](folder / ".digest" / name, folders["other"] / ".digest" / name)
    expected = _clean_site(folder)
    assert is_quick(folder) == (name != "record")
    assert published(folder) == expected
    (folder / ".digest/record").unlink()
    _assert_clean(folder)
    assert is_quick(folder)
    assert named_in_manifest(folder) == sums(expected.site)
    _FATES[fate](folder / ".digest" / name, folders["other"] / ".digest" / name)
    write("content/articles/new.md", article("New", "2024-05-01"))(folder)
    _assert_clean(folder)
    _edit(folder)
    _assert_clean(folder)
    assert named_in_manifest(folder) == sums(published(folder).site)


@pytest.mark.parametrize("name", _FOLDERS)
def test_a_folder_in_the_place_of_a_file_of_the_workshop_is_told_of_and_costs_nothing(
    folders: dict[str, Path], name: str
) -> None:
    folder = remembered(folders[f"folder {name}"])
    file = folder / ".digest" / name
    file.unlink()
    write(f".digest/{name}/mine", b"mine")(folder)
    _edit(folder)
    write("templates/static/own.css", "b { color: tan }\n")(folder)
    write("templates/redirect.html", "<!DOCTYPE html><title>{{ page.title }}</title><h1>Off</h1>")(folder)
    before = states(folder, "site", "content")
    ended = build(folder)
    assert (ended.code, f".digest/{name}: error: " in ended.err, "[cannot-write]" in ended.err) == (1, True, True)
    assert (states(folder, "site", "content"), (file / "mine").read_bytes()) == (before, b"mine")
    assert not (folder / ".digest/staging").exists()
    shutil.rmtree(file)
    _assert_clean(folder)


@pytest.mark.parametrize("name", ["cache", "templates", "record", "rows/articles.json", "rows/incidents.csv"])
def test_memory_of_a_day_before_is_not_believed(folders: dict[str, Path], name: str) -> None:
    """As when a machine that builds in the cloud gets the site of one day and the state_directory of another."""
    _back_to_an_earlier_day(remembered(folders[f"older {name}"]), name)


def test_a_manifest_of_a_day_before_is_not_believed(folders: dict[str, Path]) -> None:
    _back_to_an_earlier_day(remembered(folders["older manifest.jsonl"]), "manifest.jsonl")


def _back_to_an_earlier_day(folder: Path, name: str) -> None:
    kept = shutil.copy2(folder / ".digest" / name, folder / "aside")
    first = (folder / "content/articles/a.md").read_bytes()
    _edit(folder)
    built(folder)
    shutil.copy2(kept, folder / ".digest" / name)
    write("content/articles/a.md", first)(folder)
    write("content/media/x.bin", b"xxxx")(folder)
    _assert_clean(folder)
