"""The view of an incident's page."""

from dataclasses import dataclass

from digest.model.content.article import Body, Place
from digest.model.content.incident import Dispute, Fact, Note, Participant
from digest.model.moment import Moment, Span
from digest.model.views.common import (
    ArticleCard,
    FeedLink,
    ImageSize,
    ImageView,
    IncidentCard,
    Link,
    PageMeta,
    TimelineEntry,
    View,
)


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction in a list."""

    date: Moment  #: when it was made
    article: Link  #: the corrected article; the address carries the anchor
    text: str  #: what was corrected, in Markdown


@dataclass(frozen=True, slots=True)
class Report:
    """A report in a list."""

    card: ArticleCard  #: the article
    archive: str  #: the URL of its archived copy; may be empty
    repeats: tuple["Report", ...] = ()  #: the later reports that only repeat it, oldest first; none of them has any

    @property
    def outlets(self) -> int:
        """How many other outlets carried the same text; 0 if it was only the same one again."""
        return len({other.card.source.name for other in self.repeats} - {self.card.source.name, ""})


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that an incident's own file names."""

    name: str  #: its name; may be empty
    url: str  #: its URL
    date: Moment | None  #: the first date for which it is cited
    subjects: tuple[str, ...]  #: what it is cited for: names of facts, or words for status, events and proceedings


@dataclass(frozen=True, slots=True)
class IncidentView(View):
    """An incident's page."""

    head: PageMeta  #: the page's head
    title: str  #: what the incident is called
    language: str  #: the code of the language of its title, if that is the headline of a report in another one
    kind: str  #: what kind of incident it is, in the editor's words
    number: str  #: its number, as authorities give one
    span: Span  #: when it happened
    summary: str  #: what happened, in short
    body: Body  #: the text of its file
    picture: ImageView | None  #: its picture
    location: Place | None  #: where it happened
    status: tuple[Note, ...]  #: the status, newest first
    facts: tuple[Fact, ...]  #: figures and other plain facts
    disputed: tuple[Dispute, ...]  #: what is disputed: open disputes first, then settled ones, each newest first
    people: tuple[Participant, ...]  #: who takes part, with charges and outcomes
    timeline: tuple[TimelineEntry, ...]  #: the timeline, oldest first; empty if it has only one report
    reports: tuple[Report, ...]  #: its articles, newest first, each with those that only repeat it
    total: int  #: how many articles there are, with those that repeat others
    cited: tuple[CitedSource, ...]  #: the sources that only its own file names
    corrections: tuple[CorrectionEntry, ...]  #: corrections of its articles
    related: tuple[IncidentCard, ...]  #: related incidents
    places: tuple[Link, ...]  #: its places
    tags: tuple[Link, ...]  #: its tags
    latest: Moment  #: the date of its latest change
    feed: FeedLink  #: its feed
    sizes: tuple[ImageSize, ...] = ()  #: the sizes of the pictures in its text
    news: tuple[str, ...] = ()  #: the ids to which items of the feed of developments lead
