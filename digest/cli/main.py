"""The command `digest`: arguments in, an exit code out. Only this package reads the clock and the environment.

Exit codes: 0 all is well, 1 something in the site's folder has to be mended, 2 a wrong command line, 3 a bug of digest, 130 interrupted.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from digest import __version__
from digest.cli.options import announce_folder
from digest.cli.parser import Parser

# The modules of this package, each with its commands, in the order of `--help`.
COMMANDS = {
    "content.start": ("init", "new"),
    "content.import_": ("import",),
    "serve": ("serve",),
    "check": ("check",),
    "build": ("build",),
    "content.edit": ("rename", "merge", "split", "withdraw", "restore", "correct", "update", "status"),
    "next": ("next",),
    "feeds": ("feeds",),
    "mail": ("mail",),
    "ledger": ("ledger",),
    "forget": ("forget",),
    "templates": ("templates",),
    "explain": ("explain",),
    "completion": ("completion",),
}

# What a hook of git tells the programs it runs: its own repository. That of the site may be another one.
_REPOSITORY_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    for name in _REPOSITORY_OF_A_HOOK:
        os.environ.pop(name, None)
    parser = make_parser(given[0] if given else "")
    options = parser.parse(given)
    if options.run is None:
        options.shown.print_help()
        return 2
    announce_folder(options)
    try:
        return int(options.run(parser, options))
    except KeyboardInterrupt:
        print(f"interrupted: {options.interrupted}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the program that reads our output, such as `head`, has ended
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:  # noqa: BLE001 - any other exception is our bug: it is shown, with exit code 3
        traceback.print_exc()
        print(
            f"\nThis is a bug of digest {__version__}, not a mistake of yours. Please report it with the lines above.",
            file=sys.stderr,
        )
        return 3


def make_parser(first: str = "") -> Parser:
    """Return the parser of the whole command line. If `first` is a command, only that command's module is imported.

    A parser's defaults are the function to call (`run`), and the advice to print after Ctrl-C (`interrupted`).
    """
    parser = Parser(
        prog="digest",
        description="Make a news digest out of articles: pages, editions, archives and feeds for any static host.",
    )
    parser.set_defaults(run=None, shown=parser, interrupted="site/ is whole; run digest build again")
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    wanted = [module for module, names in COMMANDS.items() if first in names] or COMMANDS
    for module in wanted:
        import_module(f"digest.cli.commands.{module}").add_command(commands)
    return parser
