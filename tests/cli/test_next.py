"""`digest next`: what changes by itself, as text, JSON, lines of a crontab and a calendar."""

import re
from pathlib import Path

import pytest

from digest import INSTALL_EXTRAS
from tests.support.sites import CONFIG, NOW, Ended, article, built, modules, run, write_site

HOSTILE = "Bridge; x,y \\ %1 <script>`id`"
FILES: dict[str, str | bytes] = {
    "content/articles/held.md": article("Held back", "2024-03-26", publish_at="2026-02-01T09:00:30"),
    "content/articles/ends.md": article(HOSTILE, expires="2026-02-01"),
    "content/articles/never.md": article("Kept for ever", expires="9998-12-31T23:59-11:00"),
    "content/articles/case.md": article("A report", incident="case"),
    "content/incidents/case.md": "---\ntitle: The case\nfollow_up: 2026-01-15\n---\n",
    "content/incidents/late.md": "---\ntitle: The late case\nfollow_up: 2025-12-01\n---\n",
}
RULES = f"salt: {'0' * 32}\nrules:\n  - {{name: Zyra Quillon, instead: a resident, reason: Zyra Quillon was acquitted, from: 2026-03-01}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "private.yaml").write_text(RULES, encoding="utf-8")
    return write_site(tmp_path / "site", FILES, f"{CONFIG}redactions: ../private.yaml\n")


def upcoming(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    return run("next", str(folder), "--now", now, "--jobs", "1", *arguments)


def test_what_changes_by_itself_is_said_by_day_in_the_zone_of_the_site(site: Path) -> None:
    assert upcoming(site, "--days", "100") == Ended(
        0,
        """\
Due
  1 Dec 2025  look again: “The late case”
              content/incidents/late.md:3:12
              look at the case again; then give follow_up: another date, or delete the line

Thu 15 Jan 2026
  any time  look again: “The case”
            content/incidents/case.md:3:12
            look at the case again; then give follow_up: another date, or delete the line

Sun 1 Feb 2026
  00:00 CET  expires: “Bridge; x,y \\ %1 <script>`id`”
             content/articles/ends.md:4:10
             nothing to do: the first build after that puts a notice in its place; to keep it, give expires: another date
  09:00 CET  appears: “Held back”
             content/articles/held.md:4:13
             nothing to do: the first build after that publishes it

Sun 1 Mar 2026
  00:00 CET  a rule of redaction takes effect
             ../private.yaml
             nothing to do: the first build after that applies rule 1 of the private rules
""",
        "",
    )
    assert upcoming(site, "--days", "13").out.splitlines()[-1] == "Nothing will change by itself."
    assert "9999" in upcoming(site).out


def test_since_a_moment_it_says_what_came_due_and_else_nothing(site: Path) -> None:
    """The moment itself was seen by whoever asks; now is not over."""
    since = upcoming(site, "--since", "2026-01-31T23:00Z", now="2026-02-01T08:00:30Z")
    assert (since.code, since.out.splitlines()[:2], since.err) == (
        0, ["Sun 1 Feb 2026", "  09:00 CET  appears: “Held back”"], "",
    )  # fmt: skip
    assert len(since.out.splitlines()) == 4
    assert upcoming(site, "--since", "2026-01-31T23:00Z", now="2026-02-01T08:00:29Z") == Ended(0, "", "")
    assert upcoming(site, "--since", "2025-06-01", "--quiet") == Ended(0, "", "")


def test_a_crontab_builds_once_at_each_minute_in_utc_and_no_title_gets_into_it(site: Path) -> None:
    head = upcoming(site, "--cron").out.splitlines()[:3]
    assert head[-1] == "CRON_TZ=UTC"
    assert upcoming(site, "--cron", "--run", "cd /srv/50%; digest build").out.splitlines()[3:] == [
        "# 2026-01-31 23:00: content/articles/ends.md:4:10: expires",
        r"0 23 31 1 * cd /srv/50\%; digest build",
        "# 2026-02-01 08:01: content/articles/held.md:4:13: appears",
        r"1 8 1 2 * cd /srv/50\%; digest build",
        "# 2026-02-28 23:00: ../private.yaml: a rule of redaction takes effect",
        r"0 23 28 2 * cd /srv/50\%; digest build",
        "# 1 moment more than a year away left out",
    ]
    assert "0 23 31 1 * digest build " + str(site) in upcoming(site, "--cron").out.splitlines()


def test_the_name_of_a_folder_cannot_add_a_line_to_a_crontab(tmp_path: Path) -> None:
    files = {"content/articles/a%b.md": article(publish_at="2026-02-01")}
    site = write_site(tmp_path / "it's $(evil)\n* * * * * evil", files)
    assert upcoming(site, "--cron").code == 2
    lines = upcoming(site, "--cron", "--run", "make").out.splitlines()
    assert lines[3:] == ["# 2026-01-31 23:00: content/articles/a%b.md:4:13: appears", "0 23 31 1 * make"]
    quoted = write_site(tmp_path / "it's $(evil)", files)
    command = f"""digest build '{tmp_path}/it'"'"'s $(evil)'"""
    assert upcoming(quoted, "--cron").out.splitlines()[-1] == f"0 23 31 1 * {command}"


def unfolded(calendar: str) -> list[str]:
    assert calendar.replace("\r\n", "").count("\n") == 0
    return calendar.replace("\r\n ", "").splitlines()


def test_a_calendar_has_an_event_for_each_moment(site: Path) -> None:
    lines = unfolded(upcoming(site, "--ics").out)
    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//digest//digest next//EN",
        "X-WR-CALNAME:Harbour Digest",
    ]
    assert [line for line in lines if line.startswith(("SUMMARY", "DTSTART"))] == [
        "SUMMARY:Look again: The late case",
        "DTSTART;VALUE=DATE:20251201",
        "SUMMARY:Look again: The case",
        "DTSTART;VALUE=DATE:20260115",
        "SUMMARY:Expires: Bridge\\; x\\,y \\\\ %1 <script>`id`",
        "DTSTART;VALUE=DATE:20260201",
        "SUMMARY:Appears: Held back",
        "DTSTART:20260201T080030Z",
        "SUMMARY:A rule of redaction takes effect",
        "DTSTART;VALUE=DATE:20260301",
        "SUMMARY:Expires: Kept for ever",
        "DTSTART:99990101T105900Z",
    ]
    assert {line for line in lines if line.startswith("DTSTAMP")} == {"DTSTAMP:20260101T000000Z"}


def test_an_event_keeps_its_uid_when_its_date_and_title_change(site: Path) -> None:
    def uids() -> list[str]:
        return [line for line in unfolded(upcoming(site, "--ics").out) if line.startswith("UID:")]

    before = uids()
    assert len({*before}) == 6
    write_site(
        site,
        {"content/articles/held.md": article("Otherwise", publish_at="2026-02-01T10:00")},
        f"{CONFIG}redactions: ../private.yaml\n",
    )
    assert uids() == before


def test_without_icalendar_it_says_what_to_install(site: Path) -> None:
    with modules(icalendar=None):
        ended = upcoming(site, "--ics")
    assert ended == Ended(
        1,
        "",
        "digest next: error: icalendar is not installed, which calendars are written with\n"
        f"    install digest with it: {INSTALL_EXTRAS}\n",
    )


def test_json_has_all_that_the_text_says(site: Path) -> None:
    report = upcoming(site, "--json", "--days", "40").report
    assert (report["exit"], report["since"], report["now"], report["diagnostics"]) == (
        0, None, "2026-01-01T00:00:00+00:00", [],
    )  # fmt: skip
    assert report["moments"][-1] == {
        "at": "2026-02-01T09:00:30+01:00",
        "written": "2026-02-01T09:00:30+01:00",
        "what": "embargo",
        "id": "held",
        "title": "Held back",
        "file": "content/articles/held.md",
        "line": 4,
        "column": 13,
        "changes_output": True,
        "settle": "nothing to do: the first build after that publishes it",
    }
    assert [one["id"] for one in report["due"]] == ["late"]


def test_the_name_that_will_be_forgotten_is_in_nothing_that_is_printed(site: Path) -> None:
    forms: tuple[list[str], ...] = ([], ["--json"], ["--ics"], ["--cron"], ["-v"])
    assert [form for form in forms if "yra" in (ended := upcoming(site, *form)).out + ended.err] == []


def test_with_mistakes_nothing_is_said(site: Path) -> None:
    write_site(site, {"content/articles/ends.md": article(expires="soon")}, f"{CONFIG}redactions: ../private.yaml\n")
    ended = upcoming(site)
    assert (ended.code, ended.out, ended.err.splitlines()[-1]) == (
        1,
        "",
        "Nothing can be said: mend this first.",
    )
    assert ended.err.startswith("content/articles/ends.md:4:10: error: ")
    report = upcoming(site, "--json").report
    assert (report["exit"], report["moments"], report["diagnostics"][0]["severity"]) == (1, None, "error")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--json", "--ics"), "argument --json: not allowed with --cron or --ics"),
        (
            ("--since", "2025-01-01", "--cron"),
            "argument --since: what came due already is in no crontab and in no calendar",
        ),
        (("--run", "make"), "argument --run: allowed with --cron only"),
        (
            ("--cron", "--run", "a\nb"),
            "argument --cron: a command in a crontab is one line: name another one with --run",
        ),
        (("--days", "0"), "argument --days: '0' is not a number of days from 1 to 36500"),
        (("--since", "soon"), "argument --since: “soon” is not a date that digest can read"),
        (("--ics", "--cron"), "argument --cron: not allowed with argument --ics"),
        (("--since", "2025-01-01", "--days", "3"), "argument --days: not allowed with argument --since"),
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: tuple[str, ...], said: str, site: Path) -> None:
    ended = upcoming(site, *arguments)
    assert (ended.code, ended.err.splitlines()[-1].partition(": error: ")[2]) == (2, said)


def test_a_follow_up_is_nowhere_in_the_site(tmp_path: Path) -> None:
    files = {
        "content/articles/a.md": article(incident="case"),
        "content/incidents/case.md": "---\ntitle: The case\nfollow_up: 2031-05-17\n---\nMore.\n",
        "content/articles/b.md": article(incident="other"),
        "content/incidents/other.md": "---\nmerged_into: case\nfollow_up: 2031-05-18\n---\n",
    }
    site = built(write_site(tmp_path / "with", files))
    assert [name for name, raw in site.items() if b"2031" in raw or b"follow_up" in raw] == []
    without = {name: re.sub("follow_up.*\n", "", text) for name, text in files.items()}
    assert without != files
    assert built(write_site(tmp_path / "without", without)) == site


def test_the_site_changes_at_these_moments_and_at_no_others(tmp_path: Path) -> None:
    """A year of builds, one before and one after each moment: two differ if and only if something came due in between."""
    files = {
        "content/articles/held.md": article("Held back", "2024-03-26", publish_at="2026-02-01T09:00:30"),
        "content/articles/ends.md": article("Ends", "2025-12-31", expires="2026-05-01"),
        "content/articles/case.md": article("A report", incident="case", corrections="[{date: 2026-09-01, text: So.}]"),
        "content/incidents/case.md": "---\ntitle: The case\nfollow_up: 2026-03-15\nstatus: [{date: 2026-09-02, text: So.}]\n---\n",
    }
    site, before, clocks = write_site(tmp_path, files), None, []
    for now in (
        "2026-01-01T00:00Z",
        "2026-02-01T08:00Z",
        "2026-02-01T08:01Z",
        "2026-04-30T21:59Z",
        "2026-05-01T00:00Z",
        "2027-01-01",
    ):
        after = built(site, now=now)
        if before is not None:
            report = upcoming(site, "--json", "--since", clocks[-1], now=now).report
            assert (after != before) == any(one["changes_output"] for one in report["moments"]), now
        before = after
        clocks.append(now)
