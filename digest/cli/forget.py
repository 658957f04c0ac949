"""What `digest forget` says, as text and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from digest.cli.report import diagnostics_data, plural, shown
from digest.model.diagnostic import Diagnostic
from digest.model.reports.redaction import Forgotten, Proof


def tell_forgotten(told: Forgotten) -> Iterator[str]:
    """Give what `digest forget` has to say, without a name but in the URLs that are to be reported."""
    for rule in told.rules:
        if rule.begins:
            yield f"rule {rule.number} ({rule.level}) begins on {rule.begins}: {shown(rule.reason)}"
        else:
            things = plural(rule.things, "text") or "no text"
            yield f"rule {rule.number} ({rule.level}): its name is written in {things}: {shown(rule.reason)}"
    if told.urls:
        yield "\nThese addresses showed a name. Once the new site is up, ask search engines to remove or to update them:"
        yield from (f"  {shown(url)}" for url in told.urls)
    yield ""
    yield from _BEYOND_REACH
    if told.proof is not None:
        yield ""
        yield from _proven(told.proof)


_BEYOND_REACH = (
    "What digest cannot reach: the history of git, in which content/ and the ledger still have the name; copies that search engines,",
    "web archives and feed readers keep; and the files on your host until the next deploy, which must delete what is no longer in site/.",
)
_READ_AS = "entities, percent-encoding, escapes of JSON and YAML, UTF-8, UTF-16 and Latin-1, base64, quoted-printable, gzip, PNG text, SVG"


def _proven(proof: Proof) -> Iterator[str]:
    yield f"Looked through: {proof.files} files of site/ and the ledger, {proof.size:,} bytes, each as it is and as it may be read:"
    yield f"{_READ_AS}, up to three deep."
    for one in proof.found:
        yield f"  {shown(one.path)}: a name of rule {one.rule}, {one.encoding}"
    names = plural(len(proof.found), "name") or "no name"
    yield f"Found: {names}{'' if not proof.found else '; build again, or change what makes these files'}."


def report_forgotten(told: Forgotten | None, diagnostics: tuple[Diagnostic, ...], code: int) -> str:
    """Give everything as JSON, for machines."""
    data = {
        "exit": code,
        "forgotten": None if told is None else asdict(told),
        "diagnostics": diagnostics_data(diagnostics),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
