"""What a subscriber has seen once is never shown as new: guids outlive every change but that of the thing itself."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.rendering.feeds import FILES, guids_of
from tests.support.sites import CONFIG, built, write_site

CRANE = "content/articles/crane.md"
LEDGER = "content/ledger.jsonl"
CHANGES: dict[str, tuple[dict[str, tuple[str, str]], dict[str, str]]] = {
    "a new slug": ({CRANE: ("---\ntitle:", "---\nslug: mast\ntitle:")}, {}),
    "a new headline": ({CRANE: ("title: Crane falls", "title: Mast tumbles")}, {}),
    "another date": ({CRANE: ("date: 2024-03-26T05", "date: 2024-02-02T06")}, {}),
    "another text": ({CRANE: ("The crane fell", "The mast fell")}, {}),
    "a new headline of the incident": ({"content/incidents/crane-case.yaml": ("The crane case", "The mast case")}, {}),
    "a new slug of the incident": ({"content/incidents/crane-case.yaml": ("title: ", "slug: mast-case\ntitle: ")}, {}),
    "another text of the update": ({CRANE: ("The pier is", "All of the pier is")}, {}),
    "another host": ({}, {"harbour.example": "digest.example"}),
    "another scheme": ({}, {"https://": "http://"}),
    "another path": ({}, {"/news/": "/"}),
    "another name": ({}, {"Harbour Digest": "Port Digest"}),
    "another language": ({}, {"timezone:": "language: de\ntimezone:"}),
    "a zone to the west": ({}, {"Europe/Berlin": "America/Chicago"}),
    "a zone to the east": ({}, {"Europe/Berlin": "Asia/Kolkata"}),
}


def changed(edits: dict[str, tuple[str, str]], files: dict[str, str | bytes] = FILES) -> dict[str, str | bytes]:
    """Return the site's files with some words of theirs replaced."""
    result = dict(files)
    for path, (old, new) in edits.items():
        text = result[path]
        assert isinstance(text, str)
        assert old in text
        result[path] = text.replace(old, new)
    return result


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built(write_site(folder, FILES))
    return folder


def after(changes: Iterable[str], *, ledger: bool, first: Path, folder: Path) -> dict[str, set[str]]:
    """Build the site with some changes, with the ledger or without it; give the guids of its feeds."""
    config, files = CONFIG, dict(FILES)
    for change in changes:
        edits, settings = CHANGES[change]
        files = changed(edits, files)
        for old, new in settings.items():
            assert old in config
            config = config.replace(old, new)
    if ledger:
        (folder / "content").mkdir()
        shutil.copy(first / LEDGER, folder / LEDGER)
    site = built(write_site(folder, files, config))
    return {path: set(guids_of(site[path])) for path in ("feed.xml", "updates.xml")}


def before(first: Path) -> dict[str, set[str]]:
    """Return the guids of the site as it was."""
    return {path: set(guids_of((first / "site" / path).read_bytes())) for path in ("feed.xml", "updates.xml")}


@pytest.mark.slow
@pytest.mark.parametrize("ledger", [True, False], ids=["kept", "lost"])
@pytest.mark.parametrize("change", CHANGES)
def test_one_change_shows_no_subscriber_anything_twice(change: str, ledger: bool, first: Path, tmp_path: Path) -> None:  # noqa: FBT001
    found, known = after([change], ledger=ledger, first=first, folder=tmp_path), before(first)
    assert found["updates.xml"] == known["updates.xml"]
    if ledger:  # which day an item of developments is of, only the ledger knows
        assert found == known


@pytest.mark.parametrize("ledger", [True, False], ids=["kept", "lost"])
def test_all_changes_at_once_show_no_subscriber_anything_twice(ledger: bool, first: Path, tmp_path: Path) -> None:  # noqa: FBT001
    changes = [change for change in CHANGES if "zone" not in change]
    found, known = after(changes, ledger=ledger, first=first, folder=tmp_path), before(first)
    assert found["updates.xml"] == known["updates.xml"]
    if ledger:  # which day an item of developments is of, only the ledger knows
        assert found == known


@pytest.mark.parametrize("change", ["a zone to the west", "a zone to the east"])
def test_another_zone_shows_no_subscriber_anything_twice(change: str, tmp_path: Path) -> None:
    [(old, new)] = CHANGES[change][1].items()
    files = changed({CRANE: ("date: 2024-03-29", "date: 2024-03-29T12:00:00Z")})
    first = built(write_site(tmp_path, files))
    then = built(write_site(tmp_path, files, CONFIG.replace(old, new)))
    assert guids_of(then["updates.xml"]) == guids_of(first["updates.xml"])


def test_a_guid_in_the_ledger_outlives_the_id_of_the_site(first: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    shutil.copy(first / LEDGER, tmp_path / LEDGER)
    site = built(write_site(tmp_path, FILES, CONFIG.replace("0b9f2c1e", "ffffffff")))
    assert {path: set(guids_of(site[path])) for path in before(first)} == before(first)


def test_two_sites_never_share_a_guid(first: Path, tmp_path: Path) -> None:
    other = built(write_site(tmp_path, FILES, CONFIG.replace("0b9f2c1e", "ffffffff")))
    mine = guids_of((first / "site/updates.xml").read_bytes())
    assert set(mine) & set(guids_of(other["updates.xml"])) == set()


def test_the_ledger_records_everything_that_a_feed_or_a_reader_can_hold(first: Path) -> None:
    lines = (first / LEDGER).read_text().splitlines()
    entries = [json.loads(line) for line in lines]
    assert lines == sorted(lines)
    assert [(entry["kind"], entry["id"], entry["addresses"]) for entry in entries] == [
        ("article", "crane", ["articles/2024/03/crane/"]),
        ("article", "fair", ["articles/2024/04/fair/"]),
        ("article", "ship", ["articles/2024/03/ship/"]),
        ("correction", "crane#correction-2024-03-29", ["articles/2024/03/crane/#correction-2024-03-29"]),
        *(
            ("edition", f"editions/2024/{day}/", [f"editions/2024/{day}/"])
            for day in ("03/26", "03/27", "03/28", "03/29", "03/30", "04/01")
        ),
        *(("feed", stem, [f"{stem}.xml"]) for stem in ("editions", "feed", "incidents", "updates")),
        ("incident", "crane-case", ["incidents/crane-case/"]),
        *(("list", month, [month]) for month in ("archive/2024/", "archive/2024/03/", "archive/2024/04/")),
        ("media", "media/crane.png", ["media/crane.png"]),
        ("place", "pier-1", ["places/pier-1/"]),
        ("source", "gazette", ["sources/gazette/"]),
        ("status", "crane-case#status-2024-03-30", ["incidents/crane-case/#status-2024-03-30"]),
        *(("tag", tag, [f"tags/{tag}/"]) for tag in ("cranes", "harbour")),
        ("update", "crane#update-2024-03-28", ["articles/2024/03/crane/#update-2024-03-28"]),
    ]
    held = {
        guid
        for path in ("incidents.xml", "updates.xml", "editions.xml")
        for guid in guids_of((first / "site" / path).read_bytes())
    }
    in_feeds = ("article", "correction", "edition", "incident", "status", "update")
    assert {entry["guid"] for entry in entries if entry["kind"] in in_feeds} == held
    developments = set(guids_of((first / "site/feed.xml").read_bytes()))
    assert {entry["under"] for entry in entries if "under" in entry} == developments


def test_an_address_that_a_thing_once_had_stays_in_the_ledger_and_leads_on(tmp_path: Path) -> None:
    built(write_site(tmp_path, FILES))
    moved = built(write_site(tmp_path, changed({CRANE: ("---\ntitle:", "---\nslug: mast\ntitle:")})))
    entries = {entry["id"]: entry for entry in map(json.loads, (tmp_path / LEDGER).read_text().splitlines())}
    assert entries["crane"]["addresses"] == ["articles/2024/03/crane/", "articles/2024/03/mast/"]
    assert b'content="0; url=../../../../articles/2024/03/mast/"' in moved["articles/2024/03/crane/index.html"]
    back = built(write_site(tmp_path, FILES))
    entries = {entry["id"]: entry for entry in map(json.loads, (tmp_path / LEDGER).read_text().splitlines())}
    assert entries["crane"]["addresses"] == ["articles/2024/03/mast/", "articles/2024/03/crane/"]
    assert b"<h1>Crane falls" in back["articles/2024/03/crane/index.html"]
    assert b'url=../../../../articles/2024/03/crane/"' in back["articles/2024/03/mast/index.html"]
