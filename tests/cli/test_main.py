"""The command: exit codes, reports for people and machines, and silence where nobody looks."""

import re
from pathlib import Path

import pytest

from tests.support.sites import article, build, built, explained, write_site

CRANE = "content/articles/crane.md"
BROKEN = article(date="2024-02-30")
WARNED = article(text="See [the quay](/quay/).")
READERS = (
    "readers that know items by their id",
    "readers that know items by their link",
    "readers that show again what has another date",
    "readers that never show a change",
)


def timeless(text: str) -> str:
    return re.sub(r"\d+\.\d\d s", "N s", text)


def test_a_build_says_in_one_line_what_it_made(tmp_path: Path) -> None:
    files = {CRANE: article(incident="crane"), "content/articles/draft.md": article("Quay shut", status="draft")}
    first = build(write_site(tmp_path, {**files, "content/articles/later.md": article("Quay open", "2026-07-01")}))
    again = build(tmp_path)
    line = re.compile(
        r"1 article in 1 incident \(1 draft, 1 embargoed left out\), \d+ pages, 13 feeds: "
        r"(\d+) files written, 0 removed, (\d+) unchanged in N s\.\n"
        r"Subscribers will see: (1 report in 1 incident: 1 new|nothing new), 0 repeated, 0 lost\.\n"
    )
    found = [line.fullmatch(timeless(ended.out)) for ended in (first, again)]
    assert (first.code, again.code, first.err, again.err) == (0, 0, "", "")
    assert found[0] is not None
    assert found[1] is not None
    assert (int(found[0][1]) > 20, found[0][2], found[1][1], found[1][2]) == (True, "0", "0", found[0][1])
    assert (found[0][3], found[1][3]) == ("1 report in 1 incident: 1 new", "nothing new")


def test_a_mistake_ends_with_one_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    before = built(write_site(tmp_path, {CRANE: article()}))
    ended = build(write_site(tmp_path, {CRANE: BROKEN}))
    assert (ended.code, ended.out) == (1, "")
    assert timeless(ended.err) == (
        "content/articles/crane.md:3:7: error: `date`: there is no 2024-02-30: that month has 29 days [impossible-date]\n"
        "    write a date such as 2024-03-26, or a moment such as 2024-03-26T05:30:00-04:00\n"
        f"{explained('impossible-date')}"
        "Nothing was published: 1 error. site/ is as it was (N s).\n"
    )
    assert {path: (tmp_path / "site" / path).read_bytes() for path in before} == before


def test_all_mistakes_of_all_files_are_reported_in_one_run(tmp_path: Path) -> None:
    files = {
        "config.yaml": "id: x\ntitle: Harbour\nbase_url: nowhere\ntimezone: Berlin\ncolour: red\n",
        "content/articles/a.md": "---\ntitle: A\ndate: 2024-02-30\nstatus: closed\ntittle: B\n---\n",
        "content/articles/b.md": "no front matter",
        "content/articles/c.json": "{",
        "content/incidents/d.md": "---\nstatus: closed\n---\n",
        "content/pages/about.md": "---\ndate: 2024\n---\nText.\n",
        "content/ledger.jsonl": "{\n",
        "content/stray.txt": "stray",
        "templates/archive.html": "{% if %}",
    }
    ended = build(write_site(tmp_path, files, config=files["config.yaml"]))
    found = re.findall(r"^([^ ]+?)(?::\d+:\d+)?: (?:error|warning): .* \[(.*)\]$", ended.err, re.MULTILINE)
    assert sorted(found) == sorted(
        [
            ("config.yaml", "bad-url"), ("config.yaml", "no-site-id"), ("config.yaml", "unknown-key"),
            ("config.yaml", "unknown-zone"),
            ("content/articles/a.md", "empty-body"),
            ("content/articles/a.md", "impossible-date"), ("content/articles/a.md", "unknown-key"),
            ("content/articles/a.md", "unknown-word"), ("content/articles/b.md", "no-front-matter"),
            ("content/articles/c.json", "broken-json"),
            ("content/incidents/d.md", "status-needs-date"), ("content/ledger.jsonl", "ledger-broken"),
            ("content/pages/about.md", "missing-title"),
            ("content/stray.txt", "unknown-file"), ("templates/archive.html", "template-syntax"),
        ]
    )  # fmt: skip
    assert (ended.code, timeless(ended.err.splitlines()[-1])) == (
        1,
        "Nothing was published: 14 errors, 1 warning. site/ is as it was (N s).",
    )


def test_a_warning_publishes_and_strict_does_not(tmp_path: Path) -> None:
    write_site(tmp_path, {CRANE: WARNED})
    strict, normal, quiet = build(tmp_path, "--strict"), build(tmp_path), build(tmp_path, "--quiet")
    said = (
        "content/articles/crane.md:5:16: warning: there is no page at /quay/ [broken-link]\n"
        "    write the address of a page, such as /incidents/\n"
        f"{explained('broken-link')}"
    )
    assert (strict.code, timeless(strict.err)) == (
        1,
        f"{said}Nothing was published: 1 warning. site/ is as it was (N s).\n",
    )
    assert (normal.code, normal.err, normal.out.splitlines()[0].endswith("; 1 warning.")) == (0, said, True)
    assert (quiet.code, quiet.err, quiet.out) == (0, "", "")


def test_quiet_still_says_errors(tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, {CRANE: BROKEN}), "-q")
    assert (ended.code, ended.err.count("error: "), ended.out) == (1, 1, "")


def test_verbose_says_how_long_each_stage_took(tmp_path: Path) -> None:
    verbose = build(write_site(tmp_path, {CRANE: WARNED}), "-v")
    stages = "look N s, configure N s, read N s, plan N s, compare N s, render N s, write N s"
    assert timeless(verbose.err.splitlines()[-1]) == stages


def test_a_report_for_machines_says_everything(tmp_path: Path) -> None:
    good = build(write_site(tmp_path, {CRANE: WARNED}), "--json")
    bad = build(write_site(tmp_path, {CRANE: BROKEN}), "--json")
    names = ("severity", "code", "file", "line", "column", "message", "hint", "documentation")
    hints = (
        "write the address of a page, such as /incidents/",
        "write a date such as 2024-03-26, or a moment such as 2024-03-26T05:30:00-04:00",
    )
    warning = (
        "warning",
        "broken-link",
        CRANE,
        5,
        16,
        "there is no page at /quay/",
        hints[0],
        explained("broken-link").strip(),
    )
    error = (
        "error",
        "impossible-date",
        CRANE,
        3,
        7,
        "`date`: there is no 2024-02-30: that month has 29 days",
        hints[1],
        explained("impossible-date").strip(),
    )
    forecast = {"new": 1, "changed": 0, "repeated": 0, "lost": 0}
    counts = good.report["counts"]
    assert {name: counts[name] for name in ("articles", "incidents", "drafts", "embargoed", "removed", "feeds")} == {
        "articles": 1, "incidents": 0, "drafts": 0, "embargoed": 0, "removed": 0, "feeds": 12,
    }  # fmt: skip
    assert (
        counts["files"] == counts["written"] == len([file for file in (tmp_path / "site").rglob("*") if file.is_file()])
    )
    assert {**good.report, "seconds": 0, "counts": 0} == {
        "exit": 0,
        "counts": 0,
        "subscribers": {
            "compared": True,
            **forecast,
            "kinds": {"report": 1},
            "incidents": 0,
            "others": 0,
            "repeated_by_link": 0,
            "readers": [{"reader": reader, **forecast} for reader in READERS],
        },
        "seconds": 0,
        "let_go": [],
        "taken_back": 0,
        "left_out": [],
        "diagnostics": [dict(zip(names, warning, strict=True))],
    }
    assert {**bad.report, "seconds": 0} == {
        "exit": 1,
        "counts": None,
        "subscribers": None,
        "seconds": 0,
        "let_go": [],
        "taken_back": 0,
        "left_out": [],
        "diagnostics": [dict(zip(names, error, strict=True))],
    }
    assert (good.err, bad.err, good.code, bad.code) == ("", "", 0, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--jobs", "0"], "argument --jobs: '0' is not a number of processes from 1 to 256"),
        (["--jobs", "x"], "argument --jobs: 'x' is not a number of processes from 1 to 256"),
        (["--now", "yesterday"], "argument --now: “yesterday” is not a date that digest can read"),
        (["--now", "2024-02-30"], "argument --now: there is no 2024-02-30: that month has 29 days"),
        (["--now", "2024-03-00"], "argument --now: there is no 2024-03-00: that month has 31 days"),
        (["--colour"], "unrecognized arguments: --colour"),
        (["-q", "-v"], "argument -v/--verbose: not allowed with argument -q/--quiet"),
    ],
)
def test_a_wrong_command_line_ends_with_two_and_says_why(tmp_path: Path, arguments: list[str], words: str) -> None:
    ended = build(write_site(tmp_path, {CRANE: article()}), *arguments)
    assert (ended.code, ended.err.splitlines()[-1].partition("error: ")[2]) == (2, words)
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_no_site_is_left_as_it_is(tmp_path: Path) -> None:
    ended = build(tmp_path / "nowhere")
    assert (ended.code, ended.err.splitlines()[0]) == (
        1,
        "config.yaml: error: there is no config.yaml in this folder, so that it is no site [no-config]",
    )
    assert not (tmp_path / "nowhere").exists()


def test_content_cannot_steer_the_terminal(tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, {CRANE: article(status='"\\e[2J\\u202e\\r"')}))
    assert [character for character in ended.err if not character.isprintable() and character != "\n"] == []


def test_what_is_left_out_is_named_with_its_moment_if_verbose_and_in_the_report(tmp_path: Path) -> None:
    files = {
        "content/articles/draft.md": article("A", status="draft"),
        "content/articles/late.md": article("B", "2024-03-26", publish_at="2026-07-01T06:00-04:00"),
        "content/articles/later.md": article("C", "2026-07-01", publish_at="2026-06-01"),
        "content/articles/old.md": article("D", expires="2025-01-01"),
        "content/articles/seen.md": article("E"),
        "content/articles/wrong.md": article(
            "F", status="withdrawn", withdrawal="{date: 2025-01-01, reason: It is wrong.}"
        ),
    }
    write_site(tmp_path, files)
    normal, verbose, report = build(tmp_path), build(tmp_path, "-v"), build(tmp_path, "--json").report
    names = "draft late later old".split()
    assert normal.err == ""
    assert verbose.err.splitlines()[:-1] == [
        "content/articles/draft.md: left out, a draft",
        "content/articles/late.md: left out until 2026-07-01 12:00 +02:00",
        "content/articles/later.md: left out until 2026-07-01",
        "content/articles/old.md: left out, expired on 2025-01-01",
    ]
    reasons = [
        ("draft", None),
        ("embargoed", "2026-07-01T12:00:00+02:00"),
        ("embargoed", "2026-07-01"),
        ("expired", "2025-01-01"),
    ]
    assert report["left_out"] == [
        {"file": f"content/articles/{name}.md", "reason": reason, "moment": moment}
        for name, (reason, moment) in zip(names, reasons, strict=True)
    ]
    preview = build(tmp_path, "--json", "--drafts", "--future").report
    assert [one["reason"] for one in preview["left_out"]] == ["expired"]


def test_a_preview_says_that_it_is_one_and_shows_what_is_hidden(tmp_path: Path) -> None:
    files = {
        "content/articles/draft.md": article("A", status="draft"),
        "content/articles/later.md": article("B", "2026-07-01"),
    }
    ended = build(write_site(tmp_path, files), "--drafts", "--future")
    assert (ended.code, ended.out[:10]) == (0, "2 articles")
    assert ended.out.splitlines()[1:] == [
        "This is a preview, in .digest/preview/; site/ and the ledger are as they were. To look at it: digest serve"
    ]
    for path, title in (("articles/2024/03/draft", "A"), ("articles/2026/07/later", "B")):
        assert f"<h1>{title}</h1>" in (tmp_path / ".digest/preview" / path / "index.html").read_text()
