"""What a command says if it did not do what it was asked for: on the terminal, and in a report for machines."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from digest.cli.options import wants_colour
from digest.cli.report import diagnostics_data, format_diagnostics, shown
from digest.model.diagnostic import Diagnostic

_RED, _RESET = "\x1b[31m", "\x1b[0m"


def format_refusal(command: str, message: str, hint: str = "", *, colour: bool = False) -> Iterator[str]:
    """Return the lines that say why nothing was done, and what to do instead."""
    severity = f"{_RED}error{_RESET}" if colour else "error"
    yield f"digest {command}: {severity}: {shown(message)}"
    if hint:
        yield f"    {shown(hint)}"


def refusal_data(message: str, hint: str = "") -> dict[str, str]:
    """Return the value of `error` in a report for machines."""
    return {"message": message, "hint": hint}


def print_refusal(
    options: argparse.Namespace,
    message: str,
    hint: str,
    data: dict[str, Any],
    diagnostics: tuple[Diagnostic, ...] = (),
    code: int = 1,
) -> int:
    """Print why nothing was done, and return the exit code. `data` is what else the report for machines has."""
    if options.json:
        report = {"exit": code, **data, "error": refusal_data(message, hint)}
        print(json.dumps(report | {"diagnostics": diagnostics_data(diagnostics)}, ensure_ascii=False, indent=2))
        return code
    colour = wants_colour(sys.stderr)
    lines = format_diagnostics(diagnostics, "quiet", colour=colour)
    for line in (*lines, *format_refusal(options.command, message, hint, colour=colour)):
        print(line, file=sys.stderr)
    return code
