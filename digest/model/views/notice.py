"""Views of pages that serve the reader's way: feeds, corrections, moved pages, and the page for lost ones."""

from dataclasses import dataclass

from digest.model.views.common import FeedLink, Head, Pages
from digest.model.views.incident import CorrectionEntry


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one kind, under one heading."""

    title: str
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class FeedListView:
    """A page of the list of every feed, by kind."""

    head: Head
    title: str
    groups: tuple[FeedGroup, ...]
    opml: str
    pages: Pages


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """A page of all corrections, newest first."""

    head: Head
    title: str
    corrections: tuple[CorrectionEntry, ...]
    pages: Pages
    total: int


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that sends the reader on to `target`, an address of the site."""

    head: Head
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page that a host shows for an address that does not exist; it may be shown at any depth."""

    head: Head
    title: str
