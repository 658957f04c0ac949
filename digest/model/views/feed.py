"""The view of a feed, which is the same for every format."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.feed_formats import FeedFormat
from digest.model.views.article import Text
from digest.model.views.common import FeedAddress, Link, SourceLine, View

# The stems of the feeds of the whole site, in the order in which they are recommended: developments, updates, incidents, editions.
SITE_FEEDS = ("feed", "updates", "incidents", "editions")

_NO_SOURCE = SourceLine("")


def feed_addresses(stem: str, formats: Iterable[FeedFormat]) -> tuple[FeedAddress, ...]:
    """Return the address of a feed in each of its formats."""
    return tuple([FeedAddress(row.label, row.media_type, row.address(stem)) for row in formats])


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """The picture of an item: its address, its alternative text, its credit, its media type, and its size in bytes."""

    src: str
    alt: str
    credit: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class News:
    """One line of news in the item of a development: `label` and `link`, then `outlets` and `dated`, then what is said.

    `label` is what kind of news it is, in the site's language, empty for a report. A report has its `outlets` (several, if they printed one
    text) and a plain `sentence`, in its own `language`; an update, a correction or a status has a `text` in Markdown. `dated` is its own
    date in words.
    """

    link: Link
    language: str
    label: str = ""
    outlets: tuple[str, ...] = ()
    dated: str = ""
    sentence: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedDispute:
    """What is disputed: since when, in words, the `claim` in Markdown, and both sides in words.

    `settled` is when it was settled, in words, and `how`, in Markdown; both are empty while it is open.
    """

    since: str
    claim: str
    says: str
    denies: str
    settled: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item.

    Its content, in this order: `news`, `intro` (plain paragraphs), as much of `text` as rights allow, `note` (Markdown), `disputed`,
    `dated`, `links`.
    `published` and `updated` are when it was published here and changed, never the time of a later build. `dated` is the text's own date in
    words, if that is of another day. `original` is the report in its outlet; without a name and a URL if there is none.
    """

    guid: str
    title: str
    address: str
    published: datetime
    updated: datetime
    author: str
    language: str
    summary: str = ""
    news: tuple[News, ...] = ()
    intro: tuple[str, ...] = ()
    text: Text | None = None
    note: str = ""
    disputed: tuple[FeedDispute, ...] = ()
    dated: str = ""
    links: tuple[Link, ...] = ()
    original: SourceLine = _NO_SOURCE
    tags: tuple[str, ...] = ()
    picture: FeedPicture | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often feed readers should check the feed: every so many `minutes`, which is `frequency` times in each `period`."""

    minutes: int
    period: Literal["hourly", "daily"]
    frequency: int


@dataclass(frozen=True, slots=True)
class FeedView(View):
    """A document of a feed: the one to subscribe to, or an archive of older items (RFC 5005).

    `id` is that of the feed, opaque and permanent. `stem` is the document's own address without the suffix of a format; `page` is the
    address of the page that the feed belongs to. `current` is the stem of the document to subscribe to; `older` and `newer` are those of
    the archives before and after this one, empty where there is none. `items` are newest first.
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

    @property
    def is_archive(self) -> bool:
        """Whether this document is an archive, to which no items will be added."""
        return self.stem != self.current
