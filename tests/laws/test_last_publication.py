"""What subscribers will see is told by what was last published, not by what the ledger or the folder `site/` happen to have."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws.processes import copied_before_each_write, killed_before, writes_of
from tests.support.sites import CONFIG, article, build, built, diff, tree, write_site

CRANE, SHIP, PIER = (f"content/articles/{name}.md" for name in ("crane", "ship", "pier"))
FILES = {CRANE: article(incident="case", tags="[fire]"), SHIP: article("Ship waits", "2024-03-27")}
LATER = {PIER: article("Pier opens", "2024-03-28", incident="case")}
NOTHING = "nothing new, 0 repeated, 0 lost"
ONE = "1 report in 1 incident: 1 new, 0 repeated, 0 lost"
UNKNOWN = "Nothing here tells what was published before. So this build cannot say what subscribers will see"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site that has been published."""
    folder = write_site(tmp_path / "site", FILES)
    built(folder)
    return folder


def clone(site: Path, to: Path) -> Path:
    """Return a copy of what is in git: the settings and the content, with the ledger."""
    shutil.copytree(site / "content", to / "content")
    shutil.copy(site / "config.yaml", to)
    return to


def foreseen(folder: Path, *arguments: str) -> str:
    """Return the line of the comparison, after which the build must say the same."""
    ended = diff(folder, *arguments)
    assert ended.err == ""
    return ended.out.rstrip("\n")


def said(folder: Path, *arguments: str) -> str:
    """Return what a build says of subscribers."""
    ended = build(folder, *arguments)
    assert (ended.code, ended.err) == (0, "")
    return " ".join(ended.out.splitlines()[1:])


def test_what_a_colleague_published_is_new_here_although_git_has_merged_the_ledger(site: Path, tmp_path: Path) -> None:
    colleague = clone(site, tmp_path / "colleague")
    built(write_site(colleague, LATER, CONFIG))
    shutil.rmtree(site / "content")
    shutil.copytree(colleague / "content", site / "content")
    assert foreseen(site) == ONE
    assert said(site) == f"Subscribers will see: {ONE}."
    assert foreseen(site) == NOTHING


def test_a_first_clone_says_that_there_is_nothing_to_compare_with(site: Path, tmp_path: Path) -> None:
    first = write_site(clone(site, tmp_path / "clone"), LATER, CONFIG)
    ended = diff(first)
    assert (ended.code, ended.out) == (1, "")
    assert "site: error: there is nothing to compare with" in ended.err
    assert "digest feeds diff --against FOLDER" in ended.err
    assert foreseen(first, "--against", str(site / "site")) == ONE
    assert said(first).startswith(UNKNOWN)
    assert foreseen(first) == NOTHING
    built(write_site(first, {PIER: article("Pier opens again", "2024-03-28", incident="case")}, CONFIG))
    assert foreseen(first) == NOTHING


def test_a_site_that_was_never_published_is_no_such_case_whatever_is_in_its_folder(tmp_path: Path) -> None:
    folder = write_site(tmp_path, FILES)
    everything = "2 reports in 1 incident: 2 new, 0 repeated, 0 lost"
    assert foreseen(folder) == everything
    built(folder, "--drafts")
    assert foreseen(folder) == everything
    assert said(folder) == f"Subscribers will see: {everything}."


def without_record(site: Path) -> None:
    (site / ".digest/published").unlink()


def without_state(site: Path) -> None:
    shutil.rmtree(site / ".digest")


def damaged(site: Path) -> None:
    record = site / ".digest/published"
    record.write_bytes(record.read_bytes()[:-9])


def of_another_version(site: Path) -> None:
    record = site / ".digest/published"
    record.write_bytes(record.read_bytes().replace(b"digest published 1", b"digest published 0"))


def of_the_version_before(site: Path) -> None:
    """Let a site be as the version before built it: its `feed.json` had what `incidents.json` has, dates had fractions."""
    without_state(site)
    for file in (site / "site").glob("incidents*.json"):
        old = re.sub(r"/incidents(?=[.-])", "/feed", file.read_text())
        file.with_name(file.name.replace("incidents", "feed")).write_text(old)
        file.unlink()
    for file in (site / "site").glob("*.json"):
        file.write_text(re.sub(r"(T\d\d:\d\d:\d\d)(?=[+-])", r"\1.092127", file.read_text()))
    ledger = site / "content/ledger.jsonl"
    ledger.write_text(re.sub(r', "(day|under|changed|state)": "[^"]*"', "", ledger.read_text()))


@pytest.mark.parametrize("change", [without_record, without_state, damaged, of_another_version])
@pytest.mark.parametrize("items", [1, 50], ids=["with archives", "in one document"])
def test_without_a_record_the_site_that_digest_built_tells_once(
    tmp_path: Path, change: Callable[[Path], None], items: int
) -> None:
    site = write_site(tmp_path, FILES, f"{CONFIG}feeds: {{items: {items}}}\n")
    built(site)
    expected = (site / ".digest/published").read_bytes()
    change(site)
    assert foreseen(site) == NOTHING
    built(site, "--fresh")
    assert len((site / ".digest/published").read_bytes()) == len(expected)
    write_site(site, LATER, f"{CONFIG}feeds: {{items: {items}}}\n")
    change(site)
    assert foreseen(site) == ONE
    assert said(site) == f"Subscribers will see: {ONE}."
    assert foreseen(site) == NOTHING


def test_a_site_that_the_version_before_built_repeats_nothing(site: Path) -> None:
    of_the_version_before(site)
    write_site(site, LATER)
    assert foreseen(site) == ONE
    built(site)
    assert foreseen(site) == NOTHING


def test_without_a_record_a_site_of_another_program_tells_nothing(site: Path) -> None:
    shutil.rmtree(site / ".digest")
    for name in ("feed", "updates", "incidents", "editions"):
        file = site / f"site/{name}.json"
        file.write_text(file.read_text().replace('"generator": "digest"', '"generator": "other"'))
    assert "[nothing-to-compare]" in diff(site).err


def test_without_a_record_what_only_a_preview_showed_is_new(site: Path) -> None:
    write_site(site, {PIER: article("Pier opens", "2024-03-28", incident="case", status="draft")})
    built(site, "--drafts")
    without_record(site)
    assert foreseen(site).startswith("nothing new, ")
    write_site(site, LATER)
    assert foreseen(site).startswith("1 report in 1 incident: 1 new, ")


def test_a_folder_to_compare_with_that_has_no_feeds_is_nothing_to_compare_with(site: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = diff(site, "--against", str(tmp_path / "empty"))
    assert ended.code == 1
    assert ended.err.startswith(f"{tmp_path}/empty: error: there is nothing to compare with")


def test_without_the_site_the_record_still_tells(site: Path) -> None:
    shutil.rmtree(site / "site")
    write_site(site, LATER)
    assert foreseen(site) == ONE


def test_a_preview_writes_no_record_and_counts_for_nothing(site: Path) -> None:
    record = (site / ".digest/published").read_bytes()
    write_site(site, LATER)
    for option in ("--drafts", "--future"):
        assert "Subscribers" not in said(site, option)
        assert build(site, option, "--json").report["subscribers"] is None
        assert (site / ".digest/published").read_bytes() == record
    assert said(site) == f"Subscribers will see: {ONE}."


def test_a_build_that_changes_no_feed_does_not_write_the_record_again(site: Path) -> None:
    record = site / ".digest/published"
    before = record.stat()
    for options in ((), (), ("--fresh",)):
        assert said(site, *options) == f"Subscribers will see: {NOTHING}."
    assert diff(site).code == 0
    after = record.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_build_with_nothing_to_do_does_not_read_the_record(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.reading.unchanged._TICK", 0)
    built(site)
    read: list[Path] = []
    monkeypatch.setattr("digest.app.subscribers.diff.load_published", read.append)
    assert said(site) == f"Subscribers will see: {NOTHING}."
    assert read == []


def test_what_comes_back_after_it_was_withdrawn_is_not_new(site: Path) -> None:
    built(write_site(site, {CRANE: article(incident="case", tags="[fire]", status="withdrawn")}))
    built(write_site(site, LATER))
    write_site(site, FILES)
    assert foreseen(site).startswith("nothing new, ")


def _assert_next_build_tells(folder: Path, whole: Path, old: bytes) -> None:
    """The next build must say what is new, as long as the record of a folder whose build was killed does not have it."""
    expected, record = (one.joinpath(".digest/published").read_bytes() for one in (whole, folder))
    assert record in (old, expected)
    is_moved = tree(folder / "site") == tree(whole / "site")
    assert is_moved or record == old, "the record speaks of what is not in the site"
    assert said(folder) == f"Subscribers will see: {ONE if record == old else NOTHING}."
    assert (folder / ".digest/published").read_bytes() == expected
    shutil.rmtree(folder)


def _copy(site: Path, to: Path) -> Path:
    return shutil.copytree(site, to)


def test_after_a_kill_the_next_build_compares_with_the_publication_before(site: Path, tmp_path: Path) -> None:
    write_site(site, LATER)
    old = (site / ".digest/published").read_bytes()
    whole = _copy(site, tmp_path / "whole")
    total = writes_of(whole)
    for number in (*range(1, total + 1, 60), total):
        folder = _copy(site, tmp_path / f"killed-{number}")
        killed_before(folder, number)
        _assert_next_build_tells(folder, whole, old)


@pytest.mark.slow
def test_after_a_kill_before_any_write_the_next_build_compares_with_the_publication_before(
    site: Path, tmp_path: Path
) -> None:
    write_site(site, LATER)
    old = (site / ".digest/published").read_bytes()
    whole = _copy(site, tmp_path / "whole")
    built(whole)
    for folder in copied_before_each_write(_copy(site, tmp_path / "copied"), tmp_path / "stopped"):
        _assert_next_build_tells(folder, whole, old)
