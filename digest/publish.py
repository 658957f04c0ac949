"""The second half of the pipeline: compare with what was published, render what is not the same, write."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from digest.foresee import foresee
from digest.job import SITE, WORKSHOP, Job
from digest.model.content import Compiled, Content, Template
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.forecast import Forecast
from digest.model.page import Output
from digest.model.result import Counts, Result
from digest.planning.assemble import Assembly
from digest.planning.changes import Changes, compare
from digest.planning.pages import Plan
from digest.planning.visibility import next_change
from digest.reading.ledger import FILE as LEDGER
from digest.reading.unchanged import dump_result, ledger_key, look
from digest.rendering.costs import cost_of, order_of
from digest.tasks import Rendered, RenderTask, Texts
from digest.workers import batches_of, run
from digest.writing.deposit import Deposit
from digest.writing.files import remove_file
from digest.writing.ledger import dump_ledger
from digest.writing.manifest import inspect, load_manifest
from digest.writing.rows import DataFiles
from digest.writing.site import BlockedError, Publication, check_the_way, foreign_files, publish

# What a worker makes at a time, and what is so little that one process makes it faster than several: 30 and 100 articles' pages.
_BATCH = 2_200
_FEW = 7_200


def cannot_write(job: Job, problem: OSError) -> Diagnostic:
    """Give what the disk refused as a diagnostic."""
    where = Position(str(problem.filename2 or problem.filename or WORKSHOP).removeprefix(f"{job.folder}/"))
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
    converted: Callable[[], list[Deposit]]


def publish_plan(job: Job, planned: Planned, diagnostics: tuple[Diagnostic, ...]) -> Result:
    """Compare with what was published before, render what is not the same, and move it into place."""
    job.progress("compare", 0, 0)
    manifest = job.workshop / "manifest.jsonl"
    before = load_manifest(manifest)
    standing, damaged = inspect(job.site, before)
    if job.options.fresh:
        damaged = frozenset(output.path for output in before)
    changes = compare(planned.plan, planned.recipes, standing, damaged)
    known = {output.path: output for output in standing if output.path not in damaged}
    rendered, found = _render(job, planned, changes, known)
    outputs = tuple(sorted((*changes.keep, *(one.output for one in rendered))))
    diagnostics += found
    if not before:
        diagnostics += _foreign(job.site, outputs)
    staged = tuple((one.wave, one.output.path) for one in rendered if one.is_staged)
    diagnostics += _in_the_way(job.site, (path for _, path in staged), (output.path for output in before))
    if job.fails_with(diagnostics):
        return Result(diagnostics, None)
    forecast = foresee(job, planned.content.ledger, planned.plan, frozenset(path for _, path in staged), changes.remove)
    if not job.options.publishes:
        return _compared(job, forecast, diagnostics)
    job.progress("write", 0, 0)
    begun = False
    try:
        remove_file(job.workshop, job.record.name)
        ledger = _publish_ledger(job, planned)
        begun = True
        publish(job.site, job.staging, manifest, before, Publication(outputs, staged, changes.remove))
        counts = _count(planned, outputs, len(staged), len(changes.remove))
        result = Result(diagnostics, counts, forecast=forecast)
        _remember(job, planned, result, outputs, ledger)
    except OSError as problem:
        return Result((*diagnostics, cannot_write(job, problem)), None, is_partial=begun)
    return result


def _publish_ledger(job: Job, planned: Planned) -> bytes | None:
    """Write the ledger if it is another one now; give its bytes."""
    if not job.is_public or planned.plan.ledger == planned.content.ledger:
        return None
    raw = dump_ledger(planned.plan.ledger)
    job.staging.replace_file(job.folder / LEDGER, raw)
    return raw


def _remember(job: Job, planned: Planned, result: Result, outputs: tuple[Output, ...], ledger: bytes | None) -> None:
    """Tell the next build what this one had read and what it left, so that it can see that it has nothing to do."""
    if job.signs is None or not job.is_public:
        return
    expected = job.signs if ledger is None else replace(job.signs, ledger=ledger_key(ledger))
    signs = look(job.folder)
    if signs is None or signs != expected:  # something changed meanwhile, and may have been read before or after
        return
    now = job.options.viewpoint.now
    until = next_change(planned.content.articles, now)
    left = ((output.path, output.size, output.modified) for output in outputs)
    lasting = replace(result, diagnostics=tuple(one for one in result.diagnostics if one.code != "foreign-files"))
    job.staging.replace_file(job.record, dump_result(signs, lasting, left, now, until))


def _compared(job: Job, forecast: Forecast, diagnostics: tuple[Diagnostic, ...]) -> Result:
    """Give the end of a comparison that publishes nothing. One with nothing to compare with must not pass for a good one."""
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
        DataFiles(job.site, job.workshop / "rows", changes.recipes),
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
