"""A build with nothing to do says what the whole build would say and touches nothing; one with something to do is never taken for it."""

import re
import shutil
from pathlib import Path

import pytest

from tests.laws.folders import clean_site, published
from tests.laws.seasoned import (
    LAST,
    LATER,
    is_quick,
    is_refused,
    looked_only,
    remembered,
    see_feeds,
)
from tests.support.sites import NOW, Ended, build

_COMING, _ENDING = "articles/2024/03/coming/index.html", "articles/2024/03/ending/index.html"


def _timeless(ended: Ended) -> tuple[int, str, str]:
    """Return all of how a build ended but the seconds that it took."""
    seconds = re.compile(r"[\d.]+ s\b|(?<=\"seconds\": )[\d.]+")
    return ended.code, seconds.sub("", ended.out), seconds.sub("", ended.err)


@pytest.mark.slow
def test_the_quick_way_says_what_the_whole_one_says(folder: Path) -> None:
    remembered(folder)
    ways = [(), ("--strict",), ("--quiet",), ("--json",), ("--json", "--strict"), ("--quiet", "--strict")]
    quick = [_timeless(build(folder, *arguments)) for arguments in ways]
    assert looked_only(build(folder, "--strict", "-v"))
    whole = []
    for arguments in ways:
        (folder / ".digest/record").unlink(missing_ok=True)
        whole.append(_timeless(build(folder, *arguments)))
    assert quick == whole
    assert [code for code, *_ in quick] == [0, 1, 0, 0, 1, 1]


def test_a_preview_a_fresh_build_and_a_comparison_of_feeds_never_take_the_quick_way(folder: Path) -> None:
    expected = published(remembered(folder))
    assert not see_feeds(folder)
    assert is_quick(folder)
    assert not is_quick(folder, "--fresh")
    assert is_quick(folder)
    for preview in ("--drafts", "--future"):
        assert not is_quick(folder, preview)
        assert published(folder) == expected  # a preview has a folder of its own
        assert is_quick(folder)


def test_a_loss_that_a_build_accepted_is_not_told_again(folder: Path) -> None:
    ledger = remembered(folder) / "content/ledger.jsonl"
    ledger.write_text("".join(ledger.read_text().splitlines(keepends=True)[:-1]))
    assert "[ledger-changed]" in build(folder).err
    assert is_quick(folder)
    assert "[ledger-changed]" not in build(folder).err


def test_what_appears_and_ends_by_its_date_does_so_though_no_file_changed(folder: Path) -> None:
    remembered(folder)
    seen = []
    for now in (NOW, LATER, LAST):
        expected = clean_site(folder, now)
        assert is_quick(folder, now=now) == (now == NOW)
        assert published(folder) == expected
        assert is_quick(folder, now=now)
        seen.append((_COMING in expected.site, b"Not for ever." in expected.site[_ENDING]))
    assert seen == [(False, True), (True, True), (True, False)]


@pytest.mark.parametrize(
    "name", ["feed.xml", *(pytest.param(name, marks=pytest.mark.slow) for name in ("index.html", "media/x.bin"))]
)
def test_an_output_that_was_deleted_cut_off_or_extended_is_made_again(folder: Path, name: str) -> None:
    expected = published(remembered(folder))
    file = folder / "site" / name
    for raw in (None, b"", expected.site[name][:-1], expected.site[name] + b"\n"):
        file.unlink()
        if raw is not None:
            file.write_bytes(raw)
        assert not is_quick(folder)
        assert published(folder) == expected
        assert is_quick(folder)


@pytest.mark.slow
def test_a_whole_site_or_workshop_that_was_deleted_or_moved_away_is_made_again(folder: Path) -> None:
    expected = published(remembered(folder))
    for name in ("site", ".digest"):
        shutil.rmtree(folder / name)
        assert not is_quick(folder)
        assert published(folder) == expected
        assert is_quick(folder)


def test_a_ledger_of_the_same_bytes_is_the_same_ledger(folder: Path) -> None:
    raw = published(remembered(folder)).ledger
    (folder / "content/ledger.jsonl").unlink()
    (folder / "content/ledger.jsonl").write_bytes(raw)
    assert is_quick(folder)


def test_a_source_that_was_just_written_is_trusted_neither_now_nor_in_the_record(folder: Path) -> None:
    remembered(folder)
    for name in ("config.yaml", "content/articles/a.md", "content/media/x.bin", "templates/static/own.css"):
        (folder / name).touch()
    assert not is_quick(folder)
    assert not (folder / ".digest/record").exists()
    assert not is_quick(folder)


def test_what_digest_did_not_write_into_the_site_stays_and_is_nothing_to_do(folder: Path) -> None:
    remembered(folder)
    (folder / "site/CNAME").write_bytes(b"harbour.example")
    assert is_quick(folder)
    assert (folder / "site/CNAME").read_bytes() == b"harbour.example"


def test_a_moved_folder_of_articles_is_noticed_although_no_file_in_it_shows_a_sign(folder: Path) -> None:
    first = published(remembered(folder))
    (folder / "content/articles/more").rename(folder / "aside")
    assert is_refused(folder)
    (folder / "aside").rename(folder / "content/articles/elsewhere")
    assert not is_quick(folder)
    assert published(folder) == first
    (folder / "content/articles/elsewhere").rename(folder / "content/articles/more")
    assert not is_quick(folder)
    assert published(folder) == first


def test_a_record_that_is_not_whole_says_nothing(folder: Path) -> None:
    expected = published(remembered(folder))
    record = folder / ".digest/record"
    raw = record.read_bytes()
    whole = [raw.replace(b"build 5", b"build 4", 1), raw[:-1], raw + b"\n", b"", raw.swapcase(), b"\xff" + raw]
    for spoiled in whole:
        record.write_bytes(spoiled)
        assert not is_quick(folder)
        assert (published(folder), record.read_bytes()) == (expected, raw)
        assert is_quick(folder)
