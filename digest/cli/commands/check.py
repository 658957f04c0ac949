"""`digest check`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.commands.litter import add_litter
from digest.cli.options import add_build_options, add_folder, build_options, progress_line, wants_colour

if TYPE_CHECKING:
    from digest.model.reports.check import Checked

_EPILOG = """\
Everything that digest build reports is reported, and what an editor should look at again: wording
that takes an accused for guilty, links to anchors that are not there, drafts that show, pictures
without alt or too heavy, near copies, cases without an outcome, dates out of order, links that
track, quotations that are in no report, texts and pictures without a licence or a credit.
Nothing is written into the site's folder, not even into .digest/. All pages are made in memory.
digest check litter looks for lines of websites in the texts of others, and takes them out.
To accept a finding, with the reason, write into the file that it names, or into config.yaml:
  accept: [{presumed-guilty: The court's own words.}]
exit codes: 0 nothing stops a build (with --strict: nothing was found), 1 something has to be
mended, 2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "check",
        help="say what to look at again before publishing; writes nothing",
        description="Say all that a build would say, and what an editor should look at again before publishing.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="check", run=run, interrupted="nothing was changed")
    add_folder(parser)
    parser.add_argument("--strict", action="store_true", help="take findings for errors")
    parser.add_argument("--sarif", action="store_true", help="print the findings as SARIF 2.1.0, for code hosts")
    add_build_options(parser, verbose="print every finding, and those that are accepted with their reasons")
    add_litter(parser.add_subparsers(dest="check_command", metavar="COMMAND", prog="digest check"))


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Check the site, print what was found, and return the exit code."""
    from digest.app.context import Job
    from digest.app.looking.check import check_site
    from digest.model.diagnostic import has_errors

    if wrong := "argument --sarif: not allowed with --json" if options.json and options.sarif else "":
        parser.error(wrong)
    gc.disable()
    started = time.monotonic()
    progress = progress_line(options)
    checked = check_site(Job(Path(options.folder), build_options(parser, options), progress))
    progress.end()
    seconds = time.monotonic() - started
    left = checked.found.left
    code = 1 if has_errors(left) or (options.strict and left) else 0
    if options.json:
        print(json.dumps(_data(checked, seconds, code), ensure_ascii=False, indent=2))
    elif options.sarif:
        from digest.cli.sarif import sarif_log

        print(json.dumps(sarif_log(checked.found), ensure_ascii=False, indent=2))
    else:
        timings = [progress.timings()] if options.verbose else []
        _print(options, checked, timings, _summary(checked, seconds), code)
    return code


def _print(options: argparse.Namespace, checked: "Checked", timings: list[str], summary: str, code: int) -> None:
    from digest.cli.report import format_diagnostics, volume_of

    colour = wants_colour(sys.stderr)
    lines = format_diagnostics(checked.found.left, volume_of(options), colour=colour, command="digest check")
    for line in (*lines, *(_answers(checked) if options.verbose else ()), *timings):
        print(line, file=sys.stderr)
    if code or not options.quiet:
        print(summary, file=sys.stderr if code else sys.stdout)


def _answers(checked: "Checked") -> Iterator[str]:
    """Return a line for each accepted finding, with its reason, and for each acceptance that meets no finding any more."""
    from digest.cli.report import shown

    for one in checked.found.accepted:
        found = one.diagnostic
        yield f"{found.position}: accepted: {shown(found.message)} [{found.code}]"
        yield f"    {shown(one.reason) or 'no reason is given'} ({one.place})"
    for accepted, place in checked.found.idle if checked.whole else ():
        yield f"{place}: accepted in vain: nothing is found any more that {accepted.code} could mean"


def _summary(checked: "Checked", seconds: float) -> str:
    """Return the last line: what was looked at, and how many findings of each code there are, errors first."""
    from digest.cli.report import plural
    from digest.model.diagnostic import Severity

    found = checked.found
    errors = sum(one.severity is Severity.ERROR for one in found.left)
    findings = len(found.left) - errors
    codes = [one.code for one in found.left if one.severity is not Severity.ERROR]
    kinds = ", ".join(f"{codes.count(code)} {code}" for code in sorted(set(codes)))
    counted = ", ".join(
        filter(None, (plural(errors, "error"), f"{plural(findings, 'finding')} ({kinds})" if findings else ""))
    )
    said = counted or "nothing to mend"
    accepted = f", {len(found.accepted)} accepted" if found.accepted else ""
    if not checked.whole:
        return f"Checked in part: {said}{accepted}. Mend the errors, and check again ({seconds:.2f} s)."
    looked = (
        f"{plural(checked.articles, 'article') or 'no articles'}, "
        f"{plural(checked.incidents, 'incident') or 'no incidents'}, {checked.pages} pages"
    )
    return f"Checked {looked}: {said}{accepted}. Nothing was written ({seconds:.2f} s)."


def _data(checked: "Checked", seconds: float, code: int) -> dict[str, object]:
    from digest.cli.report import diagnostics_data

    found = checked.found
    codes = [one.code for one in found.left]
    return {
        "exit": code,
        "whole": checked.whole,
        "articles": checked.articles,
        "incidents": checked.incidents,
        "pages": checked.pages,
        "codes": {one: codes.count(one) for one in sorted(set(codes))},
        "seconds": round(seconds, 3),
        "diagnostics": diagnostics_data(found.left),
        "accepted": [
            data | {"reason": one.reason, "accepted_in": one.place.file}
            for one, data in zip(
                found.accepted, diagnostics_data(tuple(one.diagnostic for one in found.accepted)), strict=True
            )
        ],
        "accepted_in_vain": [
            {"code": accepted.code, "reason": accepted.reason, "file": place.file}
            for accepted, place in (found.idle if checked.whole else ())
        ],
    }
