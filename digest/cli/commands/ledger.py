"""`digest ledger`: its arguments, its call, and its words on the terminal."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from digest.cli.commands.content.edit import edit_data, format_edit
from digest.cli.options import add_folder_option, wants_colour
from digest.cli.report import format_diagnostics, shown
from digest.model.reports.edit import Edited, RefusedError
from digest.model.reports.ledger import LedgerState

_EPILOG = """\
An address is permanent when it was published: when the ledger that has it is committed in git, or
when digest ledger keep noted that the site was deployed. digest build lets go of what was only
built here, if nothing publishes it any more. Without git it cannot know that: then everything in
the ledger counts as published, and digest ledger drop is the way.
examples:
  digest ledger -v                            what was only built here
  digest ledger drop /incidents/craen/        show what would be taken out
  digest ledger drop /incidents/craen/ --write
  rsync --archive site/ server:/var/www/digest/ && digest ledger keep
exit codes: 0 done, or shown; 1 it cannot be done, 2 a wrong command line, 3 a bug of digest.
"""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of `ledger` and of its own commands."""
    ledger = commands.add_parser(
        "ledger",
        help="say what is published for ever; ledger drop takes out what was never online, ledger keep notes a deployment",
        description="Say what of content/ledger.jsonl was published, and what was only built here.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ledger.set_defaults(command="ledger", run=run)
    ledger.add_argument("-v", "--verbose", action="store_true", help="name every address that was only built here")
    _add_common(ledger)
    own = ledger.add_subparsers(dest="ledger_command", metavar="COMMAND")
    drop = own.add_parser(
        "drop",
        help="take addresses out of the ledger that were never online",
        description="Take addresses out of the ledger that were never online, with everything at them. What was published is refused.",
    )
    drop.set_defaults(command="ledger drop", run=run_drop)
    drop.add_argument(
        "addresses", metavar="ADDRESS", nargs="+", help="an address such as /incidents/craen/, or its URL"
    )
    drop.add_argument("--write", action="store_true", help="do it; without it, only show what would change")
    _add_common(drop)
    keep = own.add_parser(
        "keep",
        help="note that the site, as it is, was deployed from here: everything in the ledger is permanent",
        description="Note that the site was deployed from here: from now on everything that is in the ledger is permanent.",
    )
    keep.set_defaults(command="ledger keep", run=run_keep)
    _add_common(keep)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
    add_folder_option(parser)


def run(_: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Print what was published and what was only built, and return the exit code."""
    from digest.app.ledger import say_what_is_published

    try:
        state = say_what_is_published(Path(options.folder))
    except RefusedError as refused:
        return _print_edited(Edited(refused=refused), options, written=False)
    if options.json:
        data = {"exit": 0, "entries": state.entries, "built": list(state.built), "doubt": state.doubt or None}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    print(*format_state(state, verbose=options.verbose), sep="\n")
    return 0


def format_state(state: LedgerState, *, verbose: bool) -> Iterator[str]:
    """Return the lines to print: how much was published, and what was only built here."""
    if not state.entries:
        yield "The ledger is empty: nothing was built here."
    elif state.doubt:
        yield f"Everything in the ledger counts as published ({_entries(state)}): {shown(state.doubt)}."
    else:
        number = len(state.built)
        built = {0: "no address was", 1: "1 address was"}.get(number, f"{number} addresses were")
        yield f"Of the ledger ({_entries(state)}), {built} only built here; what was, may change freely."
    yield from (f"  {shown(address)}" for address in state.built if verbose)


def _entries(state: LedgerState) -> str:
    return "1 entry" if state.entries == 1 else f"{state.entries} entries"


def run_drop(_: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Take addresses out of the ledger, or print what would change; return the exit code."""
    from digest.app.ledger import drop_addresses

    edited = drop_addresses(Path(options.folder), options.addresses, write=options.write)
    return _print_edited(edited, options, written=options.write)


def run_keep(_: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Note that the site was deployed, and return the exit code."""
    from digest.app.ledger import keep_ledger

    return _print_edited(keep_ledger(Path(options.folder)), options, written=True)


def _print_edited(edited: Edited, options: argparse.Namespace, *, written: bool) -> int:
    if options.json:
        print(json.dumps(edit_data(edited, written=written), ensure_ascii=False, indent=2))
        return int(edited.failed)
    stream = sys.stderr if edited.failed else sys.stdout
    colour = wants_colour(stream)
    found = format_diagnostics(edited.diagnostics, "quiet", colour=colour)
    for line in (*found, *format_edit(edited, options.command, written=written, colour=colour)):
        print(line, file=stream)
    return int(edited.failed)
