"""`digest feeds show`: a feed of the next build as a reader shows it, before anybody else sees it."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.cli.feed_text import format_feed
from digest.model.reports.feeds_show import ShownFeed, ShownItem
from tests.support.sites import CONFIG, NOW, Ended, article, built, run, tree, write_site

CRANE, PIER = "content/articles/crane.md", "content/articles/pier.md"
BASE = "https://harbour.example/news/"
LONG = "\n\n".join(f"Paragraph {number} says that the pier is open." for number in range(1, 9))
FILES: dict[str, str | bytes] = {
    CRANE: article(incident="case", tags="[fire]"),
    "content/articles/ship.md": article("Ship waits", "2024-03-27", incident="case"),
    "content/articles/fair.md": article("Fair opens", "2024-04-01"),
}


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site that has been published, with a report that has not."""
    folder = write_site(tmp_path / "site", FILES)
    built(folder)
    return write_site(folder, {PIER: article("Pier opens", "2024-04-02", LONG, incident="case")})


def show(folder: Path, feed: str = "", *arguments: str) -> Ended:
    return run("feeds", "show", feed, str(folder), "--now", NOW, "--jobs", "1", *arguments)


def heading(ended: Ended) -> list[str]:
    assert (ended.code, ended.err) == (0, "")
    return ended.out.splitlines()[:3]


def test_the_feed_of_developments_is_shown_as_a_reader_shows_it(site: Path) -> None:
    ended = show(site, "feed", "-n", "2")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Harbour Digest: stories",
        f"{BASE}feed.xml",
        "4 items, 1 new since the last publication, the newest 2 here",
        "",
        "new  Crane falls: Pier opens",
        "     2026-01-01 01:00",
        "     • Pier opens (April 2, 2024)",
        "       Paragraph 1 says that the pier is open.",
        "     • Crane falls",
        f"     {BASE}incidents/case/#news-2026-01-01t000001",
        "",
        "     Fair opens",
        "     2024-04-01 00:00",
        "     The crane fell. Nobody was hurt.",
        f"     {BASE}articles/2024/04/fair/",
    ]


def test_a_long_text_is_cut_and_shown_whole_if_asked_for(site: Path) -> None:
    short, whole = (show(site, "updates", "-n", "1", *options).out.splitlines() for options in ((), ("-v",)))
    paragraphs = [f"     Paragraph {number} says that the pier is open." for number in range(1, 9)]
    link = f"     {BASE}articles/2024/04/pier/"
    assert short[4:] == ["new  Pier opens", "     2026-01-01 01:00", *paragraphs[:6], "     …", link]
    assert whole[4:] == ["new  Pier opens", "     2026-01-01 01:00", *paragraphs, *whole[14:-1], link]
    assert "     • Crane falls" in whole[14:-1]


def test_nothing_is_published_or_noted(site: Path) -> None:
    def kept() -> dict[str, bytes]:
        return {path: raw for path, raw in tree(site).items() if not path.startswith(".digest/cache")}

    before = kept()
    assert show(site).code == 0
    assert kept() == before


@pytest.mark.parametrize(
    ("name", "address", "title"),
    [
        ("", "feed.xml", "Harbour Digest: stories"),
        ("/", "feed.xml", "Harbour Digest: stories"),
        ("feed.atom.xml", "feed.xml", "Harbour Digest: stories"),
        ("updates", "updates.xml", "Harbour Digest: everything"),
        ("incidents", "incidents.xml", "Harbour Digest: register"),
        ("editions.json", "editions.xml", "Harbour Digest: editions"),
        ("incidents/case", "incidents/case/feed.xml", "Crane falls"),
        ("incidents/case/feed.xml", "incidents/case/feed.xml", "Crane falls"),
        ("/news/incidents/case/index.html", "incidents/case/feed.xml", "Crane falls"),
        (f"{BASE}incidents/case/?x=1#status", "incidents/case/feed.xml", "Crane falls"),
        ("tags/fire/", "tags/fire/feed.xml", "Tag: fire"),
        ("Tags/FIRE", "tags/fire/feed.xml", "Tag: fire"),
    ],
)
def test_each_feed_is_found_by_its_name_its_address_or_its_url(site: Path, name: str, address: str, title: str) -> None:
    assert heading(show(site, name))[:2] == [title, f"{BASE}{address}"]


def test_an_archive_is_found_too(tmp_path: Path) -> None:
    folder = write_site(tmp_path, FILES, f"{CONFIG}feeds: {{items: 1}}\n")
    assert heading(show(folder, "updates-2024-03")) == [
        "Harbour Digest: everything",
        f"{BASE}updates-2024-03.xml",
        "3 items, 3 new since the last publication",
    ]


def test_a_feed_of_a_name_in_another_script_is_found_in_any_encoding(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {CRANE: article(tags="[гавань]")})
    for name in ("tags/гавань", "tags/%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C/"):
        assert heading(show(folder, name))[0] == "Tag: гавань"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("incidents/cas", "did you mean incidents/case or incidents?"),
        ("fire", "did you mean tags/fire?"),
        ("update", "did you mean updates?"),
        (
            "https://other.example/",
            "those of the whole site are feed, updates, incidents, editions; each page of an incident, tag, place or source has one",
        ),
    ],
)
def test_a_feed_that_does_not_exist_is_a_wrong_command_line(site: Path, name: str, advice: str) -> None:
    ended = show(site, name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"digest feeds show: error: argument FEED: there is no feed “{name}”; {advice}\n"


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "10001"])
def test_a_number_of_items_that_makes_no_sense_is_a_wrong_command_line(site: Path, number: str) -> None:
    ended = show(site, "feed", f"--items={number}")
    assert ended.code == 2
    assert f"{number!r} is not a number of items from 1 to 10000" in ended.err


def test_programs_get_it_as_json(site: Path) -> None:
    report = show(site, "updates", "--json", "--items", "2").report
    new, old = report.pop("items")
    assert report == {
        "exit": 0,
        "title": "Harbour Digest: everything",
        "url": f"{BASE}updates.xml",
        "compared": True,
        "diagnostics": [],
    }
    assert (new["title"], new["new"], old["title"], old["new"]) == ("Pier opens", True, "Fair opens", False)
    assert (new["url"], new["published"]) == (f"{BASE}articles/2024/04/pier/", "2026-01-01T01:00:01+01:00")
    assert new["text"].startswith(LONG.replace("\n\n", "\n"))
    assert new["text"].endswith("\n• Crane falls")
    published = json.loads((site / "site/updates.json").read_text())
    assert old["id"] in {item["id"] for item in published["items"]}


def test_what_is_shown_is_what_the_build_then_publishes(site: Path) -> None:
    before = show(site, "incidents/case", "--json").report
    built(site)
    after = show(site, "incidents/case", "--json").report
    assert [item["new"] for item in after["items"]] == [False, False, False]
    assert [item | {"new": False} for item in before["items"]] == after["items"]


def test_in_a_first_clone_nobody_knows_what_is_new(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "content", tmp_path / "clone/content")
    shutil.copy(site / "config.yaml", tmp_path / "clone")
    ended = show(tmp_path / "clone")
    assert heading(ended)[2] == "4 items, nothing here tells which of them are new"
    assert "\nnew  " not in ended.out
    report = show(tmp_path / "clone", "feed", "--json").report
    assert (report["compared"], {item["new"] for item in report["items"]}) == (False, {None})


def test_a_site_without_articles_has_a_feed_without_items(tmp_path: Path) -> None:
    assert heading(show(write_site(tmp_path, {})))[2] == "no items yet"


def test_with_mistakes_in_a_file_nothing_is_shown(site: Path) -> None:
    write_site(site, {CRANE: article(date="2024-02-30")})
    ended = show(site)
    assert (ended.code, ended.out) == (1, "")
    assert "[impossible-date]" in ended.err
    assert ended.err.endswith("\nNothing can be shown: mend this first.\n")
    report = show(site, "feed", "--json").report
    assert (report["exit"], report["items"], report["diagnostics"][0]["code"]) == (1, [], "impossible-date")


def test_warnings_are_for_those_who_ask_and_quiet_shows_nothing(site: Path) -> None:
    write_site(site, {CRANE: article(text="See [the quay](/quay/).", incident="case", tags="[fire]")})
    assert show(site).err == ""
    assert "[broken-link]" in show(site, "feed", "-v").err
    ended = show(site, "feed", "-q")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_names_are_redacted_as_in_a_build(tmp_path: Path) -> None:
    rules = "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\nrules:\n  - {name: Zyra Quillon, instead: a resident, reason: x}\n"
    (tmp_path / "private.yaml").write_text(rules)
    files = {CRANE: article("Zyra Quillon charged", text="Zyra Quillon was charged.")}
    folder = write_site(tmp_path / "site", files, f"{CONFIG}redactions: ../private.yaml\n")
    out = show(folder, "updates").out
    assert "Quillon" not in out
    assert "A resident was charged." in out


def test_a_name_that_leaks_is_shown_by_no_feed(tmp_path: Path) -> None:
    (tmp_path / "private.yaml").write_text(
        "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\nrules:\n  - {name: Harbour Digest, instead: x, reason: x}\n"
    )
    folder = write_site(tmp_path / "site", FILES, f"{CONFIG}redactions: ../private.yaml\n")
    ended = show(folder)
    assert (ended.code, ended.out) == (1, "")
    assert "[name-leaks]" in ended.err


def test_a_text_that_cannot_be_converted_is_told(tmp_path: Path) -> None:
    broken = Path(__file__).parents[1] / "broken/too-nested"
    ended = show(write_site(tmp_path, {CRANE: (broken / CRANE).read_bytes()}), "updates")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(CRANE)
    assert "[too-nested]" in ended.err


ITEM = ShownItem("urn:1", "Title", "https://x.example/", datetime(2024, 3, 26, 5, 30, tzinfo=UTC), (), is_new=True)


def lines(item: ShownItem, *, bold: bool = False) -> list[str]:
    feed = ShownFeed("Feed", "https://x.example/feed.xml", (item,), is_compared=True, diagnostics=())
    return list(format_feed(feed, 1, whole=False, bold=bold))[4:]


def test_new_items_are_bold_on_a_terminal() -> None:
    assert lines(ITEM, bold=True)[0] == "\x1b[1mnew  Title\x1b[0m"
    assert lines(ITEM)[0] == "new  Title"


def test_no_content_controls_the_terminal_and_every_script_can_be_read() -> None:
    hostile = "a\x1b[31m\x9b\u202eb \u2066c\x07"
    text = (("", hostile), ("• ", "soft\u00adly no\u00a0break می\u200cخواهم"))
    shown = lines(ShownItem("urn:1", hostile, f"https://x.example/{hostile}", None, text, is_new=False))
    safe = "a\\x1b[31m\\x9b\\x202eb \\x2066c\\x07"
    assert shown == [
        f"     {safe}",
        f"     {safe}",
        "     • softly no break می\u200cخواهم",
        f"     https://x.example/{safe}",
    ]


def test_long_lines_are_wrapped_to_the_terminal_and_links_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    url = f"https://x.example/{'long-' * 20}"
    shown = lines(ShownItem("urn:1", "Many words " * 6, url, None, (("• ", "Further words " * 4),), is_new=True))
    assert shown == [
        "new  Many words Many words Many words",
        "     Many words Many words Many words",
        "     • Further words Further words",
        "       Further words Further words",
        f"     {url}",
    ]


def test_help_names_the_feeds() -> None:
    ended = run("feeds", "show", "--help")
    assert (ended.code, ended.err) == (0, "")
    assert "FEED is feed, updates, incidents or editions" in ended.out
