"""Views of pages that list others: home, incidents, archive, tags, places, sources and editions."""

from dataclasses import dataclass
from typing import Literal

from digest.model.content.incident import Dispute
from digest.model.moment import Moment, Span
from digest.model.views.chart import Count, MapPoint, TermYears
from digest.model.views.common import FeedLink, ImageView, IncidentCard, Link, PageMeta, Pagination, View
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
class StatusEntry:
    """What was added to the status of an incident."""

    date: Moment  #: as of when
    address: str  #: the address of the status, with its anchor
    text: str  #: the status, in Markdown


@dataclass(frozen=True, slots=True)
class EditionSection:
    """The part of an edition about one incident, or about articles without an incident."""

    incident: IncidentCard | None  #: the incident; nothing for the lone articles
    articles: tuple[Report, ...]  #: its new articles, each with the new ones that carried the same text
    updates: tuple[UpdateEntry, ...]  #: its new updates
    statuses: tuple[StatusEntry, ...] = ()  #: what is new of its status
    is_new: bool = False  #: whether nothing had been reported on the incident before
    reports: int = 0  #: how many new articles there are, copies of one text counted once
    more: int = 0  #: how many articles and updates are left out here


@dataclass(frozen=True, slots=True)
class EditionView(View):
    """What was new in a day, a week or a month."""

    head: PageMeta  #: the page's head
    title: str  #: the edition's name
    span: Span  #: the days that it covers
    sections: tuple[EditionSection, ...]  #: what was new, incident by incident
    corrections: tuple[CorrectionEntry, ...]  #: what was corrected
    earlier: Link | None  #: the edition before it
    later: Link | None  #: the edition after it


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """The home page."""

    head: PageMeta  #: the page's head
    lead: EditionSection | None  #: the incident of the greatest weight; nothing in a site without incidents
    edition: Link | None  #: the latest edition; nothing in a site without articles
    sections: tuple[EditionSection, ...]  #: the other sections of that edition, shortened, the heaviest first
    corrections: tuple[CorrectionEntry, ...]  #: what it corrects
    left_out: int  #: how many incidents of it are left out here
    since: tuple[IncidentCard, ...]  #: the incidents whose status is newer than that edition
    picture: ImageView | None  #: the picture of the incident that leads
    disputed: tuple[Dispute, ...]  #: what is disputed of that incident, and what was settled lately
    incidents: tuple[IncidentCard, ...]  #: the other incidents with the latest changes that are not in that edition
    editions: tuple[Link, ...]  #: the editions before the latest
    years: tuple[Link, ...]  #: the years of the archive
    places: tuple[Link, ...]  #: the most common places
    tags: tuple[Link, ...]  #: the most common tags
    months: tuple[Count, ...]  #: how many reports the newest months have
    points: tuple[MapPoint, ...]  #: the known positions of the incidents with the latest changes
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
    """A page of names with counts: all tags, places, sources, or editions.

    The first page of places has the `points` of those whose position is known, the first one of tags the `series` of the commonest.
    """

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    kind: Literal["tag", "place", "source", "edition"]  #: what is listed
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
    total: int  #: how many articles it has
    months: tuple[Link, ...]  #: its months, newest first, with their counts
    days: tuple[Count, ...] = ()  #: the counts of its days, if it is one of the newest years


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
