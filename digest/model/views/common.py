"""What views of all kinds share: the site, the head of a page, links, cards and entries of a timeline.

Addresses are relative to the site's root (see `digest.model.url`); templates turn them into links with the filter `link`.
"""

from dataclasses import dataclass
from typing import Literal

from digest.model.config import NavigationEntry
from digest.model.moment import Moment, Span
from digest.model.text.words import ENGLISH, Words
from digest.model.views.security_policy import PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address that it leads to."""

    text: str  #: its name
    address: str  #: where it leads to
    count: int = 0  #: how many articles are behind it; 0 where that is not said


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """Where a feed stands in one of its formats."""

    format: str  #: what people call the format, such as `Atom`
    type: str  #: its media type
    address: str  #: where the feed stands


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that readers can subscribe to."""

    title: str  #: its title
    addresses: tuple[FeedAddress, ...]  #: where it stands in each format, RSS first
    description: str  #: one sentence that says what it brings
    page: str  #: the address of the page whose news it brings

    @property
    def address(self) -> str:
        """The address to recommend: that of the feed as RSS."""
        return self.addresses[0].address


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture of the site."""

    src: str  #: its address
    alt: str  #: what it shows, in words
    credit: str = ""  #: who made it
    warning: str = ""  #: what it shows that not everybody wants to see; then it is shown to those alone who ask for it
    width: int = 0  #: how wide it is, in pixels; 0 where that is not known
    height: int = 0  #: how high it is


@dataclass(frozen=True, slots=True)
class ImageSize:
    """How large a picture within a text is, in pixels."""

    src: str  #: its address
    width: int  #: how wide it is
    height: int  #: how high it is


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site."""

    title: str  #: `title` of the settings
    description: str  #: `description` of the settings
    base_url: str  #: where the site stands; it ends with `/`
    language: str  #: the code of its language, such as `en`
    right_to_left: bool  #: whether that runs from right to left
    publisher_name: str  #: who answers for it
    publisher_url: str  #: their page elsewhere
    publisher_email: str  #: their address for mail
    licence: str  #: under which licence its own texts stand: words or a URL
    corrections_policy: str  #: the address of the page that says how mistakes are corrected
    navigation: tuple[NavigationEntry, ...]  #: the entries of the navigation
    feeds: tuple[FeedLink, ...]  #: the feeds of the whole site, the one to recommend first
    logo: ImageView | None = None  #: its logo, which stands in the place of its name
    footer: str = ""  #: what the settings say for the foot of each page, in Markdown
    search: bool = True  #: whether pages shall tell what they are about, so that a search can be narrowed
    words: Words = ENGLISH  #: the words of the interface in the site's language


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says of itself to browsers, search engines and feed readers."""

    title: str  #: the page's title, unique in the site
    address: str  #: where the page stands
    description: str = ""  #: one or two sentences, for search engines
    kind: Literal["website", "article"] = "website"  #: what Open Graph calls it
    language: str = ""  #: the language of what it shows, if that is not the site's
    picture: ImageView | None = None  #: the picture that stands for it where it is shared
    published: Moment | None = None  #: when what it shows was published
    modified: Moment | None = None  #: when that changed last
    noindex: bool = False  #: whether search engines are asked to leave it out
    feeds: tuple[FeedLink, ...] = ()  #: the feeds that belong to the page, before the site's own
    crumbs: tuple[Link, ...] = ()  #: the way from the home page to the page above this one
    policy: str = PLAIN  #: what the page may load and run: a Content-Security-Policy


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in one line."""

    name: str  #: the outlet's name
    url: str = ""  #: the report's URL
    address: str = ""  #: the outlet's page in this site


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list."""

    title: str  #: its headline
    address: str  #: its page
    date: Moment  #: when it was published
    summary: str  #: what it says in short
    language: str  #: the code of its language
    source: SourceLine  #: where it comes from
    incidents: tuple[Link, ...]  #: the incidents that it reports on
    changed: Moment | None = None  #: when it was last updated or corrected


NewsKind = Literal["report", "update", "correction", "status"]


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """An incident in a list."""

    title: str  #: what it is called
    address: str  #: its page
    span: Span  #: when it happened
    place: str  #: where it happened
    kind: str  #: what kind of incident it is, in the editor's words
    summary: str  #: what happened, in short
    status: str  #: where matters stood, in Markdown, if its file says so
    as_of: Moment | None  #: when matters stood so
    latest: Moment  #: when something of it last moved, its status included
    news: Link  #: the newest report, update or correction; the incident itself, if its status is newer
    news_kind: NewsKind  #: which of these it is
    reported: Moment  #: when that was
    reports: int  #: how many reports there are


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a line of time: what happened or was said, where it is told, and who says so."""

    when: Moment  #: when it happened, or was said
    kind: Literal["event", "status", "charge", "report", "update", "correction"]  #: what kind of entry it is
    title: str  #: its headline
    text: str  #: what is said, in Markdown
    address: str  #: where more of it is told
    source: SourceLine  #: who says so
    language: str = ""  #: the code of the language of its headline
    person: str = ""  #: of a charge, who is accused
    charge: str = ""  #: of what; `text` says what became of it


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page of a long list stands."""

    number: int  #: the page's number, from 1
    total: int  #: how many pages there are
    newer: str  #: the address of the page before it
    older: str  #: the address of the page after it
