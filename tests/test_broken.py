"""Every diagnostic has a broken example: a site with one mistake, and exactly what digest says of it.

`tests/broken/<code>/` is such a site (`<code>--<variant>/` a further one), `expected.txt` in it what is printed. What git cannot store
as files is made by a function here.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from digest.build import Options
from digest.build import build as build_whole
from digest.console import format_diagnostics, summarize
from digest.planning.visibility import Viewpoint
from tests.sites import NOW, Ended, article, build, write_site

BROKEN = Path(__file__).parent / "broken"
PACKAGE = Path(__file__).parents[1] / "digest"
MAKERS = {"error", "warn", "warning", "fail", "required", "_TooMuchError"}


CRANE = "content/articles/crane.md"

Run = Callable[[Path, tuple[str, ...]], Ended]


def a_site(folder: Path, **more: str | bytes) -> Path:
    return write_site(folder, {CRANE: article(), **more})


def made(spoil: Callable[[Path], object]) -> Run:
    """Give a run that makes a whole site, spoils it, and builds it."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        spoil(a_site(folder))
        return build(folder, *arguments)

    return run


def denied(path: str) -> Run:
    """Give a run that may not read a file: in a process without the powers of root, which reads everything."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        a_site(folder, **{"content/media/crane.txt": "Crane"})
        (folder / path).chmod(0)
        weak = [] if os.geteuid() else ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
        command = [*weak, sys.executable, "-m", "digest", "build", str(folder), "--now", NOW, "--jobs", "1", *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=PACKAGE.parent, check=False)
        (folder / path).chmod(0o755)
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


def while_building(file: str, change: Callable[[Path], object]) -> Run:
    """Give a run in which a file changes after it was read and before its page is made."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        a_site(folder, **{"content/media/crane.txt": "Crane"})

        def progress(stage: str, _done: int, _total: int) -> None:
            if stage == "compare":
                change(folder / file)

        result = build_whole(folder, Options(Viewpoint(datetime(2026, 1, 1, tzinfo=UTC)), strict="--strict" in arguments), progress)
        lines = [*format_diagnostics(result.diagnostics, "normal", colour=False), summarize(result, 0.0, preview=False)]
        return Ended(0 if result.counts else 1, "", "\n".join(lines))

    return run


def busy(folder: Path, arguments: tuple[str, ...]) -> Ended:
    (a_site(folder) / ".digest").mkdir()
    with FileLock(folder / ".digest" / "lock"):
        return build(folder, *arguments)


def beside(name: str | bytes, text: str = article("Crane up")) -> Run:
    """Give a run of a site with one more article of that name."""

    def write(folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder / "content" / "articles") + b"/" + os.fsencode(name))).write_text(text, encoding="utf-8")

    return made(write)


def leave(folder: Path) -> None:
    (folder.parent / "elsewhere.md").write_text(article("Crane up"), encoding="utf-8")
    (folder / "content/articles/link.md").symlink_to(folder.parent / "elsewhere.md")


def leave_a_file(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "mine.html").write_text("mine", encoding="utf-8")


MADE: dict[str, tuple[Run, str]] = {
    "bad-file-name--latin-1": (
        beside(b"br\xfccke.md"),
        "content/articles/br?cke.md: error: the file's name is not UTF-8 [bad-file-name]\n"
        "    rename the file\n",
    ),
    "bad-file-name--line-end": (
        beside("crane\nup.md"),
        "content/articles/crane\\nup.md: error: the file's name holds a character that no name may hold [bad-file-name]\n"
        "    rename the file\n",
    ),
    "busy": (
        busy,
        ".digest: error: another digest is at work in this folder [busy]\n"
        "    wait until it has ended\n",
    ),
    "cannot-write": (
        made(lambda folder: (folder / "site").write_text("no folder", encoding="utf-8")),
        "site/static: error: it cannot be written: Not a directory [cannot-write]\n"
        "    make room on the disk, or mend the permissions; the site is whole, and the next build goes on from here\n",
    ),
    "cannot-write--workshop": (
        made(lambda folder: (folder / ".digest").write_text("no folder", encoding="utf-8")),
        ".digest: error: it cannot be written: File exists [cannot-write]\n"
        "    make room on the disk, or mend the permissions; the site is whole, and the next build goes on from here\n",
    ),
    "changed-meanwhile": (
        while_building(CRANE, lambda file: file.write_text(article(text="It stands."), encoding="utf-8")),
        "content/articles/crane.md: error: the file changed while the site was being built [changed-meanwhile]\n"
        "    run digest build again\n",
    ),
    "changed-meanwhile--gone": (
        while_building(CRANE, Path.unlink),
        "content/articles/crane.md: error: the file changed while the site was being built [changed-meanwhile]\n"
        "    run digest build again\n",
    ),
    "changed-meanwhile--media": (
        while_building("content/media/crane.txt", lambda file: file.write_text("Quay", encoding="utf-8")),
        "content/media/crane.txt: error: the file changed while the site was being built [changed-meanwhile]\n"
        "    run digest build again\n",
    ),
    "changed-meanwhile--media-gone": (
        while_building("content/media/crane.txt", Path.unlink),
        "content/media/crane.txt: error: the file changed while the site was being built [changed-meanwhile]\n"
        "    run digest build again\n",
    ),
    "file-too-large": (
        beside("big.md", article(text="x" * 20_000_000)),
        "content/articles/big.md: error: the file is larger than 20 MB [file-too-large]\n"
        "    put documents into content/media/\n",
    ),
    "foreign-files": (
        made(leave_a_file),
        "site: warning: 1 files here are not digest's, such as mine.html; they stay, and would be published [foreign-files]\n"
        "    delete the folder site/ if nothing in it is yours, and build again\n",
    ),
    "link-leaves": (
        made(leave),
        "content/articles/link.md: error: this link leads out of content/ [link-leaves]\n"
        "    copy the file in its place\n",
    ),
    "link-loops": (
        made(lambda folder: (folder / "content/articles/loop").symlink_to(folder / "content/articles")),
        "content/articles/loop: error: this link leads to a folder that it stands in [link-loops]\n"
        "    delete the link\n",
    ),
    "names-collide": (
        beside("CRANE.md"),
        "content/articles/crane.md: error: “crane.md” and “CRANE.md” differ only in case or in the form of a letter: on many disks they are one file [names-collide]\n"
        "    rename one of the two\n",
    ),
    "names-collide--form": (
        made(lambda folder: [(folder / "content" / unicodedata.normalize(form, "café")).mkdir() for form in ("NFC", "NFD")]),
        "content/café: error: “café” and “café” differ only in case or in the form of a letter: on many disks they are one file [names-collide]\n"
        "    rename one of the two\n",
    ),
    "not-a-file": (
        made(lambda folder: os.mkfifo(folder / "content/articles/pipe.md")),
        "content/articles/pipe.md: error: this is neither a file nor a folder [not-a-file]\n"
        "    move it out of content/\n",
    ),
    "unreadable": (
        made(lambda folder: (folder / "content/articles/link.md").symlink_to("nowhere.md")),
        "content/articles/link.md: error: it cannot be read: No such file or directory [unreadable]\n"
        "    delete the link, or mend what it points to\n",
    ),
    "unreadable--article": (
        denied(CRANE),
        "content/articles/crane.md: error: the file cannot be read: Permission denied [unreadable]\n"
        "    check its permissions\n",
    ),
    "unreadable--folder": (
        denied("content/articles"),
        "content/articles: error: the folder cannot be read: Permission denied [unreadable]\n"
        "    check its permissions\n",
    ),
    "unreadable--ledger": (
        made(lambda folder: (folder / "content/ledger.jsonl").mkdir()),
        "content/ledger.jsonl: error: the ledger cannot be read: Is a directory [unreadable]\n"
        "    check its permissions\n",
    ),
    "unreadable--media": (
        denied("content/media/crane.txt"),
        "content/media/crane.txt: error: the file cannot be read: Permission denied [unreadable]\n"
        "    check its permissions\n",
    ),
    "no-config--denied": (
        denied("config.yaml"),
        "config.yaml: error: the site's settings cannot be read: Permission denied [no-config]\n"
        "    run digest in the folder that holds config.yaml, or name that folder\n",
    ),
}


@cache
def codes() -> frozenset[str]:
    """Give every code that a diagnostic is made with anywhere in digest."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).rpartition(".")[2] in MAKERS:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.add(code.value)
    return frozenset(found)


def said(ended: Ended) -> str:
    """Give the diagnostics that were printed, without the line that sums up, and with every new UUID made the same one."""
    lines = ended.err.splitlines()
    if ended.code:
        assert lines.pop().startswith("Nothing was published: ")
    return "".join(re.sub(r"id: [0-9a-f-]{36}$", "id: 00000000-0000-4000-8000-000000000000", line) + "\n" for line in lines)


def check(ended: Ended, strict: Ended, expected: str) -> None:
    code = 1 if ": error: " in expected else 0
    assert (said(ended), ended.code) == (expected, code)
    assert (said(strict), strict.code) == (expected, 1)


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    examples = {folder.name.partition("--")[0] for folder in BROKEN.iterdir()} | {name.partition("--")[0] for name in MADE}
    assert examples == codes()


def test_every_code_is_words_joined_by_hyphens() -> None:
    assert {code for code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)} == set()


def test_diagnostics_are_made_by_the_functions_that_this_test_looks_for() -> None:
    direct = {
        file.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Diagnostic"
    }
    assert direct == {"diagnostic.py"}


@pytest.mark.parametrize("name", sorted(folder.name for folder in BROKEN.iterdir()))
def test_a_broken_site_is_told_what_to_mend(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(BROKEN / name, tmp_path / "site", ignore=shutil.ignore_patterns("expected.txt"))
    expected = (BROKEN / name / "expected.txt").read_text(encoding="utf-8")
    assert re.findall(r" \[([a-z0-9-]+)\]$", expected, re.MULTILINE) == [name.partition("--")[0]]
    strict = build(folder, "--strict")
    assert not (folder / "site").exists()
    check(build(folder), strict, expected)


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_broken_site_that_no_repository_can_hold_is_told_what_to_mend(name: str, tmp_path: Path) -> None:
    run, expected = MADE[name]
    assert re.findall(r" \[([a-z0-9-]+)\]$", expected, re.MULTILINE) == [name.partition("--")[0]]
    check(run(tmp_path / "first", ()), run(tmp_path / "second", ("--strict",)), expected)
