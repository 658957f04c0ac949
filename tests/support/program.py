"""The source of digest itself, parsed once in each process, for tests of rules that code has to keep."""

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

PACKAGE = Path(__file__).parents[2] / "digest"


@cache
def syntax_trees() -> Mapping[Path, ast.Module]:
    """Return the syntax tree of each module, by its file; the files are sorted."""
    files = sorted(PACKAGE.rglob("*.py"))
    return MappingProxyType({file: ast.parse(file.read_text(encoding="utf-8")) for file in files})


def called(call: ast.Call) -> str:
    """Return the name of what is called, without that of the module or value that it belongs to; empty if it has none."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
