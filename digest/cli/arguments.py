"""The command line of `digest`: which commands and options there are, and how `--help` explains them."""

import argparse
from pathlib import Path

from digest import __version__
from digest.cli.edit import add_edit_commands
from digest.cli.templates import add_templates_command

_BUILD = """\
The folder holds config.yaml and content/; the site is written to site/.
Every mistake is reported as file:line:column: error: what is wrong [code].
exit codes: 0 published, 1 something has to be mended (site/ is as it was),
2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""
_FORGET = """\
The rules stand in a private file outside of what is published; redactions: in config.yaml or
DIGEST_REDACTIONS in the environment says where. An example:

  salt: 4c1d… (digest build makes you one)
  rules:
    - name: Jane Example
      aliases: [J. Example]
      instead: a resident
      reason: acquitted in 2021; asked on 2026-03-01

exit codes: 0 no name was found, 1 one was, or something has to be mended, 2 a wrong command line,
3 a bug of digest, 130 interrupted.
"""
_DIFF = """\
Subscribers have what stands in site/ now, or in the folder that --against names: a copy of the
site as it is on the web. Nothing is published by this command.
The line counts things, each once, by the worst that happens to it in any kind of reader:
  new       shown for the first time
  changed   shown before, and now says something else; readers do not mark it as new
  repeated  shown before, and shown as new again by some readers; -v says why
  lost      was in a feed, is in none any more, and its page does not answer
exit codes: 0 nothing repeats and nothing is lost, 1 something does, or has to be mended,
2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""


def make_parser(first: str = "") -> argparse.ArgumentParser:
    """Make the parser of the whole command line. `first` is its first word: a build can spare the parsers of the commands that edit."""
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Make a news digest out of articles: pages, editions, archives and feeds for any static host.",
    )
    parser.set_defaults(shown=parser)
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_build(commands)
    _add_forget(commands)
    feeds = commands.add_parser(
        "feeds",
        help="look after the feeds; feeds diff says what subscribers will see",
        description="Look after the feeds of a site.",
    )
    feeds.set_defaults(command=None, shown=feeds)
    _add_diff(feeds.add_subparsers(dest="command", metavar="COMMAND"))
    if first not in {"build", "feeds", "forget"}:
        add_edit_commands(commands)
        add_templates_command(commands)
    return parser


def _add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    build = commands.add_parser(
        "build",
        help="make site/ from config.yaml and content/",
        description="Make site/ from config.yaml and content/. Only what changed is made again; "
        "with a mistake in any file nothing changes.",
        epilog=_BUILD,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.set_defaults(command="build", against=None)
    _add_folder(build)
    build.add_argument("--drafts", action="store_true", help="a preview that shows drafts as well")
    build.add_argument("--future", action="store_true", help="a preview that shows what is to be published later")
    build.add_argument("--strict", action="store_true", help="take warnings for errors")
    build.add_argument("--fresh", action="store_true", help="trust no cache: read, render and write everything again")
    build.add_argument(
        "--profile", action="store_true", help="print where the time went: each stage, and what pages are made with"
    )
    _add_ways(build, verbose="print all warnings, and how long each stage took")


def _add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    diff = commands.add_parser(
        "diff",
        help="say what subscribers will see of the next build, before it is published",
        description="Compare the feeds that subscribers have with those that the next build would publish, "
        "through simulated feed readers of four kinds, and say what their users will see.",
        epilog=_DIFF,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    diff.set_defaults(command="feeds diff", drafts=False, future=False, strict=False, fresh=False, profile=False)
    _add_folder(diff)
    diff.add_argument(
        "--against",
        metavar="SITE",
        type=_folder,
        help="the folder of the site as subscribers have it (default: site/ in the folder)",
    )
    _add_ways(diff, verbose="list what subscribers will see, and in which readers")


def _add_forget(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    forget = commands.add_parser(
        "forget",
        help="say what the private rules take out of the site, and prove that nothing of it is left",
        description="Say what the private rules take out of the site. digest build applies them; this command changes nothing.",
        epilog=_FORGET,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    forget.set_defaults(
        command="forget", drafts=False, future=False, strict=False, fresh=False, profile=False, against=None
    )
    _add_folder(forget)
    forget.add_argument(
        "--proof", action="store_true", help="look through every file of site/ and the ledger, and say what was checked"
    )
    _add_ways(forget, verbose="the same: this command says everything")


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=".", help="the site's folder (default: the current one)")


def _add_ways(parser: argparse.ArgumentParser, *, verbose: str) -> None:
    """Add what all commands that build have in common."""
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


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text!r}")
    return Path(text)


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to 256")
    return int(text)
