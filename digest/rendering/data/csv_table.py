"""Records as lines of CSV (RFC 4180), whose cells are safe in a spreadsheet."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

from digest.rendering.data.records import Record

# Columns of the CSV. A column that is no field of the record is a field of a part of it: `source_name` is the `name` of `source`.
ARTICLE_COLUMNS = (
    *(
        "id",
        "guid",
        "url",
        "title",
        "date",
        "updated",
        "language",
        "translation_of",
        "summary",
        "source_name",
        "source_url",
        "source_author",
    ),
    *("source_archive", "source_licence", "source_retrieved", "incidents", "places", "tags", "corrections", "updates"),
    *("words", "show", "noindex"),
)
INCIDENT_COLUMNS = (
    *("id", "guid", "url", "feed", "title", "date", "about", "kind", "number", "place_name", "place_latitude"),
    *("place_longitude", "place_precision", "places", "tags", "summary", "status", "facts", "disputed", "latest"),
    *("first_report", "last_report", "reports", "articles", "noindex"),
)

_PARTS = ("source", "place")
_NOWHERE: Record = {
    column: None for column in (*ARTICLE_COLUMNS, *INCIDENT_COLUMNS) if column.partition("_")[0] in _PARTS
}  # the columns of a part that is missing

# A cell that a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection), or that looks like such a
# cell after it was made safe. A plain number is neither.
_FORMULA = re.compile(r"[\s']*[=+\-@\uff0b\uff0d\uff1d\uff20]|'*[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV (RFC 4180), with its line end."""
    line = StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs: a formula, or what looks like one made safe, gets an apostrophe before it."""
    if not text or text[0].isalnum():  # nearly every one
        return text
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def cells_of(record: Record, columns: tuple[str, ...]) -> list[str]:
    """Return the cells of a record, one for each column."""
    values: Record = _NOWHERE | record
    for part in _PARTS:
        if values.get(part):
            values |= {f"{part}_{field}": value for field, value in values[part].items()}
    return [safe_cell(value if isinstance(value := values[column], str) else _text(value)) for column in columns]


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a record
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "; ".join([entry if isinstance(entry, str) else _entry(entry) for entry in value])
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _entry(entry: Record) -> str:
    """Return a fact as `name: value`, a dated entry as `date: text` (or its title), a dispute as `date: claim`, with its end."""
    if "claim" in entry:
        end = f" (settled: {entry['settled']['date']})" if entry["settled"] else ""
        return f"{entry['date']}: {entry['claim']}{end}"
    first, second = ("name", "value") if "value" in entry else ("date", "text" if "text" in entry else "title")
    return f"{entry[first]}: {entry[second]}" if entry[second] else str(entry[first])
