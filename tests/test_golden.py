"""A small site with every feature once: its whole output, byte for byte, as it was last agreed on."""

import difflib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from tests.cards import CARD, alike, shows_the_same
from tests.sites import built, modules, tree, write_site

FOLDER = Path(__file__).parent / "golden"
EXPECTED = FOLDER / "expected"
MENDED = "UPDATE_GOLDEN=1 pytest tests/test_golden.py writes the expectation anew; look at the difference before it is committed"


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> Iterator[str]:
    """Give one paragraph for each file that is not as expected."""
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            yield f"{path} is missing"
        elif path not in expected:
            yield f"{path} is new"
        elif path == CARD:  # its bytes depend on the version of a library
            if not alike(expected[path], found[path]):
                yield f"{path} is another picture"
        elif expected[path] != found[path]:
            old, new = (raw.decode(errors="replace").splitlines() for raw in (expected[path], found[path]))
            lines = list(difflib.unified_diff(old, new, f"expected/{path}", f"site/{path}", lineterm="", n=1))
            yield "\n".join(line[:300] for line in lines[:20])


def test_the_whole_site_is_as_it_was(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "source", tmp_path / "source")
    with modules(pagefind_bin=None):  # the index of the search is made by another program
        found = built(tmp_path / "source")
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, raw in found.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(raw)
    different = list(differences(tree(EXPECTED), found))
    assert not different, "\n\n".join([*different[:15], f"{len(different)} files differ.", MENDED])


def test_the_picture_of_a_site_that_differs_in_one_word_is_another_one(tmp_path: Path) -> None:
    config = f"id: {UUID(int=1)}\ntitle: Ferry Notes\ndescription: What happened to the ferries of Lake Orla.\nbase_url: https://ferries.example/notes/\n"
    expected = tree(EXPECTED)[CARD]
    for number, (old, new) in enumerate((("Ferry", "Ferry"), ("Ferry", "Furry"), ("Lake", "Lade"), ("notes", "news"))):
        found = built(write_site(tmp_path / str(number), {}, config.replace(old, new)))[CARD]
        same = new in {"Ferry", "news"}  # only the host is drawn
        assert (alike(expected, found), shows_the_same(expected, found)) == (same, same)


def test_the_golden_site_is_small() -> None:
    sizes = [file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()]
    assert sum(sizes) < 400_000


def test_a_text_that_is_not_published_is_in_no_file_of_it() -> None:
    hidden = (b"not shown", b"in no output", b"A draft", b"taken back")
    assert [path for path, raw in tree(EXPECTED).items() for words in hidden if words in raw] == []
