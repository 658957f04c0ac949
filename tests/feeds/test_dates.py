"""The date that a feed says of an item is the one that it said first: some readers show an item again when its date changes."""

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.feeds.test_formats import READERS, said_by
from tests.support.sites import CONFIG, article, built, write_site

BASE = "https://harbour.example/news/"
CRANE, SHIP, CASE = "articles/2024/03/crane/", "articles/2024/03/ship/", "incidents/case/"
UPDATE, CORRECTION = f"{CRANE}#update-2024-03-28", f"{CRANE}#correction-2024-03-29"
FILES: dict[str, str | bytes] = {
    "content/articles/crane.md": article(
        date="2024-03-26",
        incident="case",
        updates="[{date: 2024-03-28, text: More.}]",
        corrections="[{date: 2024-03-29, text: Less.}]",
    ),
    "content/articles/ship.md": article("Ship waits", "2024-03-27T10:00:00+01:00"),
}
LATER = pytest.mark.parametrize(
    "edits",
    [
        {"crane.md": ("date: 2024-03-26", "date: 2024-03-24")},
        {"crane.md": ("date: 2024-03-26", "date: 2024-03-26T18:00:00")},
        {"crane.md": ("date: 2024-03-26", "date: 2024-04-20")},
        {"crane.md": ("date: 2024-03-28", "date: 2024-03-27")},
        {"crane.md": ("date: 2024-03-29", "date: 2024-04-12")},
        {"crane.md": ("date: 2024-03-26", "date: 2019-01-26")},
        {"ship.md": ("T10:00:00+01:00", "T23:00:00+01:00")},
        {"ship.md": ("2024-03-27T10:00:00+01:00", "2024-03-28")},
        {"crane.md": ("The crane fell.", "The crane fell down."), "ship.md": ("Ship waits", "Ship goes")},
    ],
)


def dates(site: Mapping[str, bytes]) -> dict[str, dict[str, datetime]]:
    """Return what the feeds of a whole site say of each item's publication, by guid."""
    feeds = said_by(site, "json")
    found = {
        stem: {item.guid: item.published for item in feeds[BASE + stem].items}
        for stem in ("feed", "updates", "incidents", "editions")
    }
    assert [len(items) >= 2 for items in found.values()] == [True] * 4
    return found


def edited(edits: Mapping[str, tuple[str, str]]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for name, (old, new) in edits.items():
        text = str(FILES[f"content/articles/{name}"])
        assert old in text
        files[f"content/articles/{name}"] = text.replace(old, new, 1)
    return files


def test_a_build_that_changes_nothing_changes_no_byte(tmp_path: Path) -> None:
    first = built(write_site(tmp_path, FILES))
    shutil.rmtree(tmp_path / ".digest")
    assert built(tmp_path) == first


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Kolkata", "Pacific/Kiritimati", "Europe/London"])
def test_another_zone_of_the_site_moves_no_date(zone: str, tmp_path: Path) -> None:
    first = dates(built(write_site(tmp_path, FILES)))
    moved = dates(built(write_site(tmp_path, {}, CONFIG.replace("Europe/Berlin", zone))))
    assert moved == first


def test_an_earlier_report_that_joins_an_incident_moves_no_date(tmp_path: Path) -> None:
    first = dates(built(write_site(tmp_path, FILES)))
    earlier = {"content/articles/earlier.md": article("Crane creaks", "2024-02-01", incident="case")}
    joined = dates(built(write_site(tmp_path, earlier)))
    assert joined["incidents"] == first["incidents"]
    assert {guid: joined["feed"][guid] for guid in first["feed"]} == first["feed"]
    assert {guid: joined["updates"][guid] for guid in first["updates"]} == first["updates"]


@LATER
def test_a_date_that_is_put_right_moves_no_date(edits: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    first = dates(built(write_site(tmp_path, FILES)))
    mended = dates(built(write_site(tmp_path, edited(edits))))
    assert mended == first


def test_without_the_ledger_dates_are_those_of_the_content(tmp_path: Path) -> None:
    built(write_site(tmp_path, FILES))
    mended = edited({"crane.md": ("date: 2024-03-26", "date: 2024-03-24")})
    (tmp_path / "content/ledger.jsonl").unlink()
    shutil.rmtree(tmp_path / ".digest")
    lost = dates(built(write_site(tmp_path, mended)))
    assert lost == dates(built(write_site(tmp_path / "new", FILES | mended)))


def test_what_never_moved_was_updated_when_it_was_published(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/fair.md": article("Fair opens", "2024-04-01"),
        "content/articles/crane.md": article(incident="case"),
        "content/articles/ship.md": article("Ship waits", "2024-03-27T10:00:00+01:00"),
    }
    feeds = said_by(built(write_site(tmp_path, files)), "json")
    late = {(feed.stem, item.link): item.updated - item.published for feed in feeds.values() for item in feed.items}
    assert {(BASE + stem, BASE + address) for stem, address in (("incidents", CASE), ("updates", CRANE))} <= late.keys()
    assert {place: time for place, time in late.items() if time >= timedelta(seconds=1)} == {}


def test_equal_dates_are_told_apart_and_stand_in_one_order_in_every_format(tmp_path: Path) -> None:
    bare = {f"content/articles/a{n}.md": article(f"Bare {n}", "2024-03-26") for n in range(12)}
    timed = {f"content/articles/b{n}.md": article(f"Timed {n}", "2024-03-27T10:00:00Z") for n in range(12)}
    site = built(write_site(tmp_path, bare | timed))
    feeds = [said_by(site, form)[f"{BASE}updates"] for form in READERS]
    moments = [item.updated for item in feeds[0].items]
    assert len(moments) == len(bare | timed)
    assert moments == sorted(set(moments), reverse=True)
    orders = [[item.guid for item in feed.items] for feed in feeds]
    assert orders == [orders[0]] * len(READERS)
