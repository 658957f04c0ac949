"""What a site has already, by the names under which an import finds it again. One file at a time, so that memory stays flat."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.adapters.serialization import UnpackError, pack_lines, unpack
from digest.app.importing.folder import parse_document
from digest.app.importing.stages import Stages, names_of
from digest.importing.record import ContentKind, NewArticle, Record
from digest.reading.content.source_files import METADATA, TEXTS
from digest.reading.files.bytes import MAXIMUM_BYTES
from digest.reading.files.sources import files_below, lines_of_file, read_below
from digest.writing.files import append
from digest.writing.spool import Spool

TAKEN = "taken.jsonl"
_KINDS: tuple[ContentKind, ...] = ("articles", "incidents", "pages")
_TEXT_FIELDS = ("text", "maintext", "raw_text")
# After so many files, what was read is kept.
_SAVED_AT_ONCE = 2000


class Taken(NamedTuple):
    """What was imported once: the key of what was collected, and the path of its file, which an editor may have changed since."""

    key: str
    path: str


def note_known(spool: Spool, stages: Stages, folder: Path, state: Path) -> Iterator[int]:
    """Note in the spool what is in the site's folder, and what was imported before; return the number of files now and then."""
    count = 0
    for count, article in enumerate(_articles_in(folder, stages), 1):
        spool.add_names(names_of(stages.keys_of(article), article.place), article.place)
        if count % _SAVED_AT_ONCE == 0:
            yield count
    for taken in _taken(state / TAKEN):
        spool.add_names([("record", taken.key)], taken.path)
    spool.save()
    yield count


def note_taken(state: Path, taken: list[Taken]) -> None:
    """Note what was imported, for later imports of the same."""
    if taken:
        append(state / TAKEN, pack_lines(taken))


def _taken(file: Path) -> Iterator[Taken]:
    for line in lines_of_file(file):
        try:
            yield unpack(line, Taken)
        except UnpackError:
            continue  # a line that was cut off


def _articles_in(folder: Path, stages: Stages) -> Iterator[NewArticle]:
    """Return what the files in `content/` are, whether they can be built or not; its `place` is the path from the site's folder."""
    for kind in _KINDS:
        for path in files_below(folder / "content" / kind):
            if not path.lower().endswith((*TEXTS, *METADATA)):
                continue
            file = f"content/{kind}/{path}"
            try:
                document = parse_document(read_below(folder, file, MAXIMUM_BYTES), file)
            except OSError:
                continue
            if document is None:
                yield NewArticle(file, {}, "", "markdown", kind, is_own=True)
                continue
            fields = dict(document.fields)
            text = document.text or next((str(fields[name]) for name in _TEXT_FIELDS if fields.get(name)), "")
            yield stages.known_article(Record(file, fields, text, "markdown", kind, is_own=True))
