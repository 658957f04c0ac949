"""The view of a feed, from which every format is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.feed_formats import FeedFormat
from digest.model.views.article import Text
from digest.model.views.common import FeedAddress, Link, SourceLine

# The feeds of the whole site by their stems: incidents, updates, editions.
SITE_FEEDS = ("feed", "updates", "editions")

_NO_SOURCE = SourceLine("")


def feed_addresses(stem: str, formats: Iterable[FeedFormat]) -> tuple[FeedAddress, ...]:
    """Return the address of a feed in each of its formats."""
    return tuple([FeedAddress(row.label, row.media_type, row.address(stem)) for row in formats])


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """The picture of an item: its address, what it shows, who made it, its media type, and its size in bytes."""

    src: str
    alt: str
    credit: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. Its content is `intro` (plain paragraphs), the text as far as rights go, then `note` (Markdown), then `links`.

    `published` and `updated` come from content, never from the clock. `original` is the report in its outlet, if there is one.
    """

    guid: str
    title: str
    address: str
    published: datetime
    updated: datetime
    author: str
    language: str
    summary: str = ""
    intro: tuple[str, ...] = ()
    text: Text | None = None
    note: str = ""
    links: tuple[Link, ...] = ()
    original: SourceLine = _NO_SOURCE
    tags: tuple[str, ...] = ()
    picture: FeedPicture | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an item that was withdrawn: its guid, and when that was, as far as the content says (RFC 6721)."""

    guid: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often it is worth asking for news: every so many `minutes`, which is `frequency` times in each `period`."""

    minutes: int
    period: Literal["hourly", "daily"]
    frequency: int


@dataclass(frozen=True, slots=True)
class FeedView:
    """A document of a feed: the one to subscribe to, or one of the archives that hold what no longer fits into it (RFC 5005).

    `id` is that of the feed, opaque and lasting. `stem` is the document's own address without its ending, `page` that of the page whose
    news it brings. `current` is the stem of the document to subscribe to, `older` and `newer` those of the archives next to this
    one, or empty. Items stand newest first. `gone` are items that were withdrawn.
    """

    id: str
    title: str
    description: str
    stem: str
    page: str
    language: str
    updated: datetime
    items: tuple[FeedItem, ...]
    current: str
    older: str
    newer: str
    hub: str
    rhythm: Rhythm
    gone: tuple[Tombstone, ...]

    @property
    def is_archive(self) -> bool:
        """Whether this document holds older items of a feed, which no more will join."""
        return self.stem != self.current
