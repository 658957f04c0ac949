"""Before anything is published: what will subscribers see? A part of the pipeline, between rendering and writing."""

from collections.abc import Iterable
from pathlib import Path

from digest.app.context import Job
from digest.model.ledger import Ledger
from digest.model.reports.feeds_diff import FeedsAfter, FeedsBefore, Forecast, PublishedFeed
from digest.model.views.feed import SITE_FEEDS, feed_address
from digest.planning.feeds.simulate import forecast
from digest.planning.plan import Plan
from digest.reading.published_feeds import find_feeds, read_feed, read_site_feeds

# The documents that subscribers fetch: of the feeds of the whole site, since they bring every item, in the format that is compared.
_WINDOWS = tuple(feed_address(stem, "json") for stem in SITE_FEEDS)
_SUBSCRIBED = frozenset(feed_address(stem, "rss") for stem in SITE_FEEDS)


def foresee(job: Job, ledger: Ledger, plan: Plan, staged: frozenset[str], removed: tuple[str, ...]) -> Forecast:
    """Compare the feeds that subscribers have with the ones that wait to be published.

    `ledger` is that of the last build, `staged` are the paths of files that will be new, `removed` of those that will be gone.
    """
    if job.options.against is not None:
        return forecast(_published_at(job.options.against, plan), _about_to_be(job, plan, staged))
    known = frozenset(entry.guid for entry in ledger.entries)
    changing = tuple(path for path in (*sorted(staged), *removed) if _is_site_feed(path))
    stopped = tuple(path for path in removed if path.rpartition("/")[2] in _SUBSCRIBED)
    # After a preview, feeds may hold what was never published, and need not change to publish it.
    if not (changing or stopped or plan.offered - known):
        return Forecast()
    documents = _read(job.site / path for path in dict.fromkeys((*_WINDOWS, *changing)))
    return forecast(FeedsBefore(documents, known, stopped), _about_to_be(job, plan, staged))


def _is_site_feed(path: str) -> bool:
    return path.endswith(".json") and path.removesuffix(".json").partition("-")[0] in SITE_FEEDS


def _published_at(site: Path, plan: Plan) -> FeedsBefore:
    """Return what subscribers of a site in another folder have."""
    documents = tuple(read_site_feeds(site))
    planned = {page.address for page in plan.pages}
    return FeedsBefore(
        documents=documents,
        known=frozenset(item.id for document in documents for item in document.items),
        stopped=tuple(path for path in find_feeds(site) if path not in planned),
    )


def _about_to_be(job: Job, plan: Plan, staged: frozenset[str]) -> FeedsAfter:
    """Return what subscribers will be offered: the new documents as they were rendered, or those that stay as they are."""
    return FeedsAfter(
        documents=_read(job.staging.file(path) if path in staged else job.site / path for path in _WINDOWS),
        present=plan.present,
        withdrawn=plan.withdrawn,
        addresses=frozenset(page.address for page in plan.pages),
    )


def _read(files: Iterable[Path]) -> tuple[PublishedFeed, ...]:
    documents = (read_feed(file) for file in files)
    return tuple(document for document in documents if document is not None)
