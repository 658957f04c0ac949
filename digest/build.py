"""The pipeline: configure, read, assemble, plan, compare, render, write. The only place where the rooms meet."""

from pathlib import Path

from digest.model.config import Config
from digest.model.content import Compiled, Content, Site, Template
from digest.model.diagnostic import Diagnostic, Position, Severity, error, has_errors
from digest.model.result import Result
from digest.packing import fingerprint, unpack
from digest.planning.assemble import assemble
from digest.planning.pages import plan_site
from digest.publish import BATCH, WORKSHOP, Options, Planned, Progress, cannot_write, fails, publish_plan
from digest.reading.cache import Cache, CachedDocument, dump_cache, load_cache, start_of_reading
from digest.reading.compiled import dump_compiled, load_compiled
from digest.reading.config import read_config
from digest.reading.content import find_content, gather, split_cached
from digest.reading.findings import Findings
from digest.reading.program import program_key
from digest.reading.theme import read_theme
from digest.rendering.recipes import recipe_keys
from digest.tasks import ReadTask
from digest.workers import batches_of, run
from digest.writing.lock import BusyError, lock
from digest.writing.staging import Staging

# Below this a second process costs more than it saves.
_FEW_DOCUMENTS = 200


def build(folder: Path, options: Options, progress: Progress) -> Result:
    """Build the site of a folder into its `site/`. Every mistake of every file is reported; with an error, nothing changes."""
    progress("configure", 0, 0)
    config, diagnostics = read_config(folder)
    if config is None:
        return Result(diagnostics, None)
    staging = Staging(folder / WORKSHOP / "staging")
    try:
        with lock(folder / WORKSHOP):
            staging.remove()
            try:
                return _build(folder, config, diagnostics, options, progress)
            finally:
                staging.remove()
    except BusyError:
        found = error("busy", Position(WORKSHOP), "another digest is at work in this folder", "wait until it has ended")
        return Result((found,), None)
    except OSError as problem:
        return Result((cannot_write(folder, problem),), None)


def _build(
    folder: Path, config: Config, diagnostics: tuple[Diagnostic, ...], options: Options, progress: Progress
) -> Result:
    progress("read", 0, 0)
    program = program_key()
    content, found = _read(folder, config, options, progress, program)
    diagnostics += found
    findings = Findings()
    templates, static = read_theme(folder, findings)
    compiled, found = _compile(folder, templates, program)
    recipes, more = recipe_keys(templates, compiled, program)
    diagnostics += findings.all + found + more
    progress("plan", 0, 0)
    broken = has_errors(diagnostics)
    assembly, found = assemble(content, options.viewpoint)
    plan, more = plan_site(Site(config, content, templates, static), assembly)
    # After a file could not be read, what is said to be missing may stand in that file: only what is certain is reported.
    # Likewise, two things of one name have one address: that is one mistake, not two.
    more = tuple(one for one in more if one.code != "address-taken" or not has_errors(found))
    diagnostics += tuple(one for one in found + more if not broken or one.severity is Severity.ERROR)
    if fails(diagnostics, options):
        return Result(diagnostics, None)
    return publish_plan(
        folder, options, progress, Planned(content, assembly, plan, compiled, recipes, templates), diagnostics
    )


def _read(
    folder: Path, config: Config, options: Options, progress: Progress, program: str
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Read all content: what has not changed from the cache, the rest in several processes, and renew the cache."""
    file = folder / WORKSHOP / "cache"
    key = fingerprint(program.encode(), config.timezone.encode())
    started = start_of_reading()
    cache = Cache() if options.fresh else load_cache(file, key)
    found = find_content(folder)
    documents, unread = split_cached(folder, found.documents, cache)
    jobs = options.jobs if len(unread) > _FEW_DOCUMENTS else 1
    done = 0
    for _, packed in run(ReadTask(folder, config.timezone), batches_of(unread, BATCH), jobs):
        for document in unpack(packed, tuple[CachedDocument, ...]):
            documents[document.files[0].path] = document
            done += 1
        progress("read", done, len(unread))
    ordered = tuple(documents[document.found[0].path] for document in found.documents)
    if cache.needs_renewal(ordered, started):
        Staging(folder / WORKSHOP / "staging").replace_file(file, dump_cache(ordered, key, started))
    return gather(found, ordered)


def _compile(
    folder: Path, templates: tuple[Template, ...], program: str
) -> tuple[dict[str, Compiled], tuple[Diagnostic, ...]]:
    """Compile the templates that the last build did not compile, and keep them for the next one; by the hash of their source."""
    file = folder / WORKSHOP / "templates"
    known = load_compiled(file, program)
    new = [one for one in templates if one.key not in known]
    found: dict[str, Compiled | Diagnostic] = {one.key: known[one.key] for one in templates if one.key in known}
    if new:
        from digest.rendering.templates import (
            compile_template,
        )  # imports Jinja, which a build with nothing to do can spare

        found |= {one.key: compile_template(one) for one in new}
    compiled = {key: one for key, one in found.items() if isinstance(one, Compiled)}
    if compiled != known:
        Staging(folder / WORKSHOP / "staging").replace_file(file, dump_compiled(compiled, program))
    return compiled, tuple(one for one in found.values() if isinstance(one, Diagnostic))
