"""`digest check litter`: its arguments, its call, and its words on the terminal."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from digest import DOCUMENTATION
from digest.cli.options import add_folder, wants_colour
from digest.cli.refusal import print_refusal
from digest.cli.report import diagnostics_data, format_diagnostics, plural, shown

if TYPE_CHECKING:
    from digest.model.reports.imported import LitterChecked

_LONGEST = 100
_EPILOG = f"""\
Litter is what belongs to a website and not to the story: copyright lines, prompts for newsletters
and apps, buttons, notices about browsers, links to other reports. digest import takes it out;
this command finds it in articles that are here already. Only the texts of others are looked at:
those with an outlet, or a URL of a report elsewhere. What is taken out is kept in
.digest/import/removed.jsonl. {DOCUMENTATION}checking/ says how lines are found.
examples:
  digest check litter              show each line, with the reason
  digest check litter --edit       and take them out of the files; git diff shows it
exit codes: 0 looked at, 1 the content has a mistake, or a file cannot be written, 2 a wrong command
line, 3 a bug of digest.
"""


def add_litter(own: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command to those of `check`."""
    parser = own.add_parser(
        "litter",
        help="find lines of websites in the texts of others; --edit takes them out",
        description="Find lines of websites in the texts of others that are here already.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="check litter", run=run, interrupted="each file is as it was or as it should be")
    add_folder(parser)
    parser.add_argument("--edit", action="store_true", help="take the lines out of the files")
    parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")


def run(_: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Look for litter, print what was found, and return the exit code."""
    from digest.app.importing.litter import check_litter
    from digest.model.diagnostic import has_errors

    checked = check_litter(Path(options.folder), edit=options.edit)
    if checked.refused is not None:
        return print_refusal(options, str(checked.refused), checked.refused.hint, {})
    code = 1 if has_errors(checked.diagnostics) else 0
    if options.json:
        print(json.dumps(_data(checked, code, edited=options.edit), ensure_ascii=False, indent=2))
        return code
    for line in format_diagnostics(checked.diagnostics, "quiet", colour=wants_colour(sys.stderr)):
        print(line, file=sys.stderr)
    if code:
        print("Nothing was looked at: mend this first.", file=sys.stderr)
    elif not options.quiet:
        print(*_format(checked, edited=options.edit), sep="\n")
    return code


def _format(checked: "LitterChecked", *, edited: bool) -> Iterator[str]:
    """Return the lines to print: each line of litter with its file, line and reason, and what was or can be done."""
    for one in checked.removals:
        text = one.text if len(one.text) <= _LONGEST else one.text[:_LONGEST] + "…"
        yield f"{shown(one.file)}:{one.line}: {shown(one.message)} [{one.code}]"
        yield f"    {shown(text)}"
    for file in checked.left:
        yield f"{shown(file)}: edit it by hand: the text is in a field, or nothing else would be left of it"
    looked = f"{plural(checked.articles, 'text') or 'no texts'} of others"
    lines, files = plural(len(checked.removals), "line"), plural(len(checked.files), "file")
    if not checked.removals:
        yield f"Looked at {looked}: no litter was found."
    elif not checked.files:
        yield f"Looked at {looked}: {lines} of litter."
    elif edited:
        yield f"Looked at {looked}: litter was taken out of {files}; .digest/import/removed.jsonl keeps its lines."
    else:
        yield f"Looked at {looked}: {lines} of litter, in {files} that can be edited. Add --edit to do it."


def _data(checked: "LitterChecked", code: int, *, edited: bool) -> dict[str, object]:
    return {
        "exit": code,
        "articles": checked.articles,
        "lines": [asdict(one) for one in checked.removals],
        "files": list(checked.files),
        "edited": edited and bool(checked.files),
        "left": list(checked.left),
        "diagnostics": diagnostics_data(checked.diagnostics),
    }
