"""What subscribers will see when a site is published: feeds before and after, and the forecast made from both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Fate = Literal["new", "changed", "repeated", "lost"]

# From best to worst.
FATES: tuple[Fate, ...] = ("new", "changed", "repeated", "lost")


ThingKind = Literal["report", "update", "correction", "status"]


@dataclass(frozen=True, slots=True)
class Thing:
    """What an item of the feed of updates is: its kind, and the id of its incident; empty if it has none."""

    kind: ThingKind
    incident: str


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An item of a published feed, with the field names of JSON Feed 1.1."""

    id: str
    url: str
    title: str = ""
    content_html: str = ""
    summary: str = ""
    date_published: datetime | None = None
    date_modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """A published document of a feed. `next_url` is the URL of the archive of older items, if there is one."""

    feed_url: str
    items: tuple[PublishedItem, ...]
    next_url: str = ""

    @property
    def base_url(self) -> str:
        """The URL of the site: the feeds of a whole site are at its root."""
        return self.feed_url.rpartition("/")[0] + "/"


@dataclass(frozen=True, slots=True)
class FeedsBefore:
    """What subscribers have now. `known` are the guids of all items that they were ever shown, `stopped` the feeds that will disappear.

    `documents` are empty if no published feed is at hand.
    """

    documents: tuple[PublishedFeed, ...]
    known: frozenset[str]
    stopped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedsAfter:
    """What subscribers will be offered: the documents, and as `present` the guids of all items in them and in their archives.

    `withdrawn` are the guids with a tombstone, `addresses` all addresses of the new site.
    """

    documents: tuple[PublishedFeed, ...]
    present: frozenset[str]
    withdrawn: frozenset[str]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """One item that subscribers will see, or miss: its title and URL, and, if something is wrong, in which readers and why."""

    fate: Fate
    title: str
    url: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReaderForecast:
    """What feed readers of one kind will show, in numbers."""

    reader: str
    new: int
    changed: int
    repeated: int
    lost: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What subscribers will see. `is_compared` is false if no published feed was at hand."""

    sights: tuple[Sight, ...] = ()
    readers: tuple[ReaderForecast, ...] = ()
    is_compared: bool = True

    def count(self, fate: Fate) -> int:
        """Return how many items have this fate, in any kind of reader."""
        return sum(sight.fate == fate for sight in self.sights)

    @property
    def is_harmless(self) -> bool:
        """Whether nothing repeats and nothing is lost."""
        return not (self.count("repeated") or self.count("lost"))
