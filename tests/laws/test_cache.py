"""The cache is only memory: whatever befalls it or the clock, a build gives what a clean build gives."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.laws.folders import assert_tidy, clean_site, published, scratch
from tests.laws.sample import TINY
from tests.laws.spoiling import SPOILED
from tests.support.sites import article, built, write_site

_many = settings(
    max_examples=40,
    derandomize=True,
    phases=[Phase.generate],
)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "noise" else pytest.mark.slow) for name in SPOILED]
)
def test_a_spoiled_cache_changes_nothing(tmp_path: Path, name: str) -> None:
    built(write_site(tmp_path, {"content/articles/a.md": article()}))
    write_site(tmp_path, {"content/articles/a.md": article("Crane rises")})
    expected = clean_site(tmp_path)
    cache = tmp_path / ".digest/cache"
    cache.write_bytes(SPOILED[name](cache.read_bytes()))
    built(tmp_path)
    assert published(tmp_path) == expected


_MEMORY = (st.floats(0, 1), st.binary(max_size=20), st.sampled_from(["cache", "manifest.jsonl"]))


@pytest.mark.slow
@_many
@given(*_MEMORY)
def test_memory_that_is_cut_off_or_overwritten_anywhere_changes_nothing(part: float, noise: bytes, name: str) -> None:
    with scratch() as folder:
        built(write_site(folder, TINY))
        expected = clean_site(folder)
        file = folder / ".digest" / name
        raw = file.read_bytes()
        cut = int(part * len(raw))
        file.write_bytes(raw[:cut] + noise)
        built(folder)
        assert published(folder) == expected
        assert_tidy(folder)


def _at(file: Path, nanoseconds: int) -> None:
    os.utime(file, ns=(nanoseconds, nanoseconds))


def test_two_files_of_one_size_and_one_time_that_change_places_are_read_again(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("Alpha"),
        "content/articles/b.md": article("Omega"),
    }
    long_ago = time.time_ns() - 3600 * 10**9
    write_site(tmp_path, files)
    one, other, aside = (tmp_path / "content/articles" / name for name in ("a.md", "b.md", "aside"))
    for file in (one, other):
        _at(file, long_ago)
    built(tmp_path)
    one.rename(aside)
    other.rename(one)
    aside.rename(other)
    expected = clean_site(tmp_path)
    assert built(tmp_path) == expected.site
    assert b"Omega" in expected.site["articles/2024/03/a/index.html"]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [-3600, -1, 0, 1, 10**9])
def test_a_file_written_again_with_its_old_size_and_time_right_after_a_build_is_read_again(
    tmp_path: Path, seconds: int
) -> None:
    write_site(tmp_path, {"content/articles/a.md": article("Alpha"), "content/media/x.bin": b"xx"})
    file, medium = tmp_path / "content/articles/a.md", tmp_path / "content/media/x.bin"
    when = time.time_ns() + seconds * 10**9
    for title, raw in (("Alpha", b"xx"), ("Omega", b"yy"), ("Gamma", b"zz")):
        file.write_text(article(title))
        medium.write_bytes(raw)
        _at(file, when)
        _at(medium, when)
        expected = clean_site(tmp_path)
        assert built(tmp_path) == expected.site
        assert (title.encode() in expected.site["articles/2024/03/a/index.html"], expected.site["media/x.bin"]) == (
            True,
            raw,
        )
