"""The command `digest forget`: what the private rules take out of the site, and the proof that nothing of it is left."""

from collections import Counter
from collections.abc import Iterator, Mapping

from digest.adapters.pagefind import IndexingError
from digest.app.build import read_content
from digest.app.context import SITE, Job
from digest.app.redaction import Redaction, read_rules, rules_of, take_out
from digest.app.search import page_in_index
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position, error, has_errors
from digest.model.page import Page
from digest.model.reports.redaction import Forgotten, FoundName, Proof, RuleCount
from digest.model.site import Content, OwnPage, Site
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

Thing = Article | IncidentFile | OwnPage


def tell(job: Job, *, proves: bool) -> tuple[Forgotten | None, tuple[Diagnostic, ...]]:
    """Report what is forgotten, and look through all that is published if a proof is wanted. None, and why, if that cannot be told."""
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
    assembly, _ = assemble(content, job.options.visibility)
    counts = Counter[int]()
    urls: set[str] = set()
    things: tuple[Thing, ...] = (*content.articles, *content.incident_files, *content.own_pages)
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


def _addresses_of(thing: Thing, assembly: Assembly) -> Iterator[str]:
    """Return where a thing is to be seen, or was: nowhere if it is an article that is not public yet."""
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
    """Plan the pages of the site, by their paths, if a rule asks what a page shows; without the files that are copied as they are."""
    if not redaction.scopes:
        return {}
    content, _, _ = take_out(content, redaction, job.folder)
    assembly, _ = assemble(content, job.options.visibility)
    plan, _ = plan_site(Site(config, content, (), ()), assembly)
    return {path_of(page.address): page for page in plan.pages if page.recipe != "copy"}


def _prove(job: Job, redaction: Redaction, pages: Mapping[str, Page]) -> Proof:
    """Look through every file of the site, whoever wrote it, and the ledger.

    What the gate asks of a page before it is published is asked of it here; of a file that is none, all rules are asked.
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
    """Return what the gate takes a file to show, None if all rules are asked of it."""
    if path == LEDGER:
        return redaction.shown_in(None)
    address = path.removeprefix(f"{SITE}/")
    if address in pages:
        return redaction.shown_in(pages[address])
    if address.startswith(INDEX):
        try:
            return redaction.shown_in(page_in_index(address.removeprefix(INDEX), raw, pages))
        except IndexingError:  # it is no file of an index, whatever its name says
            return None
    return None
