"""The command in a process of its own: on a terminal, through a pipe, interrupted, and with its workers killed."""

import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import digest
from tests.support.sites import NOW, article, built, explained, write_site

REPOSITORY = Path(__file__).parents[2]
CRANE = "content/articles/crane.md"
WARNED = article(text="See [the quay](/quay/).")
# What the installed script does; nothing of it has to be installed here.
COMMAND = [sys.executable, "-c", "from digest.__main__ import program; program()"]


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, in a process of its own, in the repository's folder."""
    given = {**os.environ, **environment}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, cwd=REPOSITORY, env=given, check=False
    )


def on_terminal(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run a build whose standard error is a terminal; give its exit code and what the terminal was sent."""
    master, slave = pty.openpty()
    command = [*COMMAND, "build", str(folder), "--now", NOW, *arguments]
    given = {**os.environ, "TERM": "xterm", **environment}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=slave, cwd=REPOSITORY, env=given) as process:
        os.close(slave)
        said = b""
        while True:
            try:
                said += os.read(master, 65536)
            except OSError:  # the other end is closed
                break
    os.close(master)
    return process.returncode, said.decode()


@pytest.mark.slow
def test_nothing_but_whole_lines_comes_through_a_pipe(tmp_path: Path) -> None:
    ended = run("build", write_site(tmp_path, {CRANE: WARNED}), "--now", NOW)
    assert (ended.returncode, ended.stderr.count("\n"), ended.stdout.count("\n")) == (0, 3, 2)
    assert [
        character for character in ended.stderr + ended.stdout if not character.isprintable() and character != "\n"
    ] == []


def test_a_terminal_sees_progress_and_colour(tmp_path: Path) -> None:
    code, said = on_terminal(write_site(tmp_path, {CRANE: WARNED}), "--fresh")
    assert (code, "render " in said, " %)" in said, "\x1b[33mwarning\x1b[0m: " in said) == (0, True, True, True)
    assert f"\x1b[2m{explained('broken-link').rstrip()}\x1b[0m" in said


@pytest.mark.slow
def test_a_terminal_sees_no_colour_where_none_is_wanted_and_nothing_where_silence_is(tmp_path: Path) -> None:
    write_site(tmp_path, {CRANE: WARNED})
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        code, said = on_terminal(tmp_path, "--fresh", **environment)
        assert (code, re.findall(r"\x1b\[\d+m", said), ": warning: " in said) == (0, [], True)
    assert on_terminal(tmp_path, "--fresh", "--quiet") == (0, "")
    assert on_terminal(tmp_path, "--fresh", "--json") == (0, "")


@pytest.mark.slow
def test_a_dumb_terminal_is_not_sent_signs_that_it_does_not_know(tmp_path: Path) -> None:
    _, said = on_terminal(write_site(tmp_path, {CRANE: article()}), "--fresh", TERM="dumb")
    assert "\x1b" not in said


def test_a_bug_of_digest_ends_with_three_and_asks_for_a_report(tmp_path: Path) -> None:
    """A worker that somebody kills is nothing that digest foresees."""
    write_site(tmp_path, {f"content/articles/a{number}.md": article(f"A {number}") for number in range(600)})
    command = [*COMMAND, "build", str(tmp_path), "--now", NOW, "--jobs", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and not (found := children.read_text(encoding="ascii").split()):
            time.sleep(0.005)
        os.kill(int(found[0]), signal.SIGKILL)
        out, err = process.communicate()
    assert (process.returncode, out) == (3, "")
    assert err.splitlines()[-1] == (
        f"This is a bug of digest {digest.__version__}, not a mistake of yours. Please report it with the lines above."
    )


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let what is started here be interrupted: a shell has everything that it runs in the background ignore that (POSIX, 2.11)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("_interruptible")
def test_an_interrupted_build_ends_with_130_in_one_line_and_the_next_one_finishes(tmp_path: Path) -> None:
    files = {f"content/articles/a{number}.md": article(f"A {number}") for number in range(600)}
    write_site(tmp_path, files)
    command = [*COMMAND, "build", str(tmp_path), "--now", NOW, "--jobs", "2"]
    staging = tmp_path / ".digest" / "staging"
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, start_new_session=True
    ) as process:
        while process.poll() is None and not (staging.is_dir() and any(staging.iterdir())):
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers as well
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "interrupted: site/ is whole; run digest build again\n")
    whole = built(tmp_path)
    assert whole == built(write_site(tmp_path / "other", files))


@pytest.mark.slow
def test_a_reader_of_the_report_that_has_seen_enough_is_no_bug(tmp_path: Path) -> None:
    write_site(tmp_path, {CRANE: article(text="\n".join(f"[a](/{number}/)" for number in range(3000)))})
    line = f"{shlex.join(COMMAND)} build {tmp_path} --now {NOW} --json | head -c 10"
    ended = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert (ended.stdout[:1], ended.stderr) == ("{", "")


def test_no_command_and_an_unknown_one_end_with_two() -> None:
    none, unknown = run(), run("biuld")
    assert (none.returncode, none.stdout[:13], unknown.returncode) == (2, "usage: digest", 2)
    assert "biuld" in unknown.stderr


def test_help_teaches_the_command() -> None:
    whole, of_build = run("--help"), run("build", "--help")
    assert (whole.returncode, of_build.returncode, whole.stderr, of_build.stderr) == (0, 0, "", "")
    assert "make site/ from config.yaml and content/" in whole.stdout
    options = set(re.findall(r"^ +(?:-\w, )?(--[a-z]+)", of_build.stdout, re.MULTILINE))
    assert options == {
        "--help",
        "--drafts",
        "--future",
        "--now",
        "--strict",
        "--quietly",
        "--fresh",
        "--profile",
        "--jobs",
        "--json",
        "--quiet",
        "--verbose",
    }
    assert "exit codes: 0 published, 1 something has to be mended" in of_build.stdout


def test_the_version_is_said_by_the_module_as_well() -> None:
    module = subprocess.run([sys.executable, "-m", "digest", "--version"], capture_output=True, text=True, check=True)
    for ended in (run("--version"), module):
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"digest {digest.__version__}\n", "")


@pytest.mark.slow
def test_the_moment_of_a_build_is_the_option_else_the_epoch_of_the_environment(tmp_path: Path) -> None:
    files = {CRANE: article(), "content/articles/later.md": article("Quay open", "2025-01-01")}
    early, late = "1735000000", "1736000000"  # 2024-12-24 and 2025-01-04
    ways = (
        (early, ()),
        (late, ()),
        (early, ("--now", "2025-02-01")),
        (late, ("--now", "2024-12-01T00:00Z")),
        ("", ()),
    )
    counted = []
    for number, (epoch, arguments) in enumerate(ways):
        folder = write_site(tmp_path / str(number), files)
        ended = run("build", folder, "--json", *arguments, SOURCE_DATE_EPOCH=epoch)
        counted.append(json.loads(ended.stdout)["counts"]["articles"])
    assert counted == [1, 2, 2, 1, 2]
    wrong = run("build", tmp_path, SOURCE_DATE_EPOCH="soon")
    assert (wrong.returncode, wrong.stderr.splitlines()[-1].partition("error: ")[2]) == (
        2,
        "SOURCE_DATE_EPOCH is 'soon', which is not a number of seconds since 1970",
    )
