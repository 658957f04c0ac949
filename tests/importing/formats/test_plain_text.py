"""Plain text and Markdown, each a file by itself."""

from io import BytesIO

import pytest

from digest.importing.formats.detect import FormatName
from digest.importing.formats.plain_text import ParseDocument
from digest.importing.formats.read import read_records
from digest.importing.record import Document, Record, Skipped

STORY = "HARBOUR TOWN -- The crane on the north quay fell on Tuesday.\n\nNobody was hurt."


def read(text: str, name: str = "crane.txt", parse: ParseDocument | None = None) -> Record:
    form: FormatName = "markdown" if name.endswith(".md") else "text"
    (record,) = read_records(form, BytesIO(text.encode()), name, {}, parse)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    "headline", ["Crane falls on the north quay", "Crane falls “into the sea”", "Why did it fall?", "Fall in St. Ives"]
)
def test_the_first_line_is_the_headline_and_the_lines_keep_their_numbers(headline: str) -> None:
    record = read(f"{headline}\n\n{STORY}\n")
    assert record.fields == {"title": headline}
    assert record.text == f"\n\n{STORY}"
    assert record.form == "plain"


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"The crane fell.\n\n{STORY}",
        f"The crane\n{STORY}",
        f"{'word ' * 50}\n\n{STORY}",
        "The crane on the north quay fell:\n\n- once\n- twice",
    ],
)
def test_a_first_line_that_is_no_headline_stays_in_the_text(text: str) -> None:
    assert (read(text).fields, read(text).text) == ({}, text)


def test_author_and_address_below_the_headline_are_taken_and_the_dateline_is_not() -> None:
    record = read(f"Crane falls\nBy Ann Lee and Bo Reed\nhttps://gazette.example/crane?id=1\n\n{STORY}")
    assert record.fields == {
        "title": "Crane falls",
        "author": "Ann Lee and Bo Reed",
        "url": "https://gazette.example/crane?id=1",
    }
    assert record.text == f"\n\n\n\n{STORY}"
    assert [(note.code, note.line, note.text) for note in record.notes][1:] == [
        ("author-line", 2, "By Ann Lee and Bo Reed"),
        ("url-line", 3, "https://gazette.example/crane?id=1"),
    ]


@pytest.mark.parametrize(
    "line", ["By noon the quay was closed", "By Tuesday, it was over.", "By 9 the crane had fallen"]
)
def test_a_line_of_the_story_is_no_byline(line: str) -> None:
    assert read(f"Crane falls\n\n{line}\n\n{STORY}").text == f"\n\n{line}\n\n{STORY}"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_all_line_ends_are_line_ends(end: str) -> None:
    story = [
        f"Line {number} of the story of the crane." for number in range(5000)
    ]  # so that one is cut by the end of a piece
    assert read(end.join(["Crane falls", "", *story])).text.split("\n") == ["", "", *story]
    assert read(end.join(["Now", "", "It fell."])).text == "\n\nIt fell."  # the first piece has four characters


def test_the_first_heading_of_markdown_is_the_title() -> None:
    record = read("# Crane *falls*\n\nIt fell.\n", "crane.md")
    assert (record.fields, record.text, record.form) == ({"title": "Crane *falls*"}, "\n\nIt fell.", "markdown")


def test_an_underlined_heading_of_markdown_is_the_title_too() -> None:
    assert read("Crane falls\n===\n\nIt fell.\n", "crane.md").fields == {"title": "Crane falls"}
    assert read("Crane falls\n---\n\nIt fell.\n", "crane.md").fields == {}


def test_front_matter_is_what_the_caller_reads() -> None:
    def parse(raw: bytes, name: str) -> Document:
        assert (raw, name) == (b"---\ntitle: Crane\n---\nIt fell.\n", "crane.md")
        return Document({"title": "Crane"}, "It fell.\n", 4)

    record = read("---\ntitle: Crane\n---\nIt fell.\n", "crane.md", parse)
    assert (record.fields, record.text) == ({"title": "Crane"}, "\n\n\nIt fell.")


@pytest.mark.parametrize("text", ["", " \n\n", "Crane falls\n\n", "# Crane\n"])
def test_a_file_without_a_text_is_skipped(text: str) -> None:
    form: FormatName = "markdown" if text.startswith("#") else "text"
    assert [type(one) for one in read_records(form, BytesIO(text.encode()), "crane", {})] == [Skipped]
