"""Broken sites that a repository cannot hold as files: how to make and build each. What is said of it stands in its folder."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from filelock import FileLock

from digest.app.context import Options
from digest.app.incremental import build as build_whole
from digest.cli.report import format_diagnostics, summarize
from digest.planning.content.visibility import VisibilityContext
from tests.support.sites import NOW, SEARCHED, Ended, article, build, built, diff, modules, write_site

REPOSITORY = Path(__file__).parents[2]
CRANE = "content/articles/crane.md"
MEDIA = "content/media/crane.txt"
TEMPLATE = "templates/archive.html"
MORE = {MEDIA: "Crane", TEMPLATE: '{% extends "base.html" %}\n'}

Run = Callable[[Path, tuple[str, ...]], Ended]


def a_site(folder: Path, more: dict[str, str] | None = None) -> Path:
    return write_site(folder, {CRANE: article(), **(more or {})})


def made(spoil: Callable[[Path], object]) -> Run:
    """Return a run that makes a whole site, spoils it, and builds it."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        spoil(a_site(folder))
        return build(folder, *arguments)

    return run


def denied(path: str) -> Run:
    """Return a run that may not read a file: in a process without the powers of root, which reads everything."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        a_site(folder, MORE)
        (folder / path).chmod(0)
        weak = [] if os.geteuid() else ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
        command = [*weak, sys.executable, "-m", "digest", "build", str(folder), "--now", NOW, "--jobs", "1", *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
        (folder / path).chmod(0o755)
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


def while_building(file: str, change: Callable[[Path], object]) -> Run:
    """Return a run in which a file changes after it was read and before its page is made."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        a_site(folder, MORE)

        def progress(stage: str, _done: int, _total: int) -> None:
            if stage == "compare":
                change(folder / file)

        result = build_whole(
            folder,
            Options(VisibilityContext(datetime(2026, 1, 1, tzinfo=UTC)), strict="--strict" in arguments),
            progress,
        )
        lines = [*format_diagnostics(result.diagnostics, "normal", colour=False), summarize(result, 0.0, preview=False)]
        return Ended(0 if result.counts else 1, "", "\n".join(lines))

    return run


def busy(folder: Path, arguments: tuple[str, ...]) -> Ended:
    (a_site(folder) / ".digest").mkdir()
    with FileLock(folder / ".digest" / "lock"):
        return build(folder, *arguments)


def beside(name: str | bytes, text: str = article("Crane up")) -> Run:
    """Return a run of a site with one more article of that name."""

    def write(folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder / "content" / "articles") + b"/" + os.fsencode(name))).write_text(
            text, encoding="utf-8"
        )

    return made(write)


def two_forms(folder: Path) -> None:
    (folder / "content" / unicodedata.normalize("NFC", "caf\u00e9")).mkdir()
    (folder / "content" / unicodedata.normalize("NFD", "caf\u00e9")).mkdir()


def no_ledger(folder: Path) -> None:
    (folder / "content/ledger.jsonl").mkdir()


def leave(folder: Path) -> None:
    (folder.parent / "elsewhere.md").write_text(article("Crane up"), encoding="utf-8")
    (folder / "content/articles/link.md").symlink_to(folder.parent / "elsewhere.md")


def leave_from_templates(folder: Path) -> None:
    (folder.parent / "elsewhere.html").write_text("Crane", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates/link.html").symlink_to(folder.parent / "elsewhere.html")


def leave_a_file(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "mine.html").write_text("mine", encoding="utf-8")


def forgotten(folder: Path, arguments: tuple[str, ...]) -> Ended:
    """Return a comparison on a machine that never built the site, of which the ledger says that it was published."""
    built(a_site(folder))
    shutil.rmtree(folder / "site")
    shutil.rmtree(folder / ".digest")
    return diff(folder, *arguments)


def lose_a_line(folder: Path) -> None:
    built(folder)
    ledger = folder / "content/ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[1:]))


def add_a_back_catalogue(folder: Path) -> None:
    """Publish, and then add more old reports than anybody announces as news."""
    built(folder)
    write_site(
        folder, {f"content/articles/old-{n}.md": article(f"Crane {n}", f"2019-03-{n + 1:02d}") for n in range(26)}
    )


def lose_the_ledger(folder: Path) -> None:
    built(folder)
    (folder / "content/ledger.jsonl").unlink()


def with_rules_of_the_environment(folder: Path, arguments: tuple[str, ...]) -> Ended:
    a_site(folder)
    private = folder.with_name(f"{folder.name}.yaml")
    private.write_text("salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\nrules: []\n", encoding="utf-8")
    with patch.dict(os.environ, DIGEST_REDACTIONS=str(private)):
        return build(folder, *arguments)


def indexed_by(pagefind: ModuleType | None) -> Run:
    """Return a run of a site that wants a search, with something else for the package of Pagefind, or with none."""

    def run(folder: Path, arguments: tuple[str, ...]) -> Ended:
        write_site(folder, {CRANE: article()}, SEARCHED)
        with modules(pagefind_bin=pagefind, cbor2=a_module("cbor2")):
            return build(folder, *arguments)

    return run


def a_module(name: str, **members: object) -> ModuleType:
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
    vars(module).update(members)
    return module


def with_half_a_picture(folder: Path, arguments: tuple[str, ...]) -> Ended:
    """Build a site with a picture of which only the first bytes are those of a picture."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (900).to_bytes(4) + (600).to_bytes(4) + b"\x08\x02\0\0\0\0\0\0\0"
    a_site(folder, {CRANE: article(image="{src: media/quay.png, alt: The quay}")})
    (folder / "content/media").mkdir()
    (folder / "content/media/quay.png").write_bytes(head + b"\0\1\0\0IDAT" + b"no pixels" * 9_000)
    return build(folder, *arguments)


MADE: dict[str, Run] = {
    "bad-file-name--latin-1": beside(b"br\xfccke.md"),
    "bad-file-name--line-end": beside("crane\nup.md"),
    "busy": busy,
    "cannot-write--workshop": made(lambda folder: (folder / ".digest").write_text("no folder", encoding="utf-8")),
    "changed-meanwhile": while_building(
        CRANE, lambda file: file.write_text(article(text="It stands."), encoding="utf-8")
    ),
    "changed-meanwhile--gone": while_building(CRANE, Path.unlink),
    "changed-meanwhile--media": while_building(MEDIA, lambda file: file.write_text("Quay", encoding="utf-8")),
    "changed-meanwhile--media-gone": while_building(MEDIA, Path.unlink),
    "file-too-large": beside("big.md", article(text="x" * 20_000_000)),
    "foreign-files": made(leave_a_file),
    "in-the-way": made(lambda folder: (folder / "site").write_text("no folder", encoding="utf-8")),
    "late-news": made(add_a_back_catalogue),
    "ledger-changed": made(lose_a_line),
    "ledger-lost": made(lose_the_ledger),
    "link-leaves": made(leave),
    "link-leaves--template": made(leave_from_templates),
    "link-loops": made(lambda folder: (folder / "content/articles/loop").symlink_to(folder / "content/articles")),
    "names-collide": beside("CRANE.md"),
    "names-collide--form": made(two_forms),
    "no-config--denied": denied("config.yaml"),
    "no-search-index": indexed_by(None),
    "no-search-index--failed": indexed_by(a_module("pagefind_bin", get_executable=lambda: Path("/nowhere/pagefind"))),
    "nothing-to-compare": forgotten,
    "not-a-file": made(lambda folder: os.mkfifo(folder / "content/articles/pipe.md")),
    "unreadable": made(lambda folder: (folder / "content/articles/link.md").symlink_to("nowhere.md")),
    "unreadable-picture": with_half_a_picture,
    "unreadable--article": denied(CRANE),
    "unreadable--folder": denied("content/articles"),
    "unreadable--ledger": made(no_ledger),
    "unreadable--media": denied(MEDIA),
    "unreadable--template": denied(TEMPLATE),
    "redactions-not-set": with_rules_of_the_environment,
}
