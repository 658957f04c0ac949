"""Plain text, and single files with front matter."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from digest.importing.formats.decode import LONGEST, Decoded
from digest.importing.record import Document, Form, Record, Skipped, Value
from digest.model.reports.imported import Note

#: Reads the front matter of one file, of which the whole text in UTF-8 and the name are given; None if it has none that can be read.
ParseDocument = Callable[[bytes, str], Document | None]

_LONGEST_HEADLINE = 200
_MOST_HEADER_LINES = 6
_URL = re.compile(r"(?:(?:url|source|link|from|original)\s*:\s*)?(https?://[^\s<>\"]+)\Z", re.IGNORECASE)
_NAMED_URL = re.compile(r"(?:url|source|link|original|quelle|fuente)\s*:", re.IGNORECASE)
# Lines of which the story knows nothing, and that the search for dates reads: they stay.
_DATED = re.compile(
    r"(?:first |last )?(?:posted|published|updated|created|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado)\b.*\d",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|par|por|von|من|بقلم)\s*:?\s+((?:\S+\s+){0,11}\S+)\Z", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|headline)\s*:\s*(.+)\Z", re.IGNORECASE)
# A full stop at the end, not that of “St.” or an ellipsis alone, shows a sentence of the story.
_SENTENCE = re.compile(r"(?:.*\s)?\S{3,}[.:;,]['”’\"»)]*\Z", re.DOTALL)
_HEADING = re.compile(r"#\s+(.+?)\s*#*\Z")


def read_text(stream: BinaryIO, name: str, parse: ParseDocument | None = None) -> Iterator[Record | Skipped]:
    """Yield the record of a plain text.

    The headline is the first line if it is short, without a full stop, and followed by an empty line. The lines that are taken as
    headline, author and URL are left empty, so that the others keep their numbers.
    """
    yield from _read(stream, name, "plain", parse)


def read_markdown(stream: BinaryIO, name: str, parse: ParseDocument | None = None) -> Iterator[Record | Skipped]:
    """Yield the record of a Markdown file, with any front matter that `parse` reads."""
    yield from _read(stream, name, "markdown", parse)


def _read(stream: BinaryIO, name: str, form: Form, parse: ParseDocument | None) -> Iterator[Record | Skipped]:
    decoded = Decoded(stream)
    text, is_cut = decoded.read()
    if is_cut:
        yield Skipped(name, f"the text is longer than {LONGEST >> 20} million characters")
        return
    document = parse(text.encode("utf-8", "replace"), name) if parse is not None else None
    fields: dict[str, Value] = dict(document.fields) if document is not None else {}
    notes = decoded.notes
    if document is not None and document.fields:
        text = "\n" * max(document.first_line - 1, 0) + document.text  # so that lines keep their numbers
    lines = text.split("\n")
    if not {"title", "headline", "Title"} & fields.keys():
        found, more = _markdown_title(lines) if form == "markdown" else _header(lines)
        fields, notes = {**found, **fields}, notes + more
    rest = "\n".join(lines).rstrip()
    if not rest.strip():
        yield Skipped(name, "there is no text below its headline" if fields else "the file is empty")
        return
    yield Record(name, fields, rest, form, notes=notes)


def _markdown_title(lines: list[str]) -> tuple[dict[str, Value], tuple[Note, ...]]:
    """Take the first line if it is a heading of the first level."""
    first = _next_line(lines, 0)
    below = lines[first + 1].strip() if first + 1 < len(lines) else ""
    found = _HEADING.match(lines[first].strip()) if first < len(lines) else None
    underlined = len(below) > 1 and not below.strip("=")
    if found is None and not underlined:
        return {}, ()
    title = found[1] if found else lines[first].strip()
    note = _taken("headline", "the first heading is taken as the title", first, lines)
    if found is None:
        lines[first + 1] = ""
    return {"title": title}, (note,)


def _header(lines: list[str]) -> tuple[dict[str, Value], tuple[Note, ...]]:
    """Take the headline, and the author and URL around it; empty their lines."""
    fields: dict[str, Value] = {}
    notes: list[Note] = []
    first = _next_line(lines, 0)
    if first < len(lines) and _URL.match(lines[first].strip()):
        first = _next_line(lines, first + 1)  # the URL above the headline is taken with those below it
    headline = lines[first].strip() if first < len(lines) else ""
    named = _TITLE.match(headline)
    below = lines[first + 1].strip() if first + 1 < len(lines) else ""
    if named or (_is_headline(headline) and (not below or _DATED.match(below) or _header_field(below))):
        fields["title"] = named[1].strip() if named else headline
        notes.append(_taken("headline", "the first line is taken as the title", first, lines))
    beginning = [index for index, line in enumerate(lines[: first + 30]) if line.strip()][
        : _MOST_HEADER_LINES if fields else 1
    ]
    for index in beginning:
        field = _header_field(lines[index].strip())
        if field is not None and field[0] not in fields:
            fields[field[0]] = field[1]
            notes.append(_taken(field[0], f"this line is taken as the {field[2]}", index, lines))
        elif not _DATED.match(lines[index].strip()):
            break
    last = next((index for index in range(len(lines) - 1, -1, -1) if lines[index].strip()), 0)
    if "url" not in fields and _NAMED_URL.match(lines[last].strip()) and (found := _URL.match(lines[last].strip())):
        fields["url"] = found[1]
        notes.append(_taken("url", "the last line is taken as the address of the source", last, lines))
    return fields, tuple(sorted(notes, key=lambda note: note.line))


def _next_line(lines: list[str], start: int) -> int:
    return next((index for index in range(start, len(lines)) if lines[index].strip()), len(lines))


def _is_headline(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_HEADLINE and not _SENTENCE.match(line) and _header_field(line) is None


def _header_field(line: str) -> tuple[str, str, str] | None:
    """Return the field that a line below the headline is, its value, and what it is called; None for a line of the story."""
    if found := _URL.match(line):
        return "url", found[1], "address of the source"
    if len(line) <= 120 and not line.endswith((".", ":", ";", ",", "!", "?")) and (found := _BYLINE.match(line)):
        return ("author", found[1], "author") if _is_name(found[1]) else None
    return None


def _is_name(text: str) -> bool:
    """Return whether words may be names: those that are no particles begin with a capital, or their script has none."""
    words = [word.strip(",;&|()") for word in text.split()]
    small = {
        "and",
        "for",
        "of",
        "the",
        "de",
        "der",
        "den",
        "da",
        "di",
        "du",
        "del",
        "van",
        "von",
        "la",
        "le",
        "et",
        "y",
        "und",
        "staff",
        "bin",
        "al",
    }
    named = [word for word in words if word and word.lower() not in small]
    return bool(named) and all(not word[0].islower() and not word[0].isdigit() for word in named)


def _taken(code: str, message: str, index: int, lines: list[str]) -> Note:
    """Return the note of a line that is taken as a field, and empty the line."""
    text, lines[index] = lines[index].strip(), ""
    return Note("guessed", f"{code}-line", message, index + 1, text)
