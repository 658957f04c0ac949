"""`digest serve`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest import INSTALL_EXTRAS
from digest.cli.options import add_build_options, add_folder, build_options, progress_line, wants_colour

if TYPE_CHECKING:
    from digest.app.looking.serve import Serving

_EPILOG = """\
The site is only looked at: site/, the ledger and the records of what was published stay as they
are. Drafts and embargoed articles are shown, and marked. The page in the browser reloads when you
save a file; a mistake appears over it, and vanishes when it is mended. Stop it with Ctrl-C.
exit codes: 1 it cannot be served, 2 a wrong command line, 3 a bug of digest, 130 stopped.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "serve",
        help="show the site in a browser while you write, drafts and embargoes included",
        description="Show the site in a browser on this machine while you write, and show each change as soon as it is saved.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="serve", run=run, interrupted="the site is no longer served; nothing was published")
    add_folder(parser)
    parser.add_argument(
        "--port", metavar="N", type=_port, help="the port to use (default: the first free one from 8000)"
    )
    parser.add_argument("--open", action="store_true", help="open the home page in the browser")
    add_build_options(parser, verbose="print every warning of the site, not only errors")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Serve the site until the process is interrupted; return the exit code if it cannot be served."""
    try:
        from digest.app.looking.serve import PortTakenError, serve
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("digest"):
            raise
        return _fail(
            f"{missing.name} is not installed, which the site is served with",
            f"install digest with it: {INSTALL_EXTRAS}",
        )
    # As in `digest build`: a plan has no cycles.
    gc.disable()
    progress = progress_line(options)

    def started(serving: "Serving") -> None:
        progress.end()
        _print_start(options, serving)

    try:
        serve(
            Path(options.folder),
            lambda: build_options(parser, options, drafts=True, future=True),
            options.port,
            progress,
            started,
        )
    except PortTakenError as taken:
        hint = f"choose another one, such as --port {int(str(taken)) + 1}, or leave out --port: digest finds a free one"
        return _fail(f"port {taken} is in use by another program", hint)
    return 0


def _fail(message: str, hint: str) -> int:
    print(f"digest serve: error: {message}\n    {hint}", file=sys.stderr)
    return 1


def _print_start(options: argparse.Namespace, serving: "Serving") -> None:
    """Print where the site is, and what is wrong with it; open the browser if asked."""
    from digest.cli.report import diagnostics_data, format_diagnostics

    if options.json:
        data = {"url": serving.url, "diagnostics": diagnostics_data(serving.diagnostics)}
        print(json.dumps(data, ensure_ascii=False), flush=True)
    else:
        said = format_diagnostics(
            serving.diagnostics, "verbose" if options.verbose else "quiet", colour=wants_colour(sys.stderr)
        )
        for line in said:
            print(line, file=sys.stderr)
        if not options.quiet:
            print(f"The site is at {serving.url} (only on this machine). Ctrl-C stops it.", flush=True)
    if options.open:
        import webbrowser

        webbrowser.open_new_tab(serving.url)
