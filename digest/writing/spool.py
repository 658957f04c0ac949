"""The spool of an import: what was collected, on the disk, so that memory stays flat and an import that was interrupted goes on.

SQLite keeps each step whole if the process is killed. The database is in `.digest/import/`, or in a temporary folder if nothing is to be
written there, and is removed when the import is done.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_FORM = "digest spool 1"
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, taken INTEGER, done INTEGER) WITHOUT ROWID;
CREATE TABLE article (number INTEGER PRIMARY KEY, rank TEXT, key TEXT, outlet TEXT, packed BLOB, path TEXT, outcome TEXT, removed INTEGER);
CREATE INDEX ranked ON article (rank);
CREATE INDEX waiting ON article (rank, number) WHERE outcome = '';
CREATE INDEX placed ON article (path);
CREATE TABLE line (key INTEGER PRIMARY KEY, articles INTEGER);
CREATE TABLE note (number INTEGER PRIMARY KEY, article INTEGER, kind TEXT, code TEXT, message TEXT, hint TEXT, outlet TEXT, place TEXT);
CREATE TABLE record (key TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;
CREATE TABLE name (name TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;
CREATE INDEX named ON name (path);
CREATE TABLE known (number INTEGER PRIMARY KEY, path TEXT, packed BLOB);
CREATE INDEX known_at ON known (path);
CREATE TABLE probe (probe INTEGER, known INTEGER, PRIMARY KEY (probe, known)) WITHOUT ROWID;
CREATE INDEX probed ON probe (known);
CREATE INDEX grouped ON note (kind, code, message, hint);
CREATE INDEX noted ON note (article);
"""
# In KiB: what SQLite keeps of a database in memory.
_CACHE = 32_000
# In bytes. The filter says which lines were seen once; only others are counted in the database.
_LEAST_FILTER, _MOST_FILTER = 1 << 20, 1 << 26
_FILTER_PER_ARTICLE = 64
_COUNTED_AT_ONCE = 50_000
# So many articles are compared with one: a hash that more have in common, such as that of a notice, says nothing.
_MOST_LIKE = 200


class Spooled(NamedTuple):
    """An article in the spool: its number, the key of what was collected, its outlet, and its packed value."""

    number: int
    key: str
    outlet: str
    packed: bytes


class SpooledNote(NamedTuple):
    """What is said of an article in the report. `kind` is a kind of a note or of a group; `place` is where the text was."""

    kind: str
    code: str
    message: str
    hint: str
    outlet: str
    place: str


class Outcome(NamedTuple):
    """What becomes of an article: `planned`, then `written`; or `known`, `repeated` or `skipped`. `removed` counts lines taken out of it.

    `path` is that of its file, or of the file that it repeats.
    """

    number: int
    outcome: str
    path: str
    notes: Sequence[SpooledNote] = ()
    removed: int = 0


class SpooledKeys(NamedTuple):
    """By what an article is known again: the packed keys, and the hashes of what two articles that may be the same have in common."""

    packed: bytes
    probes: Sequence[int]


@contextmanager
def open_spool(folder: Path | None, meant: str) -> Iterator["Spool"]:
    """Open the spool in a folder, or in a temporary one, which is removed after the block.

    A spool of another import than the one that is `meant`, or one that is damaged, is begun anew.
    """
    with tempfile.TemporaryDirectory(prefix="digest-import-") if folder is None else _kept(folder) as place:
        file = Path(place, "spool.sqlite")
        spool = _opened(file, meant)
        try:
            yield spool
        finally:
            spool.close()


@contextmanager
def _kept(folder: Path) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    yield str(folder)


def _opened(file: Path, meant: str) -> "Spool":
    form = f"{_FORM} {meant}"
    with suppress(sqlite3.DatabaseError):
        spool = Spool(file)
        if spool.about("form") == form:
            return spool
        spool.close()
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()
    spool = Spool(file)
    spool.begin(form)
    return spool


def remove_spool(folder: Path) -> None:
    """Remove the spool of an import that is done."""
    for file in folder.glob("spool.sqlite*"):
        file.unlink()
    with suppress(OSError):  # the report of removed lines is in the same folder
        folder.rmdir()


class Spool:
    """The database. Nothing is kept until `save`: what a killed process did after that is done again."""

    def __init__(self, file: Path) -> None:
        """Open the database. Raise `sqlite3.DatabaseError` if the file is none."""
        self._base = sqlite3.connect(file, isolation_level=None, cached_statements=64)
        # A crash of the whole machine may damage it: then it is begun anew.
        for setting in ("journal_mode = TRUNCATE", "synchronous = OFF", f"cache_size = -{_CACHE}", "temp_store = FILE"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("BEGIN")

    def begin(self, form: str) -> None:
        """Make the tables."""
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self.note_about("form", form)
        self.save()

    def save(self) -> None:
        """Keep all that was done."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def close(self) -> None:
        """Close the database; what was not saved is lost."""
        self._base.close()

    def about(self, name: str) -> str:
        """Return a value that was noted; empty if there is none."""
        with suppress(sqlite3.OperationalError):  # a new file has no tables
            for (value,) in self._base.execute("SELECT value FROM about WHERE name = ?", (name,)):
                return str(value)
        return ""

    def note_about(self, name: str, value: str) -> None:
        """Note a value by a name."""
        self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    # What was collected.

    def source(self, name: str) -> tuple[int, bool]:
        """Return how many texts of a source were taken, and whether that is all of them."""
        for taken, done in self._base.execute("SELECT taken, done FROM source WHERE name = ?", (name,)):
            return int(taken), bool(done)
        return 0, False

    def note_source(self, name: str, taken: int, *, done: bool) -> None:
        """Note how many texts of a source were taken."""
        self._base.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", (name, taken, int(done)))

    def add(self, rank: str, key: str, outlet: str, packed: bytes) -> int:
        """Add an article, and return its number. Articles are later taken in the order of their `rank`."""
        statement = (
            "INSERT INTO article (rank, key, outlet, packed, path, outcome, removed) VALUES (?, ?, ?, ?, '', '', 0)"
        )
        return int(self._base.execute(statement, (rank, key, outlet, packed)).lastrowid or 0)

    def articles(self) -> Iterator[Spooled]:
        """Return all articles, in the order in which they were collected."""
        for row in self._base.execute("SELECT number, key, outlet, packed FROM article ORDER BY number"):
            yield Spooled(*row)

    def unfinished(self, most: int) -> list[Spooled]:
        """Return the next articles without an outcome, by rank."""
        statement = "SELECT number, key, outlet, packed FROM article WHERE outcome = '' ORDER BY rank, number LIMIT ?"
        return [Spooled(*row) for row in self._base.execute(statement, (most,))]

    def count(self) -> int:
        """Return how many articles were collected."""
        return int(self._base.execute("SELECT count(*) FROM article").fetchone()[0])

    def count_before(self, rank: str) -> int:
        """Return how many articles with a date come before a rank."""
        statement = "SELECT count(*) FROM article WHERE rank >= '0' AND rank < ?"
        return int(self._base.execute(statement, (rank,)).fetchone()[0])

    # Lines that are repeated.

    def count_lines(self, lines: Iterable[Sequence[int]], articles: int) -> None:
        """Count in how many articles each line is: of each article, the keys of its lines. `articles` is about how many there are.

        A filter (Bloom, 1970) knows which lines were seen once, so that the many that are in one article only need no room.
        """
        size = min(max(articles * _FILTER_PER_ARTICLE, _LEAST_FILTER), _MOST_FILTER)
        seen, bits = bytearray(size), size * 8
        counted: dict[int, int] = {}
        for keys in lines:
            for key in keys:
                first, second = key % bits, (key >> 20) * 2654435761 % bits
                if seen[first >> 3] & 1 << (first & 7) and seen[second >> 3] & 1 << (second & 7):
                    counted[key] = counted.get(key, 0) + 1
                else:
                    seen[first >> 3] |= 1 << (first & 7)
                    seen[second >> 3] |= 1 << (second & 7)
            if len(counted) > _COUNTED_AT_ONCE:
                self._add_counts(counted)
                counted = {}
        self._add_counts(counted)

    def _add_counts(self, counted: dict[int, int]) -> None:
        # The first time a line was seen is not among its counts.
        self._base.executemany(
            "INSERT INTO line VALUES (?, ? + 1) ON CONFLICT (key) DO UPDATE SET articles = articles + excluded.articles - 1",
            sorted(counted.items()),
        )

    def articles_with(self, key: int) -> int:
        """Return how many articles have a line, by its key; 1 if no other one has it."""
        for (articles,) in self._base.execute("SELECT articles FROM line WHERE key = ?", (key,)):
            return int(articles)
        return 1

    # What became of the articles.

    def finish(self, one: Outcome) -> None:
        """Note what becomes of an article."""
        self._base.execute(
            "UPDATE article SET outcome = ?, path = ?, removed = ? WHERE number = ?",
            (one.outcome, one.path, one.removed, one.number),
        )
        self.add_notes(one.notes, one.number)

    def mark(self, number: int, outcome: str) -> None:
        """Note that what was planned has happened."""
        self._base.execute("UPDATE article SET outcome = ? WHERE number = ?", (outcome, number))

    def planned(self) -> list[tuple[int, str]]:
        """Return the numbers and paths of articles that are planned and not written."""
        return self._base.execute(
            "SELECT number, path FROM article WHERE outcome = 'planned' ORDER BY number"
        ).fetchall()

    def forget(self, number: int, path: str) -> None:
        """Forget what was decided on an article."""
        self._base.execute("UPDATE article SET outcome = '', path = '', removed = 0 WHERE number = ?", (number,))
        self._base.execute("DELETE FROM note WHERE article = ?", (number,))
        self._base.execute("DELETE FROM probe WHERE known IN (SELECT number FROM known WHERE path = ?)", (path,))
        for table in ("known", "name", "record"):
            self._base.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - names of our own tables

    def is_planned(self, path: str) -> bool:
        """Return whether an article of this import is, or becomes, the file at a path."""
        found = self._base.execute(
            "SELECT 1 FROM article WHERE path = ? AND outcome IN ('planned', 'written')", (path,)
        )
        return found.fetchone() is not None

    def add_notes(self, notes: Iterable[SpooledNote], article: int = 0) -> None:
        """Add what the report says of an article, or of what became none."""
        self._base.executemany(
            "INSERT INTO note (article, kind, code, message, hint, outlet, place) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((article, *note) for note in notes),
        )

    # What is known.

    def add_record(self, key: str, path: str) -> None:
        """Note that what was collected became the file at a path, or repeats it."""
        self._base.execute("INSERT OR REPLACE INTO record VALUES (?, ?)", (key, path))

    def path_of_record(self, key: str) -> str:
        """Return the path of what became of the same input before; empty if nothing did."""
        found = self._base.execute("SELECT path FROM record WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def take_name(self, name: str, path: str) -> None:
        """Note that a name is taken by the file at a path."""
        self._base.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (name, path))

    def holder_of(self, name: str) -> str:
        """Return the path of the file that has taken a name; empty if none has."""
        found = self._base.execute("SELECT path FROM name WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def add_known(self, keys: SpooledKeys, path: str) -> None:
        """Note by what the article at a path is known again."""
        number = self._base.execute("INSERT INTO known (path, packed) VALUES (?, ?)", (path, keys.packed)).lastrowid
        self._base.executemany("INSERT OR IGNORE INTO probe VALUES (?, ?)", ((one, number) for one in keys.probes))

    def like(self, probes: Sequence[int]) -> list[tuple[str, bytes]]:
        """Return the paths and the packed keys of articles that have one of these hashes, in the order in which they were noted."""
        marks = ", ".join("?" * len(probes))
        inner = f"SELECT known FROM probe WHERE probe IN ({marks})"  # noqa: S608 - question marks only
        statement = f"SELECT path, packed FROM known WHERE number IN ({inner}) ORDER BY number LIMIT {_MOST_LIKE}"  # noqa: S608
        return self._base.execute(statement, tuple(probes)).fetchall()

    # The report.

    def outcomes(self) -> dict[str, int]:
        """Return how many articles had each outcome."""
        return dict(self._base.execute("SELECT outcome, count(*) FROM article GROUP BY outcome"))

    def removed(self) -> int:
        """Return how many lines were taken out of articles."""
        return int(self._base.execute("SELECT total(removed) FROM article").fetchone()[0])

    def count_noted(self, kind: str) -> tuple[int, int]:
        """Return how many notes of a kind there are, and how many articles have one."""
        statement = "SELECT count(*), count(DISTINCT article) FROM note WHERE kind = ?"
        notes, articles = self._base.execute(statement, (kind,)).fetchone()
        return int(notes), int(articles)

    def paths(self, outcome: str, most: int) -> tuple[str, ...]:
        """Return the paths of articles with an outcome, sorted."""
        statement = "SELECT path FROM article WHERE outcome = ? ORDER BY path LIMIT ?"
        return tuple(str(path) for (path,) in self._base.execute(statement, (outcome, most)))

    def groups(self) -> Iterator[tuple[str, str, str, str, int]]:
        """Return kind, code, message and hint of all notes that say the same, and how many there are, the most first."""
        columns = "kind, code, message, hint"
        statement = f"SELECT {columns}, count(*) AS n FROM note GROUP BY {columns} ORDER BY kind, n DESC, message"  # noqa: S608 - our own
        yield from self._base.execute(statement).fetchall()

    def places(self, group: tuple[str, str, str, str], most: int) -> tuple[str, ...]:
        """Return the first places of notes that say the same."""
        statement = (
            "SELECT place FROM note WHERE kind = ? AND code = ? AND message = ? AND hint = ? ORDER BY number LIMIT ?"
        )
        return tuple(str(place) for (place,) in self._base.execute(statement, (*group, most)))

    def by_outlet(self, kind: str) -> Iterator[tuple[str, str, int]]:
        """Return the code and the outlet of all notes of a kind, and how many there are, the most first."""
        statement = "SELECT code, outlet, count(*) AS n FROM note WHERE kind = ? GROUP BY code, outlet ORDER BY code, n DESC, outlet"
        yield from self._base.execute(statement, (kind,)).fetchall()
