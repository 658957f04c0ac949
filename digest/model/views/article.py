"""Views of pages that carry one text: an article, the notice of a withdrawn one, and the newsroom's own pages."""

from dataclasses import dataclass

from digest.model.config import Show
from digest.model.content.article import Body, Correction, Person, Source, Update, Withdrawal
from digest.model.moment import Moment
from digest.model.views.common import ImageSize, ImageView, Link, PageMeta, SourceLine, View


@dataclass(frozen=True, slots=True)
class Text:
    """The part of a text that may be shown: the whole body, an excerpt in plain text, or neither (only a link)."""

    show: Show  #: which of the three it is
    body: Body  #: the whole text
    excerpt: str  #: the excerpt


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article's position in one of its incidents."""

    incident: Link  #: the incident
    position: int  #: the article's number among its reports, from 1, the oldest first
    total: int  #: how many reports there are
    earlier: Link | None  #: the report before it
    later: Link | None  #: the report after it


@dataclass(frozen=True, slots=True)
class ArticleView(View):
    """An article's page."""

    head: PageMeta  #: the page's head
    title: str  #: its headline
    date: Moment  #: when it was published
    updated: Moment | None  #: when it was last updated
    language: str  #: the code of its language
    summary: str  #: its summary
    text: Text  #: as much of its text as may be shown
    source: Source  #: where it comes from
    outlet: SourceLine  #: the same for one line, with the outlet's page in this site
    picture: ImageView | None  #: its picture
    updates: tuple[Update, ...]  #: its dated updates
    corrections: tuple[Correction, ...]  #: its dated corrections
    retracted: tuple[str, ...]  #: the anchors of withdrawn updates and corrections, because links to them may exist
    incidents: tuple[Neighbours, ...]  #: its position in each of its incidents
    places: tuple[Link, ...]  #: where it happened
    tags: tuple[Link, ...]  #: its tags
    people: tuple[Person, ...]  #: who takes part
    sizes: tuple[ImageSize, ...] = ()  #: the sizes of the pictures in its text


@dataclass(frozen=True, slots=True)
class WithdrawnView(View):
    """The notice at the address of a withdrawn article, or of anything else that was removed."""

    head: PageMeta  #: the page's head
    title: str  #: the notice's headline
    notice: str  #: what happened to the page
    withdrawal: Withdrawal | None  #: when and why it was withdrawn
    incidents: tuple[Link, ...]  #: where to read on


@dataclass(frozen=True, slots=True)
class OwnPageView(View):
    """A page that the newsroom writes about itself."""

    head: PageMeta  #: the page's head
    title: str  #: its title
    updated: Moment | None  #: when it was last changed
    language: str  #: the code of its language
    body: Body  #: its text
    sizes: tuple[ImageSize, ...] = ()  #: the sizes of the pictures in it
