"""The second half of the pipeline: compare with the published site, render what has changed, write."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.adapters.processes import batches_of, run
from digest.app.context import PICTURES, SITE, STATE_DIRECTORY, Job
from digest.app.publishing.pages import is_kept
from digest.app.publishing.render import Rendered, RenderTask
from digest.app.publishing.search import Indexed, Indexing
from digest.app.publishing.state import leaks_of_ledger, save_host_files, save_ledger, save_record
from digest.app.publishing.tasks import Texts
from digest.app.subscribers.diff import forecast_feeds, save_published
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.page import Output, PublishPhase
from digest.model.reports.build import Counts, LeftOut, Result
from digest.model.reports.feeds_diff import Forecast
from digest.model.site import Compiled, Content, Template
from digest.planning.content.assemble import Assembly, find_left_out
from digest.planning.content.excerpts import count_shortened
from digest.planning.content.picture_copies import FOLDER, is_own_name
from digest.planning.diff import Changes, compare
from digest.planning.plan import Plan
from digest.rendering.scheduling import cost_of, order_of
from digest.writing.files import remove_file, remove_folder
from digest.writing.kept_files import KeptFiles
from digest.writing.manifest import inspect, load_manifest
from digest.writing.row_reuse import DataFiles
from digest.writing.site import BlockedError, Publication, check_obstacles, foreign_files, publish

if TYPE_CHECKING:
    from digest.app.redaction import Redaction

# In units of `cost_of`: how much a worker renders in one batch, and how much one process renders faster than several do. As many as
# the pages of 30 and of 100 articles.
_BATCH = 2_200
_FEW = 7_200


def cannot_write(job: Job, problem: OSError) -> Diagnostic:
    """Return the diagnostic for an error of the disk."""
    where = Position(str(problem.filename2 or problem.filename or STATE_DIRECTORY).removeprefix(f"{job.folder}/"))
    hint = "make room on the disk, mend the permissions, or move away what stands in the place of a folder; then build again"
    return error("cannot-write", where, f"it cannot be written: {problem.strerror}", hint)


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything that is known before anything is rendered. `recipes` are fingerprints; `indexer` is empty where there is no search."""

    content: Content
    assembly: Assembly
    plan: Plan
    compiled: dict[str, Compiled]
    recipes: dict[str, str]
    templates: tuple[Template, ...]
    redaction: "Redaction | None" = None
    indexer: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The site as it is, and what has to change. `before` is the last manifest; its files are `intact` (by path) or `damaged` (paths)."""

    before: tuple[Output, ...]
    intact: dict[str, Output]
    damaged: frozenset[str]
    changes: Changes


def compare_with_site(job: Job, planned: Planned) -> Comparison:
    """Compare the plan with the manifest and with the files of the site. With `--fresh`, no file counts as intact."""
    job.progress("compare", 0, 0)
    before = load_manifest(_manifest(job))
    found, damaged = inspect(job.site, before)
    if job.options.fresh:
        damaged = frozenset(output.path for output in before)
    changes = compare(planned.plan, planned.recipes, found, damaged)
    changes = replace(changes, remove=tuple(sorted({*changes.remove, *_forgotten_pictures(job, planned.plan)})))
    intact = {output.path: output for output in found if output.path not in damaged}
    return Comparison(before, intact, damaged, changes)


def _forgotten_pictures(job: Job, plan: Plan) -> set[str]:
    """Return the copies and social images that no page has, also those of which the manifest does not know, as when it is an older one."""
    folder = f"{FOLDER}/"
    planned = (page.address.removeprefix(folder) for page in plan.pages if page.address.startswith(folder))
    return {f"{folder}{name}" for name in foreign_files(job.site / FOLDER, planned) if is_own_name(name)}


def _manifest(job: Job) -> Path:
    return job.output_state / "manifest.jsonl"


def render_changes(
    job: Job, planned: Planned, comparison: Comparison, texts: Callable[[], Texts]
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Render and stage the pages that changed, then the search index, and check that they can be moved into place.

    `texts` returns the texts of the site, with those that were converted meanwhile; it is called only if a page is rendered.
    """
    before, changes = comparison.before, comparison.changes
    rendered, diagnostics = _render(job, planned, comparison, texts)
    pages = (*changes.keep, *(one.output for one in rendered))
    staged = tuple((one.publish_phase, one.output.path) for one in rendered if one.is_staged)
    diagnostics += leaks_of_ledger(planned.plan.ledger, planned.redaction)
    index = Indexed() if job.fails_with(diagnostics) else _index(job, planned, comparison, pages, staged)
    diagnostics += index.diagnostics
    outputs = tuple(sorted((*pages, *index.outputs)))
    staged += index.staged
    remove = tuple(sorted({*changes.remove}.difference(output.path for output in index.outputs)))
    if not before and job.is_preview:  # of a preview whose manifest was lost, nothing is anybody else's
        remove_folder(job.site)
    elif not before:
        diagnostics += find_foreign(job, (output.path for output in outputs))
    diagnostics += find_obstacles(job, (path for _, path in staged), (output.path for output in before))
    return Publication(outputs, staged, remove), diagnostics


def write_site(
    job: Job,
    planned: Planned,
    comparison: Comparison,
    publication: Publication,
    diagnostics: tuple[Diagnostic, ...],
) -> Result:
    """Move the staged files into the site; write the ledger, the manifest and the records of publication and build.

    `digest feeds diff` only forecasts, and for a preview there is nothing to forecast.
    """
    content, staged = planned.content, frozenset(path for _, path in publication.staged)
    left_out = find_left_out(planned.assembly, job.options.visibility)
    outlook = None
    if not job.is_preview:
        outlook = forecast_feeds(job, content, planned.plan, staged)
        if not job.options.publishes:
            return _compared(job, outlook.forecast, diagnostics, left_out)
    job.progress("write", 0, 0)
    begun = False
    try:
        if job.is_public:
            remove_file(job.state_directory, job.record.name)
        ledger = save_ledger(job, content.ledger, planned.plan.ledger)
        begun = True
        publish(job.site, job.staging, _manifest(job), comparison.before, publication)
        if job.is_public:
            save_host_files(job, planned.plan.host_files)
            _forget_pictures(job, planned)
        if outlook is not None:
            save_published(job, outlook)  # before the build record, after which a build may have nothing to do
        counts, forecast = _count(planned, publication), outlook.forecast if outlook else None
        result = Result(
            diagnostics,
            counts,
            forecast=forecast,
            left_out=left_out,
            let_go=content.let_go,
            taken_back=content.taken_back,
        )
        save_record(job, content, planned.redaction, result, publication.outputs, ledger)
    except OSError as problem:
        return Result((*diagnostics, cannot_write(job, problem)), None, is_partial=begun)
    return result


def _forget_pictures(job: Job, planned: Planned) -> None:
    """Keep only the copies of pictures that the site has. Those of drafts are made again when somebody looks."""
    pages = planned.plan.pages
    KeptFiles(job.folder / PICTURES).keep_only({page.address.rpartition("/")[2] for page in pages if is_kept(page)})


def _index(
    job: Job,
    planned: Planned,
    comparison: Comparison,
    pages: tuple[Output, ...],
    staged: tuple[tuple[PublishPhase, str], ...],
) -> Indexed:
    """Make the search index, if the site has one and is published."""
    if not (planned.indexer and job.options.publishes):
        return Indexed()
    program = f"{planned.indexer} {planned.recipes['copy']}"  # and digest itself, by its fingerprint
    indexing = Indexing(job, planned.plan, program, planned.redaction, comparison.intact, comparison.damaged)
    return indexing.make(pages, frozenset(path for _, path in staged))


def _compared(
    job: Job, forecast: Forecast, diagnostics: tuple[Diagnostic, ...], left_out: tuple[LeftOut, ...]
) -> Result:
    """Return the result of a forecast that publishes nothing. With nothing to compare with, it is an error."""
    if forecast.is_compared:
        return Result(diagnostics, None, forecast=forecast, left_out=left_out)
    found = error(
        "nothing-to-compare",
        Position(os.fspath(job.options.against or SITE)),
        "there is nothing to compare with: this digest was published, and nothing here tells what its subscribers have",
        "get a copy of the site as it is on the web, and name its folder: digest feeds diff --against FOLDER",
    )
    return Result((*diagnostics, found), None)


def find_obstacles(job: Job, moving: Iterable[str], known: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return the error for what is in the way of files that move into the site. `known` are the paths that digest wrote before."""
    try:
        check_obstacles(job.site, moving, known)
    except BlockedError as problem:
        where = Position(f"{job.site_name}/{problem}".rstrip("/"))
        message = "this stands in the place of a page or a folder of the site, and digest did not write it"
        return (error("in-the-way", where, message, "move it away, or give it another name"),)
    return ()


def _render(
    job: Job, planned: Planned, comparison: Comparison, texts: Callable[[], Texts]
) -> tuple[list[Rendered], tuple[Diagnostic, ...]]:
    """Render and stage every page that has changed, in several processes if there are many."""
    changes = comparison.changes
    if not changes.render:
        return [], ()
    job.progress("render", 0, len(changes.render))
    job.staging.make()
    if job.options.fresh:
        KeptFiles(job.folder / PICTURES).keep_only(())
    profile = job.options.profile
    task = RenderTask(
        texts(),
        planned.plan.site,
        planned.templates,
        planned.compiled,
        comparison.intact,
        DataFiles(job.site, job.output_state / "rows", changes.recipes),
        job.staging,
        profile.clock if profile else None,
    )
    pages = sorted(changes.render, key=lambda pair: order_of(pair[0]))
    rendered: list[Rendered] = []
    diagnostics: dict[Diagnostic, None] = {}
    done = 0
    batches = batches_of(pages, _BATCH, lambda pair: cost_of(pair[0]))
    for _, results in run(task, batches, job.workers_for(sum(batch.cost for batch in batches), _FEW)):
        rendered += (one for one in results if isinstance(one, Rendered))
        diagnostics |= dict.fromkeys(one for one in results if isinstance(one, Diagnostic))
        done += len(results)
        job.progress("render", done, len(pages))
    if profile:
        for one in rendered:
            profile.add_page(one.renderer, one.seconds, one.output.size)
    return rendered, tuple(sorted(diagnostics, key=lambda one: (one.position, one.code, one.message)))


def find_foreign(job: Job, paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Warn of files besides these, in a site without a manifest: digest removes only what it wrote."""
    found = foreign_files(job.site, paths)
    if not found:
        return ()
    files = "one file here is" if len(found) == 1 else f"{len(found)} files here are"
    message = f"{files} not digest's, such as {found[0]}; what is not digest's stays, and would be published"
    return (
        warning(
            "foreign-files",
            Position(SITE),
            message,
            "delete the folder site/ if nothing in it is yours, and build again",
        ),
    )


def _count(planned: Planned, publication: Publication) -> Counts:
    pages, config = planned.plan.pages, planned.plan.settings.config
    shortened = count_shortened(planned.assembly.articles, config)
    return Counts(
        articles=len(planned.assembly.articles),
        incidents=len(planned.assembly.incidents),
        drafts=planned.assembly.drafts,
        embargoed=planned.assembly.embargoed,
        excerpts=shortened if config.rights.text == "excerpt" else 0,
        links=shortened if config.rights.text == "link" else 0,
        pages=sum(page.address.endswith((".html", "/")) or not page.address for page in pages),
        feeds=sum(page.is_feed for page in pages),
        files=len(publication.outputs),
        written=len(publication.staged),
        removed=len(publication.remove),
    )
