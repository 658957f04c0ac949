"""`digest forget`: its arguments, its call, and its words on the terminal."""

import argparse
import gc
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from digest.cli.options import add_build_options, add_folder, build_options, progress_line, wants_colour
from digest.cli.report import diagnostics_data, format_diagnostics, plural, shown, volume_of
from digest.model.diagnostic import Diagnostic
from digest.model.reports.redaction import Forgotten, Proof

_EPILOG = """\
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


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    forget = commands.add_parser(
        "forget",
        help="say what the private rules take out of the site, and prove that nothing of it is left",
        description="Say what the private rules take out of the site. digest build applies them; this command changes nothing.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    forget.set_defaults(command="forget", run=run)
    add_folder(forget)
    forget.add_argument(
        "--proof", action="store_true", help="look through every file of site/ and the ledger, and say what was checked"
    )
    add_build_options(forget, verbose="list everything that has to be mended, not the first of each kind")


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Print what the private rules redact, and with `--proof` whether a name is left in the site; return the exit code."""
    from digest.app.context import Job
    from digest.app.forget import report_redaction

    gc.disable()
    progress = progress_line(options)
    report, diagnostics = report_redaction(
        Job(Path(options.folder), build_options(parser, options, publishes=False), progress), proves=options.proof
    )
    progress.end()
    code = 1 if report is None or (report.proof is not None and report.proof.found) else 0
    if options.json:
        print(report_json(report, diagnostics, code))
        return code
    colour = wants_colour(sys.stderr)
    for line in format_diagnostics(diagnostics, volume_of(options), colour=colour):
        print(line, file=sys.stderr)
    for line in format_report(report) if report and (code or not options.quiet) else ():
        print(line)
    return code


def format_report(report: Forgotten) -> Iterator[str]:
    """Return the lines that `digest forget` prints. They contain no name, except in the URLs to report to search engines."""
    for rule in report.rules:
        if rule.begins:
            yield f"rule {rule.number} ({rule.level}) begins on {rule.begins}: {shown(rule.reason)}"
        else:
            things = plural(rule.things, "text") or "no text"
            yield f"rule {rule.number} ({rule.level}): its name is written in {things}: {shown(rule.reason)}"
    if report.urls:
        yield "\nThese addresses showed a name. Once the new site is up, ask search engines to remove or to update them:"
        yield from (f"  {shown(url)}" for url in report.urls)
    yield ""
    yield from _BEYOND_REACH
    if report.proof is not None:
        yield ""
        yield from _format_proof(report.proof)


_BEYOND_REACH = (
    "What digest cannot reach: the history of git, in which content/ and the ledger still have the name; copies that search engines,",
    "web archives and feed readers keep; and the files on your host until the next deploy, which must delete what is no longer in site/.",
)
_READ_AS = "entities, percent-encoding, escapes of JSON and YAML, UTF-8, UTF-16 and Latin-1, base64, quoted-printable, gzip, PNG text, SVG"


def _format_proof(proof: Proof) -> Iterator[str]:
    yield f"Looked through: {proof.files} files of site/ and the ledger, {proof.size:,} bytes, each as it is and as it may be read:"
    yield f"{_READ_AS}, up to three deep."
    for one in proof.found:
        yield f"  {shown(one.path)}: a name of rule {one.rule}, {one.encoding}"
    names = plural(len(proof.found), "name") or "no name"
    yield f"Found: {names}{'' if not proof.found else '; build again, or change what makes these files'}."


def report_json(report: Forgotten | None, diagnostics: tuple[Diagnostic, ...], code: int) -> str:
    """Return the report as JSON."""
    data = {
        "exit": code,
        "forgotten": None if report is None else asdict(report),
        "diagnostics": diagnostics_data(diagnostics),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
