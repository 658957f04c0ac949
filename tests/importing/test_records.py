"""Records of any tool become fields of digest by the same code as files do, and no decision is lost."""

from zoneinfo import ZoneInfo

import pytest

from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.decisions import _DECIDING, is_appearance, is_expiry
from digest.reading.dialects.names import Kind
from digest.reading.dialects.records import TranslatedRecord, translate_record
from digest.reading.dialects.translate import translate
from digest.reading.yaml.plain_values import Value, node_of, plain_value
from digest.reading.yaml.schema import Fields

ZONE = ZoneInfo("America/New_York")


def of(fields: dict[str, Value], kind: Kind = "articles") -> TranslatedRecord:
    return translate_record(fields, "posts.jsonl:1", Conventions("https://news.example.org/"), ZONE, kind)


def translated(**fields: Value) -> TranslatedRecord:
    return of(fields)


def test_a_scraped_record_becomes_fields_of_digest() -> None:
    found = translated(
        title="AT&amp;T <b>fined</b> &#8217;24",
        date_publish="2016-11-30 14:00:00",
        authors=["Ann Lee <ann@gazette.example>", "desk@gazette.example"],
        url="http://gazette.example/a",
        sitename="Harbour Gazette",
        description="It   was fined.",
        categories="News;Harbour",
        language="EN",
        id=12,
    )
    assert found.fields == {
        "title": "AT&T fined ’24",
        "date": "2016-11-30T14:00:00-05:00",
        "source": {"name": "Harbour Gazette", "url": "http://gazette.example/a", "author": "Ann Lee"},
        "summary": "It was fined.",
        "tags": ["News", "Harbour"],
        "lang": "en",
        "id": "12",
    }
    assert found.notes == ()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2016-11-30", "2016-11-30"),
        ("Nov 30, 2016", "2016-11-30"),
        ("2016-11-30T14:00:00+05:30", "2016-11-30T14:00:00+05:30"),
        ("2016-11-30T14:00:00Z", "2016-11-30T14:00:00Z"),
        ("2016-11-30 14:00", "2016-11-30T14:00:00-05:00"),
        ("Tue, 02 Jan 2024 15:04:05 EST", "2024-01-02T15:04:05-05:00"),
        ("2024-01-02 15:04 Europe/Berlin", "2024-01-02T15:04:00+01:00"),
        (1451606400, "2016-01-01T00:00:00Z"),
    ],
)
def test_dates_keep_their_precision_and_their_zone(said: str | int, written: str) -> None:
    assert translated(title="Fire", date=said).fields["date"] == written


@pytest.mark.parametrize("said", ["NODATE", "01/02/2024", "2016-02-30", "soon", "2016-11", "0001-01-01"])
def test_a_date_that_cannot_be_read_is_unknown_and_shown(said: str) -> None:
    found = translated(title="Fire", date=said)
    assert "date" not in found.fields
    assert [(note.kind, note.code, note.text) for note in found.notes] == [("unknown", "unread-date", said)]


def test_a_web_page_is_not_older_than_the_web() -> None:
    assert "date" not in translated(title="Fire", date="1929-01-26", url="https://gazette.example/fire").fields
    assert (
        translated(title="Fire", date="1929-01-26", url="https://papers.example/1929/fire").fields["date"]
        == "1929-01-26"
    )
    assert translated(title="Fire", date="1929-01-26").fields["date"] == "1929-01-26"


@pytest.mark.parametrize(
    "decision",
    [
        {"draft": True},
        {"published": False},
        {"published": "no"},
        {"private": "yes"},
        {"password": "sesame"},
        {"visibility": "members"},
        {"status": "pending"},
        {"status": "awaiting the lawyers"},
        {"unlisted": True},
        {"hidden": 1},
        {"draft": "perhaps"},
        {"isDraftForReview": "yes"},
        {"publishable_online": False},
    ],
)
def test_what_is_hidden_elsewhere_is_a_draft_here(decision: dict[str, Value]) -> None:
    assert of({"title": "Fire", "date": "2024-01-02", **decision}).fields["status"] == "draft"
    page = of({"title": "Fire", **decision}, "pages").fields
    assert page.get("draft") or page.get("noindex")


@pytest.mark.parametrize(
    "field",
    [
        {"publication_place": None},
        {"publication_number": 0},
        {"public_notes": ""},
        {"private_views": 1},
        {"publicity": "none"},
    ],
)
def test_what_decides_nothing_hides_nothing(field: dict[str, Value]) -> None:
    assert "status" not in of({"title": "Fire", "date": "2024-01-02", **field}).fields


def test_other_decisions_are_kept() -> None:
    found = translated(
        title="Fire",
        date="2024-01-02",
        robots="noindex, follow",
        expiryDate="2030-01-02",
        publishDate="2024-02-03T04:05:06Z",
    )
    assert found.fields == {
        "title": "Fire",
        "date": "2024-01-02",
        "expires": "2030-01-02",
        "publish_at": "2024-02-03T04:05:06Z",
        "noindex": True,
    }


def test_fields_that_nobody_knows_are_passed_over_by_name() -> None:
    found = translated(title="Fire", date="2024-01-02", mood="calm", layout="post")
    assert found.unknown == ("mood",)
    assert [(note.kind, note.code) for note in found.notes] == [("passed-over", "unknown-field")]
    assert found.fields == {"title": "Fire", "date": "2024-01-02"}


def test_old_addresses_are_aliases_and_others_are_named() -> None:
    found = translated(title="Fire", date="2024-01-02", permalink="/2024/fire.html", redirect_from=["/f/", "/?p=12"])
    assert found.fields["aliases"] == ["/f/", "/2024/fire.html"]
    assert [note.code for note in found.notes] == ["unread-field"]


def test_values_of_any_form_raise_nothing() -> None:
    deep: Value = "x"
    for _ in range(100):
        deep = [{"name": deep}]
    found = translated(
        title=["Fire", {"a": 1}],
        date={"x": deep},
        tags=deep,
        source=deep,
        people=deep,
        image=deep,
        aliases=deep,
        lang=3.5,
        status=[1],
    )
    assert "title" not in found.fields or found.fields["title"] == "Fire"


def test_groups_have_digests_own_fields_alone() -> None:
    found = translated(
        title="Fire",
        date="2024-01-02",
        updates=[
            {"date": "Jan 3, 2024", "text": "It is out.", "by": "Ann"},
            {"text": "It burns."},
            {"date": "2024-01-05"},
        ],
        places=["Easton", {"name": "Weston", "lat": "91", "lon": 3}, {"lat": 1, "lon": 2}, "Easton"],
        people=[{"name": "Ann Lee", "role": "witness"}, {"name": "Bo Berg", "role": "captain"}],
        image={"src": "media/a.jpg", "credit": "Ann <ann@x.example>"},
        corrections="It was blue.",
    )
    assert found.fields == {
        "title": "Fire",
        "date": "2024-01-02",
        "updates": [{"date": "2024-01-03", "text": "It is out."}, {"date": "?", "text": "It burns."}],
        "places": ["Easton", {"name": "Weston"}],
        "people": [{"name": "Ann Lee", "role": "witness"}, {"name": "Bo Berg"}],
        "image": {"src": "media/a.jpg", "credit": "Ann"},
    }
    assert {note.message.partition(":")[0] for note in found.notes} == {
        "`updates.by`",
        "`updates.text`",
        "`places.lat`",
        "`places.lon`",
        "`places.name`",
        "`people.role`",
        "`corrections`",
    }


@pytest.mark.parametrize("kind", ["articles", "pages"])
def test_an_import_hides_whatever_a_build_hides(kind: Kind) -> None:
    values: tuple[Value, ...] = (
        True,
        False,
        1,
        0,
        "yes",
        "no",
        "maybe",
        "members",
        "hidden",
        "2020-01-02",
        ["a"],
        {"exclude": True},
        None,
    )
    shown: list[tuple[str, Value]] = []
    for key in sorted(_DECIDING | {"status", "draft", "publishDate", "expiryDate"}):
        for value in values:
            given: dict[str, Value] = {"title": "Fire", "date": "2024-01-02", key: value}
            findings = DiagnosticCollector()
            read = translate(Fields(node_of(given, "a.md"), findings, ZONE), kind, Conventions())
            taken = {name: plain_value(node) for name, (_, _, node) in read.mapping.pairs.items()}
            written = of(given, kind).fields
            hides = (
                read.is_left_out or taken.get("status") == "draft" or "not-a-flag" in {one.code for one in findings.all}
            )
            if hides and not (written.get("status") == "draft" or written.get("draft")):
                shown.append((key, value))
            if (
                kind != "articles"
                and any(is_expiry(name) or is_appearance(name) for name in taken)
                and not written.get("draft")
            ):
                shown.append((key, value))
            decided = [
                name for name in ("noindex", "expires", "publish_at") if taken.get(name) not in (None, "no", "0", 0)
            ]
            shown += [(key, value) for name in decided if not written.get(name)]
    assert shown == []
