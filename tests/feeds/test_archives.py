"""A feed and its archives hold every item, and hardly any of them changes (RFC 5005, section 4)."""

from collections.abc import Mapping
from datetime import UTC, date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.feeds.neutral import SaidFeed
from tests.feeds.test_formats import READERS, said_by
from tests.support.sites import CONFIG, article, built, write_site

BASE = "https://harbour.example/news/"
SMALL = f"{CONFIG}feeds: {{also: [atom, json], items: 3}}\n"
WHOLE = f"{CONFIG}feeds: {{also: [atom, json], items: 1000}}\n"
FORMS = pytest.mark.parametrize("form", READERS)
SUFFIXES = {"rss": ".xml", "atom": ".atom.xml", "json": ".json"}
DAYS = (
    "2023-11-05",
    "2023-11-20",
    "2024-01-02",
    "2024-01-31",
    "2024-03-02",
    "2024-03-10",
    "2024-03-11",
    "2024-03-12T10:00:00Z",
)
Site = Mapping[str, bytes]


def report(day: str, title: str = "", **fields: str) -> str:
    return article(title or f"Report of {day}", day, tags="[port]", **fields)


def reports(days: tuple[str, ...] = DAYS) -> dict[str, str | bytes]:
    return {f"content/articles/a{number}.md": report(day) for number, day in enumerate(days)}


def chain(feeds: Mapping[str, SaidFeed], stem: str) -> list[SaidFeed]:
    """Follow a feed through its archives, the way that a reader who was away takes."""
    found = [feeds[BASE + stem]]
    while found[-1].older:
        found.append(feeds[found[-1].older])
        assert len(found) <= len(feeds)
    return found


def documents(site: Site, stem: str, form: str = "rss") -> dict[str, bytes]:
    """Return the archives of a feed, and what readers subscribe to, by their names without the ending."""
    suffix = SUFFIXES[form]
    own = {
        path.removesuffix(suffix): raw for path, raw in site.items() if path.startswith(stem) and path.endswith(suffix)
    }
    return {name: raw for name, raw in own.items() if "." not in name}


@pytest.fixture(scope="module")
def cut_and_whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """Build one site with short feeds, and with feeds that need no archives."""
    files = reports() | {"content/articles/u.md": report("2024-01-15", updates="[{date: 2024-03-05, text: More.}]")}
    cut, whole = (tmp_path_factory.mktemp(name) for name in ("cut", "whole"))
    return built(write_site(cut, files, SMALL)), built(write_site(whole, files, WHOLE))


@FORMS
@pytest.mark.parametrize("stem", ["feed", "updates", "editions", "tags/port/feed"])
def test_a_feed_and_its_archives_hold_every_item_of_the_whole_feed(
    form: str, stem: str, cut_and_whole: tuple[Site, Site]
) -> None:
    cut = chain(said_by(cut_and_whole[0], form), stem)
    [whole] = chain(said_by(cut_and_whole[1], form), stem)
    assert len(cut) > 2
    assert (len(cut[0].items), cut[0].items) == (3, whole.items[:3])
    held = {item.guid: item for feed in cut for item in feed.items}
    assert held == {item.guid: item for item in whole.items}
    archived = [item.guid for feed in cut[1:] for item in feed.items]
    assert len(archived) == len(set(archived))
    assert {item.guid for item in whole.items[3:]} <= set(archived)
    for feed in cut[1:]:
        period = feed.stem.removeprefix(f"{cut[0].stem}-")
        everything = {
            item.guid for item in whole.items if item.published.astimezone(UTC).isoformat().startswith(period)
        }
        assert {item.guid for item in feed.items} == everything


def test_archives_lead_to_their_neighbours_and_to_their_feed(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, reports(), SMALL))
    for form in READERS:
        first, *archives = chain(said_by(site, form), "updates")
        stems = [feed.stem for feed in archives]
        assert stems == [f"{BASE}updates-{month}" for month in ("2024-03", "2024-01", "2023-11")]
        assert (first.archive, first.older, first.newer, first.current) == (False, stems[0], "", "")
        assert [(feed.archive, feed.older, feed.newer, feed.current) for feed in archives] == [
            (True, older, newer, first.stem) for older, newer in zip([*stems[1:], ""], ["", *stems], strict=False)
        ]
        assert {feed.id for feed in archives} == {first.id}
        months = [{item.published.strftime("%Y-%m") for item in feed.items} for feed in archives]
        assert months == [{"2024-03"}, {"2024-01"}, {"2023-11"}]


def changed(before: Site, after: Site, stem: str) -> set[str]:
    """Return the documents of a feed that are new, gone or other than they were, in any format."""
    found: set[str] = set()
    for form in READERS:
        one, two = documents(before, stem, form), documents(after, stem, form)
        found |= {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}
    return found


def test_a_new_report_changes_the_feed_alone_however_old_it_is_and_a_quiet_one_the_archive_of_its_month(
    tmp_path: Path,
) -> None:
    before = built(write_site(tmp_path, reports(), SMALL))
    late = built(write_site(tmp_path, {"content/articles/late.md": report("2023-11-11")}, SMALL))
    assert changed(before, late, "updates") == {"updates"}  # the archive of March has had what left it all the time
    quiet = built(write_site(tmp_path, {"content/articles/q.md": report("2023-11-12", announce="false")}, SMALL))
    assert changed(late, quiet, "updates") == {"updates-2023-11"}


def test_a_quiet_report_is_in_an_archive_though_the_feed_is_long_enough_and_has_notices(tmp_path: Path) -> None:
    built(write_site(tmp_path, reports(), WHOLE))
    gone = {f"content/articles/a{number}.md": report(DAYS[number], status="withdrawn") for number in (0, 1)}
    quiet = {"content/articles/q.md": report("2023-12-12", announce="false")}
    said = chain(said_by(built(write_site(tmp_path, gone | quiet, WHOLE)), "rss"), "updates")
    assert [len(feed.items) for feed in said] == [len(DAYS), 1]


def test_a_report_of_a_month_without_an_archive_changes_its_neighbours_links_alone(tmp_path: Path) -> None:
    before = built(write_site(tmp_path, reports(), SMALL))
    after = built(write_site(tmp_path, {"content/articles/late.md": report("2023-12-11", announce="false")}, SMALL))
    assert changed(before, after, "updates") == {"updates-2023-11", "updates-2023-12", "updates-2024-01"}
    held = [
        {month: said_by(site, form)[f"{BASE}updates-{month}"].items for month in ("2023-11", "2024-01")}
        for form in READERS
        for site in (before, after)
    ]
    assert held[::2] == held[1::2]
    assert [len(items) for of_site in held for items in of_site.values()] == [2, 2] * len(held)


@pytest.mark.parametrize("how", ["withdrawn", "deleted"])
def test_a_report_that_goes_leaves_its_archive_and_is_a_notice_in_the_feed(how: str, tmp_path: Path) -> None:
    before = built(write_site(tmp_path, reports(), SMALL))
    gone = f"{BASE}articles/2023/11/a1/"
    if how == "withdrawn":
        write_site(tmp_path, {"content/articles/a1.md": report("2023-11-20", status="withdrawn")}, SMALL)
    else:
        (tmp_path / "content/articles/a1.md").unlink()
        write_site(tmp_path, {}, f"{SMALL}gone: [/articles/2023/11/a1/]\n")
    after = built(tmp_path)
    assert changed(before, after, "updates") >= {"updates", "updates-2023-11"}
    for form in READERS:
        guids = [item.guid for item in said_by(before, form)[f"{BASE}updates-2023-11"].items if item.link == gone]
        now = chain(said_by(after, form), "updates")
        assert len(guids) == 1
        [notice] = [item for feed in now for item in feed.items if item.guid in guids]
        assert notice is now[0].items[0]
        assert notice.title == {"withdrawn": "This article has been withdrawn", "deleted": "Removed"}[how]


def test_an_archive_whose_last_report_goes_is_empty_and_goes_on_answering(tmp_path: Path) -> None:
    write_site(tmp_path, reports(("2023-11-05", *DAYS[3:])), SMALL)
    before = built(tmp_path)
    write_site(tmp_path, {"content/articles/a0.md": report("2023-11-05", status="withdrawn")}, SMALL)
    after = built(tmp_path)
    assert documents(before, "updates").keys() == documents(after, "updates").keys()
    for form in READERS:
        first, last = (chain(said_by(site, form), "updates")[-1] for site in (before, after))
        assert [item.link for item in first.items] == [f"{BASE}articles/2023/11/a0/"]
        assert (last.stem, last.items) == (first.stem, ()) == (f"{BASE}updates-2023-11", ())


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.dates(date(2022, 1, 1), date(2025, 1, 1)), max_size=12), st.integers(1, 5))
def test_no_item_of_any_feed_is_lost_between_archives(days: list[date], items: int) -> None:
    with TemporaryDirectory() as name:
        config = f"{CONFIG}feeds: {{items: {items}}}\n"
        site = built(write_site(Path(name), reports(tuple(map(str, days))), config))
        links = {f"{BASE}articles/{str(day)[:7].replace('-', '/')}/a{number}/" for number, day in enumerate(days)}
        for form in READERS:
            feeds = chain(said_by(site, form), "updates")
            assert {item.link for feed in feeds for item in feed.items} == links
            archived = [item.link for feed in feeds[1:] for item in feed.items]
            assert len(archived) == len(set(archived))
