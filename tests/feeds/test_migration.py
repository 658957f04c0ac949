"""A site that the version before published: its ledger is carried over, and no subscriber sees anything again.

`former/` has the ledger that that version wrote for these files, and the items of its feeds with their dates. `gull.md` was published and
then withdrawn. That version had one feed of incidents, `feed.xml`, no days in its ledger, and dates with microseconds.
"""

import json
import re
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from digest.model.ledger import mint_guid
from tests.feeds.test_formats import said_by
from tests.support.sites import CONFIG, article, build, built, write_site

FORMER = Path(__file__).parent / "former"
ITEMS: Mapping[str, Mapping[str, str]] = json.loads((FORMER / "items.json").read_text())
BASE = "https://harbour.example/news/"
FILES: dict[str, str | bytes] = {
    "content/articles/crane.md": article(
        "Crane falls",
        "2024-03-26T05:30:00+01:00",
        incident="case",
        updates="[{date: 2024-03-28, title: Pier opens, text: The pier is open.}]",
        corrections="[{date: 2024-03-29, text: It was one crane.}]",
    ),
    "content/articles/ship.md": article("Ship waits", "2024-03-27", incident="[case, tug]", updated="2024-03-30"),
    "content/articles/same.md": article("Tug waits", "2024-03-27", incident="tug"),
    "content/articles/fair.md": article("Fair opens", "2024-04-01", tags="[fair]"),
    "content/articles/gull.md": article("Gull nests", "2024-04-02", status="withdrawn"),
    "content/articles/pier.md": article("Pier shut", "2024-02-01", incident="pier"),
    "content/incidents/case.yaml": (
        "title: The crane case\nstatus:\n- {date: 2024-03-30, text: The harbour investigates.}\n"
    ),
}
LEDGER = "content/ledger.jsonl"
_NOTICE = re.compile("withdrawn|Removed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the site as the version before left it in git."""
    write_site(tmp_path, FILES)
    shutil.copy(FORMER / "ledger.jsonl", tmp_path / LEDGER)
    return tmp_path


def items(site: Mapping[str, bytes], stem: str) -> dict[str, datetime]:
    """Return the guids of a feed with their dates of publication, those of notices left out."""
    feed = said_by(site, "json")[BASE + stem]
    return {item.guid: item.published for item in feed.items if not _NOTICE.search(item.title)}


def to_the_second(dates: Mapping[str, str]) -> dict[str, datetime]:
    return {guid: datetime.fromisoformat(date).replace(microsecond=0) for guid, date in dates.items()}


def lines(path: Path) -> dict[tuple[str, str], dict[str, object]]:
    return {(entry["kind"], entry["id"]): entry for entry in map(json.loads, path.read_text().splitlines())}


def test_every_item_keeps_its_guid_and_its_date(folder: Path) -> None:
    site = built(folder)
    assert items(site, "feed") == items(site, "incidents") == to_the_second(ITEMS["feed"])
    assert items(site, "updates") == to_the_second(
        ITEMS["updates"]
    )  # what was on the pages alone, the status, is no news
    assert items(site, "editions") == to_the_second(ITEMS["editions"])


def test_the_ledger_is_carried_over_without_loss(folder: Path) -> None:
    built(folder)
    before, after = lines(FORMER / "ledger.jsonl"), lines(folder / LEDGER)
    added = {
        "day",
        "under",
        "changed",
        "state",
        "archives",
    }  # the status, which is older news, is in the archive of its incident
    for identity, entry in before.items():
        kept = {name: value for name, value in after[identity].items() if name not in added}
        for one in (entry, kept):
            if "published" in one:
                one |= {"published": datetime.fromisoformat(str(one["published"])).replace(microsecond=0)}
        assert kept == entry
    assert {identity for identity in after if identity not in before} == {
        ("status", "case#status-2024-03-30"),
        ("feed", "incidents"),
        ("edition", "editions/2024/03/30/"),
        ("list", "archive/2024/"),
    }


def test_nothing_is_announced_again_and_a_second_build_writes_nothing(folder: Path) -> None:
    first = build(folder)
    assert (first.code, first.err) == (0, "")
    ledger = (folder / LEDGER).read_bytes()
    files = built(folder)
    again = build(folder, "--fresh")
    assert again.code == 0
    assert (folder / LEDGER).read_bytes() == ledger
    assert built(folder) == files


def test_from_then_on_news_are_new_items(folder: Path) -> None:
    before = items(built(folder), "feed")
    report = {"content/articles/raised.md": article("Crane raised", "2024-03-20", incident="case")}
    site = built(write_site(folder, report), now="2026-01-02T10:20:30Z")
    after = items(site, "feed")
    assert {guid: after[guid] for guid in before} == before
    [new] = after.keys() - before.keys()
    assert after[new] == datetime.fromisoformat("2026-01-02T10:20:00Z")
    newest = said_by(site, "json")[f"{BASE}feed"].items[0]
    assert (newest.guid, newest.title) == (new, "The crane case: Crane raised")
    assert items(site, "incidents") == before


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_notice_of_what_the_version_before_announced_does_not_overwrite_the_incident_in_the_register(
    form: str, folder: Path
) -> None:
    built(write_site(folder, {"content/articles/late.md": article("Pier opens", "2025-12-20", incident="pier")}))
    withdrawn = article("Pier shut", "2024-02-01", incident="pier", status="withdrawn")
    feeds = said_by(built(write_site(folder, {"content/articles/pier.md": withdrawn})), form)
    guid = mint_guid(CONFIG.split()[1], "incident", "pier")
    said = {
        stem: [(item.title, "/late/" in item.content) for item in feeds[BASE + stem].items if item.guid == guid]
        for stem in ("feed", "incidents")
    }
    notice = "Pier opens: This article has been withdrawn"
    assert said == {"feed": [(notice, False)], "incidents": [("Pier opens", True)]}
