"""What a build leaves for the next one holds only for the site, the day and the folder that it was made for."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from filelock import FileLock

from digest.adapters.checksum import with_checksum
from tests.laws.folders import clean_site, published
from tests.laws.processes import start
from tests.laws.sample import BROKEN
from tests.laws.seasoned import (
    LAST,
    LATER,
    SEASON,
    everything,
    is_quick,
    is_refused,
    remembered,
)
from tests.support.sites import NOW, build, write_site

pytestmark = pytest.mark.slow
_COMING = "articles/2024/03/coming/index.html"


def test_a_moment_is_that_of_the_article_to_the_second(folder: Path) -> None:
    """`publish_at: 2026-02-01` is midnight in the site's zone, Berlin."""
    remembered(folder)
    assert is_quick(folder, now="2026-01-31T22:59:59Z")
    assert _COMING not in published(folder).site
    assert not is_quick(folder, now="2026-01-31T23:00:00Z")
    assert _COMING in published(folder).site


def test_a_clock_that_went_back_takes_the_whole_way(folder: Path) -> None:
    remembered(folder, now=LAST)
    for now in ("2026-03-31T23:59:59Z", "2026-02-02T00:00:00Z"):
        clean = clean_site(folder, now)
        assert not is_quick(folder, now=now)
        assert published(folder) == clean
        assert is_quick(folder, now=now)


def test_a_clock_that_went_back_hides_nothing_that_was_published(folder: Path) -> None:
    remembered(folder, now=LATER)
    assert _COMING in published(folder).site
    assert is_refused(folder, now=NOW)
    assert is_quick(folder, now=LATER)


def test_a_ledger_that_was_deleted_is_missed_until_it_is_back(folder: Path) -> None:
    ledger = folder / "content/ledger.jsonl"
    expected = published(remembered(folder))
    for left in (None, b""):
        ledger.unlink(missing_ok=True)
        if left is not None:
            ledger.write_bytes(left)
        ended = build(folder, "--json")
        assert (ended.code, [one["code"] for one in ended.report["diagnostics"]]) == (1, ["ledger-lost"])
        assert published(folder).site == expected.site
    shutil.copy(folder / ".digest/ledger", ledger)
    assert is_quick(folder)
    assert published(folder) == expected


def test_a_ledger_that_was_edited_is_read_again(folder: Path) -> None:
    ledger = folder / "content/ledger.jsonl"
    raw = published(remembered(folder)).ledger
    lines = raw.splitlines(keepends=True)
    for changed in (b"".join(lines[:1]), b"".join(lines[::-1]), raw.replace(b"2024-03-26", b"2024-03-25")):
        ledger.write_bytes(changed)
        expected = clean_site(folder)
        assert not is_quick(folder)
        assert published(folder) == expected
        assert is_quick(folder)


@pytest.mark.parametrize("name", ["content/articles/a.md", "templates/redirect.html", "config.yaml"])
def test_a_file_of_the_future_keeps_a_build_from_the_quick_way(folder: Path, name: str) -> None:
    remembered(folder)
    ahead = time.time_ns() + 3600 * 10**9
    os.utime(folder / name, ns=(ahead, ahead))
    expected = clean_site(folder)
    assert not is_quick(folder)
    assert published(folder) == expected
    assert not is_quick(folder)


def test_a_folder_that_was_moved_as_a_whole_is_the_same_site(folder: Path) -> None:
    expected = published(remembered(folder))
    moved = folder.rename(folder.with_name(f"{folder.name}-moved"))
    assert is_quick(moved)
    shutil.copytree(moved, folder)
    assert not is_quick(folder)
    assert (published(moved), published(folder)) == (expected, expected)


def test_a_build_that_failed_is_not_remembered_and_what_it_left_alone_still_holds(folder: Path) -> None:
    write_site(folder, {f"aside/{path}": text for path, text in BROKEN.items()})
    time.sleep(SEASON)
    expected = published(remembered(folder))
    broken = folder / "aside/content/articles"
    for _ in range(2):
        broken.rename(folder / "content/articles/aside")
        assert [build(folder).code for _ in range(2)] == [1, 1]
        (folder / "content/articles/aside").rename(broken)
        assert is_quick(folder)
        assert published(folder) == expected


def test_a_record_of_another_shape_says_nothing_though_its_checksum_is_right(folder: Path) -> None:
    expected = published(remembered(folder))
    record = folder / ".digest/record"
    raw = record.read_bytes()
    stored = json.loads(raw.partition(b"\n")[2])
    shapes: list[object] = [None, [], 1, "key", {}, *({**stored, name: None} for name in stored)]
    shapes += [{one: value for one, value in stored.items() if one != name} for name in stored]
    shapes += [{**stored, "paths": "\0"}, {**stored, "since": "2026-01-01"}, {**stored, "counts": {"colour": 1}}]
    for text in [*map(json.dumps, shapes), "[" * 100_000, "{", "1" * 10_000]:
        inner = text.encode()
        record.write_bytes(with_checksum("digest build 4", inner))
        assert not is_quick(folder), text[:80]
        assert (published(folder), record.read_bytes()) == (expected, raw)


def test_a_build_with_nothing_to_do_ends_well_while_another_is_at_work_and_one_with_something_to_do_is_told_so(
    folder: Path,
) -> None:
    remembered(folder)
    with FileLock(folder / ".digest/lock"):
        assert is_quick(folder)
        (folder / "site/feed.xml").unlink()
        ended = build(folder, "--json")
        assert (ended.code, [one["code"] for one in ended.report["diagnostics"]]) == (1, ["busy"])
    assert not is_quick(folder)


def test_of_many_builds_at_once_with_nothing_to_do_all_end_well_and_touch_nothing(folder: Path) -> None:
    remembered(folder)
    before = everything(folder)
    builds = [start(folder) for _ in range(4)]
    assert [(one.communicate(timeout=300)[0].count("0 files written"), one.returncode) for one in builds] == [
        (1, 0)
    ] * 4
    assert everything(folder) == before
