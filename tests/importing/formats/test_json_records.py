"""JSON and JSON lines of the usual extraction tools, in made-up words."""

import json
import sys
from collections.abc import Mapping
from io import BytesIO

import pytest

from digest.importing.formats.detect import FormatName, detect
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped

TEXT = "The crane on the north quay fell on Tuesday.\n\nNobody was hurt."
HTML = "<p>The crane on the north quay fell on Tuesday.</p><p>Nobody was hurt.</p>"


def read(data: bytes | str | object, name: str = "export.json", names: Mapping[str, str] | None = None) -> list[object]:
    raw = data if isinstance(data, bytes) else data.encode() if isinstance(data, str) else json.dumps(data).encode()
    form = detect(name, raw[:65536])
    assert form in {"json", "json-lines"}
    return list(read_records(form, BytesIO(raw), name, names or {}))


def one(data: object, name: str = "export.json", names: Mapping[str, str] | None = None) -> Record:
    (record,) = read(data, name, names)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("fields", "text", "form"),
    [
        ({"title": "Crane", "text": TEXT, "raw_text": "The crane…", "source": "https://gazette.example/a"}, TEXT, "plain"),
        ({"title": "Crane", "text": TEXT, "read_more_link": "", "publish_date": "2024-03-26", "movies": []}, TEXT, "plain"),
        ({"title": "Crane", "maintext": TEXT, "text": None, "date_publish": "2024-03-26 09:00:00"}, TEXT, "plain"),
        ({"title": "Crane", "content": HTML, "textContent": "The crane…", "byline": "Ann Lee"}, HTML, "html"),
        ({"title": "Crane", "content": HTML, "lead_image_url": None, "rendered_pages": 1}, HTML, "html"),
        ({"title": "Crane", "content": "It *fell*.", "lead_image_url": None, "rendered_pages": 1}, "It *fell*.", "markdown"),
        ({"title": "Crane", "plain_content": HTML, "plain_text": [{"text": "It fell."}, {"text": "So."}]}, "It fell.\n\nSo.", "plain"),
        ({"title": "Crane", "cleaned_text": TEXT, "meta": {}, "domain": "gazette.example"}, TEXT, "plain"),
        ({"headline": "Crane", "articleBody": TEXT, "datePublished": "2024-03-26"}, TEXT, "plain"),
        ({"title": {"rendered": "Crane"}, "content": {"rendered": HTML}}, HTML, "html"),
    ],
    ids=["trafilatura", "newspaper4k", "news-please", "readability", "mercury", "mercury-md", "readabilipy", "goose3", "json-ld", "wp"],
)  # fmt: skip
def test_the_text_of_each_tool_is_found_and_its_form(fields: dict[str, object], text: str, form: str) -> None:
    record = one(fields)
    assert (record.text, record.form) == (text, form)


def test_fields_keep_the_names_of_their_tool_and_other_forms_of_the_text_go() -> None:
    record = one(
        {
            "title": "Crane",
            "content": HTML,
            "textContent": "…",
            "siteName": "Harbour Gazette",
            "length": 61,
            "dir": None,
        }
    )
    assert record.fields == {"title": "Crane", "siteName": "Harbour Gazette"}


def test_the_groups_of_goose3_are_dissolved() -> None:
    meta = {
        "description": "A crane",
        "lang": "en",
        "keywords": "",
        "favicon": "/f.ico",
        "canonical": "https://gazette.example/a",
    }
    record = one(
        {
            "meta": meta,
            "title": "Crane",
            "cleaned_text": TEXT,
            "opengraph": {"site_name": "Harbour Gazette"},
            "tweets": [],
        }
    )
    assert record.fields == {
        "title": "Crane",
        "sitename": "Harbour Gazette",
        "canonical_link": "https://gazette.example/a",
        "meta_lang": "en",
        "description": "A crane",
    }  # fmt: skip


def test_the_body_of_fundus_keeps_its_headlines_and_its_publisher() -> None:
    body = {
        "summary": ["A crane fell."],
        "sections": [{"headline": ["Aftermath"], "paragraphs": ["Nobody <was> hurt."]}],
    }
    record = one(
        {"Harbour Gazette": [{"title": "Crane", "body": body, "publishing_date": "2024-03-26 09:00:00+01:00"}]}
    )
    assert record.text == "<p>A crane fell.</p>\n<h2>Aftermath</h2>\n<p>Nobody &lt;was&gt; hurt.</p>"
    assert record.form == "html"
    assert record.fields["publisher"] == "Harbour Gazette"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda records: records,
        lambda records: {"status": "ok", "totalResults": 2, "articles": records},
        lambda records: {"response": {"status": "ok", "results": records, "pages": 1}},
        lambda records: {"hits": {"total": 2, "hits": [{"_id": "x", "_source": record} for record in records]}},
        lambda records: {"data": {"posts": {"edges": [{"node": record} for record in records]}}},
        lambda records: {"https://gazette.example/a": records[0], "https://gazette.example/b": records[1]},
        lambda records: {"mine": records, "count": 2},
    ],
)
def test_records_are_found_wherever_a_file_has_them(wrap: object) -> None:
    assert callable(wrap)
    records = [{"title": "Crane", "text": TEXT}, {"title": "Pump", "text": "The pump works again."}]
    found = read(wrap(records), "export.json")
    assert [(one.place, one.fields["title"], one.text) for one in found if isinstance(one, Record)] == [
        ("export.json#1", "Crane", TEXT),
        ("export.json#2", "Pump", "The pump works again."),
    ]


def test_a_record_that_is_too_long_ends_the_file_and_many_short_ones_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.importing.formats.json_records.LONGEST", 1 << 14)
    records = [{"title": "Crane", "text": "It fell. " * 100}] * 500
    assert [type(found) for found in read(records)] == [Record] * 500
    last = read([*records, {"text": "It fell. " * 100_000}, {}])[-1]
    assert isinstance(last, Skipped)
    assert "a record is longer than" in last.reason


def test_lists_beside_a_text_are_no_records() -> None:
    related = [{"title": "Pump", "text": "The pump works again."}]
    assert one({"title": "Crane", "text": TEXT, "related": related, "authors": [{"name": "Ann Lee"}]}).text == TEXT


def test_one_object_a_line_and_a_broken_line_is_skipped_with_its_number() -> None:
    lines = [
        '{"title": "Crane", "text": "It fell."}',
        '{"title": "Pump", "te',
        "",
        "12",
        '{"title": "Quay", "text": "It holds."}',
    ]
    found = read("\n".join(lines), "export.jsonl")
    assert [(one.place, one.text) if isinstance(one, Record) else one for one in found] == [
        ("export.jsonl:1", "It fell."),
        Skipped(
            "export.jsonl:2",
            "the line is no JSON: unterminated string",
            "each line is one whole object: export the file again",
        ),
        Skipped("export.jsonl:4", "this is a number, not an object with fields"),
        ("export.jsonl:5", "It holds."),
    ]  # fmt: skip


def test_a_broken_file_gives_what_is_before_the_mistake() -> None:
    found = read(b'[{"title": "Crane", "text": "It fell."}, {"title": ', "export.json")
    assert isinstance(found[0], Record)
    assert isinstance(found[1], Skipped)
    assert found[1].reason.startswith("the JSON is broken after 1 records: premature EOF")


def test_an_editor_says_which_field_is_which() -> None:
    data = {
        "h": "Crane",
        "meta": {"published": "2024-03-26", "who": [{"name": "Ann Lee"}]},
        "body": {"raw": TEXT},
        "text": "x",
    }
    names = {
        "h": "title",
        "meta.published": "date",
        "meta.who.name": "source.author",
        "body.raw": "text",
        "nowhere": "lang",
    }
    record = one(data, names=names)
    assert record.text == TEXT
    assert record.fields["title"] == "Crane"
    assert record.fields["date"] == "2024-03-26"
    assert record.fields["source"] == {"author": "Ann Lee"}
    assert [note.code for note in record.notes] == ["mapped-field-missing"]


def test_what_has_no_text_is_skipped_with_what_to_do() -> None:
    assert read({"title": 5, "teaser": "A crane"}) == [
        Skipped(
            "export.json",
            "no field of it is known as its text; it has title, teaser",
            "say which field has the text, for example --map body=text",
        )
    ]


def test_a_text_that_is_empty_is_a_link_if_there_is_an_address() -> None:
    record = one({"title": "Crane", "content": None, "url": "https://gazette.example/crane"})
    assert (record.text, record.fields) == ("", {"title": "Crane", "url": "https://gazette.example/crane"})
    assert isinstance(read({"title": "Crane", "content": ""})[0], Skipped)


def test_bytes_that_are_no_utf8_are_windows_1252_with_a_note() -> None:
    record = one('{"title": "Café", "text": "The caf\u00e9 is “closed”."}'.encode("cp1252"))
    assert record.text == "The café is “closed”."
    assert [note.code for note in record.notes] == ["windows-1252"]


def test_utf_16_and_byte_order_marks_are_read() -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        assert one('{"title": "Café", "text": "Closed."}'.encode(encoding)).fields["title"] == "Café"


def test_a_list_is_not_in_memory_as_a_whole() -> None:
    class Endless(BytesIO):
        asked = 0

        def read(self, _: int | None = -1) -> bytes:
            self.asked += 1
            return (
                b'[{"title": "Crane", "text": "It fell."}'
                if self.asked == 1
                else b',{"title": "Crane", "text": "It fell."}' * 1000
            )

    records = read_records("json", Endless(), "-", {})
    assert all(isinstance(next(records), Record) for _ in range(5000))


def test_a_whole_page_in_a_field_is_read_as_a_page() -> None:
    story = "The crane on the north quay of Harbour Town fell on Tuesday morning, an hour before the first ferry. Nobody was hurt."
    page = f"<!DOCTYPE html><html><title>Crane</title><body><nav>Home</nav><h1>Crane falls on quay</h1><p>{story}</p>"
    record = one({"url": "https://gazette.example/crane", "fetched": "2024-04-01", "html": page})
    assert (record.text, record.form) == (story, "markdown")
    assert record.fields["title"] == "Crane falls on quay"
    assert record.fields["fetched"] == "2024-04-01"


def test_the_forms_of_mongodb_are_plain_values() -> None:
    record = one(
        {"_id": {"$oid": "65f0"}, "date": {"$date": {"$numberLong": "1711440900000"}}, "title": "Crane", "text": TEXT}
    )
    assert record.fields == {"_id": "65f0", "date": "1711440900000", "title": "Crane"}


def test_without_the_library_a_file_is_read_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {
        "articles": [
            {"title": "Crane", "text": TEXT, "tags": ["a", {"b": None}]},
            {"title": "Pump", "text": "It works."},
        ]
    }
    whole = read(data)
    monkeypatch.setitem(sys.modules, "ijson", None)
    assert read(data) == whole
    assert [type(one) for one in read(b'[{"text": "It fell."}, {', "export.json")] == [Skipped]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"text": ' + b"[" * 5000 + b"1" + b"]" * 5000 + b"}",
        b'{"title": "x", "text": 1e999}',
        b'{"text": "\\ud800", "title": "\\u0000"}',
        b'{"text": ' + b"9" * 6000 + b"}",
        b"[1, null, true, [], {}]",
        b'[{"text": "a"}] trailing',
        b"{}",
        b"[]",
    ],
)
def test_hostile_json_is_skipped_or_read_but_never_raises(data: bytes) -> None:
    forms: tuple[FormatName, ...] = ("json", "json-lines")
    for form in forms:
        for one in read_records(form, BytesIO(data), "export", {}):
            assert isinstance(one, Record | Skipped)
            if isinstance(one, Record):
                json.dumps([one.fields, one.text], ensure_ascii=False).encode()
