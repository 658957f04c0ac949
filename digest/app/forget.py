"""The command `digest forget`: report what the private rules redact, and prove that no such name is left in the site."""

from collections import Counter
from collections.abc import Iterator, Mapping

from digest import DOCUMENTATION
from digest.adapters.pagefind import IndexingError
from digest.app.build import read_content
from digest.app.context import SITE, Job
from digest.app.publishing.search import page_in_index
from digest.app.redaction import Redaction, read_rules, redact_content, rules_of
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position, error, has_errors
from digest.model.page import Page
from digest.model.reports.redaction import Forgotten, FoundName, Proof, RuleCount
from digest.model.site import Content, ContentItem, Site
from digest.model.url import absolute, path_of
from digest.planning.content.assemble import Assembly, assemble
from digest.planning.content.incident_names import incident_slug
from digest.planning.pages.search import INDEX
from digest.planning.plan import plan_site
from digest.planning.site.nodes import article_address
from digest.reading.config.settings import read_config
from digest.reading.files.program import program_key
from digest.reading.ledger import FILE as LEDGER
from digest.writing.lock import BusyError, lock


def report_redaction(job: Job, *, proves: bool) -> tuple[Forgotten | None, tuple[Diagnostic, ...]]:
    """Return what is redacted, and with `proves` what a search of all published files found; None and the errors if it cannot."""
    config, diagnostics = read_config(job.folder)
    if config is None:
        return None, diagnostics
    try:
        with lock(job.state_directory):
            content, _, found = read_content(job, config, program_key())
            job.staging.remove()
    except BusyError:
        return None, (
            error("busy", Position(".digest"), "another digest is at work in this folder", "wait until it has ended"),
        )
    redaction, more = read_rules(job, config)
    diagnostics += found + more
    if redaction is None and not has_errors(diagnostics):
        hint = f"write redactions: and the path of the file into config.yaml, or set DIGEST_REDACTIONS: {DOCUMENTATION}forgetting/"
        diagnostics += (
            error(
                "no-redactions", Position("config.yaml"), "there are no private rules of what must be forgotten", hint
            ),
        )
    if redaction is None or has_errors(diagnostics):
        return None, diagnostics
    return _report(job, config, content, redaction, proves=proves), diagnostics


def _report(job: Job, config: Config, content: Content, redaction: Redaction, *, proves: bool) -> Forgotten:
    assembly, _ = assemble(content, job.options.visibility)
    counts = Counter[int]()
    urls: set[str] = set()
    things: tuple[ContentItem, ...] = (*content.articles, *content.incident_files, *content.own_pages)
    for thing in things:
        rules = rules_of(thing, redaction, job.folder)
        counts.update(rule.number for rule in rules)
        if rules:
            urls |= {absolute(config.base_url, address) for address in _addresses_of(thing, assembly)}
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
    return Forgotten(
        counted,
        tuple(sorted(urls)),
        _prove(job, redaction, _pages(job, config, content, redaction)) if proves else None,
    )


def _addresses_of(thing: ContentItem, assembly: Assembly) -> Iterator[str]:
    """Return the addresses at which something is or was published; none for an article that is not public yet."""
    if isinstance(thing, Article):
        if any(thing.id == hidden.id for hidden in assembly.hidden):
            return
        yield article_address(thing)
        yield from (f"incidents/{incident_slug(name, assembly.files)}/" for name in thing.incidents)
    elif isinstance(thing, IncidentFile):
        yield f"incidents/{thing.slug}/"
    else:
        yield f"{thing.slug}/"
    yield from thing.aliases


def _pages(job: Job, config: Config, content: Content, redaction: Redaction) -> dict[str, Page]:
    """Return the planned pages by path, without copied files; empty if no rule depends on what a page shows."""
    if not redaction.scopes:
        return {}
    content, _, _ = redact_content(content, redaction, job.folder)
    assembly, _ = assemble(content, job.options.visibility)
    plan, _ = plan_site(Site(config, content, (), ()), assembly)
    return {path_of(page.address): page for page in plan.pages if page.renderer != "copy"}


def _prove(job: Job, redaction: Redaction, pages: Mapping[str, Page]) -> Proof:
    """Search every file of the site, also those that digest did not write, and the ledger.

    A page is checked by the same rules as before it is published, any other file by all rules.
    """
    files = sorted(file for file in job.site.rglob("*") if file.is_file())
    size = 0
    found: list[FoundName] = []
    for number, file in enumerate((*files, job.folder / LEDGER)):
        if file.exists():
            job.progress("prove", number, len(files))
            raw = file.read_bytes()
            size += len(raw)
            path = file.relative_to(job.folder).as_posix()
            shown = _shown_in(path, raw, redaction, pages)
            found += (FoundName(path, one.rule, one.encoding) for one in redaction.gate.scan(path, raw, shown))
    return Proof(len(files), size, tuple(found))


def _shown_in(path: str, raw: bytes, redaction: Redaction, pages: Mapping[str, Page]) -> frozenset[str] | None:
    """Return the ids that a file shows, for the gate; None if it is checked by all rules."""
    if path == LEDGER:
        return redaction.shown_in(None)
    address = path.removeprefix(f"{SITE}/")
    if address in pages:
        return redaction.shown_in(pages[address])
    if address.startswith(INDEX):
        try:
            return redaction.shown_in(page_in_index(address.removeprefix(INDEX), raw, pages))
        except IndexingError:  # not a file of the index, in spite of its name
            return None
    return None
