"""Every diagnostic has a broken example: a site with one mistake, and exactly what digest says of it.

`tests/broken/<code>/` is such a site (`<code>--<variant>/` a further one), `expected.txt` in it what is printed. What git cannot store
as files is made by a function of `tests/broken_made.py`.
"""

import ast
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from tests.broken_made import MADE
from tests.sites import Ended, build

BROKEN = Path(__file__).parent / "broken"
PACKAGE = Path(__file__).parents[1] / "digest"
MAKERS = {"error", "warn", "warning", "fail", "required", "_TooMuchError"}


@cache
def codes() -> frozenset[str]:
    """Give every code that a diagnostic is made with anywhere in digest."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).rpartition(".")[2] in MAKERS:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.add(code.value)
    return frozenset(found)


def said(ended: Ended) -> str:
    """Give the diagnostics that were printed, without the line that sums up, and with every new UUID made the same one."""
    lines = ended.err.splitlines()
    if ended.code:
        assert lines.pop().startswith("Nothing was published: ")
    return "".join(re.sub(r"id: [0-9a-f-]{36}$", "id: 00000000-0000-4000-8000-000000000000", line) + "\n" for line in lines)


def check(ended: Ended, strict: Ended, expected: str) -> None:
    code = 1 if ": error: " in expected else 0
    assert (said(ended), ended.code) == (expected, code)
    assert (said(strict), strict.code) == (expected, 1)


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    examples = {folder.name.partition("--")[0] for folder in BROKEN.iterdir()} | {name.partition("--")[0] for name in MADE}
    assert examples == codes()


def test_every_code_is_words_joined_by_hyphens() -> None:
    assert {code for code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)} == set()


def test_diagnostics_are_made_by_the_functions_that_this_test_looks_for() -> None:
    direct = {
        file.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Diagnostic"
    }
    assert direct == {"diagnostic.py"}


@pytest.mark.parametrize("name", sorted(folder.name for folder in BROKEN.iterdir()))
def test_a_broken_site_is_told_what_to_mend(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(BROKEN / name, tmp_path / "site", ignore=shutil.ignore_patterns("expected.txt"))
    expected = (BROKEN / name / "expected.txt").read_text(encoding="utf-8")
    assert re.findall(r" \[([a-z0-9-]+)\]$", expected, re.MULTILINE) == [name.partition("--")[0]]
    strict = build(folder, "--strict")
    assert not (folder / "site").exists()
    check(build(folder), strict, expected)


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_broken_site_that_no_repository_can_hold_is_told_what_to_mend(name: str, tmp_path: Path) -> None:
    run, expected = MADE[name]
    assert re.findall(r" \[([a-z0-9-]+)\]$", expected, re.MULTILINE) == [name.partition("--")[0]]
    check(run(tmp_path / "first", ()), run(tmp_path / "second", ("--strict",)), expected)
