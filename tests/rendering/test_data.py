"""Data files as bytes: JSON and CSV say the same of any text, no spreadsheet runs a cell, and no file is ever whole in memory."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.content.article import Citation, Place, Source
from digest.model.content.incident import Dispute, Fact, Note
from digest.model.text.characters import clean
from digest.model.views.common import SiteView
from digest.model.views.data import (
    ArticleRow,
    ArticlesView,
    IncidentsView,
    LookupRow,
    LookupView,
    Row,
    SchemaView,
    UpdateRow,
)
from digest.planning.pages.data import TRACKING
from digest.planning.site.site_view import site_view
from digest.rendering.data.csv_table import csv_line, safe_cell
from digest.rendering.data.data import render_csv, render_data, render_json, render_lookup
from digest.rendering.data.schemas import render_schema
from tests.planning.plans import CONFIG, article, correction, incident_file, moment, places, plan, update, view
from tests.support.datafiles import V1, faults, flat, read, rows, table

SITE: SiteView = site_view(CONFIG, ())
HOSTILE = (
    '=HYPERLINK("https://evil.example/","x")',
    "+1+1",
    "-12.5",
    "-1-cmd|'/c calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "''- 'x'",
    "\u3000＝1",
    'a "quoted", text;\nwith\r\nlines',
    "U+2028:\u2028, U+2029:\u2029, U+0085:\x85.",
    "\u05e9\u05dc\u05d5\u05dd \u200f\u0645\u0631\u062d\u0628\u0627 👩‍👩‍👧 日本",
    "</script>&amp;\\u0000\\",
)


def joined(parts: Iterator[bytes] | bytes) -> bytes:
    return parts if isinstance(parts, bytes) else b"".join(parts)


def files_of(articles: ArticlesView, incidents: IncidentsView, lookup: LookupView) -> dict[str, bytes]:
    """Render all data files of some rows."""
    found = {
        "articles.json": joined(render_json(articles, SITE)),
        "articles.csv": joined(render_csv(articles, SITE)),
        "incidents.json": joined(render_json(incidents, SITE)),
        "incidents.csv": joined(render_csv(incidents, SITE)),
        "lookup.json": joined(render_lookup(lookup, SITE)),
        "articles.schema.json": render_schema(SchemaView("articles"), SITE),
        "incidents.schema.json": render_schema(SchemaView("incidents"), SITE),
        "lookup.schema.json": render_schema(SchemaView("lookup"), SITE),
    }
    return {V1 + name: raw for name, raw in found.items()}


def site_with(text: str) -> dict[str, bytes]:
    """Return the data files of a site in which a text stands wherever there are words."""
    note = Note(moment("2024-05"), text, Citation(text, "https://court.example/1"))
    file = incident_file(
        "case",
        text,
        place=Place(text, -53.5, 9.0, "exact"),
        kind=text,
        number=text,
        summary=text,
        status=(note, Note(moment("2024"), text)),
        facts=(Fact(text, text), Fact(text, text, moment("2024-03"), Citation(text))),
        disputed=(
            Dispute(text, (text,), (text, text), moment("2024-03")),
            Dispute(text, (text,), (text,), moment("2024-03"), Citation(text), note),
        ),
        tags=(text, "b"),
    )
    source = Source(
        text, "https://gazette.example/a?x=1", text, "https://archive.example/1", text, moment("2024-03-28")
    )
    made = plan(
        article(
            "a",
            title=text,
            incidents=("case",),
            summary=text,
            source=source,
            tags=(text, "b"),
            places=places(text, "c"),
            updates=(update("2024-04-01", text), update("2024-04-02")),
            corrections=(correction("2024-04-02", text),),
        ),
        article("b", "2024-03-26T12:00:00-04:00", show="link"),
        incidents=[file],
    )
    return files_of(
        view(made, "data/v1/articles.json", ArticlesView),
        view(made, "data/v1/incidents.json", IncidentsView),
        view(made, "data/v1/lookup.json", LookupView),
    )


def check(text: str) -> None:
    site = site_with(text)
    assert faults(site) == []
    assert [row["title"] for row in rows(site, "articles")] == [text, "B"]
    for name in ("articles", "incidents"):
        assert table(site[f"{V1}{name}.csv"]) == [flat(row) for row in rows(site, name)]
        lines = site[f"{V1}{name}.json"].decode().splitlines()
        assert [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"')] == rows(site, name)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_says_the_schemas_hold_and_json_and_csv_agree(text: str) -> None:
    check(text)


@pytest.mark.slow
@settings(max_examples=30)
@given(st.text(min_size=1, max_size=30).map(clean).filter(str.strip))
def test_the_same_holds_for_any_text_that_a_field_can_have(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        (" \t-x", "' \t-x"),
        ("@a", "'@a"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("-12.5", "-12.5"),
        ("+7", "+7"),
        ("-1e3", "'-1e3"),
        ("a=1", "a=1"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_a_cell_that_would_run_as_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_csv_lines_end_as_rfc_4180_says_and_without_a_mark_at_the_beginning() -> None:
    raw = site_with("x")["data/v1/articles.csv"]
    assert raw.startswith(b"id,guid,url,title,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3


def test_a_digest_without_anything_in_it_has_whole_files() -> None:
    site = files_of(ArticlesView((), None), IncidentsView((), None), LookupView((), (), TRACKING))
    assert faults(site) == []
    assert read(site, "articles") == {
        "schema": "https://digest.example/data/v1/articles.schema.json",
        "title": "Digest",
        "site": "https://digest.example/",
        "licence": None,
        "count": 0,
        "updated": None,
        "articles": [],
    }
    assert (read(site, "lookup")["urls"], table(site["data/v1/incidents.csv"])) == ({}, [])


def test_one_url_written_in_two_ways_is_one_key_for_both_articles() -> None:
    found = LookupView(
        (
            LookupRow("http://www.gazette.example/a/?utm_source=x", "articles/2024/03/a/", ("x",)),
            LookupRow("https://gazette.example/a", "articles/2024/03/b/", ("x", "y")),
            LookupRow("https://a.b.999/", "articles/2024/03/c/", ()),
        ),
        (("x", "incidents/x/"), ("y", "incidents/ÿ/")),
        TRACKING,
    )
    base = "https://digest.example/"
    assert json.loads(joined(render_lookup(found, SITE)))["urls"] == {
        "gazette.example/a": {
            "articles": [f"{base}articles/2024/03/a/", f"{base}articles/2024/03/b/"],
            "incidents": [{"id": "x", "url": f"{base}incidents/x/"}, {"id": "y", "url": f"{base}incidents/%C3%BF/"}],
        }
    }


def test_a_schema_describes_every_field() -> None:
    def bare(schema: object, path: str = "") -> Iterator[str]:
        if isinstance(schema, dict):
            for name, field in schema.get("properties", {}).items():
                if not field.get("description"):
                    yield f"{path}.{name}"
            if "properties" in schema:
                assert schema["required"] == list(schema["properties"])
                assert schema["additionalProperties"] is False
            for name, part in schema.items():
                yield from bare(part, f"{path}.{name}")

    for name in ("articles", "incidents", "lookup"):
        assert list(bare(json.loads(joined(render_data(SchemaView(name), "schema", SITE))))) == []


def many(count: int) -> ArticlesView:
    """Return many rows."""
    row = ArticleRow(
        id="a",
        guid="urn:uuid:00000000-0000-5000-8000-000000000000",
        address="articles/2024/03/a/",
        title="Crane falls into the harbour",
        date=moment("2024-03-26"),
        updated=None,
        language="en",
        translation_of="",
        summary="The crane fell into the harbour on the night before the storm. " * 4,
        source=Source("Gazette", "https://gazette.example/2024/03/26/crane-falls-into-the-harbour.html"),
        incidents=("case",),
        places=("Nord Pier",),
        tags=("steel", "harbour"),
        corrections=(),
        updates=(UpdateRow(moment("2024-03-27"), "More", "update-2024-03-27"),),
        words=400,
        show="excerpt",
        noindex=False,
    )
    rows = (Row(str(number), partial(replace, row, id=f"a{number}")) for number in range(count))
    return ArticlesView(tuple(rows), moment("2024-03-27"))


@pytest.mark.parametrize("count", [1_500, pytest.param(20_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("recipe", ["json", "csv"])
def test_a_large_file_is_never_whole_in_memory(recipe: str, count: int) -> None:
    parts = render_data(many(count), recipe, SITE)
    assert not isinstance(parts, bytes)
    tracemalloc.start()
    sizes = [len(part) for part in parts]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(sizes) > 500 * count
    assert peak < 600_000
    assert 50_000 < sum(sizes) / len(sizes) < 200_000


@given(st.lists(st.text(max_size=6) | st.text("\",;\r\n\t 'a", max_size=6), min_size=2))
def test_a_line_of_csv_is_read_as_the_cells_that_it_was_made_of(cells: list[str]) -> None:
    assert next(csv.reader(io.StringIO(csv_line(cells), newline=""), strict=True)) == cells


def test_cells_of_csv_are_in_quotes_only_where_rfc_4180_demands_it() -> None:
    cells = ["a", "b c", "d,e", 'f"g', "h\r\ni", "j\nk", "", " l", "'m", "; n"]
    assert csv_line(cells) == 'a,b c,"d,e","f""g","h\r\ni","j\nk",, l,\'m,; n\r\n'
