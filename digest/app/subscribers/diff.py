"""Forecast what subscribers will see, before anything is published. A step of the pipeline, between rendering and writing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from digest.app.context import Job
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Ledger
from digest.model.reports.feeds_diff import FeedsAfter, FeedsBefore, Forecast, PublishedFeed, Thing
from digest.model.site import Content
from digest.model.views.feed import SITE_FEEDS
from digest.planning.feeds.simulate import forecast
from digest.planning.plan import Plan
from digest.reading.published_feeds import dump_published, filter_feeds, load_published, read_feed, read_site_feeds

# What the ledger says of the state of a thing that is worth a word.
_STATES = ("withdrawn", "expired", "restored")
# The documents that are compared: JSON Feed of the feeds of the whole site, since these contain every item.
_COMPARED = tuple(FeedFormat.JSON.address(stem) for stem in SITE_FEEDS)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What subscribers will see, and what the record of the publication will have to say; None if it says so already."""

    forecast: Forecast
    record: FeedsBefore | None = None


def forecast_feeds(job: Job, content: Content, plan: Plan, staged: frozenset[str]) -> Outlook:
    """Compare the feeds that subscribers have now with the new ones, of which the paths in `staged` are new or changed.

    The ledger of `content` is that of the last build. What it contains is not known to subscribers for that reason: git may have just
    merged it.
    """
    ledger = content.ledger
    recorded = _recorded(job)
    if recorded and content.let_go:
        recorded = _without_let_go(recorded, content)
    before = recorded or _without_record(job, ledger)
    after = _feeds_after(job, plan, staged, before.known if before else {})
    if before is None:
        # Nobody knows what was published. From now on it is what the ledger has, and what this build publishes.
        return Outlook(Forecast(is_compared=False), _next_record(_all_of(ledger), after))
    if recorded is None:
        before = _with_kinds(before, plan.things)
    record = _next_record(before, after)
    seen = forecast(before, after)
    # A build that finds nothing to do says the same, without looking at the feeds.
    return Outlook(seen if seen.sights else Forecast(), None if record == recorded else record)


def what_is_published(job: Job, ledger: Ledger) -> FeedsBefore | None:
    """Return what subscribers have; None if neither a record nor a published site tells.

    It is in the record of the last publication. A site that a version without records built is read instead.
    """
    return _recorded(job) or _without_record(job, ledger)


def _recorded(job: Job) -> FeedsBefore | None:
    return load_published(job.published) if job.options.against is None else None


def _without_record(job: Job, ledger: Ledger) -> FeedsBefore | None:
    """Return what the feeds of a published site have, or nothing if nothing was ever published; None if there is no such site."""
    if job.options.against is not None:
        site = read_site_feeds(job.options.against)
    elif ledger.entries:
        site = read_site_feeds(job.site, written_by="digest")
        return None if site is None else _without_previews(site, ledger)
    else:
        site = None  # whatever is in the folder, such as a preview, was not published
    return site if site is not None or ledger.entries else FeedsBefore()


def save_published(job: Job, outlook: Outlook) -> None:
    """Write the record of this publication, if it differs from the last one. The new site must be in its place."""
    if outlook.record is not None and job.is_public:
        job.staging.replace_file(job.published, dump_published(outlook.record))


def _without_previews(site: FeedsBefore, ledger: Ledger) -> FeedsBefore:
    """Return the feeds of a site without items that only a preview showed: the ledger does not know their guids."""
    guids = {guid for entry in ledger.entries for guid in (entry.guid, entry.under)}
    feeds = tuple(
        PublishedFeed(feed.feed_url, tuple(item for item in feed.items if item.id in guids)) for feed in site.feeds
    )
    known = {guid: kind for guid, kind in site.known.items() if guid in guids}
    return FeedsBefore(feeds, known, site.addresses)


def _without_let_go(before: FeedsBefore, content: Content) -> FeedsBefore:
    """Return what subscribers have, without items that were only built here, and feeds that are there no longer: nobody had them."""
    published = {guid for one in content.permanent.entries.values() for guid in (one.guid, one.under)}
    feeds = tuple(
        replace(feed, items=tuple(item for item in feed.items if item.id in published)) for feed in before.feeds
    )
    gone = {item.id for feed in before.feeds for item in feed.items} - published
    known = {guid: kind for guid, kind in before.known.items() if guid not in gone}
    places = tuple(address.removeprefix("/") for address in content.let_go if address.endswith("/"))
    return FeedsBefore(feeds, known, frozenset(one for one in before.addresses if not one.startswith(places)))


def _all_of(ledger: Ledger) -> FeedsBefore:
    return FeedsBefore(known=dict.fromkeys((entry.guid for entry in ledger.entries), ""))


def _with_kinds(before: FeedsBefore, things: Mapping[str, Thing]) -> FeedsBefore:
    """Return what the feeds of a site tell, which do not say what kind of thing each item is."""
    return replace(before, known={guid: things[guid].kind if guid in things else "" for guid in before.known})


def _next_record(before: FeedsBefore, after: FeedsAfter) -> FeedsBefore:
    """Return what subscribers will have. What they ever had stays known: if it comes back, it is not new."""
    kinds = {guid: after.things[guid].kind if guid in after.things else "" for guid in sorted(after.unknown)}
    addresses = frozenset(filter_feeds(after.addresses))
    return FeedsBefore(after.feeds, {**before.known, **kinds} if kinds else before.known, addresses)


def _feeds_after(job: Job, plan: Plan, staged: frozenset[str], known: Mapping[str, str]) -> FeedsAfter:
    """Return what subscribers will be offered: the documents rendered now, and those that stay as they are."""
    feeds = _read(job.staging.file(path) if path in staged else job.site / path for path in _COMPARED)
    # Of few things more must be known than that they are there.
    unknown = plan.present.difference(known)
    noted = unknown.union([item.id for feed in feeds for item in feed.items])
    entries = [entry for entry in plan.ledger.entries if entry.guid in noted]
    return FeedsAfter(
        feeds=feeds,
        things=plan.things,
        present=plan.present,
        unknown=unknown,
        addresses=frozenset([page.address for page in plan.pages]),
        quiet=frozenset(entry.guid for entry in entries if entry.day and not entry.under),
        states={entry.guid: word for entry in entries if (word := entry.state.partition(" ")[0]) in _STATES},
    )


def _read(files: Iterable[Path]) -> tuple[PublishedFeed, ...]:
    documents = (read_feed(file) for file in files)
    return tuple(document for document in documents if document is not None)
