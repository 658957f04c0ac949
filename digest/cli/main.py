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
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from digest import __version__
from digest.cli.arguments import make_parser
from digest.cli.edit import EDIT_COMMANDS

if TYPE_CHECKING:
    from digest.adapters.profile import Profile
    from digest.app.context import Job
    from digest.cli.report import ProgressLine
    from digest.model.reports.build import Result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = make_parser(given[0] if given else "")
    options = parser.parse_args(given)
    if options.command is None:
        options.shown.print_help()
        return 2
    edits = options.command in EDIT_COMMANDS
    try:
        return _edit(parser, options) if edits else _run(parser, options)
    except KeyboardInterrupt:
        advice = "site/ is whole; run digest build again"
        if edits:
            advice = "every file is whole; git diff shows what was changed"
        print(f"interrupted: {advice}", file=sys.stderr)
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


def _run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Build as the command wants it, and print what it wants to know."""
    if options.command == "templates":
        return _templates(options)
    from digest.app.context import Job, Options
    from digest.app.incremental import build
    from digest.cli.report import ProgressLine
    from digest.planning.content.visibility import Viewpoint

    # A build makes very many values and hardly any cycles: looking for those would cost a fifth of the time and find nothing.
    gc.disable()
    started = time.monotonic()
    way = Options(
        Viewpoint(_now(parser, options.now), drafts=options.drafts, future=options.future),
        jobs=options.jobs or _processors(),
        fresh=options.fresh,
        strict=options.strict,
        publishes=options.command == "build",
        against=options.against,
        redactions=_redactions(),
        profile=_profile() if options.profile else None,
    )
    steers = _steers(sys.stderr) and not (options.quiet or options.json)
    progress = ProgressLine(sys.stderr, time.monotonic, shown=steers)

    def told(stage: str, done: int, total: int) -> None:
        progress(stage, done, total)
        if way.profile:
            way.profile.begin(stage)

    if options.command == "forget":
        return _forget(options, Job(Path(options.folder), way, told), progress)
    result = build(Path(options.folder), way, told)
    progress.end()
    timings = [progress.timings()] if options.verbose else []
    if way.profile:
        timings += way.profile.lines()
    return _say(options, result, time.monotonic() - started, timings)


def _edit(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Edit content as the command wants it, or print what it would change."""
    from digest.app.edit import edit_content
    from digest.cli.edit import intent_of, tell_edit
    from digest.cli.report import format_diagnostics

    gc.disable()
    edited = edit_content(Path(options.folder), intent_of(options), _now(parser, options.now), write=options.write)
    stream = sys.stderr if edited.failed else sys.stdout
    colour = _wants_colour(stream)
    found = format_diagnostics(edited.diagnostics, "quiet", colour=colour)
    for line in (*found, *tell_edit(edited, options.command, written=options.write, colour=colour)):
        print(line, file=stream)
    return int(edited.failed)


def _templates(options: argparse.Namespace) -> int:
    """List what a site can replace of the theme, or copy one file of it."""
    from digest.app.templates import look_after_templates
    from digest.cli.templates import tell_templates

    told = look_after_templates(Path(options.folder), options.name)
    print(*tell_templates(told), sep="\n", file=sys.stderr if told.failed else sys.stdout)
    return int(told.failed)


def _forget(options: argparse.Namespace, job: "Job", progress: "ProgressLine") -> int:
    """Tell what is forgotten, and give the exit code."""
    from digest.app.forget import tell
    from digest.cli.forget import report_forgotten, tell_forgotten
    from digest.cli.report import format_diagnostics

    told, diagnostics = tell(job, proves=options.proof)
    progress.end()
    code = 1 if told is None or (told.proof is not None and told.proof.found) else 0
    if options.json:
        print(report_forgotten(told, diagnostics, code))
        return code
    colour = _wants_colour(sys.stderr)
    for line in format_diagnostics(diagnostics, "quiet" if options.quiet else "normal", colour=colour):
        print(line, file=sys.stderr)
    for line in tell_forgotten(told) if told and (code or not options.quiet) else ():
        print(line)
    return code


def _say(options: argparse.Namespace, result: "Result", seconds: float, timings: list[str]) -> int:
    """Print what a build found and made, and give the exit code."""
    from digest.cli.report import Volume, format_diagnostics, report, summarize, summarize_forecast

    publishes, forecast = options.command == "build", result.forecast
    code = 0 if result.counts is not None or (not publishes and forecast and forecast.is_harmless) else 1
    if options.json:
        print(report(result, seconds, code, listed=not publishes))
        return code
    volume: Volume = "quiet" if options.quiet else "verbose" if options.verbose else "normal"
    for line in (*format_diagnostics(result.diagnostics, volume, colour=_wants_colour(sys.stderr)), *timings):
        print(line, file=sys.stderr)
    if publishes and (code or not options.quiet):
        preview = options.drafts or options.future
        print(summarize(result, seconds, preview=preview), file=sys.stderr if code else sys.stdout)
    elif not publishes and (code or not options.quiet):
        for line in summarize_forecast(result, volume):
            print(line, file=sys.stderr if forecast is None else sys.stdout)
    return code


def _profile() -> "Profile":
    """Give what takes the times of a build, from this system's clocks."""
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


def _redactions() -> Path | None:
    """Give where the private rules of what must be forgotten are, if the environment says so."""
    given = os.environ.get("DIGEST_REDACTIONS", "")
    return Path(given).absolute() if given else None


def _now(parser: argparse.ArgumentParser, given: str | None) -> datetime:
    """Give the moment to build as of: the option, else SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/), else the clock."""
    if given is not None:
        from digest.reading.yaml.dates import BadDateError, parse_moment

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
