"""Read published feeds as a feed reader does: as JSON Feed, which contains the same as the other formats and is the fastest to read.

The record of the last publication (`.digest/published`) has the same, and the guid of every item that was ever published.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import UnpackError, fingerprint, pack, unpack
from digest.model.feed_formats import FeedFormat
from digest.model.reports.feeds_diff import FeedsBefore, PublishedFeed, PublishedItem
from digest.model.views.feed import SITE_FEEDS

_FORM = "digest published 1"
_NARROW = "/" + FeedFormat.RSS.address("feed")
_RSS_FEEDS = frozenset(FeedFormat.RSS.address(stem) for stem in SITE_FEEDS)


@dataclass(frozen=True, slots=True)
class JsonItem:
    """An item as JSON Feed 1.1 has it."""

    id: str
    url: str
    title: str = ""
    content_html: str = ""
    summary: str = ""
    date_published: datetime | None = None
    date_modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Extension:
    generator: str = ""


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A document of a feed as JSON Feed 1.1 has it, with digest's extension. `next_url` is the archive of older items, if there is one."""

    feed_url: str
    items: tuple[JsonItem, ...]
    title: str = ""
    next_url: str = ""
    _digest: _Extension = field(default_factory=_Extension)

    @property
    def generator(self) -> str:
        """The name of the program that wrote it."""
        return self._digest.generator


@dataclass(frozen=True, slots=True)
class _Record:
    """The record of a publication as it is stored. `known` has guids by their kinds, one a line: a text is read faster than a list."""

    feeds: tuple[PublishedFeed, ...]
    known: dict[str, str]
    addresses: str


def read_json_feed(file: Path) -> JsonFeed | None:
    """Return one document of a feed as it is; None if there is none or it is no JSON Feed."""
    try:
        return unpack(file.read_bytes(), JsonFeed)
    except (OSError, UnpackError):
        return None


def read_feed(file: Path) -> PublishedFeed | None:
    """Return one document of a feed, with fingerprints of its texts; None if there is none or it is no JSON Feed."""
    document = read_json_feed(file)
    return None if document is None else PublishedFeed(document.feed_url, _items_of(document))


def read_site_feeds(site: Path, *, written_by: str = "") -> FeedsBefore | None:
    """Return the feeds of a published site, with the items of their archives; None if there are none, or another program wrote them."""
    feeds = []
    for stem in SITE_FEEDS:
        documents = list(_documents(site, FeedFormat.JSON.address(stem)))
        if documents and (not written_by or documents[0].generator == written_by):
            items = {item.id: item for document in reversed(documents) for item in reversed(_items_of(document))}
            feeds.append(PublishedFeed(documents[0].feed_url, tuple(reversed(items.values()))))
    if not feeds:
        return None
    known = dict.fromkeys((item.id for feed in feeds for item in feed.items), "")
    return FeedsBefore(tuple(feeds), known, frozenset(_find_feeds(site)))


def filter_feeds(addresses: frozenset[str]) -> list[str]:
    """Return those of the addresses of a site that are feeds, as RSS, without their archives."""
    return [*_RSS_FEEDS.intersection(addresses), *[one for one in addresses if one.endswith(_NARROW)]]


def load_published(file: Path) -> FeedsBefore | None:
    """Return the record of the last publication; None if there is none, or if it is damaged or of another version."""
    try:
        record = unpack(without_checksum(_FORM, file.read_bytes()), _Record)
    except (OSError, DamagedError, UnpackError):
        return None
    known: dict[str, str] = {}
    for kind, guids in record.known.items():
        known.update(dict.fromkeys(guids.split("\n"), kind))
    return FeedsBefore(record.feeds, known, frozenset(record.addresses.split("\n")))


def dump_published(published: FeedsBefore) -> bytes:
    """Return the bytes of the record of a publication."""
    guids: dict[str, list[str]] = defaultdict(list)
    for guid, kind in published.known.items():
        guids[kind].append(guid)
    known = {kind: "\n".join(found) for kind, found in sorted(guids.items())}
    return with_checksum(_FORM, pack(_Record(published.feeds, known, "\n".join(sorted(published.addresses)))))


def _documents(site: Path, name: str) -> Iterator[JsonFeed]:
    """Yield the document of a feed, then its archives, newest first."""
    seen = set[str]()
    while name and name not in seen:
        seen.add(name)
        document = read_json_feed(site / name)
        if document is None:
            break
        yield document
        name = document.next_url.rpartition("/")[2]


def _items_of(document: JsonFeed) -> tuple[PublishedItem, ...]:
    return tuple(
        PublishedItem(
            item.id,
            item.url,
            item.title,
            fingerprint(item.content_html.encode(), item.summary.encode()),
            _whole(item.date_published),
            _whole(item.date_modified),
        )
        for item in document.items
    )


def _whole(moment: datetime | None) -> datetime | None:
    """Return a moment without fractions of seconds: RSS has none, and earlier versions of digest wrote them into the other formats."""
    return None if moment is None else moment.replace(microsecond=0)


def _find_feeds(site: Path) -> Iterator[str]:
    """Yield the paths of all feeds in a site's folder, as RSS, without their archives."""
    yield from filter_feeds(frozenset(file.relative_to(site).as_posix() for file in site.rglob("*.xml")))
