"""Data files in parts: JSON with one row a line, and CSV (RFC 4180). No whole file is ever in memory."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Protocol

from digest.adapters.serialization import pack
from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.data import ArticlesView, IncidentsView, LookupView, SchemaView
from digest.rendering.canonical_url import RULE, canonicalizer
from digest.rendering.data.csv_table import ARTICLE_COLUMNS, INCIDENT_COLUMNS, cells_of, csv_line
from digest.rendering.data.records import Record, article_record, incident_record, iso
from digest.rendering.data.schema_vocabulary import schema_url
from digest.rendering.data.schemas import render_schema

_PIECE = 1 << 16  # bytes

# Characters that some programs take for line ends, though JSON does not: they are escaped, so that a row is always one line.
_LINE_ENDS = {end.encode(): f"\\u{ord(end):04x}".encode() for end in "\x85\u2028\u2029"}


class KnownRows(Protocol):
    """The rows of the old file: those that have not changed are not made again."""

    def recall(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the row with this fingerprint: from the old file, else a new one. All rows are asked for once, in order."""

    def set_layout(self, start: int, gap: int) -> None:
        """Set where the rows of the new file are: the byte of the first one, and the number of bytes between two."""


class NoRows:
    """The rows of a file that does not exist yet."""

    def recall(self, _key: str, make: Callable[[], bytes]) -> bytes:
        """Make the row."""
        return make()

    def set_layout(self, start: int, gap: int) -> None:
        """Do nothing."""


NO_ROWS = NoRows()


def render_data(
    view: ArticlesView | IncidentsView | LookupView | SchemaView,
    recipe: str,
    site: SiteView,
    known: KnownRows = NO_ROWS,
) -> bytes | Iterator[bytes]:
    """Return a data file; one that grows with the site comes in parts."""
    match view:
        case SchemaView():
            return render_schema(view, site)
        case LookupView():
            return render_lookup(view, site)
        case _:
            return render_csv(view, site, known) if recipe == "csv" else render_json(view, site, known)


def render_json(view: ArticlesView | IncidentsView, site: SiteView, known: KnownRows = NO_ROWS) -> Iterator[bytes]:
    """Return all articles or all incidents as JSON."""
    name = "articles" if isinstance(view, ArticlesView) else "incidents"
    head = {
        "schema": schema_url(name, site),
        "title": site.title,
        "site": site.base_url,
        "licence": site.licence or None,
        "count": len(view.rows),
        "updated": iso(view.updated),
    }
    start = _head(head, name, "[")
    known.set_layout(len(start) + len(_FIRST), len(_NEXT))
    return _pieces(_document(start, _rows(view, site, _json, known), "]"))


def render_lookup(view: LookupView, site: SiteView) -> Iterator[bytes]:
    """Return the lookup table of source URLs, by their canonical form, as JSON."""
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
    return _pieces(_document(_head(head, "urls", "{"), entries, "}"))


# The bytes before the first entry of a JSON file, and before each further one.
_FIRST, _NEXT = b"\n", b",\n"


def _head(fields: Record, name: str, bracket: str) -> bytes:
    """Return the beginning of a JSON object: a few fields, one a line, and the name of the long field."""
    lines = b"".join(b"%b: %b,\n" % (_json(key), _json(value)) for key, value in fields.items())
    return b"{\n%b%b: %b" % (lines, _json(name), bracket.encode())


def _document(head: bytes, entries: Iterable[bytes], bracket: str) -> Iterator[bytes]:
    """Return a JSON object whose long field has one entry a line."""
    yield head
    border = _FIRST
    for entry in entries:
        yield border + entry
        border = _NEXT
    yield b"\n%b\n}\n" % bracket.encode()


def _json(value: Any) -> bytes:  # noqa: ANN401 - any value of JSON
    raw = pack(value)
    if not raw.isascii():
        for end, written in _LINE_ENDS.items():
            raw = raw.replace(end, written)
    return raw


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Join small parts into pieces of about 64 KiB."""
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


def render_csv(view: ArticlesView | IncidentsView, site: SiteView, known: KnownRows = NO_ROWS) -> Iterator[bytes]:
    """Return all articles or all incidents as CSV."""
    columns = ARTICLE_COLUMNS if isinstance(view, ArticlesView) else INCIDENT_COLUMNS
    head = csv_line(columns).encode()
    known.set_layout(len(head), 0)
    rows = _rows(view, site, lambda record: csv_line(cells_of(record, columns)).encode(), known)
    return _pieces(chain((head,), rows))


def _rows(
    view: ArticlesView | IncidentsView, site: SiteView, write: Callable[[Record], bytes], known: KnownRows
) -> Iterator[bytes]:
    """Return all rows, each as `write` returns it for its record."""
    recall = known.recall
    if isinstance(view, ArticlesView):
        for article in view.rows:
            yield recall(article.key, lambda: write(article_record(article.make(), site)))  # noqa: B023 - called at once
    else:
        for incident in view.rows:
            yield recall(incident.key, lambda: write(incident_record(incident.make(), site)))  # noqa: B023 - called at once
