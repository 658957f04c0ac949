"""What a build keeps for the next one: the ledger, and the record of what it read and wrote."""

from collections.abc import Iterable
from dataclasses import replace
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, cast

from digest.app.context import Job
from digest.app.publishing.pages import leak_found
from digest.model.diagnostic import Diagnostic, Position
from digest.model.ledger import Entry, Ledger
from digest.model.page import Output, Page
from digest.model.reports.build import Result
from digest.model.site import Content
from digest.model.views.host import RulesView
from digest.planning.content.visibility import next_change
from digest.reading.ledger import FILE as LEDGER
from digest.reading.unchanged import dump_result, ledger_key, scan_signatures, signature_of_rules
from digest.writing.files import remove_file

if TYPE_CHECKING:
    from digest.app.redaction import Redaction


# Warnings of what is accepted with this build: a later one that has nothing to do does not repeat them.
_SAID_ONCE = frozenset({"foreign-files", "ledger-changed"})


def dump_ledger(ledger: Ledger) -> bytes:
    """Return the bytes of `content/ledger.jsonl`: one JSON object a line, sorted, so that git can merge it line by line."""
    return "".join([_line_of(entry) for entry in ledger.entries]).encode()


def _line_of(entry: Entry) -> str:
    """Return the line of an entry, as `json.dumps` writes it, in half the time (5 µs, not 12)."""
    addresses = ", ".join([quoted(address) for address in entry.addresses])
    line = (
        f'{{"kind": "{entry.kind}", "id": {quoted(entry.id)}, "guid": {quoted(entry.guid)}, "addresses": [{addresses}]'
    )
    if entry.published is not None:
        line += f', "published": "{entry.published.isoformat()}"'
    if entry.day:
        line += f', "day": "{entry.day}"'
    if entry.under:
        line += f', "under": {quoted(entry.under)}'
    if entry.changed is not None:
        line += f', "changed": "{entry.changed.isoformat()}"'
    if entry.state:
        line += f', "state": {quoted(entry.state)}'
    if entry.said:
        line += f', "said": {quoted(entry.said)}, "dated": {quoted(entry.dated)}'
    if entry.pages > 1:
        line += f', "pages": {entry.pages}'
    for name, words in (("reports", entry.reports), ("formats", entry.formats), ("archives", entry.archives)):
        if words:
            line += f', "{name}": [{", ".join([quoted(word) for word in words])}]'
    return f"{line}}}\n"


def leaks_of_ledger(ledger: Ledger, redaction: "Redaction | None") -> tuple[Diagnostic, ...]:
    """Return an error for every redacted name in the new ledger."""
    if redaction is None:
        return ()
    leaks = redaction.gate.scan(LEDGER, dump_ledger(ledger), redaction.shown_in(None))
    return (leak_found(leaks, Position(LEDGER)),) if leaks else ()


def save_ledger(job: Job, known: Ledger, planned: Ledger) -> bytes | None:
    """Write the ledger if it changed, and return its bytes; None if it did not.

    Keep a copy, too, with which the next build finds entries that were lost in between.
    """
    file = job.folder / LEDGER
    if not job.is_public:
        return None
    there = file.read_bytes() if file.exists() else None
    raw = there if planned == known and not known.is_mended else dump_ledger(planned)
    if raw is None:
        return None
    if raw != there:
        job.staging.replace_file(file, raw)
    if not job.last_ledger.exists() or job.last_ledger.read_bytes() != raw:
        job.staging.replace_file(job.last_ledger, raw)
    return raw if raw != there else None


def save_host_files(job: Job, files: Iterable[Page]) -> None:
    """Write the rules that web servers include, where they differ, and remove those of another host."""
    there = {file.name: file for file in job.hosts.iterdir()} if job.hosts.is_dir() else {}
    for page in files:
        from digest.rendering.host_rules import render_rules  # most sites have none

        view = cast("RulesView", page.view)
        raw = render_rules(view, page.renderer)
        file = there.pop(page.address, None)
        if file is None or file.read_bytes() != raw:
            job.staging.replace_file(job.hosts / page.address, raw)
    for name in there:
        remove_file(job.hosts, name)


def save_record(
    job: Job,
    content: Content,
    redaction: "Redaction | None",
    result: Result,
    outputs: tuple[Output, ...],
    ledger: bytes | None,
) -> None:
    """Write the build record: what this build read and wrote, by which the next one sees that it has nothing to do."""
    if job.signatures is None or not job.is_public:
        return
    expected = job.signatures if ledger is None else replace(job.signatures, ledger=ledger_key(ledger))
    found = scan_signatures(job.folder, job.options.redactions)
    private = signature_of_rules(redaction.file if redaction else None)
    if (
        found is None or found != expected or private is None
    ):  # something changed during the build: nobody knows whether it was read before or after that
        return
    now = job.options.visibility.now
    until = next_change(content.articles, now)
    if redaction is not None:
        until = min(until, redaction.until)
    left = ((output.path, output.size, output.modified) for output in outputs)
    lasting = replace(result, diagnostics=tuple(one for one in result.diagnostics if one.code not in _SAID_ONCE))
    job.staging.replace_file(job.record, dump_result(found, private, lasting, left, job.hosts, now, until))
