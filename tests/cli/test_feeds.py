"""`digest feeds diff`: before anything is published, what subscribers will see, in one line."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from digest.model.reports.feeds_diff import FATES
from tests.support.sites import CONFIG, NOW, Ended, article, build, built, diff, run, tree, write_site

CRANE, SHIP = "content/articles/crane.md", "content/articles/ship.md"
BASE = "https://harbour.example/news/"
FILES: dict[str, str | bytes] = {
    CRANE: article(incident="case", tags="[fire]"),
    SHIP: article("Ship waits", "2024-03-27", incident="case"),
    "content/articles/fair.md": article("Fair opens", "2024-04-01"),
}
LINKS = "readers that know items by their link"
UNHARMED = "new, 0 repeated, 0 lost\n"
LINKED = "0 repeated (1 for the few readers that go by links), 0 lost"
NOTHING = "nothing new, 0 repeated, 0 lost\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site that has been published."""
    folder = write_site(tmp_path / "site", FILES)
    built(folder)
    return folder


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text()
    assert old in text
    (site / path).write_text(text.replace(old, new))


def line(ended: Ended) -> tuple[str, int]:
    assert ended.err == ""
    return ended.out, ended.code


def summary(ended: Ended) -> list[str]:
    """Return the lines of a build that succeeded; of the first one, only how many articles there are."""
    assert (ended.code, ended.err) == (0, "")
    first, *more = ended.out.splitlines()
    return [first.partition(",")[0], *more]


def test_of_an_unchanged_site_subscribers_see_nothing(site: Path) -> None:
    assert line(diff(site)) == (NOTHING, 0)


def test_what_was_never_published_is_all_new(tmp_path: Path) -> None:
    expected = "3 reports in 1 incident: 3 new, 0 repeated, 0 lost\n"
    assert line(diff(write_site(tmp_path, FILES))) == (expected, 0)


def test_a_comparison_publishes_nothing(site: Path) -> None:
    edit(site, CRANE, "Crane falls", "Mast falls")
    published = {
        path: raw for path, raw in tree(site).items() if not path.startswith((".digest/cache", ".digest/rows"))
    }
    assert line(diff(site)) == ("nothing new, 2 changed, 0 repeated, 0 lost\n", 0)
    edited = published | {CRANE: (site / CRANE).read_bytes()}
    assert {
        path: raw for path, raw in tree(site).items() if not path.startswith((".digest/cache", ".digest/rows"))
    } == edited


def test_a_build_says_the_same_line_as_the_comparison_before_it(site: Path) -> None:
    edit(site, CRANE, "Crane falls", "Mast falls")
    (site / "content/articles/new.md").write_text(article("Pier opens", "2024-04-02", incident="case"))
    foreseen, made, again = diff(site), build(site), build(site)
    assert line(foreseen) == ("1 report in 1 incident: 1 new, 2 changed, 0 repeated, 0 lost\n", 0)
    assert summary(made) == ["4 articles in 1 incident", f"Subscribers will see: {foreseen.out.rstrip()}."]
    assert summary(again) == ["4 articles in 1 incident", f"Subscribers will see: {NOTHING.rstrip()}."]


def test_a_verbose_build_names_what_subscribers_will_see(site: Path) -> None:
    (site / "content/articles/new.md").write_text(article("Pier opens", "2024-04-02", incident="case"))
    foreseen, made = diff(site, "-v").out.splitlines(), build(site, "-v").out.splitlines()
    named = foreseen[: foreseen.index("readers that know items by their id: 1 new, 0 changed, 0 repeated, 0 lost")]
    assert f"  new       Pier opens <{BASE}articles/2024/04/new/>" in named
    assert made[: len(named)] == named


def test_a_preview_says_nothing_of_subscribers(site: Path) -> None:
    edit(site, CRANE, "Crane falls", "Mast falls")
    ended = build(site, "--drafts")
    assert summary(ended)[0] == "3 articles in 1 incident"
    assert "Subscribers" not in ended.out
    assert b"Mast falls" in (site / ".digest/preview/feed.xml").read_bytes()


@pytest.mark.parametrize("published", [True, False], ids=["after a publication", "before the first one"])
def test_what_only_a_preview_showed_was_never_published(published: bool, tmp_path: Path) -> None:  # noqa: FBT001
    site = write_site(tmp_path, FILES)
    if published:
        built(site)
    (site / "content/articles/draft.md").write_text(article("Not yet", status="draft", incident="case", tags="[fire]"))
    files = {path: raw for path, raw in tree(site / ".digest").items() if path == "published"}
    built(site, "--drafts")
    assert {path: raw for path, raw in tree(site / ".digest").items() if path == "published"} == files
    assert line(diff(site)) == (NOTHING if published else f"3 reports in 1 incident: 3 {UNHARMED}", 0)
    edit(site, "content/articles/draft.md", "status: draft\n", "")
    assert line(diff(site)) == (
        f"{'1 report' if published else '4 reports'} in 1 incident: {1 if published else 4} {UNHARMED}",
        0,
    )


def test_a_new_slug_repeats_an_item_for_those_who_go_by_links_and_that_is_no_reason_to_stop(site: Path) -> None:
    edit(site, CRANE, "title:", "slug: mast\ntitle:")
    ended = diff(site, "-v")
    assert ended.code == 0
    lines = ended.out.splitlines()
    moved = f"  repeated  Crane falls <{BASE}articles/2024/03/mast/> (its link changed, in {LINKS})"
    assert lines[lines.index("updates.xml:") + 1] == moved
    assert lines[-5:] == [
        "readers that know items by their id: 0 new, 3 changed, 0 repeated, 0 lost",
        f"{LINKS}: 0 new, 3 changed, 1 repeated, 0 lost",
        "readers that show again what has another date: 0 new, 3 changed, 0 repeated, 0 lost",
        "readers that never show a change: 0 new, 0 changed, 0 repeated, 0 lost",
        "nothing new, 3 changed, 0 repeated (1 for the few readers that go by links), 0 lost",
    ]


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("date: 2024-03-26", "date: 2024-03-24", "nothing new, 1 changed"),
        ("date: 2024-03-26", "date: 2024-03-26T18:00", "nothing new, 1 changed"),
        ("title: ", "status: withdrawn\ntitle: ", "nothing new, 2 changed"),
        ("The crane fell.", "The mast fell.", "nothing new, 1 changed"),
        (
            "title: ",
            "corrections: [{date: 2024-04-01, text: It was a mast.}]\ntitle: ",
            "1 correction in 1 incident: 1 new",
        ),
        ("title: ", "updated: 2024-04-01\ntitle: ", "nothing new, 1 changed"),
    ],
    ids=["another date", "a time", "withdrawn", "another text", "a correction", "updated"],
)
def test_what_editors_do_every_day_repeats_nothing_and_loses_nothing(
    site: Path, old: str, new: str, counts: str
) -> None:
    edit(site, CRANE, old, new)
    edit(site, SHIP, "title: ", "tags: [fire]\ntitle: ")
    edit(site, CRANE, "tags: [fire]\n", "tags: [fire, quay]\n")
    assert line(diff(site)) == (f"{counts}, 0 repeated, 0 lost\n", 0)


def test_a_report_that_moves_to_another_incident_repeats_for_those_who_go_by_links_alone(site: Path) -> None:
    edit(site, CRANE, "incident: case", "incident: other")
    assert line(diff(site)) == (f"1 item of incidents or editions: 1 new, 2 changed, {LINKED}\n", 0)


def test_another_zone_of_the_site_repeats_nothing(site: Path) -> None:
    edit(site, "config.yaml", "Europe/Berlin", "America/Chicago")
    ended = diff(site, "--json")
    assert (ended.code, ended.err) == (0, "")
    assert {one["fate"] for one in ended.report["subscribers"]["list"]} <= {"changed"}


def test_what_is_deleted_would_be_lost_and_nothing_is_compared(site: Path) -> None:
    (site / CRANE).unlink()
    ended = diff(site, "--json")
    assert [(found["severity"], found["code"]) for found in ended.report["diagnostics"]] == [("error", "lost-address")]
    rest = {name: value for name, value in ended.report.items() if name not in {"diagnostics", "seconds"}}
    nothing: dict[str, object] = {
        "exit": 1,
        "counts": None,
        "subscribers": None,
        "left_out": [],
        "let_go": [],
        "taken_back": 0,
    }
    assert (ended.code, ended.err, rest) == (1, "", nothing)


def test_what_is_gone_with_its_editors_consent_answers_and_is_not_lost(site: Path) -> None:
    (site / CRANE).unlink()
    edit(site, "config.yaml", "title:", "gone: [/articles/2024/03/crane/]\ntitle:")
    assert line(diff(site)) == ("nothing new, 2 changed, 0 repeated, 0 lost\n", 0)


def test_what_would_be_published_quietly_is_new_to_nobody(site: Path) -> None:
    write_site(site, {"content/articles/old.md": article("Old crane", "2019-03-26", incident="case")})
    new = ("1 report in 1 incident: 1 new, 2 changed, 0 repeated, 0 lost\n", 0)
    assert (line(diff(site)), line(diff(site, "--quietly"))[0].partition(",")[0]) == (new, "nothing new")
    command = ("feeds", "show", "updates", str(site), "-n", "1", "--now", NOW)
    shown = ["Old crane" in run(*command, *quietly).out for quietly in ((), ("--quietly",))]
    assert shown == [True, False]


def test_a_merged_incident_is_not_lost_if_its_address_leads_on(site: Path) -> None:
    linked = LINKED.replace("(1 for", "(2 for")
    expected = (f"1 item of incidents or editions: 1 new, 2 changed, {linked}\n", 0)
    for path in (CRANE, SHIP):
        edit(site, path, "incident: case", "incident: quay")
    assert line(diff(site)) == expected
    (site / "content/incidents").mkdir()
    (site / "content/incidents/quay.yaml").write_text("title: The quay\naliases: [incidents/case/]\n")
    assert line(diff(site)) == expected


def test_the_site_to_compare_with_can_be_named(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "site", tmp_path / "live")
    edit(site, CRANE, "The crane fell.", "The mast fell.")
    built(site)
    assert line(diff(site)) == (NOTHING, 0)
    assert line(diff(site, "--against", str(tmp_path / "live"))) == ("nothing new, 1 changed, 0 repeated, 0 lost\n", 0)


def test_the_feed_of_a_tag_that_nothing_has_any_more_goes_on_answering(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "site", tmp_path / "live")
    edit(site, CRANE, "tags: [fire]\n", "")
    after = built(site)
    [channel] = ElementTree.fromstring(after["tags/fire/feed.xml"])
    assert (channel.findtext("link"), channel.findall("item")) == (f"{BASE}tags/fire/", [])
    assert b'url=../../tags/"' in after["tags/fire/index.html"]
    assert line(diff(site, "--against", str(tmp_path / "live"))) == (NOTHING, 0)


def test_without_the_ledger_a_feed_that_stops_is_found_in_another_site(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "site", tmp_path / "live")
    edit(site, CRANE, "tags: [fire]\n", "")
    shutil.rmtree(site / ".digest")
    (site / "content/ledger.jsonl").unlink()
    ended = diff(site, "--against", str(tmp_path / "live"), "-v")
    assert ended.code == 1
    assert ended.out.splitlines() == [
        "feeds:",
        "  lost      tags/fire/feed.xml <tags/fire/feed.xml> (this feed does not answer any more)",
        "readers that know items by their id: 0 new, 0 changed, 0 repeated, 1 lost",
        f"{LINKS}: 0 new, 0 changed, 0 repeated, 1 lost",
        "readers that show again what has another date: 0 new, 0 changed, 0 repeated, 1 lost",
        "readers that never show a change: 0 new, 0 changed, 0 repeated, 1 lost",
        "nothing new, 0 repeated, 1 lost",
    ]


def test_a_site_to_compare_with_that_is_not_there_is_a_wrong_command_line(site: Path) -> None:
    ended = diff(site, "--against", "nowhere")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("digest feeds diff: error: argument --against: there is no folder 'nowhere'\n")


def test_items_in_archives_are_known_and_not_lost(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{n}.md": article(f"Day {n}", f"2024-03-{n:02d}", incident="case") for n in range(1, 9)
    }
    config = f"{CONFIG}editions: month\nfeeds:\n  items: 3\n"
    site = write_site(tmp_path / "site", files, config)
    built(site)
    shutil.copytree(site / "site", tmp_path / "live")
    (site / "content/articles/a9.md").write_text(article("Day 9", "2024-03-09", incident="case"))
    expected = (f"1 report in 1 incident: 1 {UNHARMED}", 0)
    assert line(diff(site)) == expected
    assert line(diff(site, "--against", str(tmp_path / "live"))) == expected
    (site / "content/articles/a9.md").unlink()
    edit(site, "content/articles/a8.md", "title:", "status: withdrawn\ntitle:")
    assert line(diff(site)) == ("nothing new, 1 changed, 0 repeated, 0 lost\n", 0)


def test_with_mistakes_in_a_file_nothing_is_compared(site: Path) -> None:
    edit(site, CRANE, "date: 2024-03-26", "date: 2024-02-30")
    ended = diff(site)
    assert (ended.code, ended.out) == (1, "")
    first, _hint, _address, last = ended.err.splitlines()
    assert first.startswith(f"{CRANE}:3:7: error: ")
    assert first.endswith(" [impossible-date]")
    assert last == "Nothing was compared: 1 error."


def test_help_explains_what_is_counted() -> None:
    ended = diff(Path(), "--help")
    assert (ended.code, ended.err) == (0, "")
    explained = re.findall(r"^  (\w+) +\w+.*", ended.out.partition("The line counts things")[2], re.MULTILINE)
    assert explained == list(FATES)


def named(ended: Ended, feed: str) -> list[str]:
    """Return the lines below the heading of a feed."""
    lines = ended.out.splitlines()
    after = lines[lines.index(f"{feed}.xml:") + 1 :]
    return [one.strip() for one in after[: next(n for n, one in enumerate(after) if not one.startswith("  "))]]


def test_the_line_counts_every_kind_of_thing_once_and_the_incidents_that_they_belong_to(site: Path) -> None:
    edit(site, CRANE, "title:", "updates: [{date: 2024-04-02, text: It stands.}]\ntitle:")
    edit(site, SHIP, "title:", "corrections: [{date: 2024-04-03, text: It is a barge.}]\ntitle:")
    for name in ("pier", "quay"):
        (site / f"content/articles/{name}.md").write_text(article(f"{name} opens", "2024-04-02", incident="opening"))
    (site / "content/articles/alone.md").write_text(article("Alone", "2024-04-02"))
    (site / "content/incidents").mkdir()
    status = "status: [{date: 2024-04-04, text: The crane is gone.}]\n"
    (site / "content/incidents/case.yaml").write_text(f"title: Crane falls\n{status}")
    counted = "3 reports, 1 update, 1 correction, 1 status in 2 incidents: 6 new, 0 repeated, 0 lost"
    assert line(diff(site)) == (f"{counted}\n", 0)
    report = diff(site, "--json").report["subscribers"]
    assert report["kinds"] == {"report": 3, "update": 1, "correction": 1, "status": 1}
    assert (report["new"], report["incidents"], report["others"], report["lost"]) == (6, 2, 0, 0)
    kinds = [one["kind"] for one in report["list"] if (one["feed"], one["fate"]) == ("updates", "new")]
    assert sorted(kinds) == ["correction", "report", "report", "report", "status", "update"]
    assert summary(build(site))[1] == f"Subscribers will see: {counted}."


def test_what_is_withdrawn_or_restored_is_changed_and_says_so(site: Path) -> None:
    edit(site, CRANE, "title:", "status: withdrawn\ntitle:")
    [notice] = [one for one in named(diff(site, "-v"), "updates") if "articles/2024/03/crane/" in one]
    assert notice.startswith("changed ")
    assert notice.endswith(" (withdrawn)")
    assert "Crane falls" not in notice
    built(site)
    edit(site, CRANE, "status: withdrawn\n", "")
    [restored] = [one for one in named(diff(site, "-v"), "updates") if "articles/2024/03/crane/" in one]
    assert restored == f"changed   Crane falls <{BASE}articles/2024/03/crane/> (restored)"


def test_what_is_published_without_being_announced_is_new_to_nobody(site: Path) -> None:
    (site / "content/articles/old.md").write_text(article("Long ago", "2004-04-02", announce="false"))
    ended = diff(site, "-v")
    assert ended.out.splitlines()[-1] == NOTHING.strip()
    assert "Long ago" not in ended.out
    built(site)
    assert line(diff(site)) == (NOTHING, 0)


def test_each_sight_is_in_the_report_for_programs_with_its_feed(site: Path) -> None:
    edit(site, CRANE, "title:", "slug: mast\ntitle:")
    report = diff(site, "--json").report["subscribers"]
    assert (report["repeated"], report["repeated_by_link"]) == (0, 1)
    [repeated] = [one for one in report["list"] if one["fate"] == "repeated"]
    assert repeated == {
        "fate": "repeated",
        "feed": "updates",
        "title": "Crane falls",
        "url": f"{BASE}articles/2024/03/mast/",
        "reason": f"its link changed, in {LINKS}",
        "kind": "report",
        "by_link": True,
    }


def test_quiet_says_only_what_has_to_be_mended(site: Path) -> None:
    edit(site, CRANE, "title:", "slug: mast\ntitle:")
    assert line(diff(site, "-q")) == ("", 0)
    (site / ".digest/published").write_bytes(b"")
    shutil.rmtree(site / "site")
    ended = diff(site, "-q")
    assert (ended.code, ended.out, "[nothing-to-compare]" in ended.err) == (1, "", True)
