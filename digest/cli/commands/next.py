"""`digest next`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import json
import shlex
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest import INSTALL_EXTRAS
from digest.cli.options import add_build_options, add_folder, build_options, progress_line, wants_colour

if TYPE_CHECKING:
    from digest.model.reports.build import Result
    from digest.model.reports.upcoming import Schedule

_EPILOG = """\
An article appears or expires by its date, a rule of redaction takes effect, the follow-up of an
incident is due: digest build does what is due when it runs, so it must run then. Texts with
mistakes come first: until they are mended, nobody can say what a build would do.
examples:
  digest next                              what changes by itself, day by day
  digest next --days 7                     within a week
  digest next --since 2026-01-31T12:00Z    what came due since then; prints nothing if nothing did
  digest next --cron | crontab -           build at these moments (this replaces your crontab)
  digest next --ics > site.ics             a calendar to subscribe to or to import
For a job that runs by the clock: with --since and the moment at which it last ran, it has nothing
to do if the command ends with 0 and prints nothing.
exit codes: 0 said, whether or not there is anything; 1 something has to be mended, 2 a wrong
command line, 3 a bug of digest, 130 interrupted.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "next",
        help="say what will change by itself, and when",
        description="Say at which moments the site will change without a change of any file, and what editors want to look at again.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="next", run=run, interrupted="nothing was changed")
    add_folder(parser)
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--days", metavar="N", type=_days, help="only what comes within so many days (default: all)")
    span.add_argument(
        "--since",
        metavar="MOMENT",
        type=_moment,
        help="what came due after that moment and until now, not what is to come",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--cron", action="store_true", help="print lines of a crontab that build at these moments")
    form.add_argument("--ics", action="store_true", help="print a calendar (iCalendar, RFC 5545)")
    parser.add_argument(
        "--run", dest="cron_command", metavar="COMMAND", help="what the crontab runs (default: digest build FOLDER)"
    )
    add_build_options(parser, verbose="print every diagnostic of the site as well, not only errors")


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 36_500):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 1 to 36500")
    return int(text)


def _moment(text: str) -> datetime:
    from digest.reading.yaml.dates import BadDateError, parse_moment

    try:
        return parse_moment(text, ZoneInfo("UTC")).at
    except BadDateError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Print what changes by itself, and return the exit code."""
    from digest.app.context import Job
    from digest.app.looking.upcoming import find_upcoming
    from digest.model.reports.upcoming import Schedule

    if wrong := _contradiction(options):
        parser.error(wrong)
    gc.disable()
    progress = progress_line(options)
    job = Job(Path(options.folder), build_options(parser, options), progress)
    found = find_upcoming(job, since=options.since, days=options.days)
    progress.end()
    if isinstance(found, Schedule):
        return _print_schedule(options, found)
    return _print_failure(options, found)


def _contradiction(options: argparse.Namespace) -> str:
    """Return what is wrong with options that contradict each other, or that name what cannot be done; empty if nothing is."""
    if options.json and (options.cron or options.ics):
        return "argument --json: not allowed with --cron or --ics"
    if options.since is not None and (options.cron or options.ics):
        return "argument --since: what came due already is in no crontab and in no calendar"
    if options.cron_command is not None and not options.cron:
        return "argument --run: allowed with --cron only"
    if options.cron and not _command(options).isprintable():
        return "argument --cron: a command in a crontab is one line: name another one with --run"
    return ""


def _command(options: argparse.Namespace) -> str:
    """Return the command that the crontab runs."""
    folder = shlex.quote(str(Path(options.folder).resolve()))
    return f"digest build {folder}" if options.cron_command is None else str(options.cron_command)


def _print_schedule(options: argparse.Namespace, schedule: "Schedule") -> int:
    from digest.cli.report import format_diagnostics
    from digest.cli.schedule_text import format_crontab, format_schedule, schedule_data
    from digest.rendering.data.calendar import can_write_calendar, write_calendar

    if options.json:
        print(json.dumps({"exit": 0, **schedule_data(schedule)}, ensure_ascii=False, indent=2))
        return 0
    if options.verbose:
        for line in format_diagnostics(schedule.diagnostics, "verbose", colour=wants_colour(sys.stderr)):
            print(line, file=sys.stderr)
    if options.ics:
        if not can_write_calendar():
            print("digest next: error: icalendar is not installed, which calendars are written with", file=sys.stderr)
            print(f"    install digest with it: {INSTALL_EXTRAS}", file=sys.stderr)
            return 1
        print(write_calendar(schedule).decode(), end="")
    elif options.cron:
        print(*format_crontab(schedule, _command(options)), sep="\n")
    elif not options.quiet:
        for line in format_schedule(schedule):
            print(line)
    return 0


def _print_failure(options: argparse.Namespace, result: "Result") -> int:
    from digest.cli.report import diagnostics_data, format_diagnostics

    if options.json:
        data = {"exit": 1, "moments": None, "diagnostics": diagnostics_data(result.diagnostics)}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 1
    found = format_diagnostics(
        result.diagnostics, "verbose" if options.verbose else "quiet", colour=wants_colour(sys.stderr)
    )
    for line in found:
        print(line, file=sys.stderr)
    print("Nothing can be said: mend this first.", file=sys.stderr)
    return 1
