"""`digest mail`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest import DOCUMENTATION
from digest.cli.options import add_build_options, add_folder_option, build_options, progress_line, wants_colour
from digest.cli.refusal import print_refusal
from digest.model.reports.mail import SERVICES, Mailed, MailRequest, NotMailed

if TYPE_CHECKING:
    from digest.model.reports.build import Result

_EPILOG = f"""\
EDITION is its date as in its address: 2024-03-26, a month such as 2024-03, or the address itself.
It is made of what digest build would publish now; so build and publish first, then send.
Three files are written, and nothing is sent or published:
  edition.eml    the whole message, for sendmail and programs like it
  edition.html   its HTML, for newsletter services
  edition.txt    its plain text, for the same
examples:
  digest mail                          the latest edition, into .digest/mail/
  digest mail 2024-03-26 --out /tmp    the edition of that day, into another folder
  digest mail --for listmonk           with what listmonk fills in, such as the link to unsubscribe
{DOCUMENTATION}mail/ says how to hand it to listmonk,
Buttondown, Mailchimp or sendmail, and what is to be filled in.
exit codes: 0 written, 1 something has to be mended (no file was written), 2 a wrong command line,
3 a bug of digest, 130 interrupted.
"""
# What a report for machines says of an e-mail if there is none.
_NOTHING: dict[str, object] = {"edition": None, "subject": None, "files": [], "bytes": 0, "shortened": False}


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "mail",
        help="make an edition into an e-mail, ready to send",
        description="Make an edition into an e-mail: as a message, as HTML and as plain text.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="mail", run=run, interrupted="nothing was sent; run digest mail again")
    parser.add_argument("edition", metavar="EDITION", nargs="?", default="", help="which edition (default: the latest)")
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        default="",
        help="where to write the files (default: .digest/mail/ in the site's folder)",
    )
    parser.add_argument(
        "--for",
        dest="service",
        metavar="SERVICE",
        choices=tuple(SERVICES),
        default="plain",
        help=f"who sends it, for the link to unsubscribe: {', '.join(SERVICES)} (default: plain)",
    )
    add_folder_option(parser)
    add_build_options(parser, verbose="print every diagnostic of the site as well, not only errors")


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Write an edition as an e-mail, print where it is, and return the exit code."""
    from digest.app.context import Job
    from digest.app.subscribers.mail import make_mail

    gc.disable()
    progress = progress_line(options)
    job = Job(Path(options.folder), build_options(parser, options), progress)
    made = make_mail(job, MailRequest(options.edition, options.service, options.out))
    progress.end()
    if isinstance(made, NotMailed):
        return print_refusal(options, made.message, made.hint, dict(_NOTHING), code=2 if made.is_usage else 1)
    return _print_result(options, made)


def _print_result(options: argparse.Namespace, made: "Mailed | Result") -> int:
    """Print diagnostics, and what was written; return the exit code."""
    from digest.cli.report import diagnostics_data, format_diagnostics

    code = 0 if isinstance(made, Mailed) else 1
    if options.json:
        data: dict[str, object] = {"exit": code, **_NOTHING, "error": None}
        if isinstance(made, Mailed):
            data |= {"edition": made.edition, "subject": made.subject, "files": list(made.files)}
            data |= {"bytes": made.size, "shortened": made.is_shortened}
        print(json.dumps(data | {"diagnostics": diagnostics_data(made.diagnostics)}, ensure_ascii=False, indent=2))
        return code
    # The warnings of a site are the subject of digest build.
    said = format_diagnostics(
        made.diagnostics, "verbose" if options.verbose else "quiet", colour=wants_colour(sys.stderr)
    )
    for line in said:
        print(line, file=sys.stderr)
    if not isinstance(made, Mailed):
        print("No e-mail was written: mend this first.", file=sys.stderr)
    elif not options.quiet:
        print(*_summary(made), sep="\n")
    return code


def _summary(made: Mailed) -> list[str]:
    """Return the lines that say what was written."""
    from digest.cli.report import plural, shown

    counted = filter(None, (plural(made.reports, "report"), plural(made.incidents, "incident") or "no incident"))
    listed = " of ".join(counted)
    shortened = "; the rest of it is behind links to the site" if made.is_shortened else ""
    return [
        f"{shown(made.subject)}",
        f"{listed}, {made.size / 1000:.0f} kB of HTML{shortened}. Nothing was sent.",
        *(shown(file) for file in made.files),
    ]
