"""A live site is what a preview would be: after any edit, every file has the bytes that a clean build of a preview gives it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.app.looking.live import LiveSite
from tests.support.live import differing, files_of, live_site, preview
from tests.support.sites import CONFIG, article, write_site

GOLDEN = Path(__file__).parents[1] / "golden/source"
CRANE, CASE = "content/articles/crane.md", "content/incidents/crane.md"
SITE = {
    CRANE: article(incident="crane", tags="[cranes]"),
    "content/articles/quay.md": article("Quay closed", "2024-03-27", "The quay is closed.", incident="crane"),
    "content/articles/ship.md": article("Ship late", "2024-04-02", "A ship is late.", tags="[ships, cranes]"),
    "content/articles/draft.md": article("Not yet", "2024-04-03", "Not yet said.", status="draft", incident="crane"),
    "content/articles/fire.md": article("Fire", "2024-03-29", "It burns.", incident="fire"),
    "content/articles/smoke.md": article("Smoke", "2024-03-30", "It smokes.", incident="fire"),
    "content/incidents/fire.md": "---\ntitle: The fire\n---\n",
    CASE: "---\ntitle: The crane\nstatus: [{date: 2024-03-28, text: It stands again.}]\n---\nOn the quay.\n",
    "content/pages/about.md": "---\ntitle: About\n---\nAbout us.\n",
    "content/media/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}

# An edit changes files, and returns the paths that a watcher would name.
Edit = Callable[[Path], list[str]]


def written(path: str, text: str) -> Edit:
    def edit(folder: Path) -> list[str]:
        write_site(folder, {path: text}, (folder / "config.yaml").read_text(encoding="utf-8"))
        return [path]

    return edit


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> list[str]:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")
        return [path]

    return edit


def removed(path: str) -> Edit:
    def edit(folder: Path) -> list[str]:
        (folder / path).unlink()
        return [path]

    return edit


def renamed(old: str, new: str) -> Edit:
    def edit(folder: Path) -> list[str]:
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / old).rename(folder / new)
        return [old, new]

    return edit


TEXT = replaced(CRANE, "Nobody was hurt.", "Nobody was hurt. It is *down*.")
EDITS: dict[str, Edit] = {
    "text": TEXT,
    "another text": replaced("content/articles/quay.md", "is closed", "is open"),
    "title": replaced(CRANE, "Crane falls", "Crane & mast fall"),
    "title of another": replaced("content/articles/ship.md", "Ship late", "Quay closed"),
    "date": replaced("content/articles/ship.md", "2024-04-02", "2023-12-31"),
    "day": replaced(CRANE, "2024-03-26", "2024-03-28"),
    "other incident": replaced("content/articles/fire.md", "incident: fire", "incident: crane"),
    "incident": replaced("content/articles/ship.md", "tags: [ships, cranes]", "tags: [ships]\nincident: crane"),
    "new": written("content/articles/new/mast.md", article("Mast", "2024-05-01", "New.", incident="mast")),
    "draft": replaced("content/articles/draft.md", "status: draft", "status: published"),
    "embargo": replaced("content/articles/new/mast.md", "incident: mast", "incident: mast\npublish_at: 2030-01-01"),
    "known tag": replaced(CRANE, "tags: [cranes]", "tags: [Cranes, ships]"),
    "no tag": replaced("content/articles/ship.md", "tags: [ships]", "tags: []"),
    "new tag": replaced("content/articles/ship.md", "tags: []", "tags: [barges, cranes]"),
    "case": replaced(CASE, "It stands again.", "It is gone."),
    "page": replaced("content/pages/about.md", "About us.", "Who we are."),
    "media": written("content/media/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg' id='b'/>"),
    "picture": replaced("content/articles/quay.md", "The quay", "![Plan](/media/plan.svg) The quay"),
    "rename": renamed("content/articles/new/mast.md", "content/articles/old/mast.md"),
    "delete": removed("content/articles/ship.md"),
    "config": written("config.yaml", CONFIG.replace("Harbour Digest", "Port Digest")),
    "fields": written("config.yaml", CONFIG.replace("Berlin", "London")),
    "template": written("templates/parts/colophon.html", "{# ours #}<p>ours</p>"),
    "style": written("templates/static/own.css", "p{color:red}"),
}

SHOWN_AT_ONCE = [
    *("text", "another text", "title", "title of another", "date", "day", "other incident"),
    *("incident", "known tag", "no tag"),
]


def follow(folder: Path, edits: dict[str, Edit]) -> tuple[list[str], list[str]]:
    """Make edits one after the other, and compare after each. Return those shown at once, and those after which a file differs."""
    live, quick, wrong = live_site(folder), [], []
    for name, edit in edits.items():
        named = frozenset(edit(folder))
        if live.show_edit(named):
            quick.append(name)
            named = frozenset()
        live.plan_again(named)
        assert live.look is not None
        if found := differing(files_of(live), preview(folder)):
            wrong.append(f"{name}: {found}")
    return quick, wrong


def test_a_live_site_equals_a_preview_after_some_edits(tmp_path: Path) -> None:
    some = {name: EDITS[name] for name in ("text", "date", "new", "delete")}
    assert follow(write_site(tmp_path, SITE), some) == (["text", "date"], [])


@pytest.mark.slow
def test_a_live_site_equals_a_preview_after_every_kind_of_edit(tmp_path: Path) -> None:
    assert follow(write_site(tmp_path, SITE), EDITS) == (SHOWN_AT_ONCE, [])


@pytest.mark.slow
def test_a_rich_live_site_equals_a_preview_after_an_edit_of_each_of_its_texts(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(GOLDEN, folder)
    live, quick = live_site(folder), 0
    for file in sorted(folder.glob("content/articles/**/*.md")):
        file.write_text(f"{file.read_text(encoding='utf-8')}\nA last sentence, {file.stem}.\n", encoding="utf-8")
        quick += live.show_edit(frozenset([file.relative_to(folder).as_posix()]))
    assert quick > 1
    live.plan_again(frozenset(file.relative_to(folder).as_posix() for file in folder.glob("content/**/*.*")))
    assert differing(files_of(live), preview(folder)) == []


def test_pages_of_an_edited_article_are_right_before_the_whole_plan_is(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, SITE))
    for edit in (TEXT, EDITS["another text"], EDITS["title"]):
        assert live.show_edit(frozenset(edit(tmp_path)))
    shown, expected = files_of(live), preview(tmp_path)
    paths = ["articles/2024/03/crane/index.html", "articles/2024/03/quay/index.html", "incidents/crane/index.html"]
    assert [path for path in (*paths, "index.html") if shown[path] != expected[path]] == []
    live.plan_again(frozenset())
    assert differing(files_of(live), expected) == []


def test_days_and_incidents_are_right_at_once_on_the_pages_of_articles_and_incidents(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, SITE))
    for name in ("day", "other incident", "title", "date"):
        assert live.show_edit(frozenset(EDITS[name](tmp_path))), name
    left = live.answer("/news/articles/2024/04/ship/")
    assert (left.status, left.location) == (302, "/news/articles/2023/12/ship/")
    expected = preview(tmp_path)
    paths = [f"articles/2024/03/{slug}/index.html" for slug in ("crane", "quay", "fire", "smoke")]
    paths += ["incidents/crane/index.html", "incidents/fire/index.html", "articles/2023/12/ship/index.html"]
    # The anchors of what is new on a day, and when it was published here, come with the whole plan.
    assert [path for path in paths if _without_news(live.file(path)) != _without_news(expected[path])] == []


def test_tags_and_places_that_have_a_page_are_linked_at_once(tmp_path: Path) -> None:
    quay = "content/articles/quay.md"
    live = live_site(write_site(tmp_path, SITE | {CRANE: article(incident="crane", tags="[cranes]", places="[Port]")}))
    named = replaced(quay, "incident: crane", "incident: crane\ntags: [cranes]\nplaces: [port]")(tmp_path)
    assert live.show_edit(frozenset(named))
    expected = preview(tmp_path)
    paths = ["articles/2024/03/crane/index.html", "articles/2024/03/quay/index.html", "incidents/crane/index.html"]
    assert b"tags/cranes/" in expected[paths[1]]
    assert b"tags/cranes/" in expected[paths[2]]
    assert [path for path in paths if _without_news(live.file(path)) != _without_news(expected[path])] == []
    for names in ("tags: [Barges]", "places: [Pier]"):
        assert not live.show_edit(
            frozenset(written(quay, f"---\ntitle: Q\ndate: 2024-03-27\n{names}\n---\nT.\n")(tmp_path))
        )


def _without_news(page: object) -> bytes:
    assert isinstance(page, bytes)
    return re.sub(rb'<span id="news-[0-9t-]+"></span>| data-at="[0-9]+"', b"", page)


def test_what_is_edited_while_the_site_is_planned_stays_shown(tmp_path: Path) -> None:
    folder, stages = write_site(tmp_path, SITE), list[str]()
    live: LiveSite | None = None

    def edit_meanwhile(stage: str, _done: int, _total: int) -> None:
        stages.append(stage)
        if live is not None and stage == "plan" and stages.count("plan") == 2:
            assert live.show_edit(frozenset(TEXT(folder)))

    live = live_site(folder, edit_meanwhile)
    live.plan_again(frozenset(EDITS["date"](folder)))
    assert stages.count("plan") == 2
    expected = preview(folder)
    for path in ("articles/2024/03/crane/index.html", "incidents/crane/index.html"):
        assert b"<em>down</em>" in expected[path] or "incidents" in path
        assert live.file(path) == expected[path]


def test_a_site_with_rules_of_redaction_shows_no_name_and_plans_every_edit_whole(tmp_path: Path) -> None:
    rules = f"salt: {'0' * 32}\nrules:\n  - {{name: Zyra Quillon, instead: a resident, reason: acquitted}}\n"
    (tmp_path / "private.yaml").write_text(rules, encoding="utf-8")
    files = {CRANE: article(text="The crane of Zyra Quillon fell."), "content/articles/quay.md": article("Quay")}
    folder = write_site(tmp_path / "site", files, f"{CONFIG}redactions: ../private.yaml\n")
    live = live_site(folder)
    assert differing(files_of(live), preview(folder)) == []
    named = frozenset(replaced("content/articles/quay.md", "Nobody was", "Zyra Quillon was")(folder))
    assert not live.show_edit(named)
    live.plan_again(named)
    found = files_of(live)
    assert differing(found, preview(folder)) == []
    assert [path for path, raw in found.items() if b"Quillon" in raw] == []
