"""`digest check litter`: it finds lines of websites in the texts of others, and takes them out of the files, and nothing else."""

import json
from pathlib import Path

import pytest

from tests.support.sites import article, run, tree, write_site

SOURCE = "source: {name: Harbour Gazette, url: 'https://gazette.example/a'}"
TEXT = "A crane fell.\n\nAdvertisement\n\nNobody was hurt.\n\nCopyright 2016 WQXY. All rights reserved.\n"
FRONT = f"---\ntitle: Crane falls\ndate: 2024-03-26\n{SOURCE}\n---\n"
REMOVED = ".digest/import/removed.jsonl"


def site_with(folder: Path, files: dict[str, str | bytes]) -> Path:
    return write_site(folder, {f"content/articles/{name}": text for name, text in files.items()})


def test_each_line_is_shown_with_its_place_and_reason_and_nothing_is_written(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"crane.md": FRONT + TEXT})
    before = tree(site)
    ended = run("check", "litter", str(site))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "content/articles/crane.md:8: a marker of an advertisement [advertisement]",
        "    Advertisement",
        "content/articles/crane.md:12: a copyright line of the website [rights-reserved]",
        "    Copyright 2016 WQXY. All rights reserved.",
        "Looked at 1 text of others: 2 lines of litter, in 1 file that can be edited. Add --edit to do it.",
    ]
    assert tree(site) == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_edit_leaves_all_other_bytes_as_they_were_and_keeps_what_it_takes(tmp_path: Path, end: str) -> None:
    raw = (FRONT.replace("title", "# \ufeffcomment\ntitle") + TEXT).replace("\n", end).encode()
    site = site_with(tmp_path, {"crane.md": raw})
    ended = run("check", "litter", str(site), "--edit")
    assert ended.out.splitlines()[-1] == (
        "Looked at 1 text of others: litter was taken out of 1 file; .digest/import/removed.jsonl keeps its lines."
    )
    cut = f"Advertisement{end}{end}".encode(), f"{end}Copyright 2016 WQXY. All rights reserved.{end}".encode()
    assert (site / "content/articles/crane.md").read_bytes() == raw.replace(cut[0], b"").replace(cut[1], b"")
    kept = [json.loads(line) for line in (site / REMOVED).read_text("utf-8").splitlines()]
    assert [(one["file"], one["line"], one["code"]) for one in kept] == [
        ("content/articles/crane.md", 9, "advertisement"),
        ("content/articles/crane.md", 13, "rights-reserved"),
    ]
    assert run("check", "litter", str(site)).out == "Looked at 1 text of others: no litter was found.\n"


def test_one_s_own_articles_are_never_looked_at(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"own.md": article("Own", text="Advertisement\n\nA crane fell.")})
    assert run("check", "litter", str(site), "--edit").out == "Looked at no texts of others: no litter was found.\n"


def test_what_cannot_be_edited_is_named(tmp_path: Path) -> None:
    fields = {"title": "Crane", "date": "2024-03-26", "source": {"name": "Gazette"}, "text": "It fell.\nAdvertisement"}
    site = site_with(tmp_path, {"only.md": FRONT + "Advertisement\n", "field.json": json.dumps(fields)})
    before = tree(site / "content")
    report = run("check", "litter", str(site), "--edit", "--json").report
    assert report["left"] == ["content/articles/field.json", "content/articles/only.md"]
    assert (report["files"], report["edited"], len(report["lines"])) == ([], False, 2)
    assert tree(site / "content") == before


def test_lines_that_an_outlet_repeats_are_found_in_what_is_here(tmp_path: Path) -> None:
    line = "You are reading the harbour's own newspaper, thank you for your visit on this website."
    files: dict[str, str | bytes] = {
        f"{name}.md": FRONT.replace("/a'", f"/{name}'").replace("Crane", name) + f"Crane {name} fell.\n\n{line}\n"
        for name in "abc"
    }
    report = run("check", "litter", str(site_with(tmp_path, files)), "--json").report
    assert [(one["code"], one["line"]) for one in report["lines"]] == [("repeated-line", 8)] * 3


def test_mistakes_come_first_and_quiet_is_quiet(tmp_path: Path) -> None:
    broken = site_with(tmp_path / "broken", {"crane.md": "---\ntitle: [\n---\nAdvertisement\n"})
    ended = run("check", "litter", str(broken), "--edit")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines()[-1] == "Nothing was looked at: mend this first."
    site = site_with(tmp_path / "site", {"crane.md": FRONT + TEXT})
    quiet = run("check", "litter", str(site), "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_the_first_word_decides_between_the_folder_and_the_command(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"crane.md": FRONT + TEXT})
    assert run("check", str(site), "-q", "--jobs", "1").code == 0
    assert "litter" in run("check", "--help").out
    assert "did you mean --edit?" in run("check", "litter", "--edti").err
