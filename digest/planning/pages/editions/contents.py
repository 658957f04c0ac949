"""What each edition contains, incident by incident, and how it is called."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from digest.adapters.localization import word_day, word_month, word_weekday
from digest.model.config import Config, Period
from digest.model.content.article import Correction, Update
from digest.model.moment import Span, days_of_month
from digest.model.views.common import Link
from digest.model.views.incident import CorrectionEntry
from digest.planning.content.weight import HALF_LIFE, independent_accounts, weigh
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, IncidentNode, SiteNode
from digest.planning.site.publication import Publication
from digest.planning.site.statuses import Status, statuses_of

# The titles of editions. They are unique by their dates; titles of other pages must differ from all of them.
EDITION = "Edition: {date}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What was published here in one period, oldest first."""

    span: Span
    address: str
    articles: list[ArticleNode] = field(default_factory=list)
    updates: list[tuple[ArticleNode, Update]] = field(default_factory=list)
    corrections: list[tuple[ArticleNode, Correction]] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)

    @property
    def name(self) -> "Name":
        """What its links are made of: see `Name`."""
        size = len(self.articles) + len(self.updates) + len(self.corrections) + len(self.statuses)
        return self.span, self.address, size


# What a link to an edition is made of: its days, its address, and how many articles, updates, corrections and statuses it has. Its date is
# put into words only when a page is rendered, because that costs more than to plan the page.
Name = tuple[Span, str, int]


def make_editions(index: SiteIndex) -> tuple[Edition, ...]:
    """Return every edition that is not empty, oldest first."""
    period = index.config.editions
    editions: dict[date, Edition] = {}

    def of(publication: Publication) -> Edition:
        start = _start(date.fromisoformat(publication.day), period)
        if start not in editions:
            editions[start] = _edition(start, period)
        return editions[start]

    for node in index.articles.values():
        of(node.publication).articles.append(node)
        for update in node.article.updates:
            of(index.publication("update", f"{node.id}#{update.anchor}")).updates.append((node, update))
        for correction in node.article.corrections:
            of(index.publication("correction", f"{node.id}#{correction.anchor}")).corrections.append((node, correction))
    for status in statuses_of(index):
        of(index.publication("status", status.id)).statuses.append(status)
    return tuple(editions[start] for start in sorted(editions))


def edition_of(publication: Publication, period: Period) -> Edition:
    """Return the edition of what was published here at a moment, still without its contents."""
    return _edition(_start(date.fromisoformat(publication.day), period), period)


def _start(day: date, period: Period) -> date:
    if period == "day":
        return day
    return day.replace(day=1) if period == "month" else day - timedelta(days=day.weekday())


def _edition(start: date, period: Period) -> Edition:
    if period == "month":
        span = Span(*days_of_month(start.year, start.month), "month")
        return Edition(span, f"editions/{start.year:04d}/{start.month:02d}/")
    end = start + timedelta(days=6) if period == "week" else start
    return Edition(Span(start, end), address_of_day(start))


def address_of_day(day: date) -> str:
    """Return the address of the edition of a day, or of the week that begins with it."""
    return f"editions/{day.year:04d}/{day.month:02d}/{day.day:02d}/"


def _title(span: Span, config: Config) -> str:
    """Return the title of an edition: its day, its week or its month in words."""
    if span.precision == "month":
        return word_month(span.start.year, span.start.month, config.language)
    day = word_day(span.start, config.language)
    return day if span.start == span.end else config.words.say("Week of {date}", date=day)


def heading_of(name: Name, site: SiteNode) -> str:
    """Return the heading of an edition's page: its title, and for a day the day of the week as well."""
    span = name[0]
    if span.precision == "month" or span.start != span.end:
        return _title(span, site.config)
    return word_weekday(span.start, site.config.language)


def edition_link(name: Name, site: SiteNode) -> Link:
    """Return the link to an edition."""
    span, address, size = name
    return Link(_title(span, site.config), address, size)


def headlines_of(edition: Edition) -> tuple[str, ...]:
    """Return what describes an edition: the headlines of its first articles, else of what it has news of."""
    titles = [node.article.title for node in edition.articles]
    titles += [node.article.title for node, _ in (*edition.updates, *edition.corrections)]
    titles += [status.incident.incident.title for status in edition.statuses]
    return tuple(titles[:3])


class Part(NamedTuple):
    """One incident of an edition with its new articles, updates and statuses; with None, the articles and updates that have no incident.

    Articles of this part with the same text are folded.
    """

    incident: IncidentNode | None
    articles: list[Fold]
    updates: list[tuple[ArticleNode, Update]]
    statuses: list[Status]

    @property
    def is_new(self) -> bool:
        """Whether nothing was reported on the incident before."""
        return self.incident is not None and len(self.nodes) == len(self.incident.reports)

    @property
    def nodes(self) -> list[ArticleNode]:
        """All new articles, with those that are folded."""
        return [node for fold in self.articles for node in (fold.first, *fold.copies)]


def parts_of(edition: Edition, index: SiteIndex) -> list[Part]:
    """Return the parts of an edition, the heaviest incident first; the part without an incident comes last.

    An incident weighs what is new of it in this edition, by the rule of `digest.planning.content.weight` as of the edition's last day. Of
    equal ones, the one with more that is new is first.
    """
    articles: dict[str, list[ArticleNode]] = defaultdict(list)
    updates: dict[str, list[tuple[ArticleNode, Update]]] = defaultdict(list)
    for node in edition.articles:
        articles[_first_incident(node)].append(node)
    for node, update in edition.updates:
        updates[_first_incident(node)].append((node, update))
    statuses: dict[str, list[Status]] = defaultdict(list)
    for status in edition.statuses:
        statuses[status.incident.id].append(status)
    parts = [
        Part(index.incidents.get(name), index.fold(articles[name]), updates[name], statuses[name])
        for name in sorted({*articles, *updates, *statuses})
    ]
    if len(parts) < 2:
        return parts
    end, half_life = edition.span.end, HALF_LIFE[index.config.editions]
    return sorted(parts, key=lambda part: (part.incident is None, -_weight_of(part, end, half_life), -_size_of(part)))


def _weight_of(part: Part, end: date, half_life: float) -> float:
    told = [fold.first.article for fold in part.articles] + [node.article for node, _ in part.updates]
    accounts = independent_accounts({article.id: article for article in told}.values())
    return weigh(accounts.values(), [status.note.date.day for status in part.statuses], end, half_life)


def _size_of(part: Part) -> int:
    return len(part.articles) + len(part.updates) + len(part.statuses)


def entries_of(corrections: list[tuple[ArticleNode, Correction]]) -> tuple[CorrectionEntry, ...]:
    """Return corrections as entries of a list."""
    return tuple(
        CorrectionEntry(correction.date, node.link_to(correction.anchor), correction.text)
        for node, correction in corrections
    )


def _first_incident(node: ArticleNode) -> str:
    return node.incidents[0][0] if node.incidents else ""
