"""Options that several commands share: the folder, how to build, the current time, and what the terminal can show."""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from digest.adapters.profile import Profile
    from digest.app.context import Options
    from digest.cli.report import ProgressLine


_FOLDER_HELP = "the site's folder (default: the nearest one with a config.yaml, from the current one upwards)"


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Add the argument `folder`: by default, the site that the current folder is in."""
    parser.add_argument("folder", metavar="FOLDER", nargs="?", default=nearest_site(), help=_FOLDER_HELP)


def add_folder_option(parser: argparse.ArgumentParser) -> None:
    """Add `--folder`, for commands whose arguments are something else."""
    parser.add_argument("--folder", metavar="FOLDER", default=nearest_site(), help=_FOLDER_HELP)


def nearest_site() -> str:
    """Return the path of the nearest folder with a `config.yaml`, at or above the current one: `.`, `..`, `../..`; `.` if there is none."""
    try:
        here = Path.cwd()
    except OSError:  # the current folder was deleted
        return "."
    for level, folder in enumerate((here, *here.parents)):
        if (folder / "config.yaml").is_file():
            return str(Path(*[os.pardir] * level))
    return os.curdir


def announce_folder(options: argparse.Namespace) -> None:
    """Say which folder the site is in, if it is above the current one, since messages name files from there."""
    folder = str(getattr(options, "folder", ""))
    is_silent = getattr(options, "quiet", False) or getattr(options, "json", False)
    if folder.startswith(os.pardir) and folder == nearest_site() and not is_silent:
        print(f"digest: the site is in {Path(folder).resolve()}; files are named from there", file=sys.stderr)


def add_build_options(parser: argparse.ArgumentParser, *, verbose: str) -> None:
    """Add the options of all commands that build. `verbose` is the help text of `--verbose`."""
    parser.add_argument(
        "--now",
        metavar="MOMENT",
        help="build as of then, such as 2026-01-31T12:00Z (default: SOURCE_DATE_EPOCH, else the clock)",
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=None,
        help="how many processes to use (default: one for each processor)",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    volume.add_argument("-v", "--verbose", action="store_true", help=verbose)


def add_quietly(parser: argparse.ArgumentParser) -> None:
    """Add the option that publishes without announcing, or asks what subscribers would then see."""
    parser.add_argument(
        "--quietly",
        action="store_true",
        help="announce nothing that is new in feeds: for a back catalogue, which is no news",
    )


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to 256")
    return int(text)


def build_options(
    parser: argparse.ArgumentParser,
    options: argparse.Namespace,
    *,
    drafts: bool = False,
    future: bool = False,
    quietly: bool = False,
    fresh: bool = False,
    strict: bool = False,
    publishes: bool = False,
    against: Path | None = None,
    profile: "Profile | None" = None,
) -> "Options":
    """Return the options of a build, from the command line and the environment. A wrong `--now` exits with code 2."""
    from digest.app.context import Options
    from digest.planning.content.visibility import VisibilityContext

    return Options(
        VisibilityContext(now(parser, options.now), drafts=drafts, future=future, quietly=quietly),
        jobs=options.jobs or _processors(),
        fresh=fresh,
        strict=strict,
        publishes=publishes,
        against=against,
        redactions=_redactions(),
        profile=profile,
    )


def progress_line(options: argparse.Namespace) -> "ProgressLine":
    """Return the progress line of a build; it prints nothing if `--quiet` or `--json` is given, or without a terminal."""
    from digest.cli.report import ProgressLine

    return ProgressLine(
        sys.stderr, time.monotonic, shown=_has_cursor(sys.stderr) and not (options.quiet or options.json)
    )


def now(parser: argparse.ArgumentParser, given: str | None) -> datetime:
    """Return the time to build as of: `--now`, else SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/), else the clock."""
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


def _redactions() -> Path | None:
    """Return the path of the private redaction rules, if the environment names one."""
    given = os.environ.get("DIGEST_REDACTIONS", "")
    return Path(given).absolute() if given else None


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def wants_colour(stream: TextIO) -> bool:
    """Return whether to print in colour: on a terminal, unless NO_COLOR is set (https://no-color.org/)."""
    return _has_cursor(stream) and not os.environ.get("NO_COLOR")


def _has_cursor(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that can do more than print lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"
