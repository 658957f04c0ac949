"""The pipeline of a build: configure, read, assemble, plan, compare, render, write. `run_pipeline` lists the stages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from digest.adapters.processes import ahead, batches_of, run
from digest.adapters.serialization import fingerprint, fingerprint_of
from digest.app.context import STATE_DIRECTORY, Job
from digest.app.publishing.permanent import settle_ledger
from digest.app.publishing.publish import Planned, cannot_write, compare_with_site, render_changes, write_site
from digest.app.publishing.search import choose_indexer
from digest.app.publishing.tasks import ConvertTask, ReadTask, Texts
from digest.model.config import Config
from digest.model.content.article import Body
from digest.model.diagnostic import Diagnostic, Position, Severity, error, has_errors
from digest.model.ledger import holds_pseudonym
from digest.model.reports.build import Result
from digest.model.site import Asset, Compiled, Content, Site, Template
from digest.model.text.words import Words
from digest.planning.content.assemble import assemble
from digest.planning.content.excerpts import show_of
from digest.planning.content.suspicions import without_accepted
from digest.planning.ledger.identity import keep_identities
from digest.planning.ledger.letting_go import addresses_of
from digest.planning.plan import plan_site
from digest.reading.cache import Cache, ReadDocument, dump_cache, load_cache, start_of_reading, unpack_documents
from digest.reading.config.settings import read_config
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.conventions import Conventions
from digest.reading.files.program import program_key
from digest.reading.ledger import compare_with_last
from digest.reading.scan import Found, find_content, gather, split_cached
from digest.reading.theme.catalogue import texts_of_program
from digest.reading.theme.compiled import dump_compiled, load_compiled
from digest.reading.theme.templates import read_theme
from digest.rendering.recipes import is_made_of, recipe_keys, unknown_words
from digest.writing.blob_file import BlobFile
from digest.writing.lock import BusyError, lock

if TYPE_CHECKING:
    from digest.app.redaction import Redaction

T = TypeVar("T")

_FEW_DOCUMENTS = 200
# How often the site is planned, if something was only built here: what lets go of one thing may free another, such as an anchor.
_MOST_PLANS = 6
_MAY_BE_IN_UNREAD_FILE = frozenset({"lost-address", "merged-into-nothing"})
# In bytes: how much a worker reads in one batch, and what opening a document costs.
_BATCH = 200_000
_DOCUMENT = 4_000


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build has read. `program` is the fingerprint of digest itself.

    `new` are the content files that are not in the cache; all of them, if the template of articles has changed.
    """

    content: Content
    new: frozenset[str]
    redaction: "Redaction | None"
    templates: tuple[Template, ...]
    static: tuple[Asset, ...]
    compiled: dict[str, Compiled]
    program: str


def run_pipeline(job: Job) -> Result:
    """Build the site. Report every mistake in every file; with an error, change nothing.

    The stages, each a function from values to values:

        configure   read_config           config.yaml               -> Config
        read        read_inputs           content/, templates/      -> Content, templates (redacted, compiled)
        assemble    assemble_and_plan     Content                   -> Assembly: articles, their incidents, what is visible
        plan        assemble_and_plan     Assembly                  -> Plan: every page, its view, and the next ledger
        compare     compare_with_site     Plan, manifest            -> Changes: pages to render, to keep, to remove
        render      render_changes        Changes                   -> Publication: new files, staged beside the site
        write       write_site            Publication               -> site/, ledger, manifest, build record
    """
    return in_locked_folder(job, _build)


def in_locked_folder(job: Job, stages: Callable[[Job, Config, tuple[Diagnostic, ...]], T]) -> T | Result:
    """Return what the stages after `configure` return, with the folder locked; a result with errors if they cannot run."""
    job.progress("configure", 0, 0)
    config, diagnostics = read_config(job.folder)
    if config is None:
        return Result(diagnostics, None)
    try:
        with lock(job.state_directory):
            job.staging.remove()
            try:
                return stages(job, config, diagnostics)
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
    """Run the stages after `configure`. While this process plans, others convert the texts of new articles."""
    inputs, diagnostics = read_inputs(job, config, diagnostics)
    texts = Texts(job.folder, inputs.content.body_locations, redaction=inputs.redaction)
    with _converting(job, texts, _shown_in_full(inputs.content, config, inputs.new)) as converted:
        planned, diagnostics = assemble_and_plan(job, config, inputs, diagnostics)
        diagnostics = without_accepted(diagnostics, inputs.content, config.accept)
        if job.fails_with(diagnostics):
            return Result(diagnostics, None)
        comparison = compare_with_site(job, planned)
        publication, found = render_changes(job, planned, comparison, lambda: replace(texts, converted=converted()))
        diagnostics += found
        if job.fails_with(diagnostics):
            return Result(diagnostics, None)
        return write_site(job, planned, comparison, publication, diagnostics)


ReadContent = Callable[[Job, Config, str], tuple[Content, frozenset[str], tuple[Diagnostic, ...]]]


def read_inputs(
    job: Job, config: Config, diagnostics: tuple[Diagnostic, ...], read: "ReadContent | None" = None
) -> tuple[Inputs, tuple[Diagnostic, ...]]:
    """Read content, ledger and theme; redact the content, and compile the templates. The diagnostics are those so far and the new ones.

    `read` reads the content: by default, unchanged files from the cache.
    """
    job.progress("read", 0, 0)
    program = program_key()
    content, new, found = (read or read_content)(job, config, program)
    diagnostics += found
    diagnostics += compare_with_last(job.folder, job.last_ledger, content.ledger, content.permanent)
    content, redaction, found = _without_names(job, config, content, is_whole=not has_errors(diagnostics))
    diagnostics += found
    collector = DiagnosticCollector()
    templates, static = read_theme(job.folder, collector)
    compiled, changed, found = _compile(job, templates, config.words, program)
    diagnostics += collector.all + found
    if is_made_of("article.html", changed, templates, compiled):
        new = frozenset(content.keys)
    return Inputs(content, new, redaction, templates, static, compiled, program), diagnostics


def assemble_and_plan(
    job: Job, config: Config, inputs: Inputs, diagnostics: tuple[Diagnostic, ...]
) -> tuple[Planned, tuple[Diagnostic, ...]]:
    """Assemble the content and plan all pages. The diagnostics are those so far and the new ones."""
    recipes, found = recipe_keys(inputs.templates, inputs.compiled, inputs.program)
    diagnostics += found
    job.progress("plan", 0, 0)
    is_incomplete = has_errors(diagnostics)
    indexer, cannot_search = choose_indexer(config)
    if job.is_preview:  # it has no index, but its pages look like those that will be published
        cannot_search = ()
    content = inputs.content
    for _ in range(_MOST_PLANS):
        assembly, found = assemble(content, job.options.visibility)
        plan, more = plan_site(Site(config, content, inputs.templates, inputs.static, indexer), assembly)
        if plan.kept is content.ledger:
            break
        content = replace(content, ledger=plan.kept)  # without what was only built here and is not public any more
    content = replace(content, let_go=(*content.let_go, *addresses_of(inputs.content.ledger, plan.ledger)))
    # Two things with one name also have one address: report that as one mistake, not as two.
    more = tuple(one for one in more if one.code != "address-taken" or not has_errors(found))
    # If a file could not be read, what seems to be missing may be in that file: report only what is certain.
    diagnostics += tuple(one for one in found + more + cannot_search if not is_incomplete or _is_certain(one))
    indexer = "" if job.is_preview else indexer
    planned = Planned(content, assembly, plan, inputs.compiled, recipes, inputs.templates, inputs.redaction, indexer)
    return planned, diagnostics


def _without_names(
    job: Job, config: Config, content: Content, *, is_whole: bool
) -> tuple[Content, "Redaction | None", tuple[Diagnostic, ...]]:
    """Return the content without the names that must be redacted, and the redaction, if there is any.

    Content with mistakes stays as it is, since it will not be published. A site without rules imports nothing of `privacy`.
    """
    if job.options.redactions is None and not config.redactions and not holds_pseudonym(content.ledger):
        return content, None, ()
    from digest.app.redaction import read_rules, redact_content  # imported only where there are rules

    redaction, diagnostics = read_rules(job, config)
    if has_errors(diagnostics) or not is_whole:
        return content, None, diagnostics
    content, redaction, found = redact_content(content, redaction, job.folder)
    return content, redaction, diagnostics + found


def _is_certain(found: Diagnostic) -> bool:
    """Return whether this is an error even if some file could not be read."""
    return found.severity is Severity.ERROR and found.code not in _MAY_BE_IN_UNREAD_FILE


@contextmanager
def _converting(job: Job, texts: Texts, bodies: list[Body]) -> Iterator[Callable[[], list[BlobFile]]]:
    """Convert the texts of new pages in other processes while this one plans. The value returns the converted texts, and waits for them."""
    jobs = job.workers_for(len(bodies), _FEW_DOCUMENTS) - 1
    if jobs < 1:
        yield list
        return
    job.staging.make()
    with ahead(ConvertTask(texts, job.staging), bodies, jobs) as converted:
        yield converted


def _shown_in_full(content: Content, config: Config, files: frozenset[str]) -> list[Body]:
    """Return the texts of the articles in these files that a page may show whole, each text once."""
    articles = (article for article in content.articles if article.origin.file in files and article.body.key)
    return list({one.body.key: one.body for one in articles if show_of(one, config) == "full"}.values())


def read_content(job: Job, config: Config, program: str) -> tuple[Content, frozenset[str], tuple[Diagnostic, ...]]:
    """Read all content: unchanged files from the cache, the rest in several processes; then renew the cache.

    Return the content, the paths of the files that were not in the cache, and what is wrong.
    """
    found, documents, new = read_all_documents(job, config, program)
    content, diagnostics = gather_content(job, found, documents)
    return content, new, diagnostics


def gather_content(
    job: Job, found: Found, documents: tuple[ReadDocument, ...]
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the content that documents make, under the ids by which the ledger knows it, and what is wrong.

    Of the ledger, git says what was published.
    """
    content, diagnostics = gather(found, documents)
    content = settle_ledger(job, content)
    content, renamed = keep_identities(content)
    if not has_errors(diagnostics):  # else the file that seems to be gone may be one that could not be read
        diagnostics += renamed
    return content, diagnostics


def read_all_documents(
    job: Job, config: Config, program: str
) -> tuple[Found, tuple[ReadDocument, ...], frozenset[str]]:
    """Read all documents, and renew the cache. Return what was found, the documents, and the paths of those not in the cache."""
    file = job.state_directory / "cache"
    conventions = Conventions(config.base_url, config.fields)
    key = fingerprint(program.encode(), config.timezone.encode(), repr(conventions).encode())
    started = start_of_reading()
    cache = Cache() if job.options.fresh else load_cache(file, key)
    found = find_content(job.folder)
    documents, unread = split_cached(job.folder, found.documents, cache)
    task = ReadTask(job.folder, config.timezone, conventions)
    done = 0
    batches = batches_of(
        unread, _BATCH, lambda document: _DOCUMENT + sum(file.signature.size for file in document.files)
    )
    for _, packed in run(task, batches, job.workers_for(len(unread), _FEW_DOCUMENTS)):
        for document in unpack_documents(packed):
            documents[document.path] = document
            done += 1
        job.progress("read", done, len(unread))
    ordered = tuple(documents[document.path] for document in found.documents)
    if cache.needs_renewal(ordered, started):
        job.staging.replace_file(file, dump_cache(ordered, key, started))
    return found, ordered, frozenset(file.path for document in unread for file in document.files)


def _compile(
    job: Job, templates: tuple[Template, ...], words: Words, program: str
) -> tuple[dict[str, Compiled], list[Template], tuple[Diagnostic, ...]]:
    """Compile the templates that are not in the cache, and renew the cache. Its key is the hash of source, language and program.

    Return all compiled templates by their keys, the templates that were compiled now, and what is wrong.
    """
    file = job.state_directory / "templates"
    key = fingerprint(program.encode(), fingerprint_of(words).encode())
    known = load_compiled(file, key)
    new = [one for one in templates if one.key not in known]
    found: dict[str, Compiled | Diagnostic] = {one.key: known[one.key] for one in templates if one.key in known}
    if new:
        # Imported here: it imports Jinja, which a build without new templates does not need.
        from digest.rendering.html.theme import compile_template

        found |= {one.key: compile_template(one, words) for one in new}
    compiled = {key: one for key, one in found.items() if isinstance(one, Compiled)}
    if compiled != known:
        job.staging.replace_file(file, dump_compiled(compiled, key))
    mistakes = tuple(one for one in found.values() if isinstance(one, Diagnostic))
    return compiled, new, mistakes + unknown_words(templates, compiled, texts_of_program)
