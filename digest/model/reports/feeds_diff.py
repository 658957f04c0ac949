"""What subscribers will see when a site is published: feeds as readers have them, and the forecast made of two states of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Fate = Literal["new", "changed", "repeated", "lost"]

# From the best to the worst.
FATES: tuple[Fate, ...] = ("new", "changed", "repeated", "lost")


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An item as a published feed says it, by the names that JSON Feed 1.1 gives its parts."""

    id: str
    url: str
    title: str = ""
    content_html: str = ""
    summary: str = ""
    date_published: datetime | None = None
    date_modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """A published document of a feed. `next_url` leads to the archive of older items, if there is one."""

    feed_url: str
    items: tuple[PublishedItem, ...]
    next_url: str = ""

    @property
    def base_url(self) -> str:
        """The site that published it: the feeds of a whole site stand at its root."""
        return self.feed_url.rpartition("/")[0] + "/"


@dataclass(frozen=True, slots=True)
class FeedsBefore:
    """What subscribers have. `known` are the guids of everything that they ever were shown, `stopped` feeds that will not answer any more.

    `documents` are empty where nothing that was published before is at hand.
    """

    documents: tuple[PublishedFeed, ...]
    known: frozenset[str]
    stopped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedsAfter:
    """What they will be offered: the documents they subscribe to, the guids of all items in them and in their archives.

    `withdrawn` are guids that have a tombstone, `addresses` all that will answer.
    """

    documents: tuple[PublishedFeed, ...]
    present: frozenset[str]
    withdrawn: frozenset[str]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """One thing that subscribers will see, or miss: its title and URL, and where it is not as it should be, in which readers and why."""

    fate: Fate
    title: str
    url: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReaderForecast:
    """What readers of one kind will show, in numbers."""

    reader: str
    new: int
    changed: int
    repeated: int
    lost: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What subscribers will see. `is_compared` is false where nothing that was published before was at hand."""

    sights: tuple[Sight, ...] = ()
    readers: tuple[ReaderForecast, ...] = ()
    is_compared: bool = True

    def count(self, fate: Fate) -> int:
        """Return how many things meet this fate, in any kind of reader."""
        return sum(sight.fate == fate for sight in self.sights)

    @property
    def is_harmless(self) -> bool:
        """Whether nothing repeats and nothing is lost."""
        return not (self.count("repeated") or self.count("lost"))
