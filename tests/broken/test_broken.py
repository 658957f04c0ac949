"""Every diagnostic has a broken example: a site with one mistake, and exactly what digest says of it.

`tests/broken/<code>/` is such a site (`<code>--<variant>/` a further one), `expected.txt` in it what is printed, and `why.md` what the
code means. What git cannot store as files is made by a function of `tests/broken/made.py`: its folder holds nothing else.
"""

import ast
import re
import shutil
from functools import cache, partial
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from digest.model.diagnostic import FOUND_BY_CHECK
from tests.broken.made import MADE
from tests.support.program import called, syntax_trees
from tests.support.sites import Ended, build, check, explained

BROKEN = Path(__file__).parent
FOLDERS = {
    folder.name: folder for folder in sorted(BROKEN.iterdir()) if folder.is_dir() and folder.name != "__pycache__"
}
WORDS = {"expected.txt", "why.md"}  # the files of a folder that are no part of its site
MAKERS = {"error", "warn", "warning", "fail", "required", "_ParseError"}


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Return every call in digest, with the name of its file."""
    calls = ((file.name, node) for file, tree in syntax_trees().items() for node in ast.walk(tree))
    return tuple((name, node) for name, node in calls if isinstance(node, ast.Call))


def codes() -> set[str]:
    """Return every code that a diagnostic is made with anywhere in digest."""
    made_with = [call.args[0] for _, call in calls() if call.args and called(call) in MAKERS]
    return {code.value for code in made_with if isinstance(code, ast.Constant) and isinstance(code.value, str)}


NO_UUID = "00000000-0000-4000-8000-000000000000"


def said(ended: Ended, code: str) -> str:
    """Return the diagnostic that was printed, with every new UUID or salt made the same one.

    Left out are the address of the documentation, which is the same for all of a code, and the line that sums up.
    """
    lines = ended.err.splitlines()
    if ended.code:
        assert lines.pop().startswith(("Nothing was published: ", "Nothing was compared: ", "Checked "))
    assert f"{lines.pop()}\n" == explained(code)
    return "".join(
        re.sub(r"salt: [0-9a-f]{32}$", f"salt: {'0' * 32}", re.sub(r" id: [0-9a-f-]{36}$", f" id: {NO_UUID}", line))
        + "\n"
        for line in lines
    )


def copy_and_run(example: Path, folder: Path, arguments: tuple[str, ...]) -> Ended:
    """Build a copy of an example, or check it, if only that looks for its mistake."""
    command = check if example.name.partition("--")[0] in FOUND_BY_CHECK else build
    return command(shutil.copytree(example, folder, ignore=shutil.ignore_patterns(*WORDS)), *arguments)


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    examples = {name.partition("--")[0] for name in FOLDERS}
    assert examples == codes()


def test_every_code_is_words_joined_by_hyphens() -> None:
    assert {code for code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)} == set()


def test_diagnostics_are_made_by_the_functions_that_this_test_looks_for() -> None:
    assert {name for name, call in calls() if called(call) == "Diagnostic"} == {"diagnostic.py"}


def test_what_is_made_has_a_folder_and_what_is_not_has_a_site_in_it() -> None:
    empty = {name for name, folder in FOLDERS.items() if {file.name for file in folder.iterdir()} <= WORDS}
    assert set(MADE) == empty


def examples() -> list[ParameterSet]:
    """Return the examples: the first of each code for the fast tests, the variants for the slow ones."""
    first = {name.partition("--")[0]: name for name in reversed(FOLDERS)}
    return [pytest.param(name, marks=[] if name in first.values() else [pytest.mark.slow]) for name in FOLDERS]


@pytest.mark.parametrize("name", examples())
def test_a_broken_site_is_told_what_to_mend(name: str, tmp_path: Path) -> None:
    expected = (FOLDERS[name] / "expected.txt").read_text(encoding="utf-8")
    code = name.partition("--")[0]
    assert re.findall(r" \[([a-z0-9-]+)\]$", expected, re.MULTILINE) == [code]
    run = MADE.get(name, partial(copy_and_run, FOLDERS[name]))
    if ": error: " in expected:
        ended = run(tmp_path / "site", ())
        assert (said(ended, code), ended.code) == (expected, 1)
    else:
        strict, ended = run(tmp_path / "strict", ("--strict",)), run(tmp_path / "site", ())
        assert (said(strict, code), strict.code, said(ended, code), ended.code) == (expected, 1, expected, 0)
