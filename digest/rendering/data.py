"""Data files, piece by piece: JSON with one row a line, and CSV (RFC 4180). Nobody ever holds a whole file in memory."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.data import ArticlesView, IncidentsView, LookupView, SchemaView
from digest.packing import pack
from digest.rendering.canonical import RULE, canonicalizer
from digest.rendering.records import Record, article_record, incident_record, iso
from digest.rendering.schema_words import schema_url
from digest.rendering.schemas import render_schema

_PIECE = 1 << 16  # bytes

# What some programs take for the end of a line, though JSON does not: one row shall be one line for all of them.
_LINE_ENDS = {end.encode(): f"\\u{ord(end):04x}".encode() for end in "\x85\u2028\u2029"}

# Columns of the CSV. One that is no field of the record is a field of a part of it: `source_name` is the `name` of `source`.
ARTICLE_COLUMNS = (
    *(
        "id",
        "guid",
        "url",
        "title",
        "date",
        "updated",
        "language",
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
    *("place_longitude", "place_precision", "places", "tags", "summary", "status", "facts", "latest", "first_report"),
    *("last_report", "reports", "articles", "noindex"),
)

_QUOTE = '"'
_QUOTED = re.compile(r'[",\r\n]')

_PARTS = ("source", "place")
_NOWHERE: Record = {
    column: None for column in (*ARTICLE_COLUMNS, *INCIDENT_COLUMNS) if column.partition("_")[0] in _PARTS
}  # what is said of a part that is not there

# What a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection), and what would be taken for such a cell
# made safe; a plain number is neither.
_FORMULA = re.compile(r"[\s']*[=+\-@\uff0b\uff0d\uff1d\uff20]|'*[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def render_data(
    view: ArticlesView | IncidentsView | LookupView | SchemaView, recipe: str, site: SiteView
) -> bytes | Iterator[bytes]:
    """Render a data file; one that grows with the digest comes in pieces."""
    match view:
        case SchemaView():
            return render_schema(view, site)
        case LookupView():
            return render_lookup(view, site)
        case _:
            return render_csv(view, site) if recipe == "csv" else render_json(view, site)


def render_json(view: ArticlesView | IncidentsView, site: SiteView) -> Iterator[bytes]:
    """Render all articles or all incidents as JSON."""
    name = "articles" if isinstance(view, ArticlesView) else "incidents"
    head = {
        "schema": schema_url(name, site),
        "title": site.title,
        "site": site.base_url,
        "licence": site.licence or None,
        "count": len(view.rows),
        "updated": iso(view.updated),
    }
    return _pieces(_document(head, name, ("[", "]"), (_json(record) for record in _records(view, site))))


def render_lookup(view: LookupView, site: SiteView) -> Iterator[bytes]:
    """Render the table of URLs that articles come from, by their canonical form."""
    canonical = canonicalizer(view.ignored)
    incidents = {
        identity: {"id": identity, "url": absolute(site.base_url, where)} for identity, where in view.incidents
    }
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for row in view.rows:
        key = canonical(row.url)
        if key is not None:
            pages, named = found.setdefault(key, ({}, {}))
            pages.setdefault(absolute(site.base_url, row.address))
            named.update(dict.fromkeys(row.incidents))
    head = {"schema": schema_url("lookup", site), "rule": RULE, "ignored": view.ignored, "count": len(found)}
    entries = (
        _json(key) + b":" + _json({"articles": list(pages), "incidents": [incidents[identity] for identity in named]})
        for key, (pages, named) in sorted(found.items())
    )
    return _pieces(_document(head, "urls", ("{", "}"), entries))


def _document(head: Record, name: str, brackets: tuple[str, str], entries: Iterable[bytes]) -> Iterator[bytes]:
    """Give a JSON object: a few fields, one a line, and a long one at its end, with one entry a line."""
    opening, closing = (bracket.encode() for bracket in brackets)
    fields = b"".join(b"%b: %b,\n" % (_json(key), _json(value)) for key, value in head.items())
    yield b"{\n%b%b: %b" % (fields, _json(name), opening)
    border = b"\n"
    for entry in entries:
        yield border + entry
        border = b",\n"
    yield b"\n%b\n}\n" % closing


def _json(value: Any) -> bytes:  # noqa: ANN401 - any value of JSON
    raw = pack(value)
    if not raw.isascii():
        for end, written in _LINE_ENDS.items():
            raw = raw.replace(end, written)
    return raw


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Put small parts together into pieces that are worth a call each."""
    waiting: list[bytes] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting.clear()
            size = 0
    yield b"".join(waiting)


def render_csv(view: ArticlesView | IncidentsView, site: SiteView) -> Iterator[bytes]:
    """Render all articles or all incidents as CSV."""
    columns = ARTICLE_COLUMNS if isinstance(view, ArticlesView) else INCIDENT_COLUMNS
    lines = chain((csv_line(columns),), (csv_line(_cells(record, columns)) for record in _records(view, site)))
    yield from _pieces(line.encode() for line in lines)


def csv_line(cells: Iterable[str]) -> str:
    """Give a line of CSV (RFC 4180), as the module `csv` would write it in four times the time."""
    return (
        ",".join([f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' if _QUOTED.search(cell) else cell for cell in cells]) + "\r\n"
    )


def safe_cell(text: str) -> str:
    """Give a cell that no spreadsheet runs: an apostrophe goes before what would be a formula, or looks like one made safe."""
    if not text or text[0].isalnum():  # nearly every one
        return text
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _cells(record: Record, columns: tuple[str, ...]) -> list[str]:
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
    """Give a fact as `name: value`, a dated entry as `date: text` (or its title)."""
    first, second = ("name", "value") if "value" in entry else ("date", "text" if "text" in entry else "title")
    return f"{entry[first]}: {entry[second]}" if entry[second] else str(entry[first])


def _records(view: ArticlesView | IncidentsView, site: SiteView) -> Iterator[Record]:
    if isinstance(view, ArticlesView):
        return (article_record(row, site) for row in view.rows)
    return (incident_record(row, site) for row in view.rows)
