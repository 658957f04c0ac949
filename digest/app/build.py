"""The pipeline: configure, read, assemble, plan, compare, render, write. With `publish`, the only place where the rooms meet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digest.adapters.processes import ahead, batches_of, run
from digest.adapters.serialization import fingerprint, fingerprint_of
from digest.app.context import STATE_DIRECTORY, Job
from digest.app.publish import Planned, cannot_write, publish_plan
from digest.app.search import choose_indexer
from digest.app.tasks import ConvertTask, ReadTask, Texts
from digest.model.config import Config
from digest.model.content.article import Body
from digest.model.diagnostic import Diagnostic, Position, Severity, error, has_errors
from digest.model.ledger import holds_pseudonym
from digest.model.reports.build import Result
from digest.model.site import Compiled, Content, Site, Template
from digest.model.text.words import Words
from digest.planning.content.assemble import assemble
from digest.planning.content.excerpts import show_of
from digest.planning.plan import plan_site
from digest.reading.cache import Cache, dump_cache, load_cache, start_of_reading, unpack_documents
from digest.reading.config.settings import read_config
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.program import program_key
from digest.reading.ledger import compare_with_last
from digest.reading.scan import find_content, gather, split_cached
from digest.reading.theme.catalogue import texts_of_program
from digest.reading.theme.compiled import dump_compiled, load_compiled
from digest.reading.theme.templates import read_theme
from digest.rendering.recipes import is_made_of, recipe_keys, unknown_words
from digest.writing.blob_file import BlobFile
from digest.writing.lock import BusyError, lock

if TYPE_CHECKING:
    from digest.app.redaction import Redaction

_FEW_DOCUMENTS = 200
_MAY_STAND_ELSEWHERE = frozenset({"lost-address", "merged-into-nothing"})
# In bytes: what a worker reads at a time, and what would be read while a document is opened.
_BATCH = 200_000
_DOCUMENT = 4_000


def run_pipeline(job: Job) -> Result:
    """Build the site. Every mistake of every file is reported; with an error, nothing changes."""
    job.progress("configure", 0, 0)
    config, diagnostics = read_config(job.folder)
    if config is None:
        return Result(diagnostics, None)
    try:
        with lock(job.state_directory):
            job.staging.remove()
            try:
                return _build(job, config, diagnostics)
            finally:
                job.staging.remove()
    except BusyError:
        found = error(
            "busy", Position(STATE_DIRECTORY), "another digest is at work in this folder", "wait until it has ended"
        )
        return Result((found,), None)
    except OSError as problem:
        return Result((cannot_write(job, problem),), None)


def _build(job: Job, config: Config, diagnostics: tuple[Diagnostic, ...]) -> Result:
    job.progress("read", 0, 0)
    program = program_key()
    content, new, found = read_content(job, config, program)
    diagnostics += found
    diagnostics += compare_with_last(job.folder, job.last_ledger, content.ledger)
    content, redaction, found = _without_names(job, config, content, is_whole=not has_errors(diagnostics))
    diagnostics += found
    findings = DiagnosticCollector()
    templates, static = read_theme(job.folder, findings)
    compiled, changed, found = _compile(job, templates, config.words, program)
    diagnostics += findings.all + found
    if is_made_of("article.html", changed, templates, compiled):
        new = frozenset(content.keys)
    texts = Texts(job.folder, content.body_locations, redaction=redaction)
    with _converting(job, texts, _shown_in_full(content, config, new)) as converted:
        recipes, found = recipe_keys(templates, compiled, program)
        diagnostics += found
        job.progress("plan", 0, 0)
        broken = has_errors(diagnostics)
        assembly, found = assemble(content, job.options.visibility)
        indexer, cannot_search = choose_indexer(config)
        plan, more = plan_site(Site(config, content, templates, static, indexer), assembly)
        # After a file could not be read, what is said to be missing may stand in that file: only what is certain is reported.
        # Likewise, two things of one name have one address: that is one mistake, not two.
        more = tuple(one for one in more if one.code != "address-taken" or not has_errors(found))
        diagnostics += tuple(one for one in found + more + cannot_search if not broken or _is_certain(one))
        if job.fails_with(diagnostics):
            return Result(diagnostics, None)
        planned = Planned(content, assembly, plan, compiled, recipes, templates, texts, converted, indexer)
        return publish_plan(job, planned, diagnostics)


def _without_names(
    job: Job, config: Config, content: Content, *, is_whole: bool
) -> tuple[Content, "Redaction | None", tuple[Diagnostic, ...]]:
    """Take out what must be forgotten, where anything must; of content with mistakes nothing will be published anyway."""
    if job.options.redactions is None and not config.redactions and not holds_pseudonym(content.ledger):
        return content, None, ()
    from digest.app.redaction import read_rules, take_out  # a site that forgets nothing need not know how

    redaction, diagnostics = read_rules(job, config)
    if has_errors(diagnostics) or not is_whole:
        return content, None, diagnostics
    content, redaction, found = take_out(content, redaction, job.folder)
    return content, redaction, diagnostics + found


def _is_certain(found: Diagnostic) -> bool:
    """Return whether a mistake is one even if some file could not be read."""
    return found.severity is Severity.ERROR and found.code not in _MAY_STAND_ELSEWHERE


@contextmanager
def _converting(job: Job, texts: Texts, bodies: list[Body]) -> Iterator[Callable[[], list[BlobFile]]]:
    """Convert many texts, whose pages are about to be made, while one process plans: the other processors would have nothing to do."""
    jobs = job.workers_for(len(bodies), _FEW_DOCUMENTS) - 1
    if jobs < 1:
        yield list
        return
    job.staging.make()
    with ahead(ConvertTask(texts, job.staging), bodies, jobs) as converted:
        yield converted


def _shown_in_full(content: Content, config: Config, files: frozenset[str]) -> list[Body]:
    """Return the texts of articles of these files that a page may show whole, each once."""
    articles = (article for article in content.articles if article.origin.file in files and article.body.key)
    return list({one.body.key: one.body for one in articles if show_of(one, config) == "full"}.values())


def read_content(job: Job, config: Config, program: str) -> tuple[Content, frozenset[str], tuple[Diagnostic, ...]]:
    """Read all content: what has not changed from the cache, the rest in several processes, and renew the cache.

    In the middle stand the files that the cache did not know.
    """
    file = job.state_directory / "cache"
    key = fingerprint(program.encode(), config.timezone.encode())
    started = start_of_reading()
    cache = Cache() if job.options.fresh else load_cache(file, key)
    found = find_content(job.folder)
    documents, unread = split_cached(job.folder, found.documents, cache)
    task = ReadTask(job.folder, config.timezone)
    done = 0
    batches = batches_of(
        unread, _BATCH, lambda document: _DOCUMENT + sum(file.signature.size for file in document.found)
    )
    for _, packed in run(task, batches, job.workers_for(len(unread), _FEW_DOCUMENTS)):
        for document in unpack_documents(packed):
            documents[document.files[0].path] = document
            done += 1
        job.progress("read", done, len(unread))
    ordered = tuple(documents[document.found[0].path] for document in found.documents)
    if cache.needs_renewal(ordered, started):
        job.staging.replace_file(file, dump_cache(ordered, key, started))
    content, diagnostics = gather(found, ordered)
    return content, frozenset(file.path for document in unread for file in document.found), diagnostics


def _compile(
    job: Job, templates: tuple[Template, ...], words: Words, program: str
) -> tuple[dict[str, Compiled], list[Template], tuple[Diagnostic, ...]]:
    """Compile the templates that the last build did not compile, and keep them for the next one; by the hash of their source and language.

    In the middle stand those that were compiled now.
    """
    file = job.state_directory / "templates"
    key = fingerprint(program.encode(), fingerprint_of(words).encode())
    known = load_compiled(file, key)
    new = [one for one in templates if one.key not in known]
    found: dict[str, Compiled | Diagnostic] = {one.key: known[one.key] for one in templates if one.key in known}
    if new:
        # Imported here, since it imports Jinja, which a build with nothing to do can spare.
        from digest.rendering.html.theme import compile_template

        found |= {one.key: compile_template(one, words) for one in new}
    compiled = {key: one for key, one in found.items() if isinstance(one, Compiled)}
    if compiled != known:
        job.staging.replace_file(file, dump_compiled(compiled, key))
    mistakes = tuple(one for one in found.values() if isinstance(one, Diagnostic))
    return compiled, new, mistakes + unknown_words(templates, compiled, texts_of_program)
