"""Four simulated kinds of feed readers, and what each would show its subscribers after a site is published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from digest.model.feed_formats import FeedFormat
from digest.model.reports.feeds_diff import (
    FATES,
    FeedsAfter,
    FeedsBefore,
    Forecast,
    PublishedFeed,
    PublishedItem,
    ReaderForecast,
    Sight,
)
from digest.model.url import address_within


@dataclass(frozen=True, slots=True)
class _Reader:
    """A kind of feed reader. It shows an item as new if it has not seen the item's `key`; some kinds also show changes.

    `mistake` is why it shows an item again that it has shown already.
    """

    name: str
    key: Callable[[PublishedItem], object]
    shows_changes: bool
    mistake: str = ""


_READERS = (
    _Reader("readers that know items by their id", lambda item: item.id, shows_changes=True),
    _Reader(
        "readers that know items by their link", lambda item: item.url, shows_changes=True, mistake="its link changed"
    ),
    _Reader(
        "readers that show again what has another date",
        lambda item: (item.id, item.date_published),
        shows_changes=True,
        mistake="its date changed",
    ),
    _Reader("readers that never show a change", lambda item: item.id, shows_changes=False),
)


def forecast(before: FeedsBefore, after: FeedsAfter) -> Forecast:
    """Return what subscribers who have all of `before` will see after their readers next fetch the feeds."""
    before = _without_previews(before)
    old = _by_id(before.documents)
    new = _by_id(after.documents)
    lost = tuple(dict.fromkeys(_lost(before, after, new)))
    sights: dict[Sight, None] = {}
    counts = []
    for reader in _READERS:
        shown = tuple(_shown(reader, old, new, before.known))
        sights |= dict.fromkeys(shown)
        fates = [sight.fate for sight in shown]
        counts.append(
            ReaderForecast(reader.name, fates.count("new"), fates.count("changed"), fates.count("repeated"), len(lost))
        )
    worst = _once_each((*sights, *lost))
    return Forecast(tuple(sorted(worst)), tuple(counts), is_compared=bool(before.documents or not before.known))


def _without_previews(before: FeedsBefore) -> FeedsBefore:
    """Return the feeds without items that were only previewed: their guids are unknown. If none is known, the ledger was lost: keep all."""
    if not before.known:
        return before
    documents = tuple(
        replace(document, items=tuple(item for item in document.items if item.id in before.known))
        for document in before.documents
    )
    return replace(before, documents=documents)


def _by_id(documents: tuple[PublishedFeed, ...]) -> dict[str, dict[str, PublishedItem]]:
    """Return the items of documents by guid, then by feed. An archive counts as its feed."""
    found: dict[str, dict[str, PublishedItem]] = {}
    for document in documents:
        feed = document.feed_url.rpartition("/")[2].removesuffix(FeedFormat.JSON.suffix).partition("-")[0]
        for item in document.items:
            found.setdefault(item.id, {})[feed] = item
    return found


def _shown(
    reader: _Reader,
    old: dict[str, dict[str, PublishedItem]],
    new: dict[str, dict[str, PublishedItem]],
    known: frozenset[str],
) -> Iterator[Sight]:
    """Return what one kind of reader will show, each item once, even if several feeds contain it."""
    seen = {reader.key(item) for items in old.values() for item in items.values()}
    links = {item.url for items in old.values() for item in items.values()}
    for guid, items in new.items():
        item = next(iter(items.values()))
        if guid in old:
            if any(reader.key(item) not in seen for item in items.values()):
                yield Sight("repeated", item.title, item.url, f"{reader.mistake}, in {reader.name}")
            elif reader.shows_changes and any(
                _is_changed(old[guid][feed], item) for feed, item in items.items() if feed in old[guid]
            ):
                yield Sight("changed", item.title, item.url)
        elif item.url in links:
            if reader.key(item) not in seen:
                yield Sight("repeated", item.title, item.url, f"its id changed, in {reader.name}")
        elif guid not in known:
            yield Sight("new", item.title, item.url)


def _is_changed(old: PublishedItem, new: PublishedItem) -> bool:
    """Return whether a reader would find a difference to show."""
    return (old.title, old.content_html, old.summary, old.date_modified) != (
        new.title,
        new.content_html,
        new.summary,
        new.date_modified,
    )


def _lost(before: FeedsBefore, after: FeedsAfter, new: dict[str, dict[str, PublishedItem]]) -> Iterator[Sight]:
    """Return what was in the feeds of subscribers and can no longer be found anywhere.

    An item is not lost if it was withdrawn (it has a tombstone), or if there is a page at its address, such as a redirect.
    """
    links = {item.url for items in new.values() for item in items.values()}
    for document in before.documents:
        for item in document.items:
            if item.id in after.present or item.id in after.withdrawn or item.url in links:
                continue
            if item.id in before.known and address_within(document.base_url, item.url) not in after.addresses:
                yield Sight("lost", item.title, item.url, "no feed brings it, and its page does not answer")
    for feed in before.stopped:
        yield Sight("lost", feed, feed, "this feed does not answer any more")


def _once_each(sights: tuple[Sight, ...]) -> Iterator[Sight]:
    """Return each thing once, with the worst of its fates in any reader."""
    worst: dict[str, Sight] = {}
    for sight in sights:
        other = worst.get(sight.url)
        if other is None or FATES.index(sight.fate) > FATES.index(other.fate):
            worst[sight.url] = sight
    yield from worst.values()
