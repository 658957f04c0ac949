"""Whatever git does to a site's folder, the next build is right, or says in one sentence what to do; and what it says works."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.support.repository import begin, commit, git
from tests.support.sites import Ended, article, build, built, tree, write_site

LEDGER = "content/ledger.jsonl"
CRANE, QUAY, PIER = (f"content/articles/{name}.md" for name in ("crane", "quay", "pier"))
DAYS = [f"2026-01-{day:02}T00:00:00Z" for day in range(1, 29)]

slow = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of which everything is published: its ledger is committed."""
    folder = begin(write_site(tmp_path / "site", {CRANE: article(incident="crane")}))
    built(folder, now=DAYS[0])
    commit(folder)
    return folder


def ids(folder: Path) -> set[str]:
    lines = (folder / LEDGER).read_text().splitlines()
    return {f"{one['kind']} {one['id']}" for one in map(json.loads, lines)}


def is_right(folder: Path, now: str) -> Ended:
    """Build, with warnings as errors, and assert that the next build has nothing to say or to do."""
    ended = build(folder, "--strict", now=now)
    assert (ended.code, ended.err) == (0, ""), ended.err
    ledger = (folder / LEDGER).read_bytes()
    again = build(folder, "--strict", "--fresh", now=now)
    assert (again.code, again.err) == (0, "")
    assert "Let go" not in again.out + again.err
    assert (folder / LEDGER).read_bytes() == ledger
    return ended


def add_and_build(folder: Path, now: str) -> None:
    write_site(folder, {QUAY: article("Quay opens", "2025-12-30", incident="quay")})
    built(folder, now=now)
    assert "incident quay" in ids(folder)


def test_after_git_restore_of_everything_nothing_is_missing(site: Path) -> None:
    before = (site / LEDGER).read_bytes()
    files = tree(site / "site")
    add_and_build(site, DAYS[1])
    (site / QUAY).unlink()
    git(site, "restore", ".")
    is_right(site, DAYS[2])
    assert (site / LEDGER).read_bytes() == before
    assert tree(site / "site").keys() == files.keys()


def test_what_was_built_and_undone_leaves_the_ledger_as_it_was_committed(site: Path) -> None:
    """Else the next `git pull` would find a change of its own here, and refuse."""
    before = (site / LEDGER).read_bytes()
    add_and_build(site, DAYS[1])
    (site / QUAY).unlink()
    is_right(site, DAYS[2])
    assert (site / LEDGER).read_bytes() == before


@slow
def test_after_git_restore_of_the_ledger_alone_the_new_article_is_new_again(site: Path) -> None:
    add_and_build(site, DAYS[1])
    git(site, "restore", LEDGER)
    is_right(site, DAYS[2])
    assert "incident quay" in ids(site)


@slow
def test_a_look_is_no_reason_for_git_pull_to_fail_once_it_is_undone(site: Path) -> None:
    git(site.parent, "clone", "--quiet", "site", "editor")
    editor = site.parent / "editor"
    add_and_build(editor, DAYS[1])
    (editor / QUAY).unlink()
    write_site(site, {PIER: article("Pier", "2025-12-31")})
    built(site, now=DAYS[1])
    commit(site)
    git(editor, "pull", "--quiet", code=1)  # the ledger has changes of its own
    git(editor, "restore", LEDGER)  # as docs/publishing.md says
    git(editor, "pull", "--quiet")
    is_right(editor, DAYS[2])
    assert ids(editor) == ids(site)


@slow
def test_after_git_pull_what_others_published_is_published(site: Path) -> None:
    git(site.parent, "clone", "--quiet", "site", "editor")
    editor = site.parent / "editor"
    built(editor, now=DAYS[1])
    add_and_build(site, DAYS[1])
    commit(site)
    git(editor, "pull", "--quiet")
    is_right(editor, DAYS[2])
    (editor / QUAY).unlink()
    assert "[lost-address]" in build(editor, now=DAYS[3]).err


@slow
def test_branches_come_and_go(site: Path) -> None:
    git(site, "switch", "--quiet", "--create", "other")
    add_and_build(site, DAYS[1])
    commit(site)
    there = ids(site)
    git(site, "switch", "--quiet", "main")
    is_right(site, DAYS[2])
    assert "incident quay" not in ids(site)
    assert not (site / "site/incidents/quay").exists()
    git(site, "switch", "--quiet", "other")
    is_right(site, DAYS[3])
    assert ids(site) == there
    git(site, "checkout", "--quiet", "--detach", "HEAD~1")
    is_right(site, DAYS[4])


def _two_branches(site: Path) -> None:
    for branch, file, title in (("one", QUAY, "Quay opens"), ("two", PIER, "Pier opens")):
        git(site, "switch", "--quiet", "--create", branch, "main")
        write_site(site, {file: article(title, "2025-12-30", incident="harbour")})
        built(site, now=DAYS[1] if branch == "one" else DAYS[2])
        commit(site)


@slow
def test_a_merge_with_union_needs_nobody(site: Path) -> None:
    (site / ".gitattributes").write_text(f"{LEDGER} merge=union\n")
    commit(site)
    _two_branches(site)
    git(site, "merge", "--quiet", "one")
    is_right(site, DAYS[3])
    assert {"article quay", "article pier", "incident harbour"} <= ids(site)
    commit(site)
    is_right(site, DAYS[4])


@slow
@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_a_merge_without_union_leaves_marks_and_the_remedy_works(site: Path, style: str) -> None:
    _two_branches(site)
    git(site, "-c", f"merge.conflictStyle={style}", "merge", "--quiet", "one", code=1)
    ended = build(site, now=DAYS[3])
    assert ended.code == 1
    assert {*re.findall(r"\[([a-z-]+)\]", ended.err)} == {"ledger-broken"}
    assert "delete the lines with marks, and keep all others" in ended.err
    marks = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
    lines = (site / LEDGER).read_text().splitlines(keepends=True)
    (site / LEDGER).write_text("".join(line for line in lines if not line.startswith(marks)))
    is_right(site, DAYS[4])  # before the merge is committed
    assert {"article quay", "article pier", "incident harbour"} <= ids(site)
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "Merge")
    is_right(site, DAYS[5])


@slow
def test_in_the_middle_of_a_merge_what_the_other_branch_published_is_published(site: Path) -> None:
    (site / ".gitattributes").write_text(f"{LEDGER} merge=union\n")
    commit(site)
    _two_branches(site)
    git(site, "switch", "--quiet", "one")
    write_site(site, {QUAY: article("Quay opens", "2025-12-30", incident="harbour", slug="new")})
    built(site, now=DAYS[3])  # now it has an old address
    commit(site)
    git(site, "switch", "--quiet", "two")
    git(site, "merge", "--quiet", "--no-commit", "one")
    files = built(site, now=DAYS[4])
    assert "articles/2025/12/quay/index.html" in files


@slow
def test_a_lost_state_directory_and_a_lost_site_are_made_again(site: Path) -> None:
    ledger = (site / LEDGER).read_bytes()
    files = tree(site / "site")
    shutil.rmtree(site / ".digest")
    is_right(site, DAYS[1])
    shutil.rmtree(site / "site")
    is_right(site, DAYS[1])
    assert (tree(site / "site"), (site / LEDGER).read_bytes()) == (files, ledger)
    add_and_build(site, DAYS[2])
    shutil.rmtree(site / ".digest")
    shutil.rmtree(site / "site")
    (site / QUAY).unlink()
    assert "Let go of " in is_right(site, DAYS[3]).out


@pytest.mark.parametrize("fresh", [False, pytest.param(True, marks=slow)])
def test_a_deleted_ledger_is_taken_back_from_git(site: Path, fresh: bool) -> None:  # noqa: FBT001
    ledger = (site / LEDGER).read_bytes()
    if fresh:
        git(site.parent, "clone", "--quiet", "site", "fresh")
        site = site.parent / "fresh"
    (site / LEDGER).unlink()
    ended = is_right(site, DAYS[1])
    assert re.search(r"\nTook back \d+ lines of the ledger that git knows and the file had lost\.", ended.out)
    assert (site / LEDGER).read_bytes() == ledger


@slow
def test_a_ledger_that_lost_lines_or_addresses_takes_them_back(site: Path) -> None:
    write_site(site, {CRANE: article(incident="crane", slug="mast")})
    built(site, now=DAYS[1])
    commit(site)
    ledger = (site / LEDGER).read_text()
    (site / LEDGER).write_text(
        ledger.replace('"articles/2024/03/crane/", ', "").replace(ledger.splitlines(True)[-1], "")
    )
    is_right(site, DAYS[2])
    assert (site / LEDGER).read_text() == ledger


@slow
def test_a_ledger_that_was_deleted_with_a_commit_is_a_new_beginning(site: Path) -> None:
    git(site, "rm", "--quiet", LEDGER)
    git(site, "commit", "--quiet", "--message", "Begin anew")
    (site / CRANE).unlink()
    write_site(site, {QUAY: article("Quay opens")})
    is_right(site, DAYS[1])
    assert "article crane" not in ids(site)


@slow
def test_a_clone_without_history_knows_what_was_published(site: Path) -> None:
    add_and_build(site, DAYS[1])
    commit(site)
    git(site.parent, "clone", "--quiet", "--depth=1", f"file://{site}", "shallow")
    shallow = site.parent / "shallow"
    is_right(shallow, DAYS[2])
    (shallow / QUAY).unlink()
    assert "[lost-address]" in build(shallow, now=DAYS[3]).err


@slow
def test_a_site_in_a_folder_of_a_repository_is_known_too(tmp_path: Path) -> None:
    begin(tmp_path)
    site = write_site(tmp_path / "a folder/ü", {CRANE: article(incident="crane")})
    built(site, now=DAYS[0])
    commit(tmp_path)
    add_and_build(site, DAYS[1])
    (site / QUAY).unlink()
    assert "Let go of " in is_right(site, DAYS[2]).out
    (site / CRANE).unlink()
    assert "[lost-address]" in build(site, now=DAYS[3]).err


UNSURE = "if it was never online, run digest ledger drop /articles/2024/03/crane/; else "


@slow
@pytest.mark.parametrize("why", ["no git", "ignored", "not answering", "another's folder"])
def test_if_git_cannot_say_everything_counts_as_published(
    site: Path, why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git(site, "rm", "--quiet", "--cached", LEDGER)
    git(site, "commit", "--quiet", "--message", "No ledger")
    (tmp_path / "bin").mkdir()
    if why == "no git":
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    elif why == "ignored":
        (site / ".gitignore").write_text("site/\n.digest/\nledger.jsonl\n")
    elif why == "not answering":
        (tmp_path / "bin/git").write_text("#!/bin/sh\necho cannot >&2\nexit 128\n")
        (tmp_path / "bin/git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    else:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    (site / CRANE).unlink()
    ended = build(site, now=DAYS[3])
    assert ended.code == 1
    assert UNSURE in ended.err


@slow
def test_a_hook_of_another_repository_does_not_speak_for_the_site(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = begin(write_site(tmp_path / "other", {}))
    commit(other)
    for name, value in (
        ("GIT_DIR", other / ".git"),
        ("GIT_INDEX_FILE", other / ".git/index"),
        ("GIT_WORK_TREE", other),
    ):
        monkeypatch.setenv(name, str(value))
    (site / CRANE).unlink()
    ended = build(site, now=DAYS[3])
    assert ended.code == 1
    assert "[lost-address]" in ended.err
    assert "digest ledger drop" not in ended.err


@slow
def test_a_redacted_article_that_was_only_built_here_may_go_and_a_published_one_keeps_its_pseudonym(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name(word: str) -> str:
        return f"content/articles/jane-example-{word}.md"

    write_site(site, {name("held"): article("Jane Example held")})
    built(site, now=DAYS[1])
    commit(site)
    (site.parent / "rules.yaml").write_text(
        "salt: 4c1d4c1d4c1d4c1d4c1d4c1d4c1d4c1d\n"
        "rules: [{name: Jane Example, instead: a resident, reason: she asked}]\n"
    )
    monkeypatch.setenv("DIGEST_REDACTIONS", str(site.parent / "rules.yaml"))
    write_site(site, {name("freed"): article("Jane Example freed")})
    built(site, now=DAYS[2])
    assert "jane" not in (site / LEDGER).read_text()
    hidden = {one for one in ids(site) if one.startswith("article withheld-")}
    assert len(hidden) == 2
    (site / name("freed")).unlink()
    assert build(site, now=DAYS[3]).code == 0
    left = {one for one in ids(site) if one.startswith("article withheld-")}
    assert (len(left), left < hidden) == (1, True)


@slow
def test_what_was_only_built_may_still_be_published_quietly(site: Path) -> None:
    add_and_build(site, DAYS[1])

    def announced() -> bool:
        lines = map(json.loads, (site / LEDGER).read_text().splitlines())
        return next(bool(one.get("under")) for one in lines if (one["kind"], one["id"]) == ("article", "quay"))

    assert announced()
    built(site, "--quietly", now=DAYS[2])
    assert not announced()
    built(site, now=DAYS[3])
    assert not announced()
