"""Views of service pages: feeds, corrections, search, redirects, and the page for error 404."""

from dataclasses import dataclass

from digest.model.views.common import FeedAddress, Link, PageMeta, Pagination, View
from digest.model.views.incident import CorrectionEntry


@dataclass(frozen=True, slots=True)
class FeedRow:
    """The feed of one incident, place, tag or source in a list of feeds."""

    name: str  #: what it is about
    page: str  #: the address of the page that it belongs to
    addresses: tuple[FeedAddress, ...]  #: its address in each format, RSS first


@dataclass(frozen=True, slots=True)
class FeedSubjects:
    """The feeds of one kind on a page of the list, under one heading."""

    title: str  #: the heading
    total: int  #: how many subjects of this kind there are
    rows: tuple[FeedRow, ...]  #: their feeds: on the first page the newest, on a further one by name
    more: str  #: the address of the page from which on all of them are listed; empty if all are here


@dataclass(frozen=True, slots=True)
class FeedListView(View):
    """A page of the list of all feeds. The first shows those of the whole site, to choose from; they are in `site.feeds`."""

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    groups: tuple[FeedSubjects, ...]  #: the feeds about one subject on this page, by kind
    opml: str  #: the address of the file that feed readers import
    pages: Pagination  #: the position of this page in the list
    rates: tuple[int, ...]  #: how many items a week each feed of `site.feeds` has had lately; empty on further pages


@dataclass(frozen=True, slots=True)
class CorrectionsView(View):
    """A page of all corrections, newest first."""

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    corrections: tuple[CorrectionEntry, ...]  #: the corrections of this page
    pages: Pagination  #: the position of this page in the list
    total: int  #: how many corrections there are


@dataclass(frozen=True, slots=True)
class SearchView(View):
    """The search page, with lists for readers for whom search does not work."""

    head: PageMeta  #: the page's head
    title: str  #: the page's title
    index: str  #: the address of its index; empty if there is none
    years: tuple[Link, ...]  #: the years of the archive
    places: tuple[Link, ...]  #: the places with the most reports
    tags: tuple[Link, ...]  #: the tags with the most reports
    sources: tuple[Link, ...]  #: the sources with the most reports


@dataclass(frozen=True, slots=True)
class RedirectView(View):
    """A page that redirects to another one."""

    head: PageMeta  #: the page's head
    title: str  #: the title of the page that moved
    target: str  #: the new address in this site


@dataclass(frozen=True, slots=True)
class SignpostView(View):
    """A page at the address of an incident that was split."""

    head: PageMeta  #: the page's head
    title: str  #: what the incident was called
    ways: tuple[Link, ...]  #: the incidents that have its reports now


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """The page that a host shows for an address that does not exist; it may be shown at any depth."""

    head: PageMeta  #: the page's head
    title: str  #: the page's title
    incidents: tuple[Link, ...] = ()  #: the latest incidents
