"""Forecast what subscribers will see, before anything is published. A step of the pipeline, between rendering and writing."""

from collections.abc import Iterable
from pathlib import Path

from digest.app.context import Job
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Ledger
from digest.model.reports.feeds_diff import FeedsAfter, FeedsBefore, Forecast, PublishedFeed
from digest.model.views.feed import SITE_FEEDS
from digest.planning.feeds.simulate import forecast
from digest.planning.plan import Plan
from digest.reading.published_feeds import find_feeds, read_feed, read_site_feeds

# The documents that are compared: JSON Feed of the feeds of the whole site, since these contain every item.
_COMPARED = tuple(FeedFormat.JSON.address(stem) for stem in SITE_FEEDS)
_SUBSCRIBED = frozenset(FeedFormat.RSS.address(stem) for stem in SITE_FEEDS)


def forecast_feeds(job: Job, ledger: Ledger, plan: Plan, staged: frozenset[str], removed: tuple[str, ...]) -> Forecast:
    """Compare the feeds that subscribers have now with the new ones.

    `ledger` is that of the last build, `staged` are the paths of new and changed files, `removed` the paths of files to remove.
    """
    if job.options.against is not None:
        return forecast(_feeds_before(job.options.against, plan), _feeds_after(job, plan, staged))
    known = frozenset(entry.guid for entry in ledger.entries)
    changing = tuple(path for path in (*sorted(staged), *removed) if _is_site_feed(path))
    stopped = tuple(path for path in removed if path.rpartition("/")[2] in _SUBSCRIBED)
    # After a preview, feeds may already contain an item that was never published: then publishing it changes no feed.
    if not (changing or stopped or frozenset(plan.things) - known):
        return Forecast()
    documents = _read(job.site / path for path in dict.fromkeys((*_COMPARED, *changing)))
    return forecast(FeedsBefore(documents, known, stopped), _feeds_after(job, plan, staged))


def _is_site_feed(path: str) -> bool:
    suffix = FeedFormat.JSON.suffix
    return path.endswith(suffix) and path.removesuffix(suffix).partition("-")[0] in SITE_FEEDS


def _feeds_before(site: Path, plan: Plan) -> FeedsBefore:
    """Return what subscribers have of a site that is published from another folder."""
    documents = tuple(read_site_feeds(site))
    planned = {page.address for page in plan.pages}
    return FeedsBefore(
        documents=documents,
        known=frozenset(item.id for document in documents for item in document.items),
        stopped=tuple(path for path in find_feeds(site) if path not in planned),
    )


def _feeds_after(job: Job, plan: Plan, staged: frozenset[str]) -> FeedsAfter:
    """Return what subscribers will be offered: the documents rendered now, and those that stay as they are."""
    return FeedsAfter(
        documents=_read(job.staging.file(path) if path in staged else job.site / path for path in _COMPARED),
        present=plan.present,
        withdrawn=frozenset(),
        addresses=frozenset(page.address for page in plan.pages),
    )


def _read(files: Iterable[Path]) -> tuple[PublishedFeed, ...]:
    documents = (read_feed(file) for file in files)
    return tuple(document for document in documents if document is not None)
