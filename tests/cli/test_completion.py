"""`digest completion`: the script, in a real shell, completes commands, options and the values that they take."""

import subprocess
from pathlib import Path

import pytest

from digest.cli.main import COMMANDS
from tests.support.sites import run

NAMES = {name for names in COMMANDS.values() for name in names}


def completed(script: Path, *words: str) -> list[str]:
    """Return what bash offers for the last of some words."""
    line = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shtab_digest; printf "%s\\n" "${COMPREPLY[@]}"'
    command = ["bash", "--norc", "-c", line, str(script), "digest", *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    return sorted(ended.stdout.split())


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bash") / "digest"
    file.write_text(run("completion", "bash").out, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("bui",), ["build"]),
        (("init", "--host", "git"), ["github", "gitlab"]),
        (("feeds", ""), ["diff", "show"]),
        (("new", ""), ["article", "incident", "page"]),
        (("build", "--dr"), ["--drafts"]),
        (("completion", ""), ["bash", "fish", "zsh"]),
    ],
)
def test_bash_completes_what_is_begun(script: Path, words: tuple[str, ...], offered: list[str]) -> None:
    assert completed(script, *words) == offered


def test_bash_offers_every_command(script: Path) -> None:
    assert set(completed(script, "")) == NAMES


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_scripts_of_other_shells_name_every_command(shell: str) -> None:
    ended = run("completion", shell)
    assert (ended.code, ended.err) == (0, "")
    assert [name for name in NAMES if name not in ended.out] == []


def test_an_unknown_shell_is_a_wrong_command_line() -> None:
    assert run("completion", "bsh").code == 2
