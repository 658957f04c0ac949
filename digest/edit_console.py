"""Edits as text: what would be changed as a unified diff, and what was changed as one line a file."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from digest.model.reports.edit import Edited, EditedFile

_LINE_END = re.compile(r"\r\n|\r|\n")
_RED, _GREEN, _CYAN, _BOLD, _RESET = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
_COLOURS = {"-": _RED, "+": _GREEN, "@": _CYAN}


def tell_edit(edited: Edited, command: str, *, written: bool, colour: bool) -> Iterator[str]:
    """Give what to print of an edit: if it was not written, how each file would change, and how to have it written."""
    if edited.failed:
        yield from _tell_failure(edited, command, colour=colour)
        return
    for file in edited.files:
        if written:
            yield f"{_shown(file.file)}: {'changed' if file.before is not None else 'new'}"
        else:
            yield from format_diff(file, colour=colour)
    for note in edited.notes:
        yield f"note: {_shown(note)}"
    if not written:
        yield "Nothing was changed; add --write to do it."


def _tell_failure(edited: Edited, command: str, *, colour: bool) -> Iterator[str]:
    """Give why nothing was done, and on a second line what to write instead."""
    severity = f"{_RED}error{_RESET}" if colour else "error"
    if edited.refused is None:
        yield "Nothing was changed: mend this first."
    else:
        yield f"digest {command}: {severity}: {_shown(str(edited.refused))}"
    if edited.refused and edited.refused.hint:
        yield f"    {_shown(edited.refused.hint)}"


def format_diff(file: EditedFile, *, colour: bool) -> Iterator[str]:
    """Give how a file changes, as `diff -u` does; what steers a terminal is made visible, and ends of lines are left out."""
    old = _lines(file.before or b"")
    new = _lines(file.after)
    names = (f"a/{file.file}" if file.before is not None else "/dev/null", f"b/{file.file}")
    for number, line in enumerate(unified_diff(old, new, *names, lineterm="")):
        text = _shown(line)
        if not colour:
            yield text
        elif number < 2:
            yield f"{_BOLD}{text}{_RESET}"
        else:
            yield f"{_COLOURS[line[0]]}{text}{_RESET}" if line[0] in _COLOURS else text


def _lines(raw: bytes) -> list[str]:
    lines = _LINE_END.split(raw.decode(errors="replace"))
    return lines if lines[-1] else lines[:-1]


def _shown(text: str) -> str:
    return "".join(one if one.isprintable() or one == "\t" else f"\\x{ord(one):02x}" for one in text)
