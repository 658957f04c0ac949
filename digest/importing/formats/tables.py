"""Tables: CSV with any delimiter, of which the first line names the columns."""

import ast
import csv
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import BinaryIO

from digest.importing.formats.decode import LONGEST, Decoded, Line
from digest.importing.formats.fields import record_of
from digest.importing.formats.names import TEXTS, plain_name
from digest.importing.record import Record, Skipped, Value

_DELIMITERS = "\t,;|"
_LINES_TO_LOOK_AT = 200
# What `trafilatura --csv` writes, without a line that names the columns.
_OF_TRAFILATURA = "url id fingerprint hostname title image date text comments license pagetype".split()
_SEPARATOR = re.compile(r"sep=([,;|\t])")
_LONGEST_LIST = 10_000


def read_table(stream: BinaryIO, name: str, names: Mapping[str, str]) -> Iterator[Record | Skipped]:
    """Yield a record for each row of a table, with the line in which the row begins."""
    decoded = Decoded(stream)
    lines = decoded.lines()
    first = list(islice(lines, _LINES_TO_LOOK_AT))
    # The limit is one of the whole process. Nothing else in digest reads CSV, and its default is shorter than a long article.
    csv.field_size_limit(LONGEST)
    rows = csv.reader(_ended(chain(first, lines)), delimiter=_delimiter(first))
    columns: list[str] | None = None
    while True:
        place = f"{name}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Skipped(
                place, f"the table is broken here: {error}; nothing below is read", "is a quotation mark not closed?"
            )
            return
        if row is None:
            break
        if not any(cell.strip() for cell in row) or (columns is None and row[0] == "sep="):
            continue  # Excel names the delimiter in a line of its own
        if columns is None:
            columns = _columns(row)
            if columns is not _OF_TRAFILATURA:
                if not _names_a_text(columns, names):
                    yield _without_text(name, columns)
                    return
                continue
        yield record_of(_fields(columns, row), place, names, decoded.notes)
    if columns is None:
        yield Skipped(name, "the table is empty")


def _ended(lines: Iterator[Line]) -> Iterator[str]:
    return (f"{line.text}\n" for line in lines)


def _delimiter(lines: list[Line]) -> str:
    """Return what is between cells: that with which most rows have as many cells as the first, and most cells."""
    best, most = ",", (0, 0)
    if lines and (named := _SEPARATOR.fullmatch(lines[0].text.strip())):
        return named[1]
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(_ended(iter(lines)), delimiter=delimiter) if row]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        score = (sum(len(row) == width for row in rows) * 100 // max(len(rows), 1), width)
        if width > 1 and score > most:
            best, most = delimiter, score
    return best


def _columns(row: list[str]) -> list[str]:
    if len(row) == len(_OF_TRAFILATURA) and row[0].startswith(("http://", "https://")):
        return _OF_TRAFILATURA
    return [cell.strip() for cell in row]


def _names_a_text(columns: list[str], names: Mapping[str, str]) -> bool:
    mapped = {field for field, target in names.items() if target == "text"}
    return any(plain_name(column) in TEXTS or column in mapped for column in columns)


def _without_text(name: str, columns: list[str]) -> Skipped:
    shown = ", ".join(column for column in columns[:12] if column)
    return Skipped(
        f"{name}:1",
        f"no column is known as the text; the first line names {shown or 'none'}",
        "say which column has the text, for example --map Story=text",
    )


def _fields(columns: list[str], row: list[str]) -> dict[str, Value]:
    """Return the cells of a row by their columns, without empty ones."""
    fields: dict[str, Value] = {}
    for column, cell in zip(columns, row, strict=False):
        if column and cell.strip() and not (columns is _OF_TRAFILATURA and cell == "null"):
            fields.setdefault(column, _value(cell))
    return fields


def _value(cell: str) -> Value:
    """Return a cell; one with a list of texts as Python writes it, which newspaper4k does, is a list."""
    if cell.startswith(("['", '["')) and cell.endswith("]") and len(cell) < _LONGEST_LIST:
        try:
            found = ast.literal_eval(cell)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return cell
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
    return cell
