"""An article and an incident, read whole; an empty field is a missing one, and nothing is dropped in silence."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.model.content.article import (
    Article,
    BodyLocation,
    Citation,
    Correction,
    Image,
    Person,
    Place,
    Source,
    Update,
)
from digest.model.content.incident import Charge, Dispute, Fact, IncidentFile, Note, Participant, Pin
from digest.model.diagnostic import Origin
from digest.model.moment import Moment, Span
from digest.model.site import ContentItem
from tests.reading.reads import day, fields_of, read, read_one

TITLE = "---\ntitle: Crane falls\n"
HEAD = f"{TITLE}date: 2024-03-26\n"
NOWHERE, UNWRITTEN = Origin("", ""), BodyLocation("")


def article(folder: Path, lines: str) -> Article:
    return read_one(folder, {"articles/crane.md": f"{HEAD}{lines}\n---\nIt fell.\n"})


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("Gazette", Source("Gazette")),
        ("https://www.gazette.example/a", Source("gazette.example", "https://www.gazette.example/a")),
        ("{url: 'https://gazette.example/a', name: Gazette}", Source("Gazette", "https://gazette.example/a")),
        ("{name: Gazette, author: [Ann, Bob]}", Source("Gazette", author="Ann, Bob")),
        (
            "{archive: 'https://archive.example/1', licence: CC0}",
            Source(archive="https://archive.example/1", licence="CC0"),
        ),
    ],
)
def test_a_source_is_a_name_a_url_or_a_group(tmp_path: Path, written: str, source: Source) -> None:
    assert article(tmp_path, f"source: {written}").source == source


def test_lists_and_groups_of_an_article_are_read_whole(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        "incidents: [crane-fall, Quay Fire]\nincident: crane-fall\nplaces:\n"
        "  - North quay\n  - {name: Harbour, lat: 53.5, lon: -10, precision: town}\n"
        "people: [Ann Miller, {name: Bob Ray, role: witness}]\ntags: crane\nimage: {src: /media/a%20b.jpg, alt: A crane, credit: Ann}\n"
        "updates:\n  - {date: 2024-03-27, title: Up, text: It stands.}\n  - {date: 2024-03-27, text: More.}\n"
        "corrections:\n  - {date: 2024-03-28T10:00Z, text: It was green.}\naliases: [/2024/crane.html, old/crane]",
    )
    assert found.incidents == ("crane-fall", "Quay Fire")
    assert found.places == (Place("North quay"), Place("Harbour", 53.5, -10.0, "town"))
    assert found.people == (Person("Ann Miller"), Person("Bob Ray", "witness"))
    assert (found.tags, found.image) == (("crane",), Image("media/a b.jpg", "A crane", "Ann"))
    assert found.updates == (
        Update(day(27), "Up", "It stands.", "update-2024-03-27"),
        Update(day(27), "", "More.", "update-2024-03-27-2"),
    )
    moment = Moment(datetime(2024, 3, 28, 10, tzinfo=UTC))
    assert found.corrections == (Correction(moment, "It was green.", "correction-2024-03-28t10-00z"),)
    assert found.aliases == ("2024/crane.html", "old/crane/")


INCIDENT = """\
---
title: The fall of the crane
date: ~2024-03
place: {name: North quay, lat: 53.5, lon: 10, precision: exact}
kind: crane accident
summary: A crane fell.
status:
  - {date: 2024-04, text: Inquiry open., source: https://gazette.example/b}
people:
  - name: Ann Miller
    role: defendant
    note: crane driver
    charges:
      - charge: Negligence
        outcomes:
          - {date: 2024-06-02, text: Acquitted., source: {name: Gazette, url: https://gazette.example/c}}
          - {date: 2024-05-01, text: Charged.}
facts:
  - {name: Dead, value: 0, date: 2024-03-26, source: Gazette}
disputed:
  - claim: The brake had failed.
    says: [The owner, An engineer]
    denies: The maker
    date: 2024-04
    source: Gazette
    settled: {date: 2024-06-02, text: It had not., source: https://gazette.example/c}
  - {claim: It was overloaded., says: The maker, denies: The owner, date: 2024-05-01}
timeline:
  - {date: 2024, text: The crane is bought.}
related: quay-fire
not_related: [bridge]
tags: [crane, quay]
image: {src: media/a.jpg}
noindex: true
number: 0012
follow_up: 2024-06-02
pin: 2024-06-02
merged_into: quay-fire
aliases: /crane.html
id: crane
slug: the-crane
---
In our own words.
"""


def test_an_incidents_file_is_read_whole(tmp_path: Path) -> None:
    content, found = read(tmp_path, {"incidents/crane-fall.md": INCIDENT})
    assert found == ()
    (incident,) = content.incident_files
    taken = {
        name: getattr(incident, name)
        for name in IncidentFile.__slots__
        if name not in {"origin", "body_location", "body"}
    }
    month = Moment(datetime(2024, 4, 1, 4, tzinfo=UTC), "month")
    may, june = (Moment(datetime(2024, month, number, 4, tzinfo=UTC), "day") for month, number in ((5, 1), (6, 2)))
    outcomes = (Note(may, "Charged."), Note(june, "Acquitted.", Citation("Gazette", "https://gazette.example/c")))
    assert taken == {
        "id": "crane",
        "slug": "the-crane",
        "title": "The fall of the crane",
        "opening": ("In our own words.",),
        "date": Span(
            datetime(2024, 3, 1, tzinfo=UTC).date(), datetime(2024, 3, 31, tzinfo=UTC).date(), "month", about=True
        ),
        "place": Place("North quay", 53.5, 10.0, "exact"),
        "kind": "crane accident",
        "summary": "A crane fell.",
        "status": (Note(month, "Inquiry open.", Citation(url="https://gazette.example/b"), "status-2024-04"),),
        "people": (Participant("Ann Miller", "defendant", "crane driver", (Charge("Negligence", outcomes),)),),
        "facts": (Fact("Dead", "0", day(26), Citation("Gazette")),),
        "disputed": (
            Dispute(
                "The brake had failed.",
                ("The owner", "An engineer"),
                ("The maker",),
                month,
                Citation("Gazette"),
                Note(june, "It had not.", Citation(url="https://gazette.example/c")),
            ),
            Dispute("It was overloaded.", ("The maker",), ("The owner",), may),
        ),
        "timeline": (Note(Moment(datetime(2024, 1, 1, 5, tzinfo=UTC), "year"), "The crane is bought."),),
        "related": ("quay-fire",),
        "not_related": ("bridge",),
        "tags": ("crane", "quay"),
        "image": Image("media/a.jpg"),
        "noindex": True,
        "number": "0012",
        "merged_into": "quay-fire",
        "follow_up": june,
        "pin": Pin(june),
        "accept": (),
        "aliases": ("crane.html",),
        "references": (),
    }


def test_an_incident_may_be_a_bare_yaml_file(tmp_path: Path) -> None:
    content, found = read(tmp_path, {"incidents/crane-fall.yaml": "title: The fall\n"})
    assert (found, [(one.id, one.title, one.opening) for one in content.incident_files]) == (
        (),
        [("crane-fall", "The fall", ())],
    )


@pytest.mark.parametrize("kind", ["articles", "incidents", "pages"])
@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_an_empty_field_is_a_missing_one(tmp_path: Path, kind: str, empty: str) -> None:
    def read_with(line: str) -> ContentItem:
        content, found = read(
            tmp_path, {f"{kind}/crane.md": f"{HEAD if kind != 'pages' else TITLE}{line}\n---\nIt fell.\n"}
        )
        assert found == ()
        ones: list[ContentItem] = [*content.articles, *content.incident_files, *content.own_pages]
        (one,) = ones
        return replace(one, origin=NOWHERE, body_location=UNWRITTEN)

    names = {field.partition(".")[0] for field in fields_of(kind, tmp_path)} - {"title", "date"}
    assert names >= {"slug", "id", "aliases", "noindex"}
    missing = read_with("")
    for name in names:
        assert read_with(f"{name}: {empty}") == missing, name


@pytest.mark.parametrize("kind", ["date", "title"])
@pytest.mark.parametrize("value", ["", '""', "~", "' '", "[]", "{}", "x", "2024-13-01", "2024-03-00"])
def test_no_article_is_dropped_without_an_error(tmp_path: Path, kind: str, value: str) -> None:
    other = "title: A" if kind == "date" else "date: 2024-03-26"
    content, found = read(tmp_path, {"articles/crane.md": f"---\n{other}\n{kind}: {value}\n---\nIt fell.\n"})
    assert [bool(content.articles)] == [not found]
    assert len(found) <= 1


@pytest.mark.parametrize(
    ("line", "pin"), [("", None), ("pin: false", None), ("pin: True", Pin()), ("pin: 2024-03-26", Pin(day(26)))]
)
def test_an_incident_is_pinned_for_good_or_until_a_day(tmp_path: Path, line: str, pin: Pin | None) -> None:
    content, found = read(tmp_path, {"incidents/crane.md": f"---\ntitle: The fall\n{line}\n---\n"})
    assert (found, [one.pin for one in content.incident_files]) == ((), [pin])


@pytest.mark.parametrize(
    ("value", "code"), [("yes", "not-a-flag"), ("next week", "not-a-flag"), ("2024-02-30", "impossible-date")]
)
def test_a_pin_that_is_neither_is_an_error(tmp_path: Path, value: str, code: str) -> None:
    content, found = read(tmp_path, {"incidents/crane.md": f"---\ntitle: The fall\npin: {value}\n---\n"})
    assert ([one.code for one in found], [one.pin for one in content.incident_files]) == ([code], [None])
