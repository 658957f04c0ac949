"""The data files of a site as whoever reuses them reads them: checked against their schemas, tables read back, URLs looked up."""

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

V1 = "data/v1/"
NAMES = ("articles", "incidents", "lookup")
FILES = {
    f"{V1}{file}"
    for file in (
        *("articles.csv", "articles.json", "articles.schema.json", "incidents.csv", "incidents.json"),
        *("incidents.schema.json", "lookup.json", "lookup.schema.json"),
    )
}


def read(site: Mapping[str, bytes], name: str) -> Any:  # noqa: ANN401 - whatever JSON says
    """Read a JSON file of the data."""
    return json.loads(site[f"{V1}{name}.json"].decode())


def rows(site: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    """Read the rows of all articles or all incidents."""
    found = read(site, name)
    assert found["count"] == len(found[name])
    return list(found[name])


def faults(site: Mapping[str, bytes]) -> list[str]:
    """Return everything in which the files are not what their schemas say, and every schema that is none."""
    found = []
    for name in NAMES:
        schema = read(site, f"{name}.schema")
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        found += [
            f"{name}: {fault.json_path}: {fault.message}"[:300] for fault in validator.iter_errors(read(site, name))
        ]
    return found


def table(raw: bytes) -> list[dict[str, str]]:
    """Read a CSV file back: its rows by their columns, with the apostrophes taken off again, as docs/data.md says."""
    found = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    return [{column: _exact(cell) for column, cell in row.items()} for row in found]


def _exact(cell: str) -> str:
    return cell[1:] if re.match(r"'[\s']*[=+\-@＝＋－＠]|'+[\t\r\n]", cell) else cell


def flat(record: dict[str, Any]) -> dict[str, str]:
    """Return the cells that a record of the JSON must have in the CSV."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        parts = {"source": ARTICLE_SOURCE, "place": PLACE}.get(name)
        if parts:
            cells |= {f"{name}_{part}": said((value or {}).get(part)) for part in parts}
        else:
            cells[name] = said(value)
    return cells


ARTICLE_SOURCE = ("name", "url", "author", "archive", "licence", "retrieved")
PLACE = ("name", "latitude", "longitude", "precision")


def said(value: Any) -> str:  # noqa: ANN401 - any value of JSON
    """Return a value of JSON as a cell says it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(map(said, value))
        case {"claim": claim, "date": date, "settled": settled}:
            return f"{date}: {claim}" + (f" (settled: {settled['date']})" if settled else "")
        case {"name": name, "value": told} | {"date": name, "text": told} | {"date": name, "title": told}:
            return f"{name}: {told}" if told else str(name)
    return str(value)
