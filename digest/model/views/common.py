"""What views of all kinds share: the site, the head of a page, links, cards and entries of a timeline.

Addresses are relative to the site's root (see `digest.model.url`); templates turn them into links with the filter `link`.
"""

from dataclasses import dataclass
from typing import Literal

from digest.model.moment import Moment, Span


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address that it leads to; `count` says how many articles are behind it (0: not said)."""

    text: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """Where a feed stands in one of its formats: what people call the format, its media type, and the address."""

    format: str
    type: str
    address: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that readers can subscribe to: its title, where it stands (RSS first), and one sentence that says what it brings.

    `page` is the address of the page whose news it brings.
    """

    title: str
    addresses: tuple[FeedAddress, ...]
    description: str
    page: str

    @property
    def address(self) -> str:
        """The address to recommend: that of the feed as RSS."""
        return self.addresses[0].address


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site; `src` is its address."""

    src: str
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site. `base_url` ends with `/`; `corrections_policy` is an address or empty."""

    title: str
    description: str
    base_url: str
    language: str
    publisher_name: str
    publisher_url: str
    licence: str
    corrections_policy: str
    navigation: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to browsers, search engines and feed readers.

    `title` is unique in the site; `feeds` are those that belong to the page, before the site's own; `crumbs` lead from the home page to
    the page's parent.
    """

    title: str
    address: str
    description: str = ""
    kind: Literal["website", "article"] = "website"
    language: str = ""
    picture: Picture | None = None
    published: Moment | None = None
    modified: Moment | None = None
    noindex: bool = False
    feeds: tuple[FeedLink, ...] = ()
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in one line: the outlet, the report's URL, and the address of the outlet's page in this site (may be empty)."""

    name: str
    url: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list."""

    title: str
    address: str
    date: Moment
    summary: str
    language: str
    source: SourceLine
    incidents: tuple[Link, ...]
    changed: Moment | None = None


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """An incident in a list.

    `status` (Markdown) says where matters stood `as_of` a date, if its file says so at all. `latest` is when something of it last moved,
    its status included; `news` is the newest report, update or correction, of `reported`.
    """

    title: str
    address: str
    span: Span
    place: str
    kind: str
    summary: str
    status: str
    as_of: Moment | None
    latest: Moment
    news: Link
    reported: Moment
    reports: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a line of time: what happened or was said, where it is told, and who says so. `text` is Markdown."""

    when: Moment
    kind: Literal["event", "status", "charge", "report", "update", "correction"]
    title: str
    text: str
    address: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page of a long list stands: `number` of `total`, counted from 1; addresses are empty where there is none."""

    number: int
    total: int
    newer: str
    older: str
