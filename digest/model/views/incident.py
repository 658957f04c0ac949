"""The view of an incident's page."""

from dataclasses import dataclass

from digest.model.content.article import Body, Place
from digest.model.content.incident import Dispute, Fact, Note, Participant
from digest.model.moment import Moment, Span
from digest.model.url import host_of
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
        if not self.repeats:
            return 0
        own, *others = (one.card.source.name or host_of(one.card.source.url) for one in (self, *self.repeats))
        return len({*others} - {own, ""})


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline; or, of a long one, several days of a month on which there was nothing but reports."""

    when: Span  #: which day, or which days; the month or the year, if no more is known
    moments: tuple[TimelineEntry, ...]  #: the key moments of the day, newest first
    reports: tuple[Report, ...]  #: its reports that the page tells nowhere else, newest first

    @property
    def copies(self) -> int:
        """How many of the reports only repeat another one."""
        return sum(len(report.repeats) for report in self.reports)

    @property
    def total(self) -> int:
        """How many reports there are, with those that repeat others."""
        return len(self.reports) + self.copies


@dataclass(frozen=True, slots=True)
class Outlets:
    """Who reports on an incident: how many outlets, and how many of their reports are accounts of their own."""

    number: int  #: how many outlets there are
    own: int  #: how many reports are no copies
    copies: int  #: how many reports only repeat another one
    copied: int  #: how many reports are repeated
    most: tuple[Link, ...]  #: the outlets with most reports, each with its number
    more: int  #: how many other outlets have a page


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
    newest: Report | None  #: only without a status: the newest report that is an account of its own, if there are two
    beginning: Report | None  #: only if the file does not say what happened: the first report
    fresh: tuple[TimelineEntry, ...]  #: what is newer than its beginning, newest first
    days: tuple[Day, ...]  #: the timeline, newest first; with the reports, if there are many
    others: tuple[Report, ...]  #: of few reports, those that are told nowhere else, newest first
    reports: tuple[Report, ...]  #: its articles, newest first, each with those that only repeat it
    total: int  #: how many articles there are, with those that repeat others
    cited: tuple[CitedSource, ...]  #: the sources that only its own file names
    corrections: tuple[CorrectionEntry, ...]  #: corrections of its articles that are told nowhere else
    corrected: int  #: how many corrections the page tells
    outlets: Outlets | None  #: who reports on it; nothing where that tells nothing
    is_long: bool  #: whether the page has so much that it needs links to its parts
    related: tuple[IncidentCard, ...]  #: related incidents
    places: tuple[Link, ...]  #: its places
    tags: tuple[Link, ...]  #: its tags
    latest: Moment  #: the date of its latest change
    feed: FeedLink  #: its feed
    sizes: tuple[ImageSize, ...] = ()  #: the sizes of the pictures in its text
    news: tuple[str, ...] = ()  #: the ids to which items of the feed of developments lead
    status_at: int = 0  #: when the newest status was published here, in seconds since 1970; 0 without one
