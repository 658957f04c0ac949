"""Every field that docs/content.md names is read, under all of its names; what is not named there is an error with a suggestion."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digest.model.content.article import Article, Source
from digest.model.diagnostic import Position
from digest.reading.dialects.names import IGNORED_FIELDS
from tests.reading.reads import codes, day, fields, names_of_tools, read, read_one


def without(*names: str) -> str:
    """Return a whole article as JSON without some fields."""
    whole = {"title": '"Crane falls"', "date": '"2024-03-26"', "text": '"It fell."'}
    return ", ".join(f'"{name}": {value}' for name, value in whole.items() if name not in names)


SAMPLES: dict[str, tuple[str, Callable[[Article], Any], Any]] = {
    "title": ("Quay shut", lambda a: a.title, "Quay shut"),
    "date": ("2024-03-27", lambda a: a.date, day(27)),
    "updated": ("2024-03-28", lambda a: a.updated, day(28)),
    "source.url": ("https://gazette.example/a", lambda a: a.source.url, "https://gazette.example/a"),
    "source.name": ("Gazette", lambda a: a.source.name, "Gazette"),
    "source.author": ("Ann Miller", lambda a: a.source.author, "Ann Miller"),
    "source.licence": ("CC BY 4.0", lambda a: a.source.licence, "CC BY 4.0"),
    "source.retrieved": ("2024-03-27", lambda a: a.source.retrieved, day(27)),
    "summary": ("A crane fell.", lambda a: a.summary, "A crane fell."),
    "tags": ("crane", lambda a: a.tags, ("crane",)),
    "lang": ("es", lambda a: a.language, "es"),
    "nothing": ("https://gazette.example/a.jpg", lambda a: a.image, None),
    "the text": ("It stands.", lambda a: a.opening, ("It stands.",)),
}


@pytest.mark.parametrize(("name", "target"), names_of_tools().items())
def test_a_name_that_a_tool_writes_is_read_as_the_field_it_means(tmp_path: Path, name: str, target: str) -> None:
    value, taken, expected = SAMPLES[target]
    canonical = {"title": "title", "date": "date", "the text": "text"}.get(target, "")
    found = read_one(tmp_path, {"articles/crane.json": f'{{{without(canonical)}, "{name}": "{value}"}}'})
    assert taken(found) == expected


def test_the_table_of_names_is_found() -> None:
    assert {*names_of_tools().values()} == {*SAMPLES}


@pytest.mark.parametrize("name", sorted(IGNORED_FIELDS))
def test_what_tools_write_and_nobody_needs_is_passed_over(tmp_path: Path, name: str) -> None:
    files = {"articles/crane.json": f'{{{without()}, "{name}": [{{"a": null}}]}}'}
    assert codes(read(tmp_path, files)[1]) in ([], ["not-a-mapping"] if name == "image" else [])


def test_the_first_name_that_is_there_wins_and_the_group_wins_over_flat_names(tmp_path: Path) -> None:
    lines = "sitename: A\nhostname: b.example\nurl: https://c.example/\nsource:\n  name: D\n  retrieved: 2024-03-27"
    found = read_one(tmp_path, {"articles/crane.md": f"---\ntitle: A\ndate: 2024-03-26\n{lines}\n---\nIt fell.\n"})
    assert found.source == Source("D", "https://c.example/", retrieved=day(27))


def test_an_unknown_field_names_the_nearest_one_and_its_place() -> None:
    taken, findings = fields("title: A\ntitel: B\nx: C")
    taken.text("title")
    taken.finish()
    assert [(one.code, one.position, one.hint) for one in findings.all] == [
        ("unknown-key", Position("x.yaml", 2, 1), "did you mean `title`?"),
        ("unknown-key", Position("x.yaml", 3, 1), "the fields are: title"),
    ]


@pytest.mark.parametrize("value", ["4", "1001", "-5", "+5", "5.0", "1e2", "٥", "5 ", "99999999999", "x"])
def test_a_number_is_whole_and_within_its_bounds(value: str) -> None:
    taken, findings = fields(f"n: '{value}'")
    number = taken.whole_number("n", 50, least=5, most=1000)
    assert (number, codes(findings.all)) == ((5, []) if value.strip() == "5" else (50, ["not-a-number"]))


@pytest.mark.parametrize("value", ["90.1", "-91", "nan", "inf", "1e400", "x", "53,5", "53°"])
def test_degrees_are_numbers_on_the_globe(value: str) -> None:
    taken, findings = fields(f"lat: '{value}'")
    assert (taken.degrees("lat", 90), codes(findings.all)) == (None, ["not-a-number"])
