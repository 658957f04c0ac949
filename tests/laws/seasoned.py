"""Folders whose sources are old enough to be trusted by their signatures, and what tells which way a build took.

The time of change of a file cannot be set back (https://git-scm.com/docs/racy-git), so whoever tests that way has to wait: many
folders are written first, and one wait is for all of them.
"""

import time
from collections.abc import Callable
from pathlib import Path

from tests.laws.folders import let_go, states
from tests.support.sites import CONFIG, NOW, Ended, article, build, built, diff, write_site

# Longer than the coarsest clock of a file system.
SEASON = 2.1
LATER = "2026-02-15T00:00:00Z"
LAST = "2026-04-01T00:00:00Z"

# One article appears, and one ends, by its date alone, between NOW and LATER and between LATER and LAST; one link leads nowhere.
SEASONED: dict[str, str | bytes] = {
    "content/articles/a.md": article(
        "Alpha", "2024-03-26", "First. See [the quay](/quay/).", incident="crane", aliases="[/old/a/]"
    ),
    "content/articles/more/b.md": article("Bravo", "2024-03-27", "Second.", incident="crane"),
    "content/articles/more/d.md": article("Delta", "2024-03-27", "Fourth.", incident="crane"),
    "content/articles/coming.md": article("Coming", "2024-03-28", "Soon.", publish_at="2026-02-01"),
    "content/articles/ending.md": article("Ending", "2024-03-29", "Not for ever.", expires="2026-03-01"),
    "content/articles/draft.md": article("Draft", "2024-03-30", "Not yet.", status="draft"),
    "content/media/x.bin": b"xxxx",
    "templates/static/own.css": "b { color: red }\n",
    "templates/redirect.html": "<!DOCTYPE html><title>{{ page.title }}</title><h1>On</h1><a href='{{ page.target | link }}'>on</a>",
}


def seasoned(root: Path, names: list[str]) -> dict[str, Path]:
    """Write a folder for each name, and wait until all of them can be trusted."""
    folders = {name: write_site(root / name.replace("/", "-"), SEASONED) for name in names}
    time.sleep(SEASON)
    return folders


def looked_only(ended: Ended) -> bool:
    """Return whether a build that was asked for its times (`-v`) did nothing but look."""
    (told,) = [line for line in (ended.out + ended.err).splitlines() if line.startswith("look ")]
    return [part.split()[0] for part in told.split(", ")] == ["look"]


def is_quick(folder: Path, *arguments: str, now: str = NOW) -> bool:
    """Build without an error, and tell whether that was the quick way, which must not touch a byte or a time."""
    before = everything(folder)
    ended = build(folder, "-v", *arguments, now=now)
    assert ended.code == 0, ended.err
    quick = looked_only(ended)
    assert not quick or everything(folder) == before
    return quick


def is_refused(folder: Path, *arguments: str, now: str = NOW) -> bool:
    """Build, and tell whether digest refused since something would be lost, without touching what is published."""
    before = states(folder, "site", "content")
    ended = build(folder, "--json", *arguments, now=now)
    return ended.code == 1 and states(folder, "site", "content") == before and "lost-address" in ended.out


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return time of change, inode and bytes of every file of a folder."""
    return states(folder, ".")


def remembered(folder: Path, *arguments: str, now: str = NOW) -> Path:
    """Build a seasoned folder, so that the next build has nothing to do, and show that it has not."""
    built(folder, *arguments, now=now)
    assert is_quick(folder, now=now)
    return folder


Deed = Callable[[Path], object]


def write(name: str, text: str | bytes) -> Deed:
    """Return what writes one file of a folder, and touches no other."""

    def deed(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    return deed


def _let_go_of(folder: Path, name: str, address: str) -> None:
    (folder / name).unlink()
    (folder / "config.yaml").write_text(f"{CONFIG}gone: [/{address}]\n", encoding="utf-8")


def _let_go_of_folder(folder: Path) -> None:
    (folder / "content/articles/more").rename(folder / "aside")
    let_go(folder)


# What editors and their tools do to the sources of SEASONED, each leaving another site to be published.
EDITS: dict[str, Deed] = {
    "an article is edited": write("content/articles/a.md", article("Omega", "2024-03-26")),
    "an article is added": write("content/articles/new.md", article("New", "2024-05-01")),
    "an article is removed": lambda folder: _let_go_of(folder, "content/articles/a.md", "articles/2024/03/a/"),
    "an article is withdrawn": write("content/articles/a.md", article("Alpha", "2024-03-26", status="withdrawn")),
    "a folder is renamed away": _let_go_of_folder,
    "a picture is edited": write("content/media/x.bin", b"yyyy"),
    "a picture is added": write("content/media/y.bin", b"y"),
    "a picture is removed": lambda folder: _let_go_of(folder, "content/media/x.bin", "media/x.bin"),
    "an own page is added": write("content/pages/about.md", "---\ntitle: About us\n---\nWho we are.\n"),
    "an incident's file is added": write("content/incidents/crane.md", "---\ntitle: The crane\n---\nOur words.\n"),
    "a template is edited": write("templates/redirect.html", "<!DOCTYPE html><title>Off</title><h1>Off</h1>"),
    "a template is added": write("templates/404.html", "<!DOCTYPE html><title>Lost</title><h1>Lost</h1>"),
    "a template is removed": lambda folder: (folder / "templates/redirect.html").unlink(),
    "a style is edited": write("templates/static/own.css", "b { color: tan }\n"),
    "all templates are removed": lambda folder: (folder / "templates").rename(folder / "aside"),
    "the settings are edited": write("config.yaml", CONFIG.replace("Harbour", "Harbor")),
    "the settings are edited in place": write("config.yaml", CONFIG.replace("Harbour", "Airport")),
    "the zone is another one": write("config.yaml", CONFIG.replace("Europe/Berlin", "Asia/Tokyo")),
}


def see_feeds(folder: Path) -> bool:
    """Compare the feeds, and tell whether that was the quick way."""
    ended = diff(folder, "-v")
    assert ended.code == 0, ended.err
    return looked_only(ended)
