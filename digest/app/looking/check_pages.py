"""Render all pages in memory, and look at them: whether links to anchors lead somewhere, and whether a hidden article shows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from digest.adapters.multi_search import Search
from digest.adapters.processes import batches_of, run
from digest.adapters.serialization import pack
from digest.app.context import Job
from digest.app.publishing.pages import PageMaker
from digest.app.publishing.publish import Planned, find_foreign, find_obstacles
from digest.app.publishing.state import leaks_of_ledger
from digest.app.publishing.tasks import Texts
from digest.checking.rendered import (
    Canary,
    InnerLink,
    Seen,
    broken_anchors,
    canaries_of,
    canary_search,
    leaks,
    look_at,
    lost_links,
)
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic, Position
from digest.model.page import Page
from digest.model.site import Compiled, ContentItem, Template
from digest.model.url import path_of
from digest.model.views.common import SiteView
from digest.reading.content.body import line_with
from digest.rendering.scheduling import cost_of, order_of
from digest.writing.manifest import load_manifest
from digest.writing.spill_file import SpillFile

# As in publish.py: how much a worker renders in one batch, and how much one process renders faster than several do.
_BATCH = 2_200
_FEW = 7_200


def check_pages(job: Job, planned: Planned, texts: Texts, inner: Sequence[InnerLink]) -> Iterator[Diagnostic]:
    """Return what rendering all pages finds, and what is wrong in their bytes. `inner` are the links of texts into themselves."""
    canaries = _canaries(planned, texts)
    base_url = planned.plan.settings.config.base_url
    # Files that are copied have no words of an article; a gate for redacted names looks into them as well.
    pages = [
        page
        for page in planned.plan.pages
        if page.renderer != "card" and (planned.redaction or page.renderer != "copy")
    ]
    job.staging.make()
    task = LookTask(
        texts,
        planned.plan.site,
        planned.templates,
        planned.compiled,
        job.staging_folder,
        base_url,
        tuple(canary.text for _, canary in canaries),
    )
    seen: list[Seen] = []
    done = 0
    batches = batches_of(sorted(pages, key=order_of), _BATCH, cost_of)
    for _, results in run(task, batches, job.workers_for(sum(batch.cost for batch in batches), _FEW)):
        seen += (one for one in results if isinstance(one, Seen))
        yield from (one for one in results if isinstance(one, Diagnostic))
        done += len(results)
        job.progress("look", done, len(pages))
    yield from leaks_of_ledger(planned.plan.ledger, planned.redaction)
    yield from _in_the_site(job, [path_of(page.address) for page in planned.plan.pages])
    yield from leaks(seen, canaries)
    origins = {page.address: page.origin for page in pages}
    yield from lost_links(inner, seen, origins)
    for anchor, found in broken_anchors(seen, origins, base_url):
        yield _placed(found, anchor, job.folder)


def _in_the_site(job: Job, paths: Sequence[str]) -> Iterator[Diagnostic]:
    """Return what is in the way in the folder of the site, and what is there that digest did not write."""
    known = [output.path for output in load_manifest(job.state_directory / "manifest.jsonl")]
    if not known:
        yield from find_foreign(job, paths)
    yield from find_obstacles(job, paths, known)


class LookTask:
    """Renders pages in memory, and returns what is to be seen in each, or its mistake."""

    def __init__(
        self,
        texts: Texts,
        site: SiteView,
        templates: tuple[Template, ...],
        compiled: dict[str, Compiled],
        scratch: Path,
        base_url: str,
        canaries: tuple[str, ...],
    ) -> None:
        """Keep what pages are made of; each process makes its own renderer and its own search for canaries."""
        self._made_of = (texts, site, templates, compiled)
        self._scratch = scratch
        self._base_url = base_url
        self._canaries = canaries

    @cached_property
    def _maker(self) -> PageMaker:
        return PageMaker(*self._made_of, SpillFile(self._scratch))

    @cached_property
    def _search(self) -> Search[int]:
        return canary_search(self._canaries)

    def __call__(self, pages: Sequence[Page]) -> list[Seen | Diagnostic]:
        """Render a batch of pages, and look at them."""
        return [self._look(page) for page in pages]

    def _look(self, page: Page) -> Seen | Diagnostic:
        raw = self._maker.make(page)
        return raw if isinstance(raw, Diagnostic) else look_at(page.address, raw, self._base_url, self._search)


def _canaries(planned: Planned, texts: Texts) -> list[tuple[Article, Canary]]:
    """Return the canaries of all hidden articles: not what public content says itself, nor names that were public once."""
    assembly, config = planned.assembly, planned.plan.settings.config
    once = {entry.id for entry in planned.content.ledger.entries}
    found = [
        (article, canary)
        for article in assembly.hidden
        for canary in canaries_of(article)
        if article.id not in once or canary.what == "text"
    ]
    if not found:
        return []
    search = canary_search(canary.text for _, canary in found)
    public: tuple[ContentItem, ...] = (
        *assembly.articles,
        *assembly.gone,
        *(incident.file for incident in assembly.incidents),
        *assembly.own_pages,
    )
    said = {number for number, _, _ in search.find(f"{config.title} {config.description}".encode())}
    for item in public:
        text = texts.read(item.body)[0] if item.body.key else ""
        said.update(number for number, _, _ in search.find(pack(item) + b" " + " ".join(text.split()).encode()))
    return [one for number, one in enumerate(found) if number not in said]


def _placed(found: Diagnostic, anchor: str, folder: Path) -> Diagnostic:
    """Return a finding with the line of its file in which the anchor is written, if there is one."""
    line, column = line_with(folder, found.position.file, f"#{anchor}")
    return replace(found, position=Position(found.position.file, line, column)) if line else found
