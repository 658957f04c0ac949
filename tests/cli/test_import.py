"""`digest import`: its options, its question, and its words on the terminal."""

import io
import json
import sys
from pathlib import Path

import pytest

from digest.cli.commands.content import import_
from digest.cli.commands.content.import_ import format_report
from digest.model.reports.imported import Group, Imported, Unknown
from tests.support.sites import Ended, build, run, tree, write_site

NOW = "2026-01-01T00:00:00Z"
NOTICE = "Copyright 2024 Harbour Gazette. All rights reserved."
FERRY = {
    "headline": "Ferry returns",
    "day": "2024-05-02",
    "text": f"The night ferry is back.\n\nNobody was hurt.\n\n{NOTICE}",
    "url": "https://gazette.example/ferry",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "rows.jsonl").write_text(f"{json.dumps(FERRY)}\n")
    return write_site(tmp_path / "site", {})


def imports(site: Path, *arguments: str) -> Ended:
    """Run the command on the rows beside a site, unless others are given."""
    sources = (
        [] if any(not one.startswith("-") or one == "-" for one in arguments[:1]) else [f"{site.parent}/rows.jsonl"]
    )
    return run("import", *sources, *arguments, "--folder", str(site), "--now", NOW)


MAPPED = ("--map", "headline=title", "--map", "day=date")


def test_what_was_written_is_counted_and_what_was_taken_out_is_shown_if_asked(site: Path) -> None:
    ended = imports(site, *MAPPED, "--explain")
    assert (ended.code, ended.err) == (0, "")
    first, second, *_, last, quiet, report = ended.out.splitlines()
    assert first.startswith(f"{site.parent}/rows.jsonl:1:5: removed: a copyright line")
    assert second == f"    {NOTICE}"
    assert last.startswith("1 text read: 1 article written, 1 line taken out (")
    assert quiet == "1 article is marked announce: false, so that feeds do not announce old texts as new."
    assert report == "The lines that were taken out are in .digest/import/removed.jsonl."
    assert build(site).code == 0


def test_a_dry_run_says_so_and_writes_nothing(site: Path) -> None:
    before = tree(site)
    ended = imports(site, *MAPPED, "--dry-run")
    assert "1 article would be written" in ended.out
    assert ended.out.endswith("Nothing was written; leave --dry-run out to do it.\n")
    assert tree(site) == before


def test_the_report_for_machines_has_all_of_it(site: Path) -> None:
    report = imports(site, *MAPPED, "--json", "--announce").report
    assert (report["exit"], report["read"], report["written"], report["removed"], report["quiet"]) == (0, 1, 1, 1, 0)
    assert report["files"] == ["content/articles/2024/05/ferry-returns.md"]
    assert imports(site, *MAPPED, "--json").report["known"] == 1


def test_what_nobody_can_know_is_listed_by_outlet(site: Path) -> None:
    (site.parent / "rows.jsonl").write_text(
        json.dumps({"title": "Ferry", "text": "It is back. It sails.", "sitename": "Harbour Gazette"})
    )
    out = imports(site).out
    assert "    date: ? in 1 article of harbour gazette\n" in out.lower()
    assert "    source: {url: ?} in 1 article of harbour gazette\n" in out.lower()
    ended = build(site)
    assert (ended.code, "ferry.md" in ended.err) == (1, True)


def test_a_source_that_is_missing_is_named_and_the_others_are_imported(site: Path) -> None:
    ended = imports(site, f"{site.parent}/rows.jsonl", "nothing.json", *MAPPED)
    assert ended.code == 1
    assert "1 x it cannot be read: there is no such file or folder [unreadable]\n        nothing.json\n" in ended.out
    assert "1 article written" in ended.out
    quiet = imports(site, "nothing.json", "--quiet")
    assert (quiet.code, quiet.out, "nothing.json" in quiet.err) == (1, "", True)


def test_a_wrong_pair_of_names_and_both_answers_are_a_wrong_command_line(site: Path) -> None:
    for wrong in (("--map", "title"), ("--map", "=title"), ("--announce", "--no-announce"), ("-q", "-v")):
        ended = imports(site, *wrong)
        assert (ended.code, ended.out) == (2, "")
    assert run("import").code == 2


def test_a_folder_without_settings_is_no_site(tmp_path: Path) -> None:
    ended = run("import", "x.json", "--folder", str(tmp_path))
    assert (ended.code, ended.err.splitlines()[-1]) == (
        1,
        "digest import: error: nothing was written: mend config.yaml first",
    )


def test_standard_input_is_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(FERRY).encode())))
    assert "1 article written" in imports(site, "-", *MAPPED, "--no-announce").out


@pytest.mark.parametrize(("answer", "marks"), [("yes", 0), ("", 1), (None, 1)])
def test_on_a_terminal_old_texts_are_asked_about(
    site: Path,
    answer: str | None,
    marks: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def says(_: str = "") -> str:
        if answer is None:
            raise EOFError
        return answer

    out = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", says)
    monkeypatch.setattr(sys, "stdout", out)
    options = [
        "import",
        f"{site.parent}/rows.jsonl",
        "--map",
        "headline=title",
        "--map",
        "day=date",
        "--folder",
        str(site),
        "--now",
        NOW,
    ]
    from digest.cli.main import main

    assert main(options) == 0
    assert "1 of 1 article is older than 30 days." in out.getvalue()
    text = (site / "content/articles/2024/05/ferry-returns.md").read_text()
    assert text.count("announce: false") == marks


def test_an_interrupted_import_says_what_to_do(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("digest.app.importing.run.import_sources", interrupted)
    ended = imports(site)
    assert (ended.code, ended.err) == (130, "interrupted: run the same command again, and it goes on where it was\n")


def test_entries_of_one_kind_are_one_entry_with_its_first_places() -> None:
    group = Group("skipped", "skipped", "it has no text", "import it again", 12, ("a:1", "a:2", "b\x1b[0m"))
    many = tuple(Unknown("date", f"outlet {number}", 30 - number) for number in range(20))
    result = Imported(20, 8, 0, 0, 12, 2, 0, 0, 8, ("x.md",), (group,), many)
    said = list(format_report(result, 1.0, verbose=False))
    assert said[:5] == [
        "Skipped:",
        "    12 x it has no text [skipped]",
        "        a:1, a:2, b\\x1b[0m and 9 more",
        "        import it again",
        "    digest import -v names all places.",
    ]
    assert said[6] == "    date: ? in 30 articles of outlet 0"
    assert said[16] == "    … and in 155 more of 10 outlets"
    assert said[-1] == "20 texts read: 8 articles written, 12 skipped, 2 media files copied (1.0 s)."
    whole = list(format_report(result, 1.0, verbose=True))
    assert (sum("date: ?" in line for line in whole), "x.md" in whole) == (20, True)


def test_the_help_has_examples() -> None:
    out = run("import", "--help").out
    assert "digest import saved-pages/ --dry-run" in out
    assert import_.__doc__ is not None


def test_datelines_stay_unless_the_settings_drop_them(tmp_path: Path) -> None:
    row = {**FERRY, "text": "PORT HELEN, Maine (AP) -- The night ferry is back."}
    (tmp_path / "rows.jsonl").write_text(f"{json.dumps(row)}\n")
    kept, dropped = (write_site(tmp_path / name, {}) for name in ("kept", "dropped"))
    with (dropped / "config.yaml").open("a") as config:
        config.write("import: {datelines: drop}\n")
    bodies = []
    for site in (kept, dropped):
        assert imports(site, str(tmp_path / "rows.jsonl"), *MAPPED).code == 0
        (file,) = (site / "content/articles").rglob("*.md")
        bodies.append(file.read_text("utf-8").rpartition("---\n")[2].strip())
    assert bodies == ["PORT HELEN, Maine (AP) -- The night ferry is back.", "The night ferry is back."]


def test_lines_that_an_outlet_repeats_are_counted_with_what_is_here(tmp_path: Path) -> None:
    line = "You are reading the harbour's own newspaper, thank you for your visit on this website."
    site = write_site(tmp_path / "site", {})
    taken = []
    for number in range(4):
        row = {"title": f"Ferry {number}", "date": "2024-05-02", "url": f"https://gazette.example/{number}"}
        file = tmp_path / f"{number}.jsonl"
        file.write_text(json.dumps({**row, "text": f"The ferry {number} is back with {number} men.\n\n{line}"}) + "\n")
        imports(site, str(file))  # twice: what is here already is not counted again
        taken.append(
            "1 line taken out" in imports(site, str(file)).out or (site / ".digest/import/removed.jsonl").exists()
        )
    assert taken == [False, False, True, True]
