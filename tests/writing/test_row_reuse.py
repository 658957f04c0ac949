"""Rows of the data files: what shows the same as before is taken from the file that stands, and never anything else."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.page import Output
from digest.rendering.data.data import NoRows
from digest.writing.row_reuse import DataFiles
from digest.writing.staging import Staging, digest_of_bytes
from tests.laws.folders import scratch

HEAD, TAIL = b"head\n", b"\ntail"
ROWS = {"a": b"first", "b": b"second, longer", "c": b"\n", "d": "größer".encode()}


class Folder:
    """A folder with one data file, made of rows by their keys."""

    def __init__(self, folder: Path, border: bytes = b",\n") -> None:
        self.folder = folder
        self.border = border
        self.file = folder / "site/data/rows.json"
        self.file.parent.mkdir(parents=True)
        self.known: Output | None = None

    def build(self, rows: dict[str, bytes], made_with: str = "x") -> list[str]:
        """Make the file; give the keys of the rows that were made anew."""
        made: list[str] = []

        def making(key: str) -> Callable[[], bytes]:
            def make() -> bytes:
                made.append(key)
                return rows[key]

            return make

        files = DataFiles(self.folder / "site", self.folder / "notes", {"data": made_with})
        with files.rows("data/rows.json", "data", self.known) as found:
            found.set_layout(len(HEAD), len(self.border))
            raw = HEAD + self.border.join([found.recall(key, making(key)) for key in rows]) + TAIL
            assert raw == HEAD + self.border.join(rows.values()) + TAIL
            found.save(Staging(self.folder / "staging"), digest_of_bytes(raw))
        self.file.write_bytes(raw)
        self.known = Output("data/rows.json", "key", digest_of_bytes(raw), len(raw))
        return made


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_only_new_rows_are_made(folder: Folder) -> None:
    assert folder.build(ROWS) == ["a", "b", "c", "d"]
    assert folder.build(ROWS) == []
    assert folder.build({"e": b"new", **ROWS}) == ["e"]
    assert folder.build({key: ROWS[key] for key in "db"}) == []
    assert folder.build(ROWS) == ["a", "c"]


@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.integers(0, 2), max_size=6), min_size=1, max_size=5),
    st.sampled_from([b"", b",\n"]),
)
def test_after_any_changes_the_file_is_what_its_rows_are(states: list[dict[str, int]], border: bytes) -> None:
    """A row is known by its key, which changes with whatever it shows."""
    with scratch() as place:
        folder = Folder(place, border)
        contents = [
            {f"{key}/{version}": f"{key * 9}{version}".encode() for key, version in one.items()} for one in states
        ]
        assert folder.build(contents[0]) == list(contents[0])
        for before, after in pairwise(contents):
            assert folder.build(after) == [key for key in after if key not in before]


def test_nothing_is_known_of_a_file_that_is_not_the_one_that_was_noted(folder: Folder) -> None:
    folder.build(ROWS)
    folder.known = Output("data/rows.json", "key", digest_of_bytes(b"another"), 7)
    assert folder.build(ROWS) == list(ROWS)


def test_nothing_is_known_of_a_file_that_does_not_stand_as_it_should(folder: Folder) -> None:
    folder.build(ROWS)
    folder.known = None
    folder.file.write_bytes(b"spoiled")
    assert folder.build(ROWS) == list(ROWS)


def test_nothing_is_known_of_what_another_program_or_other_settings_made(folder: Folder) -> None:
    folder.build(ROWS)
    assert folder.build(ROWS, made_with="y") == list(ROWS)


def test_what_cannot_be_read_whole_is_made_anew(folder: Folder) -> None:
    folder.build(ROWS)
    folder.file.write_bytes(folder.file.read_bytes()[: len(HEAD) + 8])
    assert folder.build(ROWS) == ["b", "c", "d"]


@pytest.mark.parametrize("spoiled", [b"", b"nonsense", b"[" * 100_000])
def test_a_spoiled_note_says_nothing(folder: Folder, spoiled: bytes) -> None:
    folder.build(ROWS)
    (folder.folder / "notes/rows.json").write_bytes(spoiled)
    assert folder.build(ROWS) == list(ROWS)


def test_where_no_file_stands_every_row_is_made() -> None:
    assert NoRows().recall("a", lambda: b"row") == b"row"
