"""`digest build`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.options import add_build_options, add_folder, add_quietly, build_options, progress_line, wants_colour

if TYPE_CHECKING:
    from digest.adapters.profile import Profile
    from digest.model.reports.build import Result

_EPILOG = """\
The folder holds config.yaml and content/; the site is written to site/.
Every mistake is reported as file:line:column: error: what is wrong [code].
exit codes: 0 published, 1 something has to be mended (site/ is as it was),
2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    build = commands.add_parser(
        "build",
        help="make site/ from config.yaml and content/",
        description="Make site/ from config.yaml and content/. Only what changed is made again; "
        "with a mistake in any file nothing changes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.set_defaults(command="build", run=run)
    add_folder(build)
    build.add_argument("--drafts", action="store_true", help="a preview that shows drafts as well")
    build.add_argument("--future", action="store_true", help="a preview that shows what is to be published later")
    add_quietly(build)
    build.add_argument("--strict", action="store_true", help="take warnings for errors")
    build.add_argument("--fresh", action="store_true", help="trust no cache: read, render and write everything again")
    build.add_argument(
        "--profile", action="store_true", help="print where the time went: each stage, and what pages are made with"
    )
    add_build_options(
        build,
        verbose="print every diagnostic, what is left out and until when, what subscribers will see, and how long each stage took",
    )


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Build the site, print diagnostics and a summary, and return the exit code."""
    from digest.app.incremental import build

    # A build makes very many values and hardly any cycles: searching for cycles would cost a fifth of the time and find nothing.
    gc.disable()
    started = time.monotonic()
    profile = _profile() if options.profile else None
    progress = progress_line(options)

    def show_progress(stage: str, done: int, total: int) -> None:
        progress(stage, done, total)
        if profile:
            profile.begin(stage)

    how = build_options(
        parser,
        options,
        drafts=options.drafts,
        future=options.future,
        quietly=options.quietly,
        fresh=options.fresh,
        strict=options.strict,
        publishes=True,
        profile=profile,
    )
    result = build(Path(options.folder), how, show_progress)
    progress.end()
    timings = [progress.timings()] if options.verbose else []
    if profile:
        timings += profile.lines()
    return _print_result(options, result, time.monotonic() - started, timings)


def _print_result(options: argparse.Namespace, result: "Result", seconds: float, timings: list[str]) -> int:
    """Print the diagnostics of a build and what it made, and return the exit code."""
    from digest.cli.report import format_diagnostics, format_left_out, format_sights, report, summarize, volume_of

    code = 0 if result.counts is not None else 1
    if options.json:
        print(report(result, seconds, code))
        return code
    diagnostics = format_diagnostics(result.diagnostics, volume_of(options), colour=wants_colour(sys.stderr))
    left_out = format_left_out(result.left_out) if options.verbose else ()
    for line in (*left_out, *diagnostics, *timings):
        print(line, file=sys.stderr)
    for line in format_sights(result.forecast) if options.verbose and result.forecast else ():
        print(line)
    if code or not options.quiet:
        preview = options.drafts or options.future
        print(summarize(result, seconds, preview=preview), file=sys.stderr if code else sys.stdout)
    return code


def _profile() -> "Profile":
    """Return a profile that uses this system's clocks."""
    from digest.adapters.profile import Profile

    def cpu() -> float:
        return sum(os.times()[:4])

    def peak() -> float:
        try:
            from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
        except ImportError:  # Windows
            return 0.0
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) * unit / 1e6

    return Profile(time.monotonic, cpu, time.process_time, peak)
