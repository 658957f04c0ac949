"""The command `digest forget`: what the private rules take out of the site, and the proof that nothing of it is left."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from digest.app.build import read_content
from digest.app.context import Job
from digest.app.redaction import Redaction, read_rules
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position, error, has_errors
from digest.model.reports.redaction import Forgotten, FoundName, Proof, RuleCount
from digest.model.site import Content, OwnPage
from digest.model.url import absolute, slugify
from digest.planning.redaction.strings import texts_of
from digest.planning.site.nodes import article_address
from digest.reading.config.settings import read_config
from digest.reading.content.body import read_text
from digest.reading.files.program import program_key
from digest.reading.ledger import FILE as LEDGER
from digest.writing.lock import BusyError, lock

Thing = Article | IncidentFile | OwnPage


def tell(job: Job, *, proves: bool) -> tuple[Forgotten | None, tuple[Diagnostic, ...]]:
    """Tell what is forgotten, and look through all that is published if a proof is wanted. None, and why, if that cannot be told."""
    config, diagnostics = read_config(job.folder)
    if config is None:
        return None, diagnostics
    try:
        with lock(job.workshop):
            content, _, found = read_content(job, config, program_key())
            job.staging.remove()
    except BusyError:
        return None, (
            error("busy", Position(".digest"), "another digest is at work in this folder", "wait until it has ended"),
        )
    redaction, more = read_rules(job, config)
    diagnostics += found + more
    if redaction is None and not has_errors(diagnostics):
        hint = "write redactions: and the path of the file into config.yaml, or set DIGEST_REDACTIONS; docs/forgetting.md tells the rest"
        diagnostics += (
            error(
                "no-redactions", Position("config.yaml"), "there are no private rules of what must be forgotten", hint
            ),
        )
    if redaction is None or has_errors(diagnostics):
        return None, diagnostics
    return _told(job, config, content, redaction, proves=proves), diagnostics


def _told(job: Job, config: Config, content: Content, redaction: Redaction, *, proves: bool) -> Forgotten:
    counts = Counter[int]()
    urls: set[str] = set()
    things: tuple[Thing, ...] = (*content.articles, *content.incident_files, *content.own_pages)
    for thing in things:
        article, incidents = (thing.id, thing.incidents) if isinstance(thing, Article) else ("", (thing.id,))
        text = "\n".join((*texts_of(thing), read_text(job.folder, thing.manuscript, thing.body)))
        rules = redaction.redactor.rules_in(text, article, incidents, text)
        counts.update(rule.number for rule in rules)
        if rules:
            urls |= {absolute(config.base_url, address) for address in _addresses_of(thing)}
    for entry in content.ledger.entries:
        urls |= {absolute(config.base_url, one) for one in entry.addresses if redaction.redactor.holds_name(one)}
    counted = tuple(
        RuleCount(
            rule.number,
            rule.level,
            rule.reason,
            "" if rule.since is None or rule.holds(redaction.now) else rule.since.iso,
            counts[rule.number],
        )
        for rule in redaction.rules
    )
    return Forgotten(counted, tuple(sorted(urls)), _prove(job, redaction) if proves else None)


def _addresses_of(thing: Thing) -> Iterator[str]:
    if isinstance(thing, Article):
        yield article_address(thing)
        yield from (f"incidents/{slugify(name)}/" for name in thing.incidents)
    elif isinstance(thing, IncidentFile):
        yield f"incidents/{thing.slug}/"
    else:
        yield f"{thing.slug}/"
    yield from thing.aliases


def _prove(job: Job, redaction: Redaction) -> Proof:
    """Look through every file of the site, whoever wrote it, and the ledger."""
    files = sorted(file for file in job.site.rglob("*") if file.is_file())
    size = 0
    found: list[FoundName] = []
    for number, file in enumerate((*files, job.folder / LEDGER)):
        if file.exists():
            job.progress("prove", number, len(files))
            raw = file.read_bytes()
            size += len(raw)
            path = _path_of(file, job.folder)
            found += (FoundName(path, one.rule, one.encoding) for one in redaction.gate.scan(path, raw))
    return Proof(len(files), size, tuple(found))


def _path_of(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
