"""A whole site that forgets: nothing of a name is left in what is published, things stay what they are, and its rules must be there."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from digest.model.url import name_key
from digest.planning.site.taxonomies import said_by
from tests.laws.folders import published
from tests.privacy.scanner import readings
from tests.support.sites import CONFIG, article, build, built, tree, write_site

SALT = "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\n"
RULE = "  - {name: Zyra Quillon, aliases: [Ms. Quillon], instead: a resident, reason: acquitted}\n"
RULES = f"{SALT}rules:\n{RULE}"
WITH = f"{CONFIG}feeds: {{also: [atom, json]}}\n"
FORGETS = f"{WITH}redactions: ../private.yaml\n"
# Every field in which a name can stand, and names of files.
FILES: dict[str, str | bytes] = {
    "content/articles/zyra-quillon-charged.md": article(
        "Zyra Quillon charged",
        "2024-03-26",
        "Sheriff Zyra Quillon, 34, was charged. ZYRA QUILLON’S car. See [her](https://x.example/zyra-quillon) "
        "![Zyra Quillon](media/zyra-quillon.png)",
        incident="zyra-quillon-trial",
        tags="[arson, Zyra Quillon]",
        places="[Zyra Quillon House]",
        people="[{name: Zyra Quillon, role: defendant}]",
        source="{name: Zyra Quillon Post, url: 'https://post.example/zyra%20quillon', author: Zyra Quillon}",
        summary="What Zyra Quillon did.",
        image="{src: media/zyra-quillon.png, alt: Zyra Quillon}",
        updates="[{date: 2024-03-28, title: Zyra Quillon speaks, text: Ms. Quillon spoke.}]",
        corrections="[{date: 2024-03-29, text: It was Zyra *Quillon*.}]",
        aliases="[/zyra-quillon/, /old/]",
        show="full",
    ),
    "content/articles/other.md": article(
        "Quay opens", "2024-03-27", "It opened. No name here.", incident="zyra-quillon-trial"
    ),
    "content/incidents/zyra-quillon-trial.md": (
        "---\ntitle: The trial of Zyra Quillon\n"
        "status: [{date: 2024-04-02, text: Zyra Quillon waits, source: {name: Zyra Quillon}}]\n"
        "people: [{name: Zyra Quillon, role: defendant, note: Zyra Quillon of here, charges: [{charge: Arson by Zyra Quillon}]}]\n"
        "facts: [{name: Zyra Quillon, value: Zyra Quillon}]\n"
        "disputed: [{claim: Zyra Quillon was away, says: [Zyra Quillon, Bo Zyra Quillon], denies: Ms. Quillon, date: 2024-03-30, "
        "source: {name: Zyra Quillon}, settled: {date: 2024-04-01, text: Zyra Quillon was here, source: Zyra Quillon}}]\n"
        "timeline: [{date: 2024, text: Zyra Quillon is born}]\n---\nZyra Quillon again.\n"
    ),
    "content/pages/about.md": "---\ntitle: About Zyra Quillon\n---\nZyra Quillon is not among us.\n",
    "content/media/zyra-quillon.png": b"\x89PNG\r\n\x1a\n nothing",
}


def write(
    folder: Path, config: str = FORGETS, private: str = RULES, files: Mapping[str, str | bytes] | None = None
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "private.yaml").write_text(private, encoding="utf-8")
    return write_site(folder, {**FILES, **(files or {})}, config)


def names_in(folder: Path) -> list[str]:
    """Return where any word of the name is, in whichever of the scanner's readings."""
    files = tree(folder / "site") | {"ledger": (folder / "content/ledger.jsonl").read_bytes()}
    return [
        path
        for path, raw in files.items()
        for text in (path, *readings(raw.decode("utf-8", "replace")))
        if "zyra" in text.lower() or "quillon" in text.lower()
    ]


def assert_forgotten(folder: Path) -> None:
    """Check that what is told of somebody is published, and the name is not."""
    assert [b"<h1>A resident charged" in raw for raw in tree(folder / "site").values()].count(True) == 1
    assert names_in(folder) == []


@pytest.mark.parametrize("was_public", [True, False], ids=["after it was public", "from the first build on"])
def test_nothing_of_a_name_is_in_anything_that_is_published(tmp_path: Path, *, was_public: bool) -> None:
    folder = write(tmp_path / "site", WITH)
    if was_public:
        built(folder)
        assert len(names_in(folder)) > 20
    site = built(write(folder))
    assert names_in(folder) == []
    for feed in ("feed.xml", "updates.atom.xml", "updates.json"):
        assert b"resident" in site[feed], feed
    page = next(raw.decode() for path, raw in site.items() if b"<h1>A resident charged" in raw)
    assert "<p>A resident was charged. A RESIDENT’S car. See her" in page
    assert "<p>a resident spoke.</p>" in page.replace("A resident spoke", "a resident spoke")
    assert build(folder, "--json").report["counts"]["written"] == 0


def test_things_keep_their_guids_and_get_addresses_that_say_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "site", WITH)
    built(folder)
    before = guids(folder)
    built(write(folder))
    after = guids(folder)
    assert {guid for guid, kind in before.items() if kind != "media"} <= set(after)
    assert {guid: kind for guid, kind in after.items() if guid in before} == before
    listed = [path for path in tree(folder / "site") if path.startswith("articles/")]
    assert len(listed) == 2
    assert "articles/2024/03/other/index.html" in listed


def guids(folder: Path) -> dict[str, str]:
    lines = (folder / "content/ledger.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["guid"]: entry["kind"] for entry in map(json.loads, lines)}


def test_a_site_that_forgets_is_built_as_a_clean_build_builds_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "site", WITH)
    built(folder)
    built(write(folder))
    other = "content/articles/other.md"
    (folder / other).write_text(article("Quay closes", "2024-03-27", "Zyra\nQuillon closed it."), encoding="utf-8")
    shutil.copytree(folder, tmp_path / "clean/site", ignore=shutil.ignore_patterns("site", ".digest"))
    shutil.copy(tmp_path / "private.yaml", tmp_path / "clean/private.yaml")
    built(folder)
    built(tmp_path / "clean/site")
    assert published(folder) == published(tmp_path / "clean/site")
    assert_forgotten(folder)


def test_without_its_rules_a_site_that_has_forgotten_is_not_published(tmp_path: Path) -> None:
    folder = write(tmp_path / "site")
    built(folder)
    before = published(folder)
    for config in (WITH, FORGETS):
        write(folder, config)
        (tmp_path / "private.yaml").unlink()
        ended = build(folder, "--json")
        assert (ended.code, [one["code"] for one in ended.report["diagnostics"]]) == (1, ["no-redactions"])
        assert published(folder) == before


def test_the_environment_may_say_where_the_rules_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "site", WITH)
    monkeypatch.setenv("DIGEST_REDACTIONS", str(tmp_path / "private.yaml"))
    built(folder)
    assert_forgotten(folder)


def test_a_rule_begins_by_itself(tmp_path: Path) -> None:
    later = RULES.replace("reason:", "from: 2026-02-01, reason:")
    folder = write(tmp_path / "site", private=later)
    built(folder)
    assert len(names_in(folder)) > 20
    built(folder, now="2026-02-02T00:00:00Z")
    assert_forgotten(folder)


def test_a_rule_that_is_lifted_gives_back_the_words_and_keeps_things_the_same(tmp_path: Path) -> None:
    folder = write(tmp_path / "site")
    built(folder)
    before = guids(folder)
    site = built(write(folder, private=f"{SALT}rules: []\n"))
    assert any(b"<h1>Zyra Quillon charged" in raw for raw in site.values())
    assert {guid for guid, kind in before.items() if kind in {"article", "incident", "update", "correction"}} <= set(
        guids(folder)
    )


LEAKS: dict[str, dict[str, str | bytes]] = {
    "in a template": {"templates/404.html": "<!DOCTYPE html><title>Lost</title><h1>Zyra Quillon was here</h1>"},
    "in a template, encoded": {
        "templates/404.html": "<!DOCTYPE html><title>Lost</title><h1>Zyra&nbsp;Quill&#111;n was here</h1>"
    },
    "in a picture": {
        "content/media/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'><text>Zyra <tspan>Quillon</tspan></text></svg>"
    },
    "in a file's name": {"templates/static/zyra-quillon.css": "b {}"},
    "in the settings": {},
}


@pytest.mark.parametrize("where", LEAKS)
def test_a_name_that_nothing_takes_out_is_never_published(tmp_path: Path, where: str) -> None:
    folder = write(tmp_path / "site")
    built(folder)
    before = published(folder)
    config = FORGETS.replace("title: ", "title: Zyra Quillon's ") if where == "in the settings" else FORGETS
    ended = build(write(folder, config, files=LEAKS[where]), "--json")
    assert (ended.code, {one["code"] for one in ended.report["diagnostics"]}) == (1, {"name-leaks"})
    assert published(folder) == before
    said = ended.out.lower()
    for path in (*FILES, *LEAKS[where]):  # an editor's own files are named
        said = said.replace(path, "")
    assert "zyra" not in said


def test_noindex_and_piece_are_done_to_what_shows_the_name(tmp_path: Path) -> None:
    rules = SALT + (
        "rules:\n  - {name: Nora Vellow, level: noindex, reason: dropped}\n  - {name: Pete Warrand, level: piece, reason: asked}\n"
    )
    (tmp_path / "private.yaml").write_text(rules, encoding="utf-8")
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("Alpha", text="First.\n\nThen Nora Vellow came."),
        "content/articles/b.md": article("Bravo", text="First.\n\nThen Pete Warrand came."),
        "content/articles/c.md": article("Charlie", text="Nobody came."),
    }
    site = built(write_site(tmp_path / "site", files, FORGETS))
    assert b'content="noindex"' in site["articles/2024/03/a/index.html"]
    assert b"Nora Vellow" in site["articles/2024/03/a/index.html"]
    listed = re.findall(r"<loc>[^<]*/(articles/[^<]*)</loc>", site["sitemap.xml"].decode())
    assert listed == ["articles/2024/03/c/"]
    assert b"This article has been withdrawn" in site["articles/2024/03/b/index.html"]
    assert b"Nobody came." in site["articles/2024/03/c/index.html"]
    assert b'content="noindex"' not in site["articles/2024/03/c/index.html"]
    assert [path for path, raw in site.items() if b"Warrand" in raw] == []


def test_a_namesake_keeps_the_name(tmp_path: Path) -> None:
    rules = f"{SALT}rules:\n  - {{name: Zyra Quillon, instead: a resident, reason: acquitted, except: [{{article: zyra-quillon-wins}}]}}\n"
    (tmp_path / "private.yaml").write_text(rules, encoding="utf-8")
    files: dict[str, str | bytes] = {
        "content/articles/zyra-quillon-wins.md": article("Zyra Quillon wins the derby", text="Zyra Quillon won."),
        "content/articles/b.md": article("Zyra Quillon charged", text="Zyra Quillon was charged."),
    }
    site = built(write_site(tmp_path / "site", files, FORGETS))
    assert b"<p>Zyra Quillon won.</p>" in site["articles/2024/03/zyra-quillon-wins/index.html"]
    assert b"<h1>A resident charged" in site["articles/2024/03/b/index.html"]


def test_many_workers_forget_as_one_does(tmp_path: Path) -> None:
    sites = [built(write(tmp_path / str(jobs) / "site"), "--jobs", str(jobs)) for jobs in (1, 3)]
    assert sites[0] == sites[1]
    for jobs in (1, 3):
        assert_forgotten(tmp_path / str(jobs) / "site")


def test_the_ledger_forgets_the_fingerprints_of_names_of_tags_places_and_sources(tmp_path: Path) -> None:
    """Whoever suspects a name could test whether its fingerprint is there."""
    folder = write(tmp_path / "site", WITH)
    built(folder)
    names = ("Zyra Quillon", "Zyra Quillon House", "Zyra Quillon Post")
    fingerprints = [said_by(name_key(name)) for name in names]
    text = (folder / "content/ledger.jsonl").read_text(encoding="utf-8")
    assert [one in text for one in fingerprints] == [True] * 3
    built(write(folder))
    text = (folder / "content/ledger.jsonl").read_text(encoding="utf-8")
    assert [one in text for one in fingerprints] == [False] * 3
    assert said_by("arson") in text
