"""Explain the errors of PyYAML in words for editors."""

import re

from digest.model.diagnostic import Position


def is_too_deep(problem: Exception) -> bool:
    """Return whether the parser stopped because of depth: libyaml reads ahead, and has its own limit since version 0.2.6."""
    return "maximum nesting depth" in str(problem)


def explain(problem: Exception, file: str, first_line: int) -> tuple[Position, str, str]:
    """Return position, message and hint for an error of the parser. `first_line` is the line of the file at which the text begins."""
    opened = any(sign in str(getattr(problem, "context", "")) for sign in ("quoted scalar", "simple key"))
    mark = getattr(problem, "context_mark" if opened else "problem_mark", None)
    position = Position(file, first_line + mark.line, mark.column + 1) if mark else Position(file, first_line, 1)
    problem_text = str(getattr(problem, "problem", None) or problem).splitlines()[0]
    for sign, hint in _HINTS.items():
        if sign in problem_text:
            return position, f"this is not YAML: {problem_text}", hint
    return (
        position,
        f"this is not YAML: {problem_text}",
        "compare it with the line above; a text with special characters goes into quotes",
    )


# Blanks that look like a space, and a colon that looks like one, from word processors and keyboards of other scripts.
_LOOK_ALIKE = re.compile(
    "[ \t-]*([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])|[\\w-]+[ \t]*([\uff1a\ufe55\ufe13])"
)


def look_alike(text: str, line: int, file: str, first_line: int) -> tuple[Position, str, str] | None:
    """Return position, message and hint for a character that looks like a space or a colon of YAML, in a line of a text or above it.

    `line` counts from 0 within the text.
    """
    lines = text.split("\n")
    for row in (line, line - 1):
        found = _LOOK_ALIKE.match(lines[row]) if 0 <= row < len(lines) else None
        if found is not None:
            group = 1 if found[1] else 2
            meant, written = ("a space",) * 2 if group == 1 else ("a colon", "a colon and a space")
            position = Position(file, first_line + row, found.start(group) + 1)
            message = f"this is not YAML: U+{ord(found[group]):04X} looks like {meant}, and is another character"
            return position, message, f"write {written} in its place"
    return None


_HINTS = {
    "found a tab character": "indent with spaces, never with tabs",
    "mapping values are not allowed": 'put quotes around a text that holds a colon, such as title: "Bridge: the facts"',
    "cannot start any token": "put quotes around a text that begins with a special character; indent with spaces, never with tabs",
    "did not find expected key": "check the quotes and the indentation of this line and of the one above",
    "did not find expected '-' indicator": "give every entry of a list the same indentation",
    "unexpected end of stream": "close the quotes or the bracket that were opened before",
    "could not find expected ':'": "write a colon and a space after the field's name",
    "did not find expected alphabetic": "put quotes around a text that begins with * or &",
    "special characters are not allowed": "delete the invisible control character",
}
