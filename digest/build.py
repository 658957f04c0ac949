"""The pipeline: configure, read, assemble, plan, compare, render, write. The only place where the rooms meet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digest.model.article import Article, Manuscript
from digest.model.config import Config
from digest.model.content import Content, OwnPage, Site, Template
from digest.model.diagnostic import Diagnostic, Position, Severity, error, has_errors, warning
from digest.model.incident import IncidentFile
from digest.model.page import Output, Page
from digest.model.result import Counts, Result
from digest.model.views import ArticleView, FeedView
from digest.packing import fingerprint, unpack
from digest.planning.assemble import Assembly, assemble
from digest.planning.changes import Changes, compare
from digest.planning.pages import Plan, plan_site
from digest.planning.visibility import Viewpoint
from digest.reading.cache import Cache, CachedDocument, dump_cache, load_cache, start_of_reading
from digest.reading.config import read_config
from digest.reading.content import find_content, gather, split_cached
from digest.reading.findings import Findings
from digest.reading.ledger import FILE as LEDGER
from digest.reading.program import program_key
from digest.reading.theme import read_theme
from digest.rendering.renderer import recipe_keys
from digest.tasks import ReadTask, Rendered, RenderTask
from digest.workers import batches_of, run
from digest.writing.files import replace_file
from digest.writing.ledger import dump_ledger
from digest.writing.lock import BusyError, lock
from digest.writing.manifest import damaged_paths, load_manifest
from digest.writing.site import Publication, foreign_files, publish
from digest.writing.staging import Staging

WORKSHOP = ".digest"
SITE = "site"

# Below these a second process costs more than it saves.
_FEW_DOCUMENTS = 200
_FEW_PAGES = 100
_BATCH = 32

# Called with the name of what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: seen from when, with how many processes; `fresh` trusts no cache, `strict` takes warnings for errors."""

    viewpoint: Viewpoint
    jobs: int = 1
    fresh: bool = False
    strict: bool = False


def build(folder: Path, options: Options, progress: Progress) -> Result:
    """Build the site of a folder into its `site/`. Every mistake of every file is reported; with an error, nothing changes."""
    progress("configure", 0, 0)
    config, diagnostics = read_config(folder)
    if config is None:
        return Result(diagnostics, None)
    try:
        with lock(folder / WORKSHOP):
            return _build(folder, config, diagnostics, options, progress)
    except BusyError:
        found = error("busy", Position(WORKSHOP), "another digest is at work in this folder", "wait until it has ended")
        return Result((found,), None)
    except OSError as problem:
        where = Position(str(problem.filename or WORKSHOP).removeprefix(f"{folder}/"))
        hint = "make room on the disk, or mend the permissions; the site is whole, and the next build goes on from here"
        return Result((error("cannot-write", where, f"it cannot be written: {problem.strerror}", hint),), None)


def _build(
    folder: Path, config: Config, diagnostics: tuple[Diagnostic, ...], options: Options, progress: Progress
) -> Result:
    progress("read", 0, 0)
    content, found = _read(folder, config, options, progress)
    diagnostics += found
    findings = Findings()
    templates, static = read_theme(folder, findings)
    recipes, found = recipe_keys(templates, program_key())
    diagnostics += findings.all + found
    progress("plan", 0, 0)
    broken = has_errors(diagnostics)
    assembly, found = assemble(content, options.viewpoint)
    plan, more = plan_site(Site(config, content, templates, static), assembly)
    # After a file could not be read, what is said to be missing may stand in that file: only what is certain is reported.
    # Likewise, two things of one name have one address: that is one mistake, not two.
    more = tuple(one for one in more if one.code != "address-taken" or not has_errors(found))
    diagnostics += tuple(one for one in found + more if not broken or one.severity is Severity.ERROR)
    if _fails(diagnostics, options):
        return Result(diagnostics, None)
    return _publish(folder, options, progress, _Planned(content, assembly, plan, recipes, templates), diagnostics)


def _fails(diagnostics: tuple[Diagnostic, ...], options: Options) -> bool:
    return has_errors(diagnostics) or (options.strict and bool(diagnostics))


def _read(folder: Path, config: Config, options: Options, progress: Progress) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Read all content: what has not changed from the cache, the rest in several processes, and renew the cache."""
    file = folder / WORKSHOP / "cache"
    key = fingerprint(program_key().encode(), config.timezone.encode())
    started = start_of_reading()
    cache = Cache() if options.fresh else load_cache(file, key)
    found = find_content(folder)
    documents, unread = split_cached(folder, found.documents, cache)
    jobs = options.jobs if len(unread) > _FEW_DOCUMENTS else 1
    done = 0
    for _, packed in run(ReadTask(folder, config.timezone), batches_of(unread, _BATCH), jobs):
        for document in unpack(packed, tuple[CachedDocument, ...]):
            documents[document.files[0].path] = document
            done += 1
        progress("read", done, len(unread))
    ordered = tuple(documents[document.found[0].path] for document in found.documents)
    if cache.needs_renewal(ordered, started):
        replace_file(file, dump_cache(ordered, key, started))
    return gather(found, ordered)


@dataclass(frozen=True, slots=True)
class _Planned:
    """Everything that is known before anything is rendered."""

    content: Content
    assembly: Assembly
    plan: Plan
    recipes: dict[str, str]
    templates: tuple[Template, ...]


def _publish(
    folder: Path, options: Options, progress: Progress, planned: _Planned, diagnostics: tuple[Diagnostic, ...]
) -> Result:
    """Compare with what was published before, render what is not the same, and move it into place."""
    progress("compare", 0, 0)
    site, manifest = folder / SITE, folder / WORKSHOP / "manifest.jsonl"
    staging = Staging(folder / WORKSHOP / "staging")
    before = load_manifest(manifest)
    damaged = frozenset(output.path for output in before) if options.fresh else damaged_paths(site, before)
    changes = compare(planned.plan, planned.recipes, before, damaged)
    known = {output.path: output.digest for output in before if output.path not in damaged}
    rendered, found = _render(folder, options, progress, planned, changes, staging, known)
    outputs = tuple(sorted((*changes.keep, *(one.output for one in rendered)), key=lambda output: output.path))
    diagnostics += found
    if not before:
        diagnostics += _foreign(site, outputs)
    if _fails(diagnostics, options):
        staging.remove()
        return Result(diagnostics, None)
    staged = tuple((one.wave, one.output.path) for one in rendered if one.is_staged)
    entries = (
        b""
        if options.viewpoint.is_preview or planned.plan.ledger == planned.content.ledger
        else dump_ledger(planned.plan.ledger)
    )
    progress("write", 0, 0)
    publish(site, staging, manifest, before, Publication(outputs, staged, changes.remove), folder / LEDGER, entries)
    staging.remove()
    return Result(diagnostics, _count(planned, outputs, len(staged), len(changes.remove)))


def _render(
    folder: Path,
    options: Options,
    progress: Progress,
    planned: _Planned,
    changes: Changes,
    staging: Staging,
    known: dict[str, str],
) -> tuple[list[Rendered], tuple[Diagnostic, ...]]:
    """Render and stage every page that is not yet what it should be, in several processes if there are many."""
    if not changes.render:
        return [], ()
    progress("render", 0, len(changes.render))
    staging.clear()
    task = RenderTask(folder, planned.plan.site, planned.templates, _manuscripts(planned.content), known, staging)
    pages = sorted(changes.render, key=lambda pair: _neighbourhood(pair[0]))
    rendered: list[Rendered] = []
    diagnostics: dict[Diagnostic, None] = {}
    done = 0
    for _, results in run(task, batches_of(pages, _BATCH), options.jobs if len(pages) > _FEW_PAGES else 1):
        rendered += (one for one in results if isinstance(one, Rendered))
        diagnostics |= dict.fromkeys(one for one in results if isinstance(one, Diagnostic))
        done += len(results)
        progress("render", done, len(pages))
    return rendered, tuple(sorted(diagnostics, key=lambda one: (one.position, one.code, one.message)))


def _neighbourhood(page: Page) -> str:
    """Give a key that brings together the pages that show the same texts: an incident's articles, its page and its feed."""
    if isinstance(page.view, ArticleView) and page.view.incidents:
        return page.view.incidents[0].incident.address
    return page.address


def _manuscripts(content: Content) -> dict[str, Manuscript]:
    """Give where each text lies. Two files with the same text render alike, whichever is read."""
    things: tuple[Article | IncidentFile | OwnPage, ...] = (
        *content.articles,
        *content.incident_files,
        *content.own_pages,
    )
    return {thing.body.key: thing.manuscript for thing in things if thing.body.key}


def _foreign(site: Path, outputs: tuple[Output, ...]) -> tuple[Diagnostic, ...]:
    """Warn of files in a site that digest has no memory of: it never removes what it did not write."""
    found = foreign_files(site, (output.path for output in outputs))
    if not found:
        return ()
    message = f"{len(found)} files here are not digest's, such as {found[0]}; they stay, and would be published"
    return (
        warning(
            "foreign-files",
            Position(SITE),
            message,
            "delete the folder site/ if nothing in it is yours, and build again",
        ),
    )


def _count(planned: _Planned, outputs: tuple[Output, ...], written: int, removed: int) -> Counts:
    pages = planned.plan.pages
    return Counts(
        articles=len(planned.assembly.articles),
        incidents=len(planned.assembly.incidents),
        drafts=planned.assembly.drafts,
        embargoed=planned.assembly.embargoed,
        pages=sum(page.address.endswith((".html", "/")) or not page.address for page in pages),
        feeds=sum(isinstance(page.view, FeedView) for page in pages),
        files=len(outputs),
        written=written,
        removed=removed,
    )
