"""The second half of the pipeline: compare with what was published, render what is not the same, write."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from digest.adapters.processes import batches_of, run
from digest.app.context import SITE, STATE_DIRECTORY, Job
from digest.app.feeds_diff import foresee
from digest.app.render import Rendered, RenderTask
from digest.app.search import Indexed, Indexing
from digest.app.state import keep_ledger, leaks_of_ledger, remember
from digest.app.tasks import Texts
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.page import Output, PublishPhase
from digest.model.reports.build import Counts, Result
from digest.model.reports.feeds_diff import Forecast
from digest.model.site import Compiled, Content, Template
from digest.planning.content.assemble import Assembly
from digest.planning.diff import Changes, compare
from digest.planning.plan import Plan
from digest.rendering.scheduling import cost_of, order_of
from digest.writing.blob_file import BlobFile
from digest.writing.files import remove_file
from digest.writing.manifest import inspect, load_manifest
from digest.writing.row_reuse import DataFiles
from digest.writing.site import BlockedError, Publication, check_the_way, foreign_files, publish

# What a worker makes at a time, and what is so little that one process makes it faster than several: 30 and 100 articles' pages.
_BATCH = 2_200
_FEW = 7_200


def cannot_write(job: Job, problem: OSError) -> Diagnostic:
    """Return what the disk refused as a diagnostic."""
    where = Position(str(problem.filename2 or problem.filename or STATE_DIRECTORY).removeprefix(f"{job.folder}/"))
    hint = "make room on the disk, mend the permissions, or move away what stands in the place of a folder; then build again"
    return error("cannot-write", where, f"it cannot be written: {problem.strerror}", hint)


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything that is known before anything is rendered. `converted` waits for the texts that are being converted."""

    content: Content
    assembly: Assembly
    plan: Plan
    compiled: dict[str, Compiled]
    recipes: dict[str, str]
    templates: tuple[Template, ...]
    texts: Texts
    converted: Callable[[], list[BlobFile]]
    indexer: str = ""


def publish_plan(job: Job, planned: Planned, diagnostics: tuple[Diagnostic, ...]) -> Result:
    """Compare with what was published before, render what is not the same, and move it into place."""
    job.progress("compare", 0, 0)
    manifest = job.state_directory / "manifest.jsonl"
    before = load_manifest(manifest)
    standing, damaged = inspect(job.site, before)
    if job.options.fresh:
        damaged = frozenset(output.path for output in before)
    changes = compare(planned.plan, planned.recipes, standing, damaged)
    known = {output.path: output for output in standing if output.path not in damaged}
    rendered, found = _render(job, planned, changes, known)
    pages = (*changes.keep, *(one.output for one in rendered))
    staged = tuple((one.wave, one.output.path) for one in rendered if one.is_staged)
    diagnostics += found + leaks_of_ledger(planned.plan.ledger, planned.texts.redaction)
    index = Indexed() if job.fails_with(diagnostics) else _index(job, planned, pages, staged, known, damaged)
    diagnostics += index.diagnostics
    outputs = tuple(sorted((*pages, *index.outputs)))
    staged += index.staged
    remove = tuple(sorted({*changes.remove}.difference(output.path for output in index.outputs)))
    if not before:
        diagnostics += _foreign(job.site, outputs)
    diagnostics += _in_the_way(job.site, (path for _, path in staged), (output.path for output in before))
    if job.fails_with(diagnostics):
        return Result(diagnostics, None)
    forecast = foresee(job, planned.content.ledger, planned.plan, frozenset(path for _, path in staged), remove)
    if not job.options.publishes:
        return _compared(job, forecast, diagnostics)
    job.progress("write", 0, 0)
    begun = False
    try:
        remove_file(job.state_directory, job.record.name)
        ledger = keep_ledger(job, planned.content.ledger, planned.plan.ledger)
        begun = True
        publish(job.site, job.staging, manifest, before, Publication(outputs, staged, remove))
        counts = _count(planned, outputs, len(staged), len(remove))
        result = Result(diagnostics, counts, forecast=forecast)
        remember(job, planned.content, planned.texts.redaction, result, outputs, ledger)
    except OSError as problem:
        return Result((*diagnostics, cannot_write(job, problem)), None, is_partial=begun)
    return result


def _index(
    job: Job,
    planned: Planned,
    pages: tuple[Output, ...],
    staged: tuple[tuple[PublishPhase, str], ...],
    known: dict[str, Output],
    damaged: frozenset[str],
) -> Indexed:
    """Make the index of the search, where there shall be one and it is published."""
    if not (planned.indexer and job.options.publishes):
        return Indexed()
    program = f"{planned.indexer} {planned.recipes['copy']}"  # and digest itself, by its fingerprint
    indexing = Indexing(job, planned.plan, program, planned.texts.redaction, known, damaged)
    return indexing.make(pages, frozenset(path for _, path in staged))


def _compared(job: Job, forecast: Forecast, diagnostics: tuple[Diagnostic, ...]) -> Result:
    """Return the end of a comparison that publishes nothing. One with nothing to compare with must not pass for a good one."""
    if forecast.is_compared:
        return Result(diagnostics, None, forecast=forecast)
    found = error(
        "nothing-to-compare",
        Position(os.fspath(job.options.against or SITE)),
        "this digest has been published, and the feeds that its subscribers have are not here",
        "get a copy of the site as it is on the web, and name its folder: digest feeds diff --against FOLDER",
    )
    return Result((*diagnostics, found), None)


def _in_the_way(site: Path, moving: Iterable[str], known: Iterable[str]) -> tuple[Diagnostic, ...]:
    try:
        check_the_way(site, moving, known)
    except BlockedError as problem:
        where = Position(f"{SITE}/{problem}".rstrip("/"))
        message = "this stands in the place of a page or a folder of the site, and digest did not write it"
        return (error("in-the-way", where, message, "move it away, or give it another name"),)
    return ()


def _render(
    job: Job, planned: Planned, changes: Changes, known: dict[str, Output]
) -> tuple[list[Rendered], tuple[Diagnostic, ...]]:
    """Render and stage every page that is not yet what it should be, in several processes if there are many."""
    if not changes.render:
        return [], ()
    job.progress("render", 0, len(changes.render))
    job.staging.make()
    profile = job.options.profile
    task = RenderTask(
        replace(planned.texts, converted=planned.converted()),
        planned.plan.site,
        planned.templates,
        planned.compiled,
        known,
        DataFiles(job.site, job.state_directory / "rows", changes.recipes),
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
            profile.add_page(one.recipe, one.seconds, one.output.size)
    return rendered, tuple(sorted(diagnostics, key=lambda one: (one.position, one.code, one.message)))


def _foreign(site: Path, outputs: tuple[Output, ...]) -> tuple[Diagnostic, ...]:
    """Warn of files in a site that digest has no memory of: it never removes what it did not write."""
    found = foreign_files(site, (output.path for output in outputs))
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


def _count(planned: Planned, outputs: tuple[Output, ...], written: int, removed: int) -> Counts:
    pages = planned.plan.pages
    return Counts(
        articles=len(planned.assembly.articles),
        incidents=len(planned.assembly.incidents),
        drafts=planned.assembly.drafts,
        embargoed=planned.assembly.embargoed,
        pages=sum(page.address.endswith((".html", "/")) or not page.address for page in pages),
        feeds=sum(page.is_feed for page in pages),
        files=len(outputs),
        written=written,
        removed=removed,
    )
