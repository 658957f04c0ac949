"""`digest feeds diff` and `digest feeds show`: their arguments, their calls, and their words on the terminal."""

import argparse
import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.options import add_build_options, add_folder, add_quietly, build_options, progress_line, wants_colour

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


_SHOW_EPILOG = """\
FEED is feed, updates, incidents or editions, or the address of any other feed or of its page:
incidents/key-bridge, tags/bridges/feed.xml, https://news.example.org/places/harbour/.
Items that were in no feed of the last publication are marked as new.
examples:
  digest feeds show                      what most subscribers will see
  digest feeds show updates -n 3         the three newest items of updates.xml
  digest feeds show tags/bridges ~/news  a feed of the site in another folder
exit codes: 0 shown, 1 something has to be mended, 2 a wrong command line or a feed that does not
exist, 3 a bug of digest, 130 interrupted.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of `feeds` and of its own commands."""
    feeds = commands.add_parser(
        "feeds",
        help="look after the feeds; feeds diff says what subscribers will see, feeds show shows it",
        description="Look after the feeds of a site.",
    )
    feeds.set_defaults(run=None, shown=feeds)
    own = feeds.add_subparsers(dest="command", metavar="COMMAND")
    _add_diff(own)
    _add_show(own)


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
    add_quietly(diff)
    add_build_options(
        diff, verbose="name all that subscribers will see, feed by feed, and what readers of each kind show"
    )


def _add_show(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    show = commands.add_parser(
        "show",
        help="show a feed of the next build as a reader shows it",
        description="Show a feed of the next build as a feed reader shows it: titles, dates, first lines, links. "
        "Nothing is published.",
        epilog=_SHOW_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.set_defaults(command="feeds show", run=run_show)
    show.add_argument("feed", metavar="FEED", nargs="?", default="", help="which feed (default: feed)")
    add_folder(show)
    show.add_argument("-n", "--items", metavar="N", type=_number, default=10, help="how many items (default: 10)")
    add_quietly(show)
    add_build_options(show, verbose="print whole texts, and every diagnostic of the site, not only errors")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10_000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of items from 1 to 10000")
    return int(text)


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
    result = build(
        Path(options.folder), build_options(parser, options, quietly=options.quietly, against=options.against), progress
    )
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


def run_show(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Plan the next build, print a feed of it as a reader shows it, and return the exit code."""
    from digest.app.context import Job
    from digest.app.subscribers.show import show_feed
    from digest.cli.feed_text import feed_data, format_feed
    from digest.cli.report import diagnostics_data, format_diagnostics, shown
    from digest.model.reports.feeds_show import ShownFeed, UnknownFeed

    gc.disable()
    progress = progress_line(options)
    found = show_feed(
        Job(Path(options.folder), build_options(parser, options, quietly=options.quietly), progress), options.feed
    )
    progress.end()
    if isinstance(found, UnknownFeed):
        parser.exit(2, f"digest feeds show: error: argument FEED: {shown(found.message)}\n")
    code = 0 if isinstance(found, ShownFeed) else 1
    if options.json:
        data = {"exit": code, **feed_data(found if isinstance(found, ShownFeed) else None, options.items)}
        print(json.dumps(data | {"diagnostics": diagnostics_data(found.diagnostics)}, ensure_ascii=False, indent=2))
        return code
    # The warnings of a site are the subject of digest build.
    colour = wants_colour(sys.stderr)
    for line in format_diagnostics(found.diagnostics, "verbose" if options.verbose else "quiet", colour=colour):
        print(line, file=sys.stderr)
    if not isinstance(found, ShownFeed):
        print("Nothing can be shown: mend this first.", file=sys.stderr)
    elif not options.quiet:
        print(*format_feed(found, options.items, whole=options.verbose, bold=wants_colour(sys.stdout)), sep="\n")
    return code
