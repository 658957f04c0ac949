"""Views of service pages: feeds, corrections, search, redirects, and the page for error 404."""

from dataclasses import dataclass

from digest.model.views.common import FeedLink, Link, PageMeta, Pagination, View
from digest.model.views.incident import CorrectionEntry


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one kind, under one heading."""

    title: str  #: the heading
    feeds: tuple[FeedLink, ...]  #: the feeds


@dataclass(frozen=True, slots=True)
class FeedListView(View):
    """A page of the list of every feed, by kind."""

    head: PageMeta  #: the page's head
    title: str  #: the list's title
    groups: tuple[FeedGroup, ...]  #: the feeds of this page, by kind
    opml: str  #: the address of the file that feed readers import
    pages: Pagination  #: the position of this page in the list
    rates: tuple[int, ...]  #: how many items a week the feeds of the whole site have had lately, in their order


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
