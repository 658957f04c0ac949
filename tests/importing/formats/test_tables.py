"""CSV in its usual forms, in made-up words."""

from collections.abc import Mapping
from io import BytesIO

import pytest

from digest.importing.formats.detect import detect
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped


def read(text: str | bytes, names: Mapping[str, str] | None = None) -> list[Record | Skipped]:
    data = text.encode() if isinstance(text, str) else text
    assert detect("export.csv", data) == "table"
    return list(read_records("table", BytesIO(data), "export.csv", names or {}))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_quoted_line_ends_and_the_line_in_which_a_row_begins(delimiter: str) -> None:
    rows = [
        ["title", "date", "text"],
        ["Crane falls", "2024-03-26", '"It fell; it broke, | too.\n\nNobody was ""hurt""."'],
        ["", "", ""],
        ["Pump", "", "It works."],
    ]
    found = read("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows))
    assert found == [
        Record(
            "export.csv:2",
            {"title": "Crane falls", "date": "2024-03-26"},
            'It fell; it broke, | too.\n\nNobody was "hurt".',
            "plain",
        ),
        Record("export.csv:6", {"title": "Pump"}, "It works.", "plain"),
    ]


def test_excel_may_name_the_delimiter_in_the_first_line() -> None:
    assert read("sep=;\ntitle;text\nCrane, old;It fell.\n") == [
        Record("export.csv:3", {"title": "Crane, old"}, "It fell.", "plain")
    ]


def test_lists_as_python_writes_them_are_lists() -> None:
    (record,) = read("title,authors,text\nCrane,\"['Ann Lee', 'Bo O\\'Day']\",It fell.\n")
    assert isinstance(record, Record)
    assert record.fields["authors"] == ["Ann Lee", "Bo O'Day"]


def test_trafilatura_names_no_columns() -> None:
    row = [
        "https://gazette.example/a",
        "null",
        "5f",
        "gazette.example",
        "Crane",
        "null",
        "2024-03-26",
        "It fell.",
        "null",
        "null",
        "null",
    ]
    (record,) = read("\t".join(row) + "\n")
    assert isinstance(record, Record)
    assert record.text == "It fell."
    assert record.fields == {
        "url": "https://gazette.example/a",
        "fingerprint": "5f",
        "hostname": "gazette.example",
        "title": "Crane",
        "date": "2024-03-26",
    }


def test_a_table_without_a_known_text_is_skipped_once_and_can_be_mapped() -> None:
    table = "Headline;Story\nCrane;It fell.\nPump;It works.\n".replace("Story", "Words")
    assert read(table) == [
        Skipped(
            "export.csv:1",
            "no column is known as the text; the first line names Headline, Words",
            "say which column has the text, for example --map Story=text",
        )
    ]
    texts = [one.text for one in read(table, {"Words": "text", "Headline": "title"}) if isinstance(one, Record)]
    assert texts == ["It fell.", "It works."]


def test_long_fields_short_rows_and_open_quotation_marks() -> None:
    long = "word " * 100_000
    (record,) = read(f"title,text,tags\nCrane,{long}\n")
    assert isinstance(record, Record)
    assert record.text == long
    assert [type(one) for one in read('title,text\nCrane,"It fell.\nPump,It works.\n')] == [Record]
    (other,) = read(b"title,text,tags\nCrane,It fell \xe9.\0\n")
    assert isinstance(other, Record)
    assert (other.text, [note.code for note in other.notes]) == ("It fell é.", ["windows-1252"])
