"""The commands that edit content: their arguments, their call, and their words on the terminal."""

import argparse
import gc
import json
import re
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.cli.options import add_folder_option, now, wants_colour
from digest.cli.refusal import format_refusal, refusal_data
from digest.cli.report import diagnostics_data, format_diagnostics
from digest.model.reports.edit import Edited, EditedFile

if TYPE_CHECKING:
    from digest.model.reports.edit import EditCommand, EditRequest


_LINE_END = re.compile(r"\r\n|\r|\n")
_RED, _GREEN, _CYAN, _BOLD, _RESET = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
_COLOURS = {"-": _RED, "+": _GREEN, "@": _CYAN}


def format_edit(edited: Edited, command: str, *, written: bool, colour: bool) -> Iterator[str]:
    """Return the lines to print after an edit: if it was not written, the diff of each file and how to write it."""
    if edited.failed:
        yield from _format_failure(edited, command, colour=colour)
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


def _format_failure(edited: Edited, command: str, *, colour: bool) -> Iterator[str]:
    """Return the lines that say why nothing was done, and what to do instead."""
    if edited.refused is None:
        yield "Nothing was changed: mend this first."
    else:
        yield from format_refusal(command, str(edited.refused), edited.refused.hint, colour=colour)


def format_diff(file: EditedFile, *, colour: bool) -> Iterator[str]:
    """Return the diff of a file, as `diff -u` prints it, without line ends; control characters are escaped."""
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


_EPILOG = """\
Without --write nothing is changed: the command shows what it would change, as a diff. Everything
else in a file stays as it is, to the byte. To undo a change, use git: git diff shows it,
git restore content takes it back.
exit codes: 0 done, or shown; 1 nothing was changed: something has to be mended first, or it
cannot be done; 2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""
_ARTICLE = "its id, its file, its address or its URL"
_INCIDENT = "its id, its slug, its file, its address or its URL"


class _Command(NamedTuple):
    """The texts of a command for `--help`: a few words, some sentences, and an example."""

    help: str
    description: str
    example: str


_COMMANDS: "dict[EditCommand, _Command]" = {
    "rename": _Command(
        "give an article, an incident or a page another address",
        "Write slug: NEW into the file of an article, an incident or a page; an incident that has none gets one. Its id stays, so "
        "that subscribers see nothing twice, and the next build leads its old address to the new one.",
        "digest rename key-bridge-collapse francis-scott-key-bridge-collapse --write",
    ),
    "merge": _Command(
        "make several incidents one",
        "Let one incident stand for others that turned out to be the same: their articles go over to it, and their pages and feeds "
        "lead there.",
        "digest merge harbour-fire quay-fire --into pier-9-fire --write",
    ),
    "split": _Command(
        "move some articles of an incident to another one",
        "Let some articles of an incident report on another one, which may be new.",
        "digest split pier-9-fire second-fire.md content/articles/arrest.md --into ferry-fire --write",
    ),
    "withdraw": _Command(
        "take an article back, and say why",
        "Write status: withdrawn and withdrawal: with the date and the reason into an article. Its page says both and nothing else "
        "of it; feeds, lists, data and counts leave it out.",
        'digest withdraw crane-falls --reason "The report named the wrong company." --write',
    ),
    "restore": _Command(
        "publish a withdrawn article again",
        "Take status: and withdrawal: out of a withdrawn article.",
        "digest restore crane-falls --write",
    ),
    "correct": _Command(
        "add a correction to an article, dated now",
        "Add an entry to corrections: of an article, with this minute as its date. It shows on the article, on its incidents and on "
        "the page of corrections. The mistake in the text itself is yours to mend.",
        'digest correct crane-falls "The crane stood on pier 8, not on pier 9." --write',
    ),
    "update": _Command(
        "add an update to an article, dated now",
        "Add an entry to updates: of an article, with this minute as its date. It is an item of its own in feeds.",
        'digest update crane-falls "The pier is open again." --title "Pier open again" --write',
    ),
    "status": _Command(
        "say where matters stand with an incident, dated now",
        "Add an entry to status: of an incident, with this minute or --date as its date. It is shown first on the incident's page, and "
        "is an item of its own in feeds. An incident that has no file gets one.",
        'digest status pier-9-fire "The pier is open again." --source https://gazette.example/pier --write',
    ),
}
_INTERRUPTED = "every file is whole; git diff shows what was changed"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of all commands that edit content."""
    from textwrap import fill

    for name, texts in _COMMANDS.items():
        parser = commands.add_parser(
            name,
            help=texts.help,
            description=fill(texts.description, 100),
            epilog=f"example:\n  {texts.example}\n\n{_EPILOG}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.set_defaults(
            command=name, run=run, interrupted=_INTERRUPTED, into="", text="", title="", date="", source=""
        )
        _add_names(parser, name)
        parser.add_argument("--write", action="store_true", help="make the change; without it, only show it")
        parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
        add_folder_option(parser)
        parser.add_argument(
            "--now",
            metavar="MOMENT",
            help="edit as of then, such as 2026-01-31T12:00Z (default: SOURCE_DATE_EPOCH, else the clock)",
        )


def _add_names(parser: argparse.ArgumentParser, command: "EditCommand") -> None:
    """Add the arguments of a command: the ids or files it is about, and the texts it writes."""
    match command:
        case "rename":
            parser.add_argument("names", metavar="OLD", nargs=1, help=f"what gets another address: {_INCIDENT}")
            parser.add_argument("into", metavar="NEW", help="the last part of its new address, such as bridge-collapse")
        case "merge":
            parser.add_argument("names", metavar="INCIDENT", nargs="+", help=f"an incident to be merged: {_INCIDENT}")
            parser.add_argument("--into", metavar="INCIDENT", required=True, help="the incident that replaces them")
        case "split":
            parser.add_argument(
                "names", metavar="INCIDENT", nargs=1, help=f"the incident that loses articles: {_INCIDENT}"
            )
            parser.add_argument("more", metavar="ARTICLE", nargs="+", help=f"an article that goes over: {_ARTICLE}")
            parser.add_argument(
                "--into", metavar="NEW", required=True, help="an incident that there is, or the name of a new one"
            )
        case "status":
            parser.add_argument("names", metavar="INCIDENT", nargs=1, help=f"the incident: {_INCIDENT}")
        case _:
            parser.add_argument("names", metavar="ARTICLE", nargs=1, help=f"the article: {_ARTICLE}")
    if command == "withdraw":
        parser.add_argument(
            "--reason", dest="text", metavar="TEXT", required=True, help="why, in words that readers will see"
        )
    if command in {"correct", "update", "status"}:
        parser.add_argument("text", metavar="TEXT", help="what is said, in quotes; Markdown")
    if command == "update":
        parser.add_argument("--title", metavar="TEXT", default="", help="its headline")
    if command == "status":
        parser.add_argument(
            "--date",
            metavar="DATE",
            default="",
            help="since when it is so, such as 2026-01-31, 2026-01 or 2026-01-31T12:00 (default: now)",
        )
        parser.add_argument("--source", metavar="SOURCE", default="", help="who says so: a URL or a name")


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Edit content, or print what would change; return the exit code."""
    from digest.app.edit import edit_content

    _check_date(parser, options.date)
    gc.disable()
    edited = edit_content(Path(options.folder), request_of(options), now(parser, options.now), write=options.write)
    if options.json:
        print(json.dumps(edit_data(edited, written=options.write), ensure_ascii=False, indent=2))
        return int(edited.failed)
    stream = sys.stderr if edited.failed else sys.stdout
    colour = wants_colour(stream)
    found = format_diagnostics(edited.diagnostics, "quiet", colour=colour)
    for line in (*found, *format_edit(edited, options.command, written=options.write, colour=colour)):
        print(line, file=stream)
    return int(edited.failed)


def _check_date(parser: argparse.ArgumentParser, given: str) -> None:
    """Exit with code 2 if the date of a command line is none."""
    if given:
        from zoneinfo import ZoneInfo

        from digest.reading.yaml.dates import BadDateError, parse_moment

        try:
            parse_moment(given, ZoneInfo("UTC"), coarse=True)
        except BadDateError as problem:
            parser.error(f"argument --date: {problem}")


def edit_data(edited: Edited, *, written: bool) -> dict[str, object]:
    """Return the report of an edit as values for JSON: each file with its diff, in lines."""
    refused = edited.refused
    return {
        "exit": int(edited.failed),
        "written": written and not edited.failed,
        "files": [
            {"file": one.file, "new": one.before is None, "diff": list(format_diff(one, colour=False))}
            for one in edited.files
        ],
        "notes": list(edited.notes),
        "error": None if refused is None else refusal_data(str(refused), refused.hint),
        "diagnostics": diagnostics_data(edited.diagnostics),
    }


def request_of(options: argparse.Namespace) -> "EditRequest":
    """Return the edit that the command line asks for."""
    from digest.model.reports.edit import EditRequest

    names = (*options.names, *getattr(options, "more", ()))
    return EditRequest(options.command, names, options.into, options.text, options.title, options.date, options.source)
