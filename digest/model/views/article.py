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
class StoryNews:
    """The newest word on an incident: a status from its file, or the headline of a report or an update."""

    date: Moment  #: its date
    status: str  #: the status, in Markdown; empty if a headline is newer
    link: Link  #: the headline, and its address; of a status, the incident's name, and the address of the status on its page
    language: str  #: the code of the language of the headline, if that is not the site's


@dataclass(frozen=True, slots=True)
class NextReport:
    """A later report on an incident."""

    link: Link  #: its headline and its address
    date: Moment  #: when it was published
    source: SourceLine  #: where it comes from
    language: str  #: the code of its language, if that is not the site's
    outlets: int  #: how many other outlets carried the same text


@dataclass(frozen=True, slots=True)
class Story:
    """An article's position in one of its incidents, and what became of the incident since."""

    incident: Link  #: the incident
    position: int  #: the article's number among its reports, from 1, the oldest first
    total: int  #: how many reports there are
    feed: str  #: the address of the incident's feed
    latest: StoryNews | None  #: the newest word on it; none if that is older than the article, or its own
    earlier: Link | None  #: the report before it that repeats no other
    later: tuple[NextReport, ...]  #: the next reports that repeat no other, the earliest first


@dataclass(frozen=True, slots=True)
class Translation:
    """The same article in another language."""

    language: str  #: the code of its language
    name: str  #: the name of the language, in that language
    address: str  #: its address
    is_original: bool  #: whether the others were translated from it


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
    updates: tuple[Update, ...]  #: its dated updates, newest first
    corrections: tuple[Correction, ...]  #: its dated corrections, newest first
    retracted: tuple[str, ...]  #: the anchors of withdrawn updates and corrections, because links to them may exist
    incidents: tuple[Story, ...]  #: its position in each of its incidents, that with the most reports first
    places: tuple[Link, ...]  #: where it happened
    tags: tuple[Link, ...]  #: its tags
    people: tuple[Person, ...]  #: who takes part
    translations: tuple[Translation, ...] = ()  #: the same article in other languages
    sizes: tuple[ImageSize, ...] = ()  #: the sizes of the pictures in its text
    updated_here: int = 0  #: when its newest update was published here, in seconds since 1970; 0 if it has none
    corrected_here: int = 0  #: the same of its newest correction


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
