"""`digest new`: the file of an article, an incident or a page, whatever its title is."""

import os
import stat
from contextlib import chdir
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.app.edit import read_content
from digest.app.start import make_file
from digest.model.reports.start import NewKind, NewRequest, Started
from digest.model.site import ContentItem
from digest.reading.config.settings import read_config
from tests.support.sites import CONFIG, NOW, Ended, article, build, run, tree, write_site

TITLES = st.text(min_size=1, max_size=40) | st.sampled_from(
    [
        "---",
        "2024-01-02 budget",
        "Index",
        "README",
        "CON",
        "yes",
        "~",
        '"',
        "'",
        "a: b",
        "# x",
        "- x",
        "{x",
        "[",
        "!!!",
        "\u202e",
        "é" * 200,
    ]
)
KINDS: tuple[NewKind, ...] = ("article", "incident", "page")
EXAMPLE = {
    "content/articles/crane.md": article(incident="harbour-fire"),
    "content/incidents/pier.md": "---\ntitle: P\n---\n",
}


def new(folder: Path, *arguments: str) -> Ended:
    with chdir(folder):
        return run("new", *arguments, "--now", NOW)


def front_matter(file: Path) -> dict[str, str]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1]))


@settings(max_examples=20)
@example(
    [("article", "Index"), ("incident", "2024-01-02 budget"), ("page", "!!!"), ("page", "_index"), ("article", "---")]
)
@given(st.lists(st.tuples(st.sampled_from(KINDS), TITLES), min_size=1, max_size=8))
def test_any_title_gives_a_file_that_builds(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[NewKind, str]]
) -> None:
    folder = write_site(tmp_path_factory.mktemp("site"), {"content/articles/crane.md": article()})
    now = datetime.fromisoformat(NOW)
    made = [make_file(folder, NewRequest(kind, title), now) for kind, title in wanted]
    files = [file for one in made if isinstance(one, Started) for file in one.files]
    refused = [one for one in made if not isinstance(one, Started)]
    codes = {found.code for one in refused for found in one.diagnostics}
    assert codes <= {"address-taken"}
    assert all(one.diagnostics or one.message.endswith(("is there already", "is empty")) for one in refused)
    ended = build(folder, "--drafts", "--json")
    assert (ended.code, ended.report["counts"]["articles"]) == (0, 1 + sum("/articles/" in file for file in files))
    config, _ = read_config(folder)
    assert config is not None
    _, content, _ = read_content(folder, config)
    items: tuple[ContentItem, ...] = (*content.articles, *content.incident_files, *content.own_pages)
    ids = {one.origin.file: one.id for one in items}
    assert {file: ids[file] for file in files} == {file: Path(file).stem for file in files}
    titles = [" ".join(title.split()) for _, title in wanted]
    for file in files:
        title = front_matter(folder / file)["title"]
        assert title in titles or not title.isprintable() or any(not one.isprintable() for one in titles)


def test_an_article_is_a_draft_dated_with_the_offset_of_the_site(tmp_path: Path) -> None:
    write_site(tmp_path, EXAMPLE)
    ended = new(tmp_path, "article", 'Cranes: "two" fall\nagain', "--incident", "harbour-fire")
    file = tmp_path / "content/articles/2026/cranes-two-fall-again.md"
    assert ended.out == (
        "content/articles/2026/cranes-two-fall-again.md\n"
        "    It is a draft. Write the text, look at it with digest serve, then take status: draft out.\n"
    )
    assert (ended.code, ended.err) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(
        '---\ntitle: "Cranes: \\"two\\" fall again"\ndate: 2026-01-01T01:00+01:00\n'
        "status: draft # take this line out to publish\n"
    )
    assert front_matter(file)["incident"] == "harbour-fire"
    assert build(tmp_path, "--json").report["counts"]["drafts"] == 1


def test_every_hint_is_a_field_as_digest_reads_it(tmp_path: Path) -> None:
    """A file whose comments are taken away one sign deep is a file without mistakes."""
    write_site(tmp_path, {"content/articles/crane.md": article(incident="a-fire"), "content/media/bridge.jpg": b""})
    for kind in KINDS:
        new(tmp_path, kind, f"A {'fire' if kind == 'incident' else kind}")
    for file in (*tmp_path.glob("content/articles/2026/*"), *tmp_path.glob("content/[ip]*/*.md")):
        text = file.read_text(encoding="utf-8").replace("https://…", "https://gazette.example/x")
        lines = [line[2:] if line.startswith(("# ", "#  ")) and ":" in line else line for line in text.splitlines()]
        kept = [line for line in lines if not line.startswith(("What else", "When it", "Where matters", "Take the"))]
        kept = [line for line in kept if "image: {" not in line]
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    ended = build(tmp_path, "--drafts", "--json")
    assert [one["message"] for one in ended.report["diagnostics"]] == []
    assert "12 metres" in (tmp_path / "content/incidents/a-fire.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("harbour-fire", "harbour-fire"),
        ("harb", "harbour-fire"),
        ("/incidents/harbour-fire/", "harbour-fire"),
        ("Pie", "pier"),
        ("content/incidents/pier.md", "pier"),
        ("harbor-fire", "error: there is no incident “harbor-fire”\n    did you mean harbour-fire"),
        ("zzz", "For a new one: digest new incident “Title”"),
        ("p", "error: “p” may be parade or pier\n    write more of it"),
    ],
)
def test_an_incident_is_completed_or_near_ones_are_offered(tmp_path: Path, called: str, said: str) -> None:
    write_site(tmp_path, {**EXAMPLE, "content/articles/b.md": article("B", incident="parade")})
    ended = new(tmp_path, "article", "Cranes", "--incident", called)
    file = tmp_path / "content/articles/2026/cranes.md"
    if ended.code:
        assert said in ended.err
        assert not file.exists()
    else:
        assert front_matter(file)["incident"] == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("article", "Crane"), "content/articles/crane.md is there already"),
        (("incident", "PIER!"), "content/incidents/pier.md is there already"),
        (("page", "Search"), "its address, /search/, is already that of"),
        (("article", " "), "the title is empty"),
        (("article", "X", "--slug", "A/b"), "write --slug a-b"),
    ],
)
def test_what_is_there_is_never_written_over(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    write_site(tmp_path, EXAMPLE, CONFIG.replace("search: off", "search: auto"))
    before = tree(tmp_path)
    ended = new(tmp_path, *arguments)
    assert (ended.code, ended.out, said in ended.err, tree(tmp_path)) == (1, "", True, before), ended.err


def test_a_site_with_mistakes_elsewhere_does_not_hinder(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/articles/crane.md": article(date="2024-02-30")})
    assert new(tmp_path, "article", "Cranes").code == 0
    (tmp_path / "config.yaml").write_text("id: x\n")
    ended = new(tmp_path, "article", "Quay")
    assert (ended.code, "nothing was written: mend config.yaml first" in ended.err) == (1, True)


def test_an_incident_needs_an_article_and_says_so(tmp_path: Path) -> None:
    write_site(tmp_path, EXAMPLE)
    ended = new(tmp_path, "incident", "Quay: shut")
    assert ended.out == "content/incidents/quay-shut.md\n    Articles report on it with the line incident: quay-shut\n"
    assert new(tmp_path, "page", "X", "--incident", "pier").code == 2


def test_from_a_folder_below_the_path_is_printed_as_it_is_from_there(tmp_path: Path) -> None:
    write_site(tmp_path, EXAMPLE)
    ended = new(tmp_path / "content/articles", "page", "How we work")
    assert ended.out.splitlines()[0] == "../../content/pages/how-we-work.md"
    assert (tmp_path / "content/pages/how-we-work.md").is_file()


def test_the_report_for_machines_names_the_file(tmp_path: Path) -> None:
    write_site(tmp_path, EXAMPLE)
    assert new(tmp_path, "article", "Cranes", "--json").report["files"] == ["content/articles/2026/cranes.md"]
    again = new(tmp_path, "article", "Cranes", "--json")
    assert (again.code, again.report["error"]["message"]) == (1, "content/articles/2026/cranes.md is there already")


def test_the_editor_of_the_environment_is_run_without_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, EXAMPLE)
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$(dirname "$0")/called"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait ';echo'")
    assert new(tmp_path, "article", "Cranes", "--edit").code == 0
    assert (tmp_path / "called").read_text().splitlines() == ["--wait", ";echo", "content/articles/2026/cranes.md"]
    monkeypatch.setenv("VISUAL", "no-such-editor")
    assert new(tmp_path, "article", "Quay", "--edit").code == 1
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "")
    ended = new(tmp_path, "article", "Pier", "--edit")
    assert (ended.code, "neither VISUAL nor EDITOR names an editor" in ended.err) == (2, True)
    assert not (tmp_path / "content/articles/2026/pier.md").exists()
    assert os.environ["VISUAL"] == ""
