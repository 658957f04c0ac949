"""Views of pages that list others: home, incidents, archive, tags, places, sources and editions."""

from dataclasses import dataclass
from typing import Literal

from digest.model.moment import Moment, Span
from digest.model.views.common import ArticleCard, FeedLink, Head, IncidentCard, Link, Pages
from digest.model.views.incident import CorrectionEntry


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is visible."""

    incidents: int
    articles: int
    sources: int


@dataclass(frozen=True, slots=True)
class UpdateEntry:
    """A dated update in a list; the article's address carries the anchor. `text` is Markdown."""

    date: Moment
    title: str
    article: Link
    text: str


@dataclass(frozen=True, slots=True)
class EditionSection:
    """What an edition says of one incident, or of the lone articles (`incident` is None)."""

    incident: IncidentCard | None
    articles: tuple[ArticleCard, ...]
    updates: tuple[UpdateEntry, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """What was new in a day, a week or a month."""

    head: Head
    title: str
    span: Span
    sections: tuple[EditionSection, ...]
    corrections: tuple[CorrectionEntry, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page.

    `edition` is the latest one, None in a site without articles; `editions` are those before it; `places` and `tags` are the commonest.
    """

    head: Head
    edition: Link | None
    sections: tuple[EditionSection, ...]
    incidents: tuple[IncidentCard, ...]
    editions: tuple[Link, ...]
    years: tuple[Link, ...]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class IncidentIndexView:
    """A page of the list of all incidents, the one that moved last first."""

    head: Head
    title: str
    incidents: tuple[IncidentCard, ...]
    pages: Pages
    total: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """A page of names with counts: all tags, places, sources, or editions."""

    head: Head
    title: str
    kind: Literal["tag", "place", "source", "edition"]
    links: tuple[Link, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of the articles of one tag, place, source or month, newest first, with the incidents they belong to."""

    head: Head
    title: str
    kind: Literal["tag", "place", "source", "month"]
    incidents: tuple[Link, ...]
    articles: tuple[ArticleCard, ...]
    pages: Pages
    total: int
    feed: FeedLink | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive: its months, newest first, with their counts of articles."""

    name: str
    total: int
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The way in by time: every year and month that has articles."""

    head: Head
    title: str
    years: tuple[Year, ...]
    total: int
