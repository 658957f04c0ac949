"""Views of pages that carry one text: an article, the notice of a withdrawn one, and the newsroom's own pages."""

from dataclasses import dataclass

from digest.model.article import Body, Correction, Person, Source, Update
from digest.model.config import Show
from digest.model.moment import Moment
from digest.model.views.common import Head, Link, Picture, SourceLine


@dataclass(frozen=True, slots=True)
class Text:
    """As much of a text as may be shown: the whole body, an excerpt in plain words, or neither (a link must do)."""

    show: Show
    body: Body
    excerpt: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article's place in one of its incidents: the reports before and after it."""

    incident: Link
    position: int
    total: int
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article's page."""

    head: Head
    title: str
    date: Moment
    updated: Moment | None
    language: str
    summary: str
    text: Text
    source: Source
    outlet: SourceLine
    picture: Picture | None
    updates: tuple[Update, ...]
    corrections: tuple[Correction, ...]
    incidents: tuple[Neighbours, ...]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """The notice that stands where a withdrawn article stood."""

    head: Head
    title: str
    incidents: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OwnPageView:
    """A page that the newsroom writes about itself."""

    head: Head
    title: str
    updated: Moment | None
    language: str
    body: Body
