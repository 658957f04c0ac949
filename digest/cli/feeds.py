"""`digest feeds diff`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.options import add_build_options, add_folder, build_options, progress_line, wants_colour

if TYPE_CHECKING:
    from digest.model.reports.build import Result

_EPILOG = """\
Subscribers have what the last build here published: .digest/published has the record of it. With
--against, they have the feeds in that folder: a copy of the site as it is on the web. What is in
the ledger counts for nothing: git may have just merged it. This command publishes nothing.
The line counts things: reports (articles), dated updates, corrections and status notes, each once,
in however many feeds it is, and by the worst that happens to it in readers of three kinds:
  new       shown for the first time
  changed   shown before, and now says something else; readers do not mark it as new
  repeated  shown before, and shown as new again; the few readers that go by links are counted apart
  lost      was in a feed, is in none any more, and its page does not answer
An incident or an edition counts if it is repeated or lost, or if no thing says why it is new or changed.
exit codes: 0 nothing is lost, and nothing repeats but in readers that go by links, 1 something is or
does, or has to be mended, 2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of `feeds` and of its own commands."""
    feeds = commands.add_parser(
        "feeds",
        help="look after the feeds; feeds diff says what subscribers will see",
        description="Look after the feeds of a site.",
    )
    feeds.set_defaults(run=None, shown=feeds)
    _add_diff(feeds.add_subparsers(dest="command", metavar="COMMAND"))


def _add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    diff = commands.add_parser(
        "diff",
        help="say what subscribers will see of the next build, before it is published",
        description="Compare the feeds that were last published with those that the next build would publish, "
        "through simulated feed readers of four kinds, and say what their users will see.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    diff.set_defaults(command="feeds diff", run=run)
    add_folder(diff)
    diff.add_argument(
        "--against",
        metavar="SITE",
        type=_folder,
        help="the folder of the site as subscribers have it (default: the record of the last publication)",
    )
    add_build_options(
        diff, verbose="name all that subscribers will see, feed by feed, and what readers of each kind show"
    )


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text!r}")
    return Path(text)


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Plan and render the next build without publishing it, print what subscribers will see, and return the exit code."""
    from digest.app.incremental import build

    gc.disable()
    started = time.monotonic()
    progress = progress_line(options)
    result = build(Path(options.folder), build_options(parser, options, against=options.against), progress)
    progress.end()
    timings = [progress.timings()] if options.verbose else []
    return _print_result(options, result, time.monotonic() - started, timings)


def _print_result(options: argparse.Namespace, result: "Result", seconds: float, timings: list[str]) -> int:
    """Print what subscribers will see, and return the exit code."""
    from digest.cli.report import format_diagnostics, report, summarize_forecast, volume_of

    forecast = result.forecast
    code = 0 if result.counts is not None or (forecast and forecast.is_harmless) else 1
    if options.json:
        print(report(result, seconds, code, listed=True))
        return code
    volume = volume_of(options)
    for line in (*format_diagnostics(result.diagnostics, volume, colour=wants_colour(sys.stderr)), *timings):
        print(line, file=sys.stderr)
    if code or not options.quiet:
        for line in summarize_forecast(result, volume):
            print(line, file=sys.stderr if forecast is None else sys.stdout)
    return code
