"""Show a feed of the next build: planned and rendered as for a build, with the same checks, and read back. Nothing is published."""

from dataclasses import replace

from digest.app.build import assemble_and_plan, in_locked_folder, read_inputs
from digest.app.context import Job
from digest.app.publishing.publish import Planned
from digest.app.publishing.render import RenderTask
from digest.app.publishing.tasks import Texts
from digest.app.subscribers.diff import what_is_published
from digest.model.config import Config
from digest.model.diagnostic import Diagnostic
from digest.model.feed_formats import FeedFormat
from digest.model.page import Page
from digest.model.reports.build import Result
from digest.model.reports.feeds_show import ShownFeed, ShownItem, UnknownFeed
from digest.model.url import absolute
from digest.planning.content.suspicions import without_accepted
from digest.planning.feeds.lookup import UnknownFeedError, find_feed
from digest.reading.published_feeds import JsonFeed, read_json_feed
from digest.rendering.markup.lines import lines_of
from digest.writing.row_reuse import DataFiles


def show_feed(job: Job, name: str) -> ShownFeed | UnknownFeed | Result:
    """Return a feed of the next build by the name that people give it; a result with errors if the content has any, as a build does."""

    def stages(job: Job, config: Config, diagnostics: tuple[Diagnostic, ...]) -> ShownFeed | UnknownFeed | Result:
        inputs, diagnostics = read_inputs(job, config, diagnostics)
        planned, diagnostics = assemble_and_plan(job, config, inputs, diagnostics)
        diagnostics = without_accepted(diagnostics, inputs.content, config.accept)
        if job.fails_with(diagnostics):
            return Result(diagnostics, None)
        try:
            page = find_feed(name, planned.plan.pages, config.base_url)
        except UnknownFeedError as problem:
            return UnknownFeed(str(problem))
        document = _render(job, planned, page)
        if isinstance(document, Diagnostic):
            return Result((*diagnostics, document), None)
        url = absolute(config.base_url, page.address)
        return replace(_shown(job, planned, document), url=url, diagnostics=diagnostics)

    return in_locked_folder(job, stages)


def _render(job: Job, planned: Planned, page: Page) -> JsonFeed | Diagnostic:
    """Return the document of a feed, rendered as JSON Feed, or an error: in a text, or because a redacted name is in it."""
    stem = page.address.removesuffix(FeedFormat.RSS.suffix)
    page = page._replace(renderer=FeedFormat.JSON, address=FeedFormat.JSON.address(stem))
    texts = Texts(job.folder, planned.content.body_locations, redaction=planned.redaction)
    rows = DataFiles(job.site, job.state_directory / "rows", {})
    job.staging.make()
    task = RenderTask(texts, planned.plan.site, planned.templates, planned.compiled, {}, rows, job.staging)
    [rendered] = task([(page, "")])
    if isinstance(rendered, Diagnostic):
        return rendered
    document = read_json_feed(job.staging.file(rendered.output.path))
    assert document is not None  # noqa: S101 - it was just written
    return document


def _shown(job: Job, planned: Planned, document: JsonFeed) -> ShownFeed:
    before = what_is_published(job, planned.content.ledger)
    items = (
        ShownItem(
            id=item.id,
            title=item.title,
            url=item.url,
            published=item.date_published,
            lines=lines_of(item.content_html),
            is_new=before is not None and item.id not in before.known,
        )
        for item in document.items
    )
    return ShownFeed(document.title, document.feed_url, tuple(items), before is not None, ())
