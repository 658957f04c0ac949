"""Documents as lists of steps: what a reader types, which files a reader saves, and what is printed then.

- Each line of a fenced `sh` block is a command. A line that ends with a backslash, `|` or `&&`, or within quotes, goes on in the next one.
- A fenced block below a paragraph that says "save … as `PATH`" is a file; below "add … to `PATH`", the end of one.
- A fenced `text` block below commands, before the next heading, is what the last of them prints, on both of its streams. A line `…`
  stands for any number of lines, and `…` within a line for anything. Durations may differ.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[2]
Kind = Literal["command", "file", "addition", "output"]

_FENCE = re.compile(r"^(`{3,}|~{3,})(\w*)")
_SAVED = re.compile(r"\bsave\b[^`]*\bas `([^`]+)`", re.IGNORECASE)
_ADDED = re.compile(r"\badd\b[^`]*\bto `([^`]+)`", re.IGNORECASE)
_DURATION = re.compile(r"\b\d+(?:\.\d+)? (?:s|ms)\b")
_REMOTE = re.compile(r"https://github\.com/([\w-]+/[\w.-]+?)(?:\.git)?(?=[\s\"'`]|$)", re.MULTILINE)
_SERVED = re.compile(r"http://127\.0\.0\.1:\d+/")
# When the first command of a document is run, in seconds since 1970: 2026-12-01T09:00Z. Each further one is run a minute later.
_BEGINNING = 1_796_115_600
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Step:
    """What a reader does or sees: a command, a file or its addition at `path`, or what the command before prints."""

    kind: Kind
    line: int
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, the number of its first line, the paragraph above it, and the section it is in."""

    language: str
    text: str
    line: int
    above: str
    section: int


def blocks(document: str) -> list[Block]:
    """Return the fenced blocks of a document."""
    found: list[Block] = []
    fence, language, first, section = "", "", 0, 0
    paragraph: list[str] = []
    inside: list[str] = []
    lines = document.splitlines()
    for number, line in enumerate(lines, 1):
        opened = _FENCE.match(line)
        if fence and line.strip() == fence:
            found.append(Block(language, "".join(inside), first, " ".join(paragraph), section))
            fence, paragraph = "", []
        elif fence:
            inside.append(f"{line}\n")
        elif opened:
            fence, language, first, inside = opened[1], opened[2], number + 1, []
        elif line.strip():
            section += line.startswith("#")
            ended = number > 1 and not lines[number - 2].strip()
            paragraph = [line] if ended else [*paragraph, line]
    assert not fence, f"a block that begins in line {first - 1} does not end"
    return found


def steps(document: str) -> Iterator[Step]:
    """Yield what a reader of a document does and sees, in order."""
    commands_in = 0
    for block in blocks(document):
        saved, added = _SAVED.search(block.above), _ADDED.search(block.above)
        if block.language == "sh":
            yield from _commands(block)
            commands_in = block.section
        elif saved:
            yield Step("file", block.line, block.text, saved[1])
        elif added:
            yield Step("addition", block.line, block.text, added[1])
        elif block.language == "text" and commands_in == block.section:
            yield Step("output", block.line, block.text)


def _commands(block: Block) -> Iterator[Step]:
    """Yield the commands of a block; a line that is only a comment is none."""
    begun: list[str] = []
    for number, line in enumerate(block.text.splitlines(), block.line):
        begun.append(line)
        whole = "\n".join(begun)
        if not _goes_on(whole):
            begun = []
            if shlex.split(whole, comments=True):
                yield Step("command", number, whole.strip())
    assert not begun, f"a command before line {number + 1} does not end"


def _goes_on(text: str) -> bool:
    """Return whether a command goes on in the next line."""
    try:
        shlex.split(text, comments=True)
    except ValueError:
        return True
    return text.rstrip().endswith(("\\", "|", "&&"))


def matches(expected: str, printed: str) -> bool:
    """Return whether a command printed what a document shows."""
    lines = _without_durations(expected).rstrip().splitlines()
    pattern = "".join(r"(?:[^\n]*\n)*" if line.strip() == "…" else _pattern(line) for line in lines)
    return re.fullmatch(pattern, f"{_without_durations(printed).rstrip()}\n") is not None


def _pattern(line: str) -> str:
    return r"[^\n]*".join(map(re.escape, line.split("…"))) + r"[^\S\n]*\n"


def _without_durations(text: str) -> str:
    return _DURATION.sub("0 s", text)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, and what it printed on both of its streams."""

    code: int
    said: str


@dataclass(slots=True)
class Reader:
    """Somebody who follows a document, in a fresh folder, on a machine with git and digest and without a network."""

    folder: Path
    tools: Path
    environment: dict[str, str] = field(default_factory=dict)
    minutes: int = 0

    def run(self, command: str) -> Ended:
        """Run a command, and stay in the folder into which it goes. A server is looked at, and stopped."""
        where = self.tools / "where"
        line = f"{command}\nstatus=$?\npwd >{shlex.quote(str(where))}\nexit $status"
        moment = str(_BEGINNING + 60 * self.minutes)
        git = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"@{moment} +0000")
        environment = {**self.environment, **git, "SOURCE_DATE_EPOCH": moment}
        self.minutes += 1
        if command.startswith("digest serve"):
            return _look(command, self.folder, environment)
        ended = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        if where.exists():
            self.folder = Path(where.read_text(encoding="utf-8").rstrip("\n"))
        return Ended(ended.returncode, ended.stdout)

    def save(self, path: str, text: str, *, add: bool) -> None:
        """Save a file of the document, or add to the end of one that there must be."""
        file = self.folder / path
        assert file.exists() or not add, f"{path} is not there, and cannot be added to"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.read_text(encoding="utf-8") + text if add else text, encoding="utf-8")


def _look(command: str, folder: Path, environment: Mapping[str, str]) -> Ended:
    """Start a server, load the page at the address that it prints, interrupt it as Ctrl-C does, and return how it ended."""
    with subprocess.Popen(
        ["sh", "-c", f"exec {command}"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stdout is not None
        said, found = "", None
        deadline = time.monotonic() + _PATIENCE
        while found is None and time.monotonic() < deadline and (line := process.stdout.readline()):
            said += line
            found = _SERVED.search(said)
        if found:
            with urllib.request.urlopen(found[0], timeout=_PATIENCE) as answer:
                said += "" if answer.status == 200 else f"the server answers {answer.status}\n"
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=_PATIENCE)
    is_well = found is not None and process.returncode in {0, 130}  # the latter: interrupted
    return Ended(0 if is_well else process.returncode or 1, said + rest)


def reader(document: str, folder: Path) -> Reader:
    """Return a reader in a fresh folder. What the document calls a repository on GitHub is an empty one on this machine."""
    work, tools = folder / "work", folder / "tools"
    for one in (work, tools / "bin", tools / "home"):
        one.mkdir(parents=True)
    _program(tools / "bin/digest", f'exec {shlex.quote(sys.executable)} -m digest "$@"')
    _program(tools / "bin/python3", f'exec {shlex.quote(sys.executable)} "$@"')
    settings = {
        "init.defaultBranch": "main",
        "advice.detachedHead": "false",
        f"url.file://{tools}/remote/.insteadOf": "https://github.com/",
    }
    for name in sorted(set(_REMOTE.findall(document))):
        for remote in (tools / "remote" / name, tools / "remote" / f"{name}.git"):
            remote.parent.mkdir(parents=True, exist_ok=True)
            if remote.suffix:  # one repository, whether its address ends with .git or not
                remote.symlink_to(tools / "remote" / name)
            else:
                subprocess.run(["git", "init", "-q", "--bare", "-b", "main", remote], check=True)
    return Reader(work, tools, _environment(tools, settings))


def _environment(tools: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a reader: a name for git, no network, and nothing of whoever runs the tests."""
    git = {"GIT_CONFIG_COUNT": str(len(settings)), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    for number, (name, value) in enumerate(settings.items()):
        git |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    for role in ("AUTHOR", "COMMITTER"):
        git |= {f"GIT_{role}_NAME": "Ann Lee", f"GIT_{role}_EMAIL": "ann@harbour.example"}
    return {
        **git,
        "PATH": f"{tools / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(tools / "home"),
        "LANG": "C.UTF-8",
        "EDITOR": "true",  # opens nothing, and ends at once
        "PYTHONPATH": str(ROOT),
        **dict.fromkeys(("http_proxy", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9"),
        "no_proxy": "127.0.0.1",
    }


def _program(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    file.chmod(0o755)
