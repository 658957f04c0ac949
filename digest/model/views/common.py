"""Parts that several views share: the site, the head of a page, links, cards and entries of a timeline.

Addresses are relative to the site's root (see `digest.model.url`); templates turn them into links with the filter `link`.
"""

from dataclasses import dataclass
from typing import Literal

from digest.model.config import NavigationEntry
from digest.model.moment import Moment, Span
from digest.model.text.words import ENGLISH, Words
from digest.model.views.security_policy import PLAIN


class View:
    """What a template, a feed or a data file may see: the base of all views of pages and files."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address that it leads to."""

    text: str  #: its name
    address: str  #: where it leads to
    count: int = 0  #: the number of articles; 0 if it is not given
    term: str = ""  #: the name on the page of a tag, place or source, which may be spelled in another way here

    def called(self, text: str) -> "Link":
        """Return the same link with another text."""
        return self if text == self.text else Link(text, self.address, self.count, self.term)


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """The address of a feed in one of its formats."""

    format: str  #: what people call the format, such as `Atom`
    type: str  #: its media type
    address: str  #: the address of the feed


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that readers can subscribe to."""

    title: str  #: its title
    addresses: tuple[FeedAddress, ...]  #: its address in each format, RSS first
    description: str  #: one sentence about its contents
    page: str  #: the address of the page that it belongs to

    @property
    def address(self) -> str:
        """The address to recommend: that of the feed as RSS."""
        return self.addresses[0].address


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A smaller copy of a picture, as WebP."""

    address: str  #: its address
    width: int  #: its width in pixels


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture of the site."""

    src: str  #: its address
    alt: str  #: what it shows, in words
    credit: str = ""  #: who made it
    warning: str = ""  #: a warning; if there is one, the picture stays hidden until a reader clicks
    width: int = 0  #: its width in pixels; 0 if it is not known
    height: int = 0  #: how high it is
    copies: tuple[PictureCopy, ...] = ()  #: its smaller copies, the smallest first; none of a drawing or an animation
    reduced: str = ""  #: the address of a smaller copy in its own format; empty if it is small enough itself

    @property
    def shown(self) -> str:
        """The address of the file for browsers that cannot show any of its copies, and for networks: a small one."""
        return self.reduced or self.src


@dataclass(frozen=True, slots=True)
class ImageSize:
    """The size of a picture in a text, in pixels, and its smaller copies."""

    src: str  #: its address
    width: int  #: how wide it is
    height: int  #: how high it is
    copies: tuple[PictureCopy, ...] = ()  #: its smaller copies, the smallest first
    reduced: str = ""  #: the address of a smaller copy in its own format; may be empty


@dataclass(frozen=True, slots=True)
class SiteView:
    """The values of the site that every page can use."""

    title: str  #: `title` of the settings
    description: str  #: `description` of the settings
    base_url: str  #: the URL of the site; it ends with `/`
    language: str  #: the code of its language, such as `en`
    right_to_left: bool  #: whether the language is written from right to left
    publisher_name: str  #: the name of the publisher
    publisher_url: str  #: the URL of the publisher
    publisher_email: str  #: the email address of the publisher
    licence: str  #: the licence of its own texts: words or a URL
    corrections_policy: str  #: the address of the page that says how mistakes are corrected
    navigation: tuple[NavigationEntry, ...]  #: the entries of the navigation
    feeds: tuple[FeedLink, ...]  #: the feeds of the whole site, the one to recommend first
    logo: ImageView | None = None  #: its logo, shown instead of its name
    footer: str = ""  #: the text of the settings for the footer of each page, in Markdown
    reader_memory: bool = True  #: whether pages mark what is new since a reader's last visit
    search: bool = True  #: whether the site has a search, for which pages contain data
    words: Words = ENGLISH  #: the words of the interface in the site's language
    respelled: tuple[tuple[str, str], ...] = ()  #: links spelled otherwise than their addresses, and these
    time_zone: str = "UTC"  #: `timezone` of the settings: a name of the IANA database
    extra_style: bool = False  #: whether the site has a style sheet of its own, `static/extra.css`


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The metadata of a page for browsers, search engines and feed readers."""

    title: str  #: the page's title, unique in the site
    address: str  #: the page's address
    headline: str = ""  #: the title alone, as a shared link shows it; empty if that is `title`
    description: str = ""  #: one or two sentences, for search engines
    kind: Literal["website", "article"] = "website"  #: what Open Graph calls it
    language: str = ""  #: the language of what it shows, if that is not the site's
    picture: ImageView | None = None  #: the picture shown when the page is shared
    published: Moment | None = None  #: when what it shows was published
    modified: Moment | None = None  #: when that changed last
    noindex: bool = False  #: whether search engines are asked to leave it out
    large_picture: bool = False  #: whether search engines may show its picture large: only of an own text in full
    feeds: tuple[FeedLink, ...] = ()  #: the feeds that belong to the page
    crumbs: tuple[Link, ...] = ()  #: the breadcrumbs: from the home page to the page above this one
    policy: str = PLAIN  #: what the page may load and run: a Content-Security-Policy


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in one line."""

    name: str  #: the outlet's name
    url: str = ""  #: the report's URL
    address: str = ""  #: the outlet's page in this site
    term: str = ""  #: its name on that page, which may be spelled in another way here


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list."""

    title: str  #: its headline
    address: str  #: its page
    date: Moment  #: when it was published
    summary: str  #: its summary
    language: str  #: the code of its language
    source: SourceLine  #: where it comes from
    incidents: tuple[Link, ...]  #: the incidents that it reports on
    changed: Moment | None = None  #: when it was last updated or corrected
    picture: ImageView | None = None  #: a picture that is light enough for a list, and that everybody may see
    at: int = 0  #: when it was published here, in seconds since 1970


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
    status: str  #: the latest status, in Markdown; may be empty
    as_of: Moment | None  #: the date of that status
    latest: Moment  #: the date of its latest change, including its status
    news: Link  #: the newest report, update or correction; the incident itself, if its status is newer
    news_kind: NewsKind  #: which of these it is
    reported: Moment  #: when that was
    reports: int  #: how many reports there are
    picture: ImageView | None = None  #: a picture that is light enough for a list, and that everybody may see
    language: str = ""  #: the code of the language of its title, if that is the headline of a report in another one
    sentence: str = ""  #: what to say of it if it has no status: its summary, else how its newest report begins that copies no other
    sentence_language: str = ""  #: the same of its sentence
    source: SourceLine = SourceLine("")  #: whose words the sentence is; empty if it is its summary
    at: int = 0  #: when its newest thing was published here, in seconds since 1970


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a timeline: what happened or was said, the address with more about it, and the source."""

    when: Moment  #: when it happened, or was said
    kind: Literal["event", "status", "charge", "report", "update", "correction"]  #: what kind of entry it is
    title: str  #: its headline
    text: str  #: what is said, in Markdown
    address: str  #: the address with more about it
    source: SourceLine  #: who says so
    language: str = ""  #: the code of the language of its headline
    person: str = ""  #: only for a charge: the accused person
    charge: str = ""  #: only for a charge: the charge; `text` is the outcome
    anchor: str = ""  #: its id on the page; may be empty
    at: int = 0  #: when a report, update or correction was published here, in seconds since 1970


@dataclass(frozen=True, slots=True)
class Pagination:
    """The position of a page in a long list."""

    number: int  #: the page's number, from 1
    total: int  #: how many pages there are
    newer: str  #: the address of the page before it
    older: str  #: the address of the page after it
