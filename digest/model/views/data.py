"""Views of the data files, and of the page that describes them. A row contains exactly what the files say of one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from digest.model.config import Show
from digest.model.content.article import Correction, Place, Source
from digest.model.content.incident import Dispute, Fact, Note
from digest.model.moment import Moment, Span
from digest.model.views.archive import Counts
from digest.model.views.common import PageMeta, View

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """A dated update of an article; `anchor` is its id on the article's page."""

    date: Moment
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the data: all but its text. `incidents` are ids; `words` is the number of words of the whole text."""

    id: str
    guid: str
    address: str
    title: str
    date: Moment
    updated: Moment | None
    language: str
    translation_of: str
    summary: str
    source: Source
    incidents: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    corrections: tuple[Correction, ...]
    updates: tuple[UpdateRow, ...]
    words: int
    show: Show
    noindex: bool


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the data: all but its people. `feed` is the address of its feed, `articles` are ids, oldest report first."""

    id: str
    guid: str
    address: str
    feed: str
    title: str
    span: Span
    kind: str
    number: str
    place: Place | None
    places: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    status: tuple[Note, ...]
    facts: tuple[Fact, ...]
    disputed: tuple[Dispute, ...]
    latest: Moment
    first_report: Moment
    last_report: Moment
    articles: tuple[str, ...]
    noindex: bool


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """A row that is made when it is asked for, since rows of the old file can be reused.

    `key` is the fingerprint of everything in the row.
    """

    key: str
    make: Callable[[], R]


@dataclass(frozen=True, slots=True)
class ArticlesView(View):
    """All visible articles, oldest first. `updated` is the time of the latest change; None without articles."""

    rows: tuple[Row[ArticleRow], ...]
    updated: Moment | None


@dataclass(frozen=True, slots=True)
class IncidentsView(View):
    """All incidents, by id. `updated` is the time of the latest change; None without articles."""

    rows: tuple[Row[IncidentRow], ...]
    updated: Moment | None


@dataclass(frozen=True, slots=True)
class LookupRow:
    """A source report: its URL as the editor wrote it, the address of its page in the site, and the ids of its incidents."""

    url: str
    address: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookupView(View):
    """The URLs of all source reports.

    `incidents` are ids with addresses; `ignored` are tracking parameters of URLs (`utm_*`: all that begin with `utm_`).
    """

    rows: tuple[LookupRow, ...]
    incidents: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaView(View):
    """The JSON Schema of one of the files."""

    name: Literal["articles", "incidents", "lookup"]


@dataclass(frozen=True, slots=True)
class DataView(View):
    """The page that describes the data files, how they count, and their licence."""

    head: PageMeta  #: the page's head
    title: str  #: the page's title
    counts: Counts  #: the number of incidents, articles and sources in them
    ignored: tuple[str, ...]  #: the parameters of a URL that only track readers (`*`: all that begin like this)
