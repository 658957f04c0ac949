"""A title that is repeated as the first heading or the first line is shown once; one that is only a heading is the title."""

import json
from pathlib import Path

import pytest

from digest.reading.content.body import read_text
from tests.reading.reads import codes, read, read_one

DATE = "date: 2024-03-26"
FIELDS = f"---\ntitle: 'Crane falls: “why”'\n{DATE}\n---\n"


def text_of(folder: Path, files: dict[str, str]) -> tuple[str, str]:
    """Return the title and the text as pages show them."""
    found = read_one(folder, files)
    return found.title, read_text(folder, found.body_location, found.body)


@pytest.mark.parametrize(
    "heading",
    [
        "# Crane falls: “why”",
        '#  crane falls:  "WHY"  #',
        "\n\n# Crane falls: “why”.",
        "Crane falls: “why”\n===",
        "# **Crane** falls: “why” {#crane}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_first_heading_that_is_the_title_is_left_out(tmp_path: Path, heading: str, end: str) -> None:
    text = f"{FIELDS}{heading}\n\nIt fell.\n".replace("\n", end)
    assert text_of(tmp_path, {"articles/crane.md": text}) == ("Crane falls: “why”", "\nIt fell.\n")


@pytest.mark.parametrize(
    "text",
    [
        "# What happened\n\nIt fell.\n",
        "## Crane falls: “why”\n\nIt fell.\n",
        "Crane falls: “why”\n\nIt fell.\n",
        "#\n\nIt.\n",
    ],
)
def test_any_other_beginning_stays(tmp_path: Path, text: str) -> None:
    content, found = read(tmp_path, {"articles/crane.md": FIELDS + text})
    (article,) = content.articles
    assert (article.title, read_text(tmp_path, article.body_location, article.body)) == ("Crane falls: “why”", text)
    assert set(codes(found)) <= {"repeated-headline"}


@pytest.mark.parametrize(
    "heading", ["# Crane `falls` #", "Crane falls\n=====", "# [Crane](/crane/) *falls*", "# Crane falls"]
)
@pytest.mark.parametrize(
    "fields", [f"---\n{DATE}\n---\n", f"---\ntitle:\n{DATE}\n---\n\n", f"+++\n{DATE.replace(':', ' =')}\n+++\n"]
)
def test_the_first_heading_is_the_title_if_no_field_is(tmp_path: Path, heading: str, fields: str) -> None:
    text = f"{fields}{heading}\n\nIt fell.\n"
    assert text_of(tmp_path, {"articles/crane.md": text}) == ("Crane falls", "\nIt fell.\n")


def test_a_heading_and_a_dated_name_need_no_front_matter(tmp_path: Path) -> None:
    found = {"articles/2024-03-26-crane.md": "\ufeff# Crane falls\n\nIt fell.\n"}
    assert text_of(tmp_path, found) == ("Crane falls", "\nIt fell.\n")


def test_a_heading_is_the_title_of_pages_and_incidents_too(tmp_path: Path) -> None:
    content, found = read(
        tmp_path, {"pages/about.md": "# About us\n\nWe.\n", "incidents/crane.md": "# The fall\n\nIt.\n"}
    )
    titles = [*(one.title for one in content.own_pages), *(one.title for one in content.incident_files)]
    assert (titles, found) == (
        ["About us", "The fall"],
        (),
    )


def test_a_second_heading_is_no_title(tmp_path: Path) -> None:
    text = f"---\n{DATE}\n---\nIt fell.\n\n# Crane falls\n"
    assert codes(read(tmp_path, {"articles/crane.md": text})[1]) == ["missing-title"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_first_line_of_plain_text_that_is_the_title_is_left_out(tmp_path: Path, end: str) -> None:
    text = f"{FIELDS}\n  CRANE falls: “why”\n\nIt fell.\n".replace("\n", end)
    assert text_of(tmp_path, {"articles/crane.txt": text}) == ("Crane falls: “why”", "\nIt fell.\n")


def test_so_it_is_in_a_text_beside_its_metadata(tmp_path: Path) -> None:
    files = {"articles/crane.yaml": f"title: Crane falls\n{DATE}\n", "articles/crane.txt": "Crane falls\n\nIt fell.\n"}
    assert text_of(tmp_path, files) == ("Crane falls", "\nIt fell.\n")


@pytest.mark.parametrize("name", ["text", "maintext", "raw_text"])
def test_so_it_is_in_a_field(tmp_path: Path, name: str) -> None:
    fields = {"title": "Crane falls – \U0001f3d7", "date": "2024-03-26", name: "Crane falls - \U0001f3d7\nIt fell.\n"}
    for text in (json.dumps(fields), json.dumps(fields, ensure_ascii=False)):
        assert text_of(tmp_path, {"articles/crane.json": text}) == ("Crane falls – \U0001f3d7", "It fell.\n")
