"""The view of an incident's page."""

from dataclasses import dataclass

from digest.model.article import Body, Place
from digest.model.incident import Fact, Note, Participant
from digest.model.moment import Moment, Span
from digest.model.views.common import ArticleCard, FeedLink, Head, IncidentCard, Link, Picture, TimelineEntry


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction in a list: when, of which article (its address carries the anchor), and what. `text` is Markdown."""

    date: Moment
    article: Link
    text: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident's page. `status`, newest first, says where matters stand; `timeline` runs oldest first."""

    head: Head
    title: str
    kind: str
    number: str
    span: Span
    summary: str
    body: Body
    picture: Picture | None
    location: Place | None
    status: tuple[Note, ...]
    facts: tuple[Fact, ...]
    people: tuple[Participant, ...]
    timeline: tuple[TimelineEntry, ...]
    reports: tuple[ArticleCard, ...]
    corrections: tuple[CorrectionEntry, ...]
    related: tuple[IncidentCard, ...]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    latest: Moment
    feed: FeedLink
