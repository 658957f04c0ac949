"""Every command works from any folder inside of a site, and a mistyped one is answered with what may be meant."""

import re
from contextlib import chdir
from pathlib import Path

import pytest

from digest.cli.main import COMMANDS
from digest.cli.options import nearest_site
from tests.support.sites import NOW, article, build, run, write_site

CRANE = "content/articles/crane.md"
LATER = ("--now", "2026-02-01T00:00Z")
GIVEN = (
    ("feeds", "diff"),
    ("feeds", "show"),
    ("forget",),
    ("templates",),
    ("mail",),
    ("rename", "crane", "crane-falls"),
    ("rename", "crane.md", "crane-falls"),  # a path from the current folder
    ("correct", "crane", "The crane stood on pier 8."),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_site(tmp_path_factory.mktemp("site"), {CRANE: article(incident="fall")})
    assert build(folder).code == 0
    return folder


@pytest.mark.parametrize("command", GIVEN, ids=" ".join)
def test_a_command_without_a_folder_takes_the_site_that_it_is_run_in(site: Path, command: tuple[str, ...]) -> None:
    moment = () if command == ("templates",) else LATER
    with chdir(site):
        named = command if command[1:2] != ("crane.md",) else ("rename", CRANE, *command[2:])
        at_home = run(*named, *moment)
    with chdir((site / CRANE).parent):
        inside = run(*command, *moment)
    assert (inside.code, inside.out.replace("../../", "")) == (at_home.code, at_home.out)
    said = f"digest: the site is in {site.resolve()}; files are named from there\n"
    assert inside.err == said + at_home.err
    assert at_home.code == (command == ("forget",)), at_home.err  # there are no private rules


def test_a_build_from_a_folder_below_is_the_same_build(site: Path) -> None:
    with chdir(site / "content"):
        ended = run("build", "--now", NOW, "--jobs", "1", "--json")
    assert (ended.code, ended.report["counts"]["written"], ended.err) == (0, 0, "")
    assert not (site / "content" / "site").exists()


def test_without_a_site_anywhere_digest_says_so_and_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    with chdir(tmp_path / "deep"):
        assert nearest_site() == "."
        ended = run("build", "--now", NOW)
    assert ended.code == 1
    assert ended.err.startswith(
        "config.yaml: error: there is no config.yaml in this folder, so that it is no site [no-config]\n"
    )
    assert "digest init makes a new site\n" in ended.err


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (("biuld",), "digest: error: there is no command 'biuld'; did you mean build?"),
        (("feeds", "dif"), "digest feeds: error: there is no command 'dif'; did you mean diff?"),
        (("xyzzy",), "digest: error: there is no command 'xyzzy'; digest --help lists all commands"),
        (("build", "--strcit"), "digest build: error: unrecognized arguments: --strcit; did you mean --strict?"),
        (("feeds", "show", "--item=3"), ""),  # an abbreviation
        (("build", "--xyzzy"), "digest build: error: unrecognized arguments: --xyzzy\n"),
        (("build", "one", "two"), "digest build: error: unrecognized arguments: two\n"),
    ],
)
def test_a_mistyped_command_or_option_is_answered_with_the_near_one(
    tmp_path: Path, given: tuple[str, ...], hint: str
) -> None:
    with chdir(tmp_path):
        ended = run(*given)
    if hint:
        assert (ended.code, ended.out) == (2, "")
        assert hint in ended.err
    else:
        assert ended.code == 1


# The script of a shell is for a machine already.
WITHOUT_REPORT = {"completion"}


def test_every_command_has_a_report_for_machines_and_says_its_exit_codes() -> None:
    names = {name for names in COMMANDS.values() for name in names} - {"feeds"} | {"feeds diff", "feeds show"}
    helped = {name: run(*name.split(), "--help").out for name in names}
    assert {name for name, text in helped.items() if "--json" not in text} == WITHOUT_REPORT
    assert [name for name, text in helped.items() if not re.search(r"^exit codes: [01] ", text, re.MULTILINE)] == []
