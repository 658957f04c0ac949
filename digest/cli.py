"""The command `digest`: arguments in, an exit code out. The only reader of the clock and the environment.

Exit codes: 0 all is well, 1 something in the site's folder has to be mended, 2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""

import argparse
import gc
import os
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from digest import __version__

_EPILOG = """\
The folder holds config.yaml and content/; the site is written to site/.
Every mistake is reported as file:line:column: error: what is wrong [code].
exit codes: 0 published, 1 something has to be mended (site/ is as it was),
2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        return _build(parser, options)
    except KeyboardInterrupt:
        print("interrupted: site/ is whole; run digest build again", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:  # noqa: BLE001 - whatever it is, it is our bug, and the person at the terminal shall know
        traceback.print_exc()
        print(
            f"\nThis is a bug of digest {__version__}, not a mistake of yours. Please report it with the lines above.",
            file=sys.stderr,
        )
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Make a news digest out of articles: pages, editions, archives and feeds for any static host.",
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    build = commands.add_parser(
        "build",
        help="make site/ from config.yaml and content/",
        description="Make site/ from config.yaml and content/. Only what changed is made again; "
        "with a mistake in any file nothing changes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument("folder", nargs="?", default=".", help="the site's folder (default: the current one)")
    build.add_argument("--drafts", action="store_true", help="a preview that shows drafts as well")
    build.add_argument("--future", action="store_true", help="a preview that shows what is to be published later")
    build.add_argument(
        "--now",
        metavar="MOMENT",
        help="build as of then, such as 2026-01-31T12:00Z (default: SOURCE_DATE_EPOCH, else the clock)",
    )
    build.add_argument("--strict", action="store_true", help="take warnings for errors")
    build.add_argument("--fresh", action="store_true", help="trust no cache: read, render and write everything again")
    build.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=None,
        help="how many processes to use (default: one for each processor)",
    )
    build.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
    volume = build.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    volume.add_argument("-v", "--verbose", action="store_true", help="print all warnings, and how long each stage took")
    return parser


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to 256")
    return int(text)


def _build(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    from digest.build import build
    from digest.console import ProgressLine, Volume, format_diagnostics, report, summarize
    from digest.job import Options
    from digest.planning.visibility import Viewpoint

    # A build makes very many values and hardly any cycles: looking for those would cost a fifth of the time and find nothing.
    gc.disable()
    started = time.monotonic()
    viewpoint = Viewpoint(_now(parser, options.now), drafts=options.drafts, future=options.future)
    progress = ProgressLine(
        sys.stderr, time.monotonic, shown=_steers(sys.stderr) and not options.quiet and not options.json
    )
    jobs = options.jobs or _processors()
    result = build(
        Path(options.folder), Options(viewpoint, jobs=jobs, fresh=options.fresh, strict=options.strict), progress
    )
    progress.end()
    seconds = time.monotonic() - started
    code = 0 if result.counts is not None else 1
    if options.json:
        print(report(result, seconds, code))
        return code
    volume: Volume = "quiet" if options.quiet else "verbose" if options.verbose else "normal"
    for line in format_diagnostics(result.diagnostics, volume, colour=_wants_colour(sys.stderr)):
        print(line, file=sys.stderr)
    if options.verbose:
        print(progress.timings(), file=sys.stderr)
    if code or not options.quiet:
        print(summarize(result, seconds, preview=viewpoint.is_preview), file=sys.stderr if code else sys.stdout)
    return code


def _now(parser: argparse.ArgumentParser, given: str | None) -> datetime:
    """Give the moment to build as of: the option, else SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/), else the clock."""
    from digest.reading.dates import BadDateError, parse_moment

    if given is not None:
        try:
            return parse_moment(given, ZoneInfo("UTC")).at
        except BadDateError as problem:
            parser.error(f"argument --now: {problem}")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        parser.error(f"SOURCE_DATE_EPOCH is {epoch!r}, which is not a number of seconds since 1970")


def _processors() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _wants_colour(stream: TextIO) -> bool:
    """Tell whether to colour: on a terminal, unless NO_COLOR says no (https://no-color.org/)."""
    return _steers(stream) and not os.environ.get("NO_COLOR")


def _steers(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal that understands more than lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"
