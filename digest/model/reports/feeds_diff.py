"""What subscribers will see when a site is published: feeds before and after, and the forecast made from both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Fate = Literal["new", "changed", "repeated", "lost"]
ThingKind = Literal["report", "update", "correction", "status"]

# From best to worst.
FATES: tuple[Fate, ...] = ("new", "changed", "repeated", "lost")
THING_KINDS: tuple[ThingKind, ...] = ("report", "update", "correction", "status")


@dataclass(frozen=True, slots=True)
class Thing:
    """What an item of the feed of updates is: its kind, and the id of its incident; empty if it has none."""

    kind: ThingKind
    incident: str


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An item of a published feed, with the field names of JSON Feed 1.1. `text` is a fingerprint of its content and summary."""

    id: str
    url: str
    title: str = ""
    text: str = ""
    date_published: datetime | None = None
    date_modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """A published feed of the whole site: the URL of its JSON Feed, and its items."""

    feed_url: str
    items: tuple[PublishedItem, ...]

    @property
    def base_url(self) -> str:
        """The URL of the site: the feeds of a whole site are at its root."""
        return self.feed_url.rpartition("/")[0] + "/"

    @property
    def stem(self) -> str:
        """The address of the feed without the suffix of a format, such as `updates`. An archive counts as its feed."""
        return self.feed_url.rpartition("/")[2].partition(".")[0].partition("-")[0]


@dataclass(frozen=True, slots=True)
class FeedsBefore:
    """What subscribers have. `known` has the guids of all items that feeds ever offered, each with its kind if it is a thing, else "".

    `feeds` are those of the whole site, `addresses` the addresses of all feeds, as RSS.
    """

    feeds: tuple[PublishedFeed, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FeedsAfter:
    """What subscribers will be offered: the feeds, all things by their guids, and as `present` the guids of all items, archives included.

    Those of them that subscribers do not know yet are `unknown`. A large site has tens of thousands, so they are looked for only once.
    `addresses` are all addresses of the new site. What is `quiet` is published, but announced to nobody. `states` has the guids of what
    was withdrawn, expired or restored, and the word for it.
    """

    feeds: tuple[PublishedFeed, ...]
    things: Mapping[str, Thing]
    present: frozenset[str]
    unknown: frozenset[str]
    addresses: frozenset[str]
    quiet: frozenset[str] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """One item that subscribers of a feed will see, or miss: its title, its URL, and the reason if there is more to say than its fate.

    `feed` is the feed's stem; empty if the whole feed is lost. `kind` is that of the thing; empty if the item is no thing. If it is
    repeated `by_link`, only readers that know items by their link show it again.
    """

    fate: Fate
    feed: str
    title: str
    url: str
    reason: str = ""
    kind: str = ""
    by_link: bool = False


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
    """What subscribers will see, feed by feed. `is_compared` is false if nobody knows what they have.

    The numbers count things, each once, by the worst of its fates: in however many feeds it is. `kinds` counts the new ones, `incidents`
    those that the new ones belong to, and `others` new items of incidents and editions where no thing is new. `linked` is how many repeat
    only in readers that know items by their link.
    """

    sights: tuple[Sight, ...] = ()
    readers: tuple[ReaderForecast, ...] = ()
    kinds: Mapping[ThingKind, int] = field(default_factory=dict)
    incidents: int = 0
    others: int = 0
    changed: int = 0
    repeated: int = 0
    linked: int = 0
    lost: int = 0
    is_compared: bool = True

    @property
    def new(self) -> int:
        """How many things are new."""
        return sum(self.kinds.values())

    @property
    def is_harmless(self) -> bool:
        """Whether nothing is lost, and nothing repeats but in readers that know items by their link."""
        return not (self.repeated or self.lost)
