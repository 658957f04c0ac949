"""What a build keeps for the next one: the ledger, and the record of what it had read and left."""

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.app.context import Job
from digest.app.render import leak_found
from digest.model.diagnostic import Diagnostic, Position
from digest.model.ledger import Ledger
from digest.model.page import Output
from digest.model.reports.build import Result
from digest.model.site import Content
from digest.planning.content.visibility import next_change
from digest.reading.ledger import FILE as LEDGER
from digest.reading.unchanged import dump_result, ledger_key, scan_signatures, signature_of_rules
from digest.writing.ledger import dump_ledger

if TYPE_CHECKING:
    from digest.app.redaction import Redaction


def leaks_of_ledger(ledger: Ledger, redaction: "Redaction | None") -> tuple[Diagnostic, ...]:
    """Report every name that must be forgotten and stands in the new ledger."""
    if redaction is None:
        return ()
    leaks = redaction.gate.scan(LEDGER, dump_ledger(ledger), redaction.shown_in(None))
    return (leak_found(leaks, Position(LEDGER)),) if leaks else ()


def keep_ledger(job: Job, known: Ledger, planned: Ledger) -> bytes | None:
    """Write the ledger if it is another one now, and give its bytes; keep a copy, by which the next build sees what it has lost."""
    file = job.folder / LEDGER
    if not job.is_public:
        return None
    if planned == known and not known.is_mended:
        if file.exists() and (not job.last_ledger.exists() or job.last_ledger.read_bytes() != file.read_bytes()):
            job.staging.replace_file(job.last_ledger, file.read_bytes())
        return None
    raw = dump_ledger(planned)
    job.staging.replace_file(file, raw)
    job.staging.replace_file(job.last_ledger, raw)
    return raw


def remember(
    job: Job,
    content: Content,
    redaction: "Redaction | None",
    result: Result,
    outputs: tuple[Output, ...],
    ledger: bytes | None,
) -> None:
    """Record what this build read and wrote, so that the next one can see that it has nothing to do."""
    if job.signs is None or not job.is_public:
        return
    expected = job.signs if ledger is None else replace(job.signs, ledger=ledger_key(ledger))
    signs = scan_signatures(job.folder, job.options.redactions)
    private = signature_of_rules(redaction.file if redaction else None)
    if (
        signs is None or signs != expected or private is None
    ):  # something changed meanwhile, and may have been read before or after
        return
    now = job.options.visibility.now
    until = next_change(content.articles, now)
    if redaction is not None:
        until = min(until, redaction.until)
    left = ((output.path, output.size, output.modified) for output in outputs)
    lasting = replace(result, diagnostics=tuple(one for one in result.diagnostics if one.code != "foreign-files"))
    job.staging.replace_file(job.record, dump_result(signs, private, lasting, left, now, until))
