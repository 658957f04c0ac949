"""What a site has already, by the names under which an import finds it again. One file at a time, so that memory stays flat."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.adapters.serialization import UnpackError, pack, pack_lines, unpack
from digest.app.importing.folder import parse_document
from digest.app.importing.stages import Stages
from digest.importing.identity import Keys, hash_of, probes_of, reason_of
from digest.importing.placing import Taken as TakenNames
from digest.importing.record import ContentKind, NewArticle, Record
from digest.model.url import fold
from digest.reading.content.source_files import METADATA, TEXTS
from digest.reading.files.bytes import MAXIMUM_BYTES
from digest.reading.files.sources import files_below, lines_of_file, read_below
from digest.writing.files import append
from digest.writing.spool import Spool, SpooledKeys

TAKEN = "taken.jsonl"
_KINDS: tuple[ContentKind, ...] = ("articles", "incidents", "pages")
_TEXT_FIELDS = ("text", "maintext", "raw_text")
# After so many files, what was read is kept.
_SAVED_AT_ONCE = 2000


class Taken(NamedTuple):
    """What was imported once: the key of what was collected, and the path of its file, which an editor may have changed since."""

    key: str
    path: str


class Found(NamedTuple):
    """The article that is here already, and why it is the same. `is_plain` if nothing else is to be expected of importing it again."""

    path: str
    reason: str
    is_plain: bool


class SpooledNames(TakenNames):
    """The names of files and the ids that are taken, on the disk: there may be a million."""

    def __init__(self, spool: Spool, path: str = "") -> None:
        """Take names for the file at a path."""
        super().__init__()
        self._spool = spool
        self._path = path

    def __contains__(self, name: str) -> bool:
        """Return whether a name is taken, on disks that ignore case and Unicode forms, too."""
        return bool(self._spool.holder_of(fold(name)))

    def add(self, *names: str) -> None:
        """Take names."""
        for name in names:
            self._spool.take_name(fold(name), self._path)


def note_keys(spool: Spool, keys: Keys, path: str) -> None:
    """Note by what the article at a path is known again, and that its name and its id are taken."""
    spool.add_known(SpooledKeys(pack(keys), _probes(keys)), path)
    SpooledNames(spool, path).add(*filter(None, (name_at(path), keys.id)))


def find_duplicate(spool: Spool, keys: Keys) -> Found | None:
    """Return the article that is here already; None if there is none."""
    for path, packed in spool.like(_probes(keys)):
        reason = reason_of(keys, unpack(packed, Keys))
        if reason:
            return Found(path, reason, reason == "same URL" or reason.startswith("same id"))
    return None


def _probes(keys: Keys) -> list[int]:
    return [hash_of(probe) >> 1 for probe in probes_of(keys)]  # SQLite's numbers have a sign


def name_at(path: str) -> str:
    """Return the name of a file without its ending, folded: what no two files may have in common."""
    return fold(path.rpartition("/")[2].rpartition(".")[0])


def note_known(spool: Spool, stages: Stages, folder: Path, state: Path) -> Iterator[int]:
    """Note in the spool what is in the site's folder, and what was imported before; return the number of files now and then."""
    count = 0
    for count, article in enumerate(articles_in(folder, stages), 1):
        note_keys(spool, stages.keys_of(article, name_at(article.place)), article.place)
        stages.know_outlet(article)
        if count % _SAVED_AT_ONCE == 0:
            yield count
    for taken in _taken(state / TAKEN):
        spool.add_record(taken.key, taken.path)
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


def articles_in(folder: Path, stages: Stages) -> Iterator[NewArticle]:
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
