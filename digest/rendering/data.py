"""Data files, piece by piece: JSON with one row a line, and CSV (RFC 4180). Nobody ever holds a whole file in memory."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.data import ArticlesView, IncidentsView, LookupView, SchemaView
from digest.rendering.canonical import RULE, canonicalizer
from digest.rendering.records import Record, article_record, incident_record, iso
from digest.rendering.schema_words import schema_url
from digest.rendering.schemas import render_schema

_PIECE = 1 << 16  # characters

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

# What some programs take for the end of a line, though JSON does not: one row shall be one line for all of them.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_LINE_END = re.compile(f"[{''.join(_LINE_ENDS)}]")

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
        f"{_json(key)}:{_json({'articles': list(pages), 'incidents': [incidents[identity] for identity in named]})}"
        for key, (pages, named) in sorted(found.items())
    )
    return _pieces(_document(head, "urls", ("{", "}"), entries))


def _document(head: Record, name: str, brackets: tuple[str, str], entries: Iterable[str]) -> Iterator[str]:
    """Give a JSON object: a few fields, one a line, and a long one at its end, with one entry a line."""
    opening, closing = brackets
    fields = "".join(f"{_json(key)}: {_json(value)},\n" for key, value in head.items())
    yield f'{{\n{fields}"{name}": {opening}'
    border = "\n"
    for entry in entries:
        yield border + entry
        border = ",\n"
    yield f"\n{closing}\n}}\n"


def _json(value: Any) -> str:  # noqa: ANN401 - any value of JSON
    text = _ENCODER.encode(value)
    return text if text.isascii() else _LINE_END.sub(lambda match: _LINE_ENDS[match[0]], text)


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Put small texts together into pieces that are worth a call each."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    yield "".join(waiting).encode()


def render_csv(view: ArticlesView | IncidentsView, site: SiteView) -> Iterator[bytes]:
    """Render all articles or all incidents as CSV."""
    columns = ARTICLE_COLUMNS if isinstance(view, ArticlesView) else INCIDENT_COLUMNS
    writer = csv.writer(_Line())
    yield str(writer.writerow(columns)).encode()
    rows = ([safe_cell(_cell(record, column)) for column in columns] for record in _records(view, site))
    yield from _pieces(str(writer.writerow(row)) for row in rows)


class _Line:
    """A file that keeps nothing: writing a line to it gives the line."""

    def write(self, text: str) -> str:
        return text


def safe_cell(text: str) -> str:
    """Give a cell that no spreadsheet runs: an apostrophe goes before what would be a formula, or looks like one made safe."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _cell(record: Record, column: str) -> str:
    if column in record:
        return _text(record[column])
    part, _, field = column.partition("_")
    return _text(record[part][field]) if record[part] else ""


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a record
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return "; ".join(entry if isinstance(entry, str) else _entry(entry) for entry in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _entry(entry: Record) -> str:
    """Give a fact as `name: value`, a dated entry as `date: text` (or its title)."""
    first, second = ("name", "value") if "value" in entry else ("date", "text" if "text" in entry else "title")
    return f"{entry[first]}: {entry[second]}" if entry[second] else str(entry[first])


def _records(view: ArticlesView | IncidentsView, site: SiteView) -> Iterator[Record]:
    if isinstance(view, ArticlesView):
        return (article_record(row, site) for row in view.rows)
    return (incident_record(row, site) for row in view.rows)
