"""Whole sites for tests: written from a mapping, built by the real command, read back as bytes."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from digest import DOCUMENTATION
from digest.cli.main import main

NOW = "2026-01-01T00:00:00Z"
# The options of a build that makes a preview.
PREVIEWS = {"--drafts", "--future"}

CONFIG = """\
id: 0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11
title: Harbour Digest
description: What happened in the harbour.
base_url: https://harbour.example/news/
timezone: Europe/Berlin
search: off
rights:
  text: full
"""
# Most tests are about something else, and build many sites.
SEARCHED = CONFIG.replace("search: off", "search: on")


def explained(code: str) -> str:
    """Return the line with the address of the documentation that is below the first diagnostic of a code."""
    return f"    {DOCUMENTATION}errors/#{code}\n"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:  # noqa: ANN401 - whatever JSON says
        return json.loads(self.out)


def article(
    title: str = "Crane falls", date: str = "2024-03-26", text: str = "The crane fell. Nobody was hurt.", **fields: str
) -> str:
    """Write an article; further fields are lines of YAML, such as `incident="crane"`."""
    lines = [
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"date: {date}",
        *(f"{name}: {value}" for name, value in fields.items()),
    ]
    return "\n".join(["---", *lines, "---", text, ""])


def write_site(folder: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Path:
    """Write a site's folder: `files` by their paths within it."""
    for path, text in {"config.yaml": config, **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "content").mkdir(exist_ok=True)
    return folder


def run(*arguments: str) -> Ended:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ended(code, out.getvalue(), err.getvalue())


def build(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    """Run `digest build` on a folder, in this process, as of `now`."""
    return run("build", os.fspath(folder), "--now", now, "--jobs", "1", *arguments)


def check(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    """Run `digest check` on a folder, in this process, as of `now`."""
    return run("check", os.fspath(folder), "--now", now, "--jobs", "1", *arguments)


def diff(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    """Run `digest feeds diff` on a folder, in this process, as of `now`."""
    return run("feeds", "diff", os.fspath(folder), "--now", now, "--jobs", "1", *arguments)


def built(folder: Path, *arguments: str, now: str = NOW) -> dict[str, bytes]:
    """Build a site that must be free of errors, and give its files: those of the preview, if the arguments ask for one."""
    ended = build(folder, *arguments, now=now)
    assert ended.code == 0, ended.err + ended.out
    return tree(folder / ("site" if PREVIEWS.isdisjoint(arguments) else ".digest/preview"))


@contextlib.contextmanager
def modules(**instead: ModuleType | None) -> Iterator[None]:
    """Let modules be others for a while, `None` if they shall seem not to be installed. What is imported meanwhile stays as it is."""
    before = {name: sys.modules[name] for name in instead if name in sys.modules}
    sys.modules.update(
        cast("dict[str, ModuleType]", instead)
    )  # None is how Python itself marks what cannot be imported
    try:
        yield
    finally:
        for name in instead:
            del sys.modules[name]
        sys.modules.update(before)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
