"""With git, what was committed with the ledger was published, and stays for ever. What was only built here may change freely."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.support.repository import begin, commit, git
from tests.support.sites import article, build, built, tree, write_site

LEDGER = "content/ledger.jsonl"
CRANE = "content/articles/crane.md"
QUAY = "content/articles/quay.md"
OPEN = {"content/articles/open.md": article("Quay opens", "2024-03-20", incident="quay")}
THEN, NOW, LATER = "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", "2026-01-02T00:00:00Z"

Files = dict[str, str | bytes]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of which one article was published: its ledger is committed."""
    folder = begin(write_site(tmp_path / "site", OPEN))
    built(folder, now="2025-12-01T00:00:00Z")
    commit(folder)
    return folder


def ids(folder: Path) -> dict[str, str]:
    """Return the kind and id of each entry of the ledger, with the item of `feed.xml` that announced it."""
    entries = [json.loads(line) for line in (folder / LEDGER).read_text().splitlines()]
    return {f"{one['kind']} {one['id']}": one.get("under", "") for one in entries}


def without_moments(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the pages of a site without what is made of the moments of publication: anchors, and what is new for a reader."""
    return {path: _MOMENT.sub(b"", raw) for path, raw in files.items() if path.endswith(".html")}


_MOMENT = re.compile(rb'news-\d{4}-\d\d-\d\dt\d{6}| data-at="\d+"')


def as_if_never_built(folder: Path, now: str) -> dict[str, str]:
    """Return what the ledger says if its site is built from what is committed, with the content as it is now."""
    other = folder.with_name("other")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(folder, other)
    shutil.rmtree(other / "site", ignore_errors=True)
    shutil.rmtree(other / ".digest", ignore_errors=True)
    git(other, "checkout", "--quiet", "HEAD", "--", LEDGER)
    built(other, now=now)
    return ids(other)


# What an editor does to what was only built here: files before and after; None deletes one.
CHANGES: dict[str, tuple[Files, dict[str, str | None]]] = {
    "a typo in the incident": (
        {CRANE: article(incident="craen")},
        {CRANE: article(incident="crane")},
    ),
    "moved to a published incident": ({CRANE: article(incident="crane")}, {CRANE: article(incident="quay")}),
    "renamed": ({CRANE: article()}, {CRANE: None, "content/articles/mast.md": article()}),
    "renamed, at the same address": (
        {CRANE: article(slug="mast")},
        {CRANE: None, "content/articles/other.md": article(slug="mast")},
    ),
    "another slug": ({CRANE: article(slug="mats")}, {CRANE: article(slug="mast")}),
    "another date": ({CRANE: article(date="2024-03-26")}, {CRANE: article(date="2024-04-26")}),
    "a draft again": (
        {CRANE: article(tags="[cranes]", places="[Pier 9]", source="{name: Post, url: 'https://post.example/1'}")},
        {CRANE: article(status="draft")},
    ),
    "deleted": ({CRANE: article(incident="crane"), QUAY: article("B", incident="crane")}, {CRANE: None, QUAY: None}),
    "withdrawn": ({CRANE: article(incident="crane")}, {CRANE: article(incident="crane", status="withdrawn")}),
    "embargoed": ({CRANE: article()}, {CRANE: article(publish_at="2027-01-01")}),
    "updates and corrections": (
        {CRANE: article(updates="[{date: 2024-03-28, text: A}]", corrections="[{date: 2024-03-29, text: B}]")},
        {CRANE: article(updates="[{date: 2024-03-30, text: C}]")},
    ),
    "a status": (
        {
            CRANE: article(incident="crane"),
            "content/incidents/crane.md": "---\ntitle: Crane\nstatus: [{date: 2024-03-28, text: Open}]\n---\n",
        },
        {"content/incidents/crane.md": "---\ntitle: Crane\nstatus: [{date: 2024-04-01, text: Shut}]\n---\n"},
    ),
    "a status of what was published": (
        {"content/incidents/quay.md": "---\ntitle: Quay\nstatus: [{date: 2024-03-28, text: Open}]\n---\n"},
        {"content/incidents/quay.md": "---\ntitle: Quay\n---\n"},
    ),
    "a page": (
        {"content/pages/abuot.md": "---\ntitle: About\n---\nUs.\n"},
        {"content/pages/abuot.md": None, "content/pages/about.md": "---\ntitle: About\n---\nUs.\n"},
    ),
    "pictures": (
        {
            "content/media/a.png": b"x",
            "content/articles/b/index.md": article(text="[C](c.txt)"),
            "content/articles/b/c.txt": "c",
        },
        {"content/media/a.png": None, "content/articles/b/index.md": article(text="[C](c.txt)", status="draft")},
    ),
    "merged": (
        {CRANE: article(incident="crane"), "content/incidents/crane.md": "---\ntitle: Crane\n---\n"},
        {
            CRANE: article(incident="quay"),
            "content/incidents/crane.md": None,
            "content/incidents/quay.md": "---\ntitle: Quay\n---\n",
        },
    ),
    "the same update again": (
        {CRANE: article(updates="[{date: 2024-03-28, text: A}, {date: 2024-03-28, text: B}]")},
        {CRANE: article(updates="[{date: 2024-03-28, text: C}]")},
    ),
}
_QUICK = {"a typo in the incident"}


def put(folder: Path, files: dict[str, str | None]) -> None:
    for path, text in files.items():
        if text is None:
            (folder / path).unlink()
        else:
            write_site(folder, {path: text})


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in _QUICK else pytest.mark.slow) for name in CHANGES]
)
def test_what_was_only_built_here_may_change_freely_and_leaves_nothing_behind(site: Path, name: str) -> None:
    before, after = CHANGES[name]
    shown = {path for path, raw in built(site, now=THEN).items() if raw}
    write_site(site, before)
    built(site, now=THEN)
    put(site, after)
    ended = build(site, now=NOW)
    assert (ended.code, "warning" in ended.err) == (0, False), ended.err
    assert ended.out.count("Let go of ") == 1
    assert "lost" not in ended.out.replace(" 0 lost", "")
    found = tree(site / "site")
    assert ids(site) == as_if_never_built(site, NOW)
    other = tree(site.with_name("other") / "site")
    assert found.keys() == other.keys()
    assert without_moments(found) == without_moments(other)
    assert shown - found.keys() == set()
    again = build(site, "--fresh", now=LATER)
    assert "Let go of" not in again.out
    assert tree(site / "site") == found


@pytest.mark.parametrize("committed", [True, False])
def test_what_is_committed_stays(site: Path, committed: bool) -> None:  # noqa: FBT001
    write_site(site, {CRANE: article(incident="craen")})
    built(site, now=THEN)
    if committed:
        commit(site)
    (site / CRANE).write_text(article(incident="crane"))
    files = built(site, now=NOW)
    assert ("incident craen" in ids(site), "incidents/craen/index.html" in files) == (committed, committed)
    (site / CRANE).unlink()
    ended = build(site, now=NOW)
    assert (ended.code, "[lost-address]" in ended.err) == (int(committed), committed)
    assert "digest ledger drop" not in ended.err


def test_the_first_commit_is_the_first_publication(tmp_path: Path) -> None:
    folder = begin(write_site(tmp_path / "site", {CRANE: article(incident="craen")}))
    built(folder, now=THEN)
    (folder / CRANE).write_text(article(incident="crane"))
    ended = build(folder, now=NOW)
    assert ended.out.splitlines()[1] == "Let go of 1 address that was only built here: /incidents/craen/"
    assert "incident craen" not in ids(folder)


def test_before_the_first_commit_of_the_ledger_every_build_is_the_first(tmp_path: Path) -> None:
    """Nobody reads the site yet. So what is added has its own date, however late it comes, and nothing is told to come late."""
    folder = begin(write_site(tmp_path / "site", OPEN))
    built(folder, now=THEN)
    write_site(folder, {f"content/articles/{number}.md": article(f"Report {number}") for number in range(30)})
    second = build(folder, "--strict", now=NOW)
    assert (second.code, second.err) == (0, ""), second.err
    assert "Let go" not in second.out
    moments = moments_of(folder)
    other = begin(write_site(tmp_path / "other", {path: (folder / path).read_text() for path in files_of(folder)}))
    built(other, now=NOW)
    assert moments_of(other) == moments
    files = tree(folder)
    again = build(folder, now=LATER)
    assert (again.code, again.out.count(" 0 files written, 0 removed")) == (0, 1)
    assert {path for path in files if tree(folder)[path] != files[path] and not path.startswith(".digest/")} == set()


def test_what_was_built_and_mended_before_anybody_saw_it_is_new_once(site: Path) -> None:
    write_site(site, {CRANE: article(incident="craen")})
    built(site, now=NOW)
    write_site(site, {CRANE: article(incident="crane")})
    mended = build(site, now=LATER)
    assert "1 report in 1 incident: 1 new, 0 repeated, 0 lost" in mended.out, mended.out


def moments_of(folder: Path) -> dict[str, object]:
    """Return when each thing was published, by its guid."""
    entries = [json.loads(line) for line in (folder / LEDGER).read_text().splitlines()]
    return {one["guid"]: (one.get("published"), one.get("day"), one.get("under")) for one in entries}


def files_of(folder: Path) -> list[str]:
    """Return the paths of what an editor wrote."""
    return [path for path in tree(folder) if path == "config.yaml" or path.startswith("content/articles/")]
