"""`digest import`: its arguments, its question, its call, and its words on the terminal."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from digest import DOCUMENTATION
from digest.cli.options import add_folder_option, now, progress_line
from digest.cli.refusal import print_refusal
from digest.cli.report import plural, shown
from digest.model.reports.imported import Group, Imported, ImportRequest, NotImported, Removal, Unknown

# How many more things may have been made than dropped before garbage is looked for.
_GARBAGE = 100_000

_EPILOG = f"""\
SOURCE is a file, a folder, a pattern in quotes, or - for standard input; digest finds out what it is:
saved pages, plain text, Markdown, JSON, JSONL, CSV and XML of collectors, feeds, WARC, exports of
WordPress and Ghost, and the folders of Jekyll, Hugo, Zola, Eleventy, Pelican, Nikola, Hexo,
Docusaurus, Astro and cState. Packed files (.gz, .xz, .bz2) are unpacked. Nothing is fetched.
Each text becomes one file in content/articles/. No file that is there is changed, and the same text
is not taken twice, so that you can import the same source again when it has grown.
examples:
  digest import saved-pages/ --dry-run       say what would be written, and write nothing
  digest import articles.jsonl --explain     and show each line that is taken out, with the reason
  digest import ../old-blog                  a whole site: drafts stay drafts, old addresses lead on
  digest import "feeds/*.xml" wire.csv       several sources at once
  digest import rows.csv --map ueberschrift=title --map erschienen=date
  zcat dump.json.gz | digest import -        what another program writes
{DOCUMENTATION}import/ says more.
exit codes: 0 imported, 1 a source could not be read, or nothing was written, 2 a wrong command
line, 3 a bug of digest, 130 interrupted: run the same command again, and it goes on.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "import",
        help="make articles of what was collected, or of another tool's site",
        description="Make cleaned articles of files, folders and exports: one file in content/articles/ for each text.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(
        command="import", run=run, interrupted="run the same command again, and it goes on where it was"
    )
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="a file, a folder, a pattern, or - for standard input"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing at all")
    parser.add_argument("--explain", action="store_true", help="show each line that is taken out of a text, and why")
    parser.add_argument(
        "--map",
        metavar="FIELD=NAME",
        dest="names",
        action="append",
        default=[],
        type=_pair,
        help="take a field of the input for one of digest's, such as headline=title or link=source.url; may be repeated",
    )
    _add_announcing(parser)
    add_folder_option(parser)
    parser.add_argument(
        "--now",
        metavar="MOMENT",
        help="import as of then, such as 2026-01-31T12:00Z (default: SOURCE_DATE_EPOCH, else the clock)",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines; ask nothing")
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="print only what went wrong")
    volume.add_argument(
        "-v", "--verbose", action="store_true", help="name every file and every place, not only the first"
    )


def _add_announcing(parser: argparse.ArgumentParser) -> None:
    announced = parser.add_mutually_exclusive_group()
    announced.add_argument(
        "--announce",
        action="store_true",
        default=None,
        help="announce all of it in feeds (default: what is not older than 30 days; on a terminal, you are asked)",
    )
    announced.add_argument(
        "--no-announce", dest="announce", action="store_false", help="announce nothing of it in feeds"
    )


def _pair(text: str) -> tuple[str, str]:
    field, sign, name = text.partition("=")
    if not sign or not field.strip() or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is no pair of names, such as headline=title")
    return field.strip(), name.strip()


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Import the sources, print what became of them, and return the exit code."""
    from digest.app.importing.run import Surroundings, import_sources

    # What was loaded is no garbage, and values have no cycles; libraries make some, which must not pile up.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    moment, started = now(parser, options.now), time.monotonic()
    request = ImportRequest(
        tuple(options.sources), dict(options.names), options.announce, options.dry_run, options.verbose or options.json
    )
    progress = progress_line(options)

    def show(removal: Removal) -> None:
        if options.explain and not options.json:
            progress.end()
            print(*format_removal(removal), sep="\n")

    def ask(old: int, number: int) -> bool:
        progress.end()
        return _ask(old, number)

    asks = not (options.json or options.quiet) and sys.stdin.isatty() and sys.stdout.isatty()
    around = Surroundings(_standard_input(options), progress, show, ask if asks else None)
    try:
        result = import_sources(Path(options.folder), request, moment, around)
    finally:
        progress.end()
    if isinstance(result, NotImported):
        code = 2 if result.is_usage else 1
        return print_refusal(options, result.message, result.hint, {"written": 0}, result.diagnostics, code)
    return _print_result(options, result, time.monotonic() - started)


def _standard_input(options: argparse.Namespace) -> BinaryIO | None:
    return sys.stdin.buffer if "-" in options.sources and sys.stdin is not None else None


def _ask(old: int, number: int) -> bool:
    """Return whether feeds announce what is older than 30 days. Without an answer, they do not."""
    print(f"{old} of {plural(number, 'article')} {'is' if old == 1 else 'are'} older than 30 days.")
    try:
        answer = input("Announce them in feeds as new? [no] ").strip().casefold()
    except EOFError:
        return False
    return answer in {"y", "yes"}


def _print_result(options: argparse.Namespace, result: Imported, seconds: float) -> int:
    code = int(result.has_failed)
    if options.json:
        print(json.dumps({"exit": code, **report_data(result, seconds), "error": None}, ensure_ascii=False, indent=2))
        return code
    if not options.quiet:
        print(*format_report(result, seconds, verbose=options.verbose), sep="\n")
    elif code:
        failed = (group for group in result.groups if group.kind == "skipped")
        print(*(line for group in failed for line in _format_group(group)), sep="\n", file=sys.stderr)
    return code


def report_data(result: Imported, seconds: float) -> dict[str, object]:
    """Return the report as a value for JSON."""
    return {**asdict(result), "seconds": round(seconds, 3)}


def format_removal(removal: Removal) -> Iterator[str]:
    """Return the lines that show what was taken out of a text: where, the words, and why."""
    line = f":{removal.line}" if removal.line else ""
    yield f"{shown(removal.place)}{line}: removed: {shown(removal.message)} [{removal.code}]"
    yield f"    {shown(removal.text)}"


_HEADINGS = {
    "skipped": "Skipped:",
    "passed-over": "Passed over:",
    "repeated": "Not added, because it is here already:",
    "unknown": "Doubtful; look at it again:",
    "mended": "Mended:",
    "guessed": "Guessed, and marked as such in the files:",
}
# So many outlets are named for each field, unless all are asked for.
_MOST_OUTLETS = 10
_FIELDS = {"title": "the title", "date": "date: ?", "source.url": "source: {url: ?}"}


def format_report(result: Imported, seconds: float, *, verbose: bool) -> Iterator[str]:
    """Return the lines to print at the end of an import."""
    heading = ""
    for group in result.groups:
        if _HEADINGS[group.kind] != heading:
            heading = _HEADINGS[group.kind]
            yield heading
        yield from _format_group(group)
    if not verbose and any(group.count > len(group.places) for group in result.groups):
        yield "    digest import -v names all places."
    yield from _format_unknown(result.unknown, len(result.unknown) if verbose else _MOST_OUTLETS)
    if verbose:
        yield from map(shown, result.files)
    yield from _format_counts(result, seconds)


def _format_group(group: Group) -> Iterator[str]:
    yield f"    {group.count} x {shown(group.message)} [{group.code}]"
    more = group.count - len(group.places)
    yield f"        {', '.join(map(shown, group.places))}{f' and {more} more' if more else ''}"
    if group.hint:
        yield f"        {shown(group.hint)}"


def _format_unknown(unknown: tuple[Unknown, ...], most: int) -> Iterator[str]:
    """Return what nothing says of the articles of each outlet, for so many outlets at most."""
    if unknown:
        yield "Not known, and to be written by you; digest build refuses the files until then:"
    for field, outlets in groupby(unknown, key=lambda one: one.field):
        first, others = (found := list(outlets))[:most], found[most:]
        for one in first:
            outlet = shown(one.outlet) or "an outlet that is not known"
            yield f"    {_FIELDS.get(field, field)} in {plural(one.count, 'article')} of {outlet}"
        if others:
            yield f"    … and in {sum(one.count for one in others)} more of {plural(len(others), 'outlet')}"


def _format_counts(result: Imported, seconds: float) -> Iterator[str]:
    """Return the last lines: how many texts were read, and what became of them."""
    would = "would be written" if result.is_dry else "written"
    counted = [
        f"{plural(result.written, 'article') or 'no article'} {would}",
        f"{result.known} here already" if result.known else "",
        f"{result.repeated} not added" if result.repeated else "",
        f"{result.skipped} skipped" if result.skipped else "",
        f"{plural(result.media, 'media file')} copied" if result.media else "",
        f"{plural(result.removed, 'line')} taken out" if result.removed else "",
    ]
    yield f"{plural(result.read, 'text') or 'No text'} read: {', '.join(filter(None, counted))} ({seconds:.1f} s)."
    if result.quiet:
        are = "is marked" if result.quiet == 1 else "are marked"
        yield f"{plural(result.quiet, 'article')} {are} announce: false, so that feeds do not announce old texts as new."
    if result.report:
        yield f"The lines that were taken out are in {result.report}."
    if result.is_dry:
        yield "Nothing was written; leave --dry-run out to do it."
