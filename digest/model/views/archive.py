"""Views of pages that list others: home, incidents, archive, tags, places, sources and editions."""

from dataclasses import dataclass
from typing import Literal

from digest.model.content.incident import Dispute
from digest.model.moment import Moment, Span
from digest.model.views.chart import Count, MapPoint, TermYears
from digest.model.views.common import (
    FeedLink,
    ImageView,
    IncidentCard,
    Link,
    NewsKind,
    PageMeta,
    Pagination,
    SourceLine,
    View,
)
from digest.model.views.incident import CorrectionEntry, Report


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of visible incidents, articles and sources."""

    incidents: int  #: how many incidents
    articles: int  #: how many articles
    sources: int  #: how many sources


@dataclass(frozen=True, slots=True)
class UpdateEntry:
    """A dated update in a list."""

    date: Moment  #: when it was made
    title: str  #: its headline
    article: Link  #: the article that it belongs to; the address carries the anchor
    text: str  #: what is new, in Markdown


@dataclass(frozen=True, slots=True)
class EditionCounts:
    """How much is new in an edition."""

    incidents: int  #: how many incidents are new
    reports: int  #: how many reports have a text of their own
    copies: int  #: how many reports only carry the text of one of these
    updates: int  #: how many updates and statuses
    corrections: int  #: how many corrections


@dataclass(frozen=True, slots=True)
class EditionLead:
    """The sentence with which an edition begins: the newest word on its heaviest incident. It is either a `text` or a `note`."""

    incident: Link | None  #: the incident, if the edition tells of several
    text: str  #: what happened, as plain text
    note: str  #: what happened, in Markdown: a status or an update
    language: str  #: the code of the language of the text, if it is not the site's


@dataclass(frozen=True, slots=True)
class EditionNews:
    """An update or a status that is new in an edition."""

    kind: Literal["update", "status"]  #: which of these it is
    date: Moment  #: when it was made
    title: str  #: the headline of an update, or else of its article; empty for a status
    address: str  #: the address of the update or status, with its anchor
    text: str  #: what is new, in Markdown
    language: str  #: the code of the language of an update, if it is not the site's


@dataclass(frozen=True, slots=True)
class EditionStory:
    """What an edition tells of an incident with several reports, or with an update or a status."""

    name: str  #: its id on the page
    incident: Link  #: the incident
    is_new: bool  #: whether nothing had been reported on it before
    sentence: str  #: what it is about, in one or two sentences; empty if one of the reports says so
    news: tuple[EditionNews, ...]  #: its updates and statuses, newest first
    articles: tuple[Report, ...]  #: its reports, newest first, each with those that carried the same text
    folded: tuple[Report, ...]  #: its other reports, for which there is no room
    more: tuple[EditionNews, ...]  #: its other updates and statuses


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """An edition in a list."""

    span: Span  #: its days
    title: str  #: its name
    headline: str  #: the newest headline of what weighs most in it
    address: str  #: its address
    language: str  #: the code of the language of the headline, if it is not the site's
    reports: int  #: how many reports it has, copies counted once
    news: int  #: how many updates, statuses and corrections


@dataclass(frozen=True, slots=True)
class EditionView(View):
    """What was new in a day, a week or a month."""

    head: PageMeta  #: the page's head
    title: str  #: the edition's name
    span: Span  #: the days that it covers
    lead: EditionLead | None  #: what happened; nothing in an edition of corrections alone
    counts: EditionCounts  #: how much is new
    is_long: bool  #: whether there is too much for summaries
    stories: tuple[EditionStory, ...]  #: the incidents with most that is new, the heaviest first
    others: tuple[EditionStory, ...]  #: other such incidents, for which there is little room
    last: tuple[EditionStory, ...]  #: further such incidents, which are folded
    briefs: tuple[Report, ...]  #: reports that are the only one on their incident, or have none
    more: tuple[Report, ...]  #: further such reports
    updates: tuple[EditionNews, ...]  #: updates of reports without an incident, newest first
    corrections: tuple[CorrectionEntry, ...]  #: what was corrected
    earlier: Link | None  #: the edition before it
    later: Link | None  #: the edition after it
    following: tuple[EditionEntry, ...]  #: what later editions say next of its incidents; else the next edition
    feed: FeedLink  #: the feed of all editions


@dataclass(frozen=True, slots=True)
class EditionGroup:
    """The editions of a month, or of a year if there is one a month."""

    name: str  #: the month or the year
    editions: tuple[EditionEntry, ...]  #: its editions, newest first


@dataclass(frozen=True, slots=True)
class EditionIndexView(View):
    """A page of the list of all editions, newest first."""

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    groups: tuple[EditionGroup, ...]  #: the editions of this page by month
    pages: Pagination  #: the position of this page in the list
    total: int  #: how many editions there are
    feed: FeedLink  #: the feed of all editions


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """One thing that is new: a report, an update, a correction or a status."""

    kind: NewsKind  #: which of these it is
    date: Moment  #: its own date
    link: Link  #: its headline and its address; of a status, the name of the incident
    language: str  #: the code of the language of the headline, if that is not the site's
    source: SourceLine  #: the outlet of a report; else empty
    about: Link | None  #: the incident that it belongs to, unless the headline is its name


@dataclass(frozen=True, slots=True)
class Lead:
    """The incident that leads the home page."""

    incident: IncidentCard  #: the incident
    picture: ImageView | None  #: its picture
    news: tuple[NewsEntry, ...]  #: the newest of it, the newest first, without copies
    disputed: tuple[Dispute, ...]  #: what is disputed of it, and what was settled lately
    outlets: int  #: how many outlets report on it; 0 if all reports are the site's own
    corrections: int  #: how many corrections its reports have


@dataclass(frozen=True, slots=True)
class StoryLine:
    """An incident, or an article without one, in a line."""

    title: str  #: its headline
    address: str  #: its page
    language: str  #: the code of the language of the headline, if that is not the site's
    place: str  #: where it happened
    date: Moment  #: when something of it last moved
    reports: int  #: how many reports there are on the incident; 0 for an article without one
    source: SourceLine  #: the outlet of its one report, or whose words a card quotes; empty for the site's own
    at: int  #: when its newest thing was published here, in seconds since 1970
    repeats: tuple[Report, ...] = ()  #: the reports that carried the text of its one report
    outlets: int = 0  #: of how many other outlets these are


@dataclass(frozen=True, slots=True)
class StoryCard:
    """An incident, or an article without one, with what to say of it."""

    line: StoryLine  #: its headline, its date and its source
    is_own: bool  #: whether it is a report of the site's own without an incident
    status: str  #: the latest status of the incident, in Markdown; may be empty
    text: str  #: what to say of it if it has no status: its summary, or how its newest report begins
    language: str  #: the code of the language of that text, if that is not the site's
    picture: ImageView | None  #: a picture that is light enough for a list, and that everybody may see


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """The home page."""

    head: PageMeta  #: the page's head
    lead: Lead | None  #: the incident of the greatest weight; nothing in a site without incidents
    cards: tuple[StoryCard, ...]  #: the next ones by weight, and reports of the site's own without an incident
    earlier: tuple[StoryLine, ...]  #: others with several reports, the latest news first
    briefs: tuple[StoryLine, ...]  #: those of one report, with articles of others without an incident, newest first
    news: tuple[NewsEntry, ...]  #: what was published last and is not told above, the newest first
    edition: Link | None  #: the latest edition; nothing in a site without articles
    editions: int  #: how many editions there are
    places: tuple[Link, ...]  #: the most common places
    tags: tuple[Link, ...]  #: the most common tags
    counts: Counts  #: the number of incidents, articles and sources


@dataclass(frozen=True, slots=True)
class IncidentIndexView(View):
    """A page of the list of all incidents, the one with the latest news first.

    The first page has charts of all of them: `tallies`, if there are enough, and `points`.
    """

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    incidents: tuple[IncidentCard, ...]  #: the incidents of this page
    pages: Pagination  #: the position of this page in the list
    total: int  #: how many incidents there are
    tallies: tuple[Count, ...] = ()  #: the number of new incidents over time
    points: tuple[MapPoint, ...] = ()  #: their known positions


@dataclass(frozen=True, slots=True)
class IndexView(View):
    """A page of names with counts: all tags, places or sources.

    The first page of places has the `points` of those whose position is known, the first one of tags the `series` of the commonest.
    """

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    kind: Literal["tag", "place", "source"]  #: what is listed
    links: tuple[Link, ...]  #: the names of this page, with counts
    pages: Pagination  #: the position of this page in the list
    points: tuple[MapPoint, ...] = ()  #: only for places: their positions
    series: tuple[TermYears, ...] = ()  #: only for tags: the most common ones with their counts by year


@dataclass(frozen=True, slots=True)
class ListView(View):
    """A page of the articles of one tag, place, source or month, newest first, with the incidents they belong to.

    The first page of a tag or a place has `tallies`: how many articles there were over time, if there are enough for a chart.
    """

    head: PageMeta  #: the page's head
    title: str  #: the name of the tag, place, source or month
    kind: Literal["tag", "place", "source", "month"]  #: which of these it is
    incidents: tuple[Link, ...]  #: the incidents of these articles
    articles: tuple[Report, ...]  #: the articles of this page, each with those of the list that carried the same text
    pages: Pagination  #: the position of this page in the list
    total: int  #: how many articles there are
    feed: FeedLink | None  #: its feed; a month has none
    tallies: tuple[Count, ...] = ()  #: the number of its articles over time; empty if there are too few


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive."""

    name: str  #: the year
    address: str  #: its page
    total: int  #: how many articles it has
    months: tuple[Link, ...]  #: its months without the year, newest first, with their counts
    days: tuple[Count, ...] = ()  #: the counts of its days, on its own page, if it has at least 30 articles


@dataclass(frozen=True, slots=True)
class ArchiveView(View):
    """The archive by time: every year and month with articles."""

    head: PageMeta  #: the page's head
    title: str  #: the page's title
    years: tuple[Year, ...]  #: the years, newest first
    total: int  #: how many articles there are
    tallies: tuple[Count, ...]  #: the number of articles by year or month; empty if there are too few
    places: tuple[Link, ...]  #: the most common places
    tags: tuple[Link, ...]  #: the most common tags
    sources: tuple[Link, ...]  #: the most common sources


@dataclass(frozen=True, slots=True)
class MonthEntry:
    """A month in the list of a year."""

    span: Span  #: the month
    address: str  #: its page
    count: int  #: how many articles it has
    headline: str  #: the incident with most reports in it, or its newest headline
    language: str  #: the code of the language of the headline, if it is not the site's


@dataclass(frozen=True, slots=True)
class YearView(View):
    """A year of the archive."""

    head: PageMeta  #: the page's head
    year: Year  #: the year
    months: tuple[MonthEntry, ...]  #: its months, newest first
    tallies: tuple[Count, ...]  #: the number of articles by month; empty if there are too few, or a calendar
    earlier: Link | None  #: the year with articles before it
    later: Link | None  #: the year with articles after it
