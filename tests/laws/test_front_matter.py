"""A field of an article or an incident is one everywhere: the model has it, and so have the data files, or it is said here why not.

A new field fails these tests, and those of `tests/reading/test_documented_fields.py`, until all of them know it.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from tests.reading.reads import fields_of, names_of_tools, read
from tests.support.datafiles import V1, faults, flat, rows, table
from tests.support.front_matter import ARTICLE, INCIDENT, TOGETHER, Fields, Values, pair, written
from tests.support.sites import article, built, write_site

KINDS: dict[str, Values] = {"articles": ARTICLE, "incidents": INCIDENT}
EVERY = [(kind, field) for kind, values in KINDS.items() for field in values]
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg'/>"
# What the model says of where a document is written, and what no field of it says.
PLACES = {"origin", "body_location"}
NO_FIELDS = {
    "articles": {"body", "opening", "references", "shingles", "retracted"},
    "incidents": {"body", "opening", "references"},
}

# Fields that are not in the data files, and why.
_PEOPLE = "a list of people, ready to be copied in bulk, does harm that no page does"
_PICTURE = "the data are words and numbers"
_TEXT = "texts are on the pages alone"
_GONE = "what is withdrawn is not in the data"
_ACCEPTED = "what an editor answers to a warning says nothing of the report"
_TOLD = "how subscribers heard of a report says nothing of it"
_OLD = "whoever asks for an old address is sent to the one in the data"
NOT_IN_THE_DATA = {
    "articles": {
        "updates.text": _TEXT,
        "places.lat": "of the places of a report, only the names count; where an incident happened is in its own row",
        "places.lon": "as places.lat",
        "places.precision": "as places.lat",
        "people.name": _PEOPLE,
        "people.role": _PEOPLE,
        "image.src": _PICTURE,
        "image.alt": _PICTURE,
        "image.credit": _PICTURE,
        "image.warning": _PICTURE,
        "withdrawal.date": _GONE,
        "withdrawal.reason": _GONE,
        "announce": _TOLD,
        "aliases": _OLD,
        "accept": _ACCEPTED,
    },
    "incidents": {
        **{field: _PEOPLE for field in INCIDENT if field.startswith("people.")},
        **{field: _TEXT for field in INCIDENT if field.startswith("timeline.")},
        "follow_up": "when editors look at a case again is for them alone",
        "pin": "what leads the home page is for its readers",
        "related": "which incidents to read next is for readers of the page",
        "not_related": "as related",
        "image.src": _PICTURE,
        "image.alt": _PICTURE,
        "image.credit": _PICTURE,
        "image.warning": _PICTURE,
        "aliases": _OLD,
        "accept": _ACCEPTED,
    },
}


Row: TypeAlias = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Tried:
    """A site with two documents for each field, which differ in it alone, and the rows that the data have of them."""

    site: dict[str, bytes]
    rows: dict[tuple[str, str], tuple[Row, Row]]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    files: dict[str, str | bytes] = {f"content/media/{name}": PICTURE for name in ("a.svg", "b.svg")}
    names: dict[tuple[str, str], list[tuple[str, str]]] = {}
    stems: dict[str, str] = {}
    for kind, field in EVERY:
        for fields in pair(KINDS[kind], field):
            text = written(fields)
            stem = stems.setdefault(kind + text, f"{kind}-{len(stems)}")
            files[f"content/{kind}/{stem}.md"] = text
            names.setdefault((kind, field), []).append((stem, fields.get("id", stem)))
            if kind == "incidents":
                files[f"content/articles/report-{stem}.md"] = article(incident=fields.get("id", stem))
    site = built(write_site(tmp_path_factory.mktemp("site"), files))
    known = {(kind, row["id"]): row for kind in KINDS for row in rows(site, kind)}

    def row(kind: str, stem: str, identity: str) -> Row:
        """Return the row of a document, as it would be if its file had no name."""
        found = known.get((kind, identity))
        return found and json.loads(json.dumps(found | {"guid": None}).replace(stem, ""))

    found = {key: (row(key[0], *before), row(key[0], *after)) for key, (before, after) in names.items()}
    return Tried(site, found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_is_read_is_tried(kind: str, tmp_path: Path) -> None:
    """What tools name otherwise is tried in `tests/reading/test_fields.py`."""
    taken = fields_of(kind, tmp_path)
    groups = {field.rpartition(".")[0] for field in taken}
    untried = taken - groups - KINDS[kind].keys()
    assert {field for field in untried if field.rpartition(".")[2] not in names_of_tools()} == set()
    assert KINDS[kind].keys() - taken == set()


def value(folder: Path, kind: str, fields: Fields) -> Article | IncidentFile:
    content, found = read(folder, {f"{kind}/crane.md": written(fields)})
    assert found == ()
    ones: list[Article | IncidentFile] = [*content.articles, *content.incident_files]
    (one,) = ones
    return one


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_changes_what_is_read_and_nothing_else_is_in_the_model(kind: str, tmp_path: Path) -> None:
    moved: set[str] = set()
    for field in KINDS[kind]:
        before, after = (value(tmp_path, kind, fields) for fields in pair(KINDS[kind], field))
        changed = {name for name in before.__slots__ if getattr(before, name) != getattr(after, name)}
        assert changed - PLACES, field
        moved |= changed
    assert {*value(tmp_path, kind, {"title": "A", "date": "2024-03-26"}).__slots__} - moved == NO_FIELDS[kind]


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_every_field_is_in_the_data_or_it_is_said_why_not(kind: str, field: str, tried: Tried) -> None:
    before, after = tried.rows[kind, field]
    assert before or field in TOGETHER
    assert (before == after) == (field in NOT_IN_THE_DATA[kind])


def test_the_schemas_and_the_tables_know_every_field_of_the_data(tried: Tried) -> None:
    assert faults(tried.site) == []
    for kind in KINDS:
        found = rows(tried.site, kind)
        assert table(tried.site[f"{V1}{kind}.csv"]) == [flat(row) for row in found]
        assert [name for name in found[0] if not any(row[name] for row in found)] == [], "never has a value here"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_data_is_documented_and_no_other(kind: str, tried: Tried) -> None:
    text = (Path(__file__).parents[2] / "docs/data.md").read_text(encoding="utf-8")
    listed = text.partition(f"| field of an {kind.removesuffix('s')} | meaning |")[2].partition("\n\n")[0]
    documented = [name for row in listed.splitlines() for name in re.findall(r"`(\w+)`", row.split(" | ")[0])]
    assert sorted(documented) == sorted(rows(tried.site, kind)[0])
