"""Before anything is published: what will subscribers see? A part of the pipeline, between rendering and writing."""

from collections.abc import Iterable
from pathlib import Path

from digest.job import Job
from digest.model.forecast import FeedDocument, FeedsAfter, FeedsBefore, Forecast
from digest.model.ledger import Ledger
from digest.model.views import FeedView
from digest.model.views.feed import SITE_FEEDS, feed_address
from digest.planning.forecast import forecast
from digest.planning.pages import Plan
from digest.reading.feeds import find_feeds, read_feed, read_site_feeds

_WINDOWS = frozenset(feed_address(stem, "json") for stem in SITE_FEEDS)


def foresee(job: Job, ledger: Ledger, plan: Plan, staged: frozenset[str], removed: tuple[str, ...]) -> Forecast:
    """Compare the feeds that subscribers have with the ones that wait to be published.

    `ledger` is that of the last build, `staged` are the paths of files that will be new, `removed` of those that will be gone.
    """
    moving = [path for path in (*sorted(staged), *removed) if _is_site_feed(path)]
    if job.options.against is not None:
        before = _published_at(job.options.against, plan)
    elif moving or any(_is_feed(path) for path in removed):
        before = _published(job.site, moving, ledger, removed)
    else:
        return Forecast()
    return forecast(before, _about_to_be(job, plan, staged))


def _is_site_feed(path: str) -> bool:
    """Tell whether a path is that of a document of a feed of the whole site, in the format that is compared."""
    return path.endswith(".json") and path.removesuffix(".json").partition("-")[0] in SITE_FEEDS


def _is_feed(path: str) -> bool:
    """Tell whether a path is one that readers subscribe to: any feed as RSS, archives excepted."""
    return path.rpartition("/")[2] in {feed_address(stem, "rss") for stem in SITE_FEEDS}


def _published(site: Path, moving: list[str], ledger: Ledger, removed: tuple[str, ...]) -> FeedsBefore:
    """Give what subscribers of the site have, as far as it is about to change; the ledger knows all that they ever had."""
    return FeedsBefore(
        documents=_read(site / path for path in moving),
        known=frozenset(entry.guid for entry in ledger.entries),
        stopped=tuple(path for path in removed if _is_feed(path)),
    )


def _published_at(site: Path, plan: Plan) -> FeedsBefore:
    """Give what subscribers of a site in another folder have."""
    documents = tuple(read_site_feeds(site))
    planned = {page.address for page in plan.pages}
    return FeedsBefore(
        documents=documents,
        known=frozenset(item.id for document in documents for item in document.items),
        stopped=tuple(path for path in find_feeds(site) if path not in planned),
    )


def _about_to_be(job: Job, plan: Plan, staged: frozenset[str]) -> FeedsAfter:
    present = {
        item.guid
        for page in plan.pages
        if page.recipe == "json" and _is_site_feed(page.address) and isinstance(page.view, FeedView)
        for item in page.view.items
    }
    windows = (job.staging.file(path) if path in staged else job.site / path for path in sorted(_WINDOWS))
    return FeedsAfter(
        documents=_read(windows),
        present=frozenset(present),
        withdrawn=plan.withdrawn,
        addresses=frozenset(page.address for page in plan.pages),
    )


def _read(files: Iterable[Path]) -> tuple[FeedDocument, ...]:
    documents = (read_feed(file) for file in files)
    return tuple(document for document in documents if document is not None)
