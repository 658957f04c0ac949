"""`digest templates`: its arguments, its call, and its words on the terminal."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from digest.cli.options import add_folder_option
from digest.cli.refusal import print_refusal
from digest.cli.report import diagnostics_data, format_diagnostics, shown
from digest.model.diagnostic import Diagnostic
from digest.model.reports.templates import Copied, Listing, NotCopied, Overridable

_EPILOG = """\
example: put a sentence under the site's name
  digest templates parts/frame.html     copies that file into templates/ of your site
  (open templates/parts/frame.html, change it, save it)
  digest build                          makes the pages that show it again

A file in templates/ replaces the default one of the same name, and templates/static/ is
published as static/. Colours, fonts, logo, navigation and footer need no copy: config.yaml sets them
(theme:). A copy begins with a comment that says of which version it is. Keep it, and this command
tells you when a newer digest has another default; what you copied stays as it is.
Copy few and small files: only what you copied no longer changes with digest.
exit codes: 0 listed or copied, 1 nothing was copied, 2 a wrong command line, 3 a bug of digest.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "templates",
        help="list the templates and styles that a site can replace, or copy one to change it",
        description="List every template, style sheet and script of the default theme, what it is for, and whether this site has its\n"
        "own in its place. With a name, copy that one into templates/; a file that is there is never overwritten.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="templates", run=run)
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="what to copy, such as home.html")
    parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
    add_folder_option(parser)


def run(_: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """List the theme's files that a site can replace, or copy one; return the exit code."""
    from digest.app.templates import list_or_copy

    result = list_or_copy(Path(options.folder), options.name)
    if isinstance(result, NotCopied):
        return print_refusal(options, result.message, result.hint, {"copied": None, "files": [], "further": []})
    if options.json:
        print(json.dumps(templates_data(result), ensure_ascii=False, indent=2))
        return int(result.failed)
    print(*format_templates(result), sep="\n", file=sys.stderr if result.failed else sys.stdout)
    return int(result.failed)


def templates_data(result: Listing | Copied) -> dict[str, object]:
    """Return the report for machines: the files that can be replaced, or the one that was copied."""
    data: dict[str, object] = {"exit": int(result.failed), "copied": None, "files": [], "further": []}
    found: tuple[Diagnostic, ...] = ()
    if isinstance(result, Copied):
        data["copied"] = result.file
    else:
        found = result.diagnostics
        data |= {
            "files": [
                {"name": one.name, "sentence": one.sentence, "own": one.is_own, "older": one.is_older}
                for one in result.files
            ],
            "further": list(result.further),
        }
    return {**data, "error": None, "diagnostics": diagnostics_data(found)}


def format_templates(result: Listing | Copied) -> Iterator[str]:
    """Return the lines to print: the list of files that can be replaced, or what became of the copy."""
    match result:
        case Copied():
            yield f"{result.file}: new. The site uses it from now on in place of the default one."
            yield "    Change it, then run digest build. To go back to the default one, delete it."
        case Listing():
            yield from _format_listing(result)


_USES = {"static/extra.css": "  (each page links it)"}


def _format_listing(result: Listing) -> Iterator[str]:
    width = max((len(file.name) for file in result.files), default=0)
    for file in result.files:
        yield f"{file.name:<{width}}  {file.sentence}"
        if file.is_own:
            yield f"{'':<{width}}  {_state_of(file)}"
    if result.further:
        yield ""
        yield "Further files of yours in templates/, which replace none of these:"
        yield from (f"  {shown(name)}{_USES.get(name, '')}" for name in result.further)
    yield from format_diagnostics(result.diagnostics, "normal")
    yield ""
    if result.is_default:
        yield "This folder holds the default theme itself: what is changed here is changed for every site."
    else:
        yield "To change one, copy it: digest templates home.html"


def _state_of(file: Overridable) -> str:
    if file.is_older:
        return "-> yours is in its place, and is a copy of an older one: compare the two"
    return "-> yours is in its place"
