"""`digest ledger`: what is permanent, what was only built here, and the explicit ways without git."""

import json
import os
from pathlib import Path

import pytest

from tests.support.repository import begin, commit, git
from tests.support.sites import article, build, built, run, write_site

LEDGER = "content/ledger.jsonl"
CRANE = "content/articles/crane.md"
LATER = "2026-01-02T00:00:00Z"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "site", {CRANE: article(incident="craen", updates="[{date: 2024-03-28, text: A}]")})
    built(folder)
    return folder


def ledger(folder: Path, *arguments: str) -> tuple[int, str]:
    ended = run("ledger", *arguments, "--folder", os.fspath(folder))
    return ended.code, ended.out + ended.err


def addresses(folder: Path) -> set[str]:
    lines = (folder / LEDGER).read_text().splitlines()
    return {address for line in lines for address in json.loads(line)["addresses"]}


def test_without_git_everything_counts_as_published_until_an_editor_says_otherwise(site: Path) -> None:
    code, said = ledger(site)
    assert code == 0
    assert said.startswith("Everything in the ledger counts as published (")
    assert "not a git repository" in said
    (site / CRANE).unlink()
    write_site(site, {"content/articles/mast.md": article(incident="crane")})
    ended = build(site)
    assert ended.code == 1
    remedy = "if it was never online, run digest ledger drop /articles/2024/03/crane/; else"
    assert remedy in ended.err
    before = (site / LEDGER).read_bytes()
    named = ("drop", "/articles/2024/03/crane/", "https://harbour.example/news/incidents/craen")
    code, said = ledger(site, *named)
    assert (code, said.splitlines()[-1]) == (0, "Nothing was changed; add --write to do it.")
    assert '\n-{"kind": "article", "id": "crane"' in said
    assert (site / LEDGER).read_bytes() == before
    assert ledger(site, *named, "--write") == (0, f"{LEDGER}: changed\n")
    assert [one for one in addresses(site) if "cra" in one] == []
    ended = build(site, now=LATER)
    assert (ended.code, ended.err) == (0, "")


def test_what_was_deployed_is_permanent_and_never_dropped(site: Path) -> None:
    assert ledger(site, "keep")[1].endswith("entries of the ledger are online, and permanent from now on\n")
    code, said = ledger(site, "drop", "incidents/craen/", "--write")
    assert (code, said.splitlines()[0]) == (
        1,
        "digest ledger drop: error: /incidents/craen/ was published: it was deployed",
    )
    begin(site)
    (site / CRANE).unlink()
    assert "[lost-address]" in build(site).err
    assert "no address was only built here" in ledger(site)[1]


def test_what_was_deployed_and_never_committed_is_missed_once_and_then_accepted(site: Path) -> None:
    ledger(site, "keep")
    commit(begin(site))
    write_site(site, {"content/articles/mast.md": article()})
    built(site, now=LATER)
    ledger(site, "keep")
    (site / "content/articles/mast.md").unlink()
    git(site, "restore", LEDGER)
    ended = build(site, "--strict", now=LATER)
    assert (ended.code, "[ledger-changed]" in ended.err) == (1, True)
    assert "a build without --strict accepts it" in ended.err
    assert "[ledger-changed]" in build(site, now=LATER).err
    assert (build(site, "--strict", now=LATER).code, build(site, "--strict", "--fresh", now=LATER).err) == (0, "")


def test_a_deployment_of_less_forgets_nothing_that_was_deployed_before(site: Path) -> None:
    ledger(site, "keep")
    (site / ".digest/ledger").unlink()
    (site / LEDGER).write_text("".join((site / LEDGER).read_text().splitlines(keepends=True)[:3]))
    ledger(site, "keep")
    assert ledger(site, "drop", "articles/2024/03/crane/")[0] == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("/articles/2024/03/crnae/", "did you mean /articles/2024/03/crane/?"),
        ("https://other.example/x", "write an address that a message of digest build names"),
    ],
)
def test_an_address_that_the_ledger_does_not_have_is_refused(site: Path, name: str, hint: str) -> None:
    assert ledger(site, "drop", name, "--write") == (
        1, f"digest ledger drop: error: the ledger has no address {name}\n    {hint}\n",
    )  # fmt: skip


def test_nothing_can_be_kept_of_a_site_that_was_never_built(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {})
    assert ledger(folder, "keep")[0] == 1
    assert ledger(folder) == (0, "The ledger is empty: nothing was built here.\n")


def test_a_broken_ledger_is_for_a_build_to_explain(site: Path) -> None:
    (site / LEDGER).write_text("<<<<<<< HEAD\n")
    for command in ((), ("keep",), ("drop", "x")):
        code, said = ledger(site, *command)
        assert (code, said.splitlines()[0].partition("error: ")[2]) == (1, "content/ledger.jsonl has mistakes")


def test_with_git_the_report_names_what_was_only_built(site: Path) -> None:
    commit(begin(site))
    write_site(site, {"content/articles/mast.md": article(incident="crane")})
    built(site, now=LATER)
    code, said = ledger(site, "-v")
    assert code == 0
    assert "only built here; what was, may change freely.\n  /articles/2024/03/mast/\n  /incidents/crane/\n" in said
    data = json.loads(ledger(site, "--json")[1])
    assert (data["exit"], data["doubt"], "/incidents/crane/" in data["built"]) == (0, None, True)
    refused = json.loads(ledger(site, "drop", "articles/2024/03/crane/", "--json")[1])
    assert refused["error"]["message"] == "/articles/2024/03/crane/ was published: git has it in the last commit"
