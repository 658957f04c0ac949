"""A question mark as the whole value of a field: what an editor has yet to find out. YAML has no such value, and its parsers refuse it."""

import re
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

UNKNOWN = "?"
#: What parsers read in its place: a character for private use, of the same length, so that all positions stay as they are.
STAND_IN = "\uf8ff"

# So many question marks are looked for in one document: each costs parsing it again.
_MOST = 50
_FIELD = re.compile(r"([ \t]*(?:-[ \t]+)*)[\"']?[\w-][\w .-]*[\"']?[ \t]*:[ \t]+")
_REST = re.compile(r"\?[ \t\r]*(?:[ \t]#.*)?")


def parse_with_unknown(text: str, parse: Callable[[str], T], error: type[Exception]) -> T:
    """Return what `parse` makes of a YAML document, with `STAND_IN` for each question mark that is the value of a field.

    Raise the `error` that it raises for anything else. What is a question mark is decided where the parser stops, so that none within a
    text of several lines is touched.
    """
    for _ in range(0 if STAND_IN in text else _MOST):
        try:
            return parse(text)
        except error as problem:
            mark = getattr(problem, "problem_mark", None)
            shown = text if mark is None else _with_stand_in(text, mark.line, mark.column)
            if shown == text:
                raise
            text = shown
    return parse(text)


def _with_stand_in(text: str, line: int, column: int) -> str:
    """Return a document with `STAND_IN` for the question mark at this line and column, both from 0, if it is the value of a field."""
    lines = text.split("\n")
    found = lines[line] if line < len(lines) else ""
    field = _FIELD.fullmatch(found, 0, column)
    if field is None or not _REST.fullmatch(found, column) or _goes_on(lines[line + 1 :], len(field[1])):
        return text
    lines[line] = f"{found[:column]}{STAND_IN}{found[column + 1 :]}"
    return "\n".join(lines)


def _goes_on(below: list[str], indent: int) -> bool:
    """Return whether the value of a field with this indentation goes on in the lines below it."""
    filled = (one for one in below if one.strip() and not one.lstrip().startswith("#"))
    first = next(filled, "")
    return len(first) - len(first.lstrip()) > indent
