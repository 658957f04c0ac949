"""Editions: what was published here in each day, week or month, as pages and as items of a feed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from digest.adapters.localization import word_day, word_month
from digest.model.config import Config, Period
from digest.model.content.article import Correction, Update
from digest.model.moment import Span, days_of_month
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import EditionSection, EditionView, IndexView, StatusEntry, UpdateEntry
from digest.model.views.common import Link, PageMeta, Pagination
from digest.model.views.incident import CorrectionEntry
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, IncidentNode, SiteNode
from digest.planning.site.pagination import described, numbered, paginate
from digest.planning.site.publication import Publication
from digest.planning.site.sections import EDITIONS, HOME, SITE_ORIGIN, crumbs_to, site_feeds
from digest.planning.site.statuses import Status, statuses_of

_PER_INDEX = 200
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


def edition_link(name: Name, site: SiteNode) -> Link:
    """Return the link to an edition."""
    span, address, size = name
    return Link(_title(span, site.config), address, size)


def plan_editions(editions: tuple[Edition, ...], index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every edition, and the list of all of them."""
    names = [edition.name for edition in editions]
    for position, edition in enumerate(editions):
        spec = EditionPage(
            site=index.site,
            name=names[position],
            headlines=_headlines_of(edition),
            parts=parts_of(edition, index),
            corrections=edition.corrections,
            earlier=names[position - 1] if position else None,
            later=names[position + 1] if position + 1 < len(names) else None,
        )
        yield Page(edition.address, "edition.html", spec, PublishPhase.PAGE, SITE_ORIGIN, "")
    for address, pages, part in paginate(names[::-1], EDITIONS.address, _PER_INDEX):
        title = numbered(index.config.words.say("Editions"), pages, index.config)
        listed = EditionListPage(index.site, address, part, pages)
        yield Page(address, "index.html", listed, PublishPhase.INDEX, SITE_ORIGIN, title)


def _headlines_of(edition: Edition) -> tuple[str, ...]:
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
    def nodes(self) -> list[ArticleNode]:
        """All new articles, with those that are folded."""
        return [node for fold in self.articles for node in (fold.first, *fold.copies)]


class EditionPage(NamedTuple):
    """The page of an edition.

    It makes its own title: to word thousands of dates for every plan would cost more than the plan itself.
    """

    site: SiteNode
    name: Name
    headlines: tuple[str, ...]
    parts: list[Part]
    corrections: list[tuple[ArticleNode, Correction]]
    earlier: Name | None
    later: Name | None

    def build_view(self, title: str) -> EditionView:
        """Return the view of the edition."""
        site, config = self.site, self.site.config
        link = edition_link(self.name, site)
        head = PageMeta(
            title=title or config.words.say(EDITION, date=link.text),
            address=link.address,
            description=described(link.text, "", self.headlines),
            feeds=(site_feeds(config)[-1],),
            crumbs=crumbs_to(config, HOME, EDITIONS),
        )
        return EditionView(
            head=head,
            title=link.text,
            span=self.name[0],
            sections=sections_of(self.parts),
            corrections=entries_of(self.corrections),
            earlier=edition_link(self.earlier, site) if self.earlier else None,
            later=edition_link(self.later, site) if self.later else None,
        )


class EditionListPage(NamedTuple):
    """One page of the list of all editions."""

    site: SiteNode
    address: str
    names: Sequence[Name]
    pages: Pagination

    def build_view(self, title: str) -> IndexView:
        """Return the view of this page of the list."""
        config = self.site.config
        links = tuple(edition_link(name, self.site) for name in self.names)
        head = PageMeta(
            title,
            self.address,
            description=described(title, config.title, (link.text for link in links)),
            feeds=(site_feeds(config)[-1],),
            crumbs=crumbs_to(config, HOME),
        )
        return IndexView(head, config.words.say("Editions"), "edition", links, self.pages)


def parts_of(edition: Edition, index: SiteIndex) -> list[Part]:
    """Return the parts of an edition, those with the most articles, updates and statuses first; the one without an incident comes last."""
    articles: dict[str, list[ArticleNode]] = defaultdict(list)
    updates: dict[str, list[tuple[ArticleNode, Update]]] = defaultdict(list)
    for node in edition.articles:
        articles[_first_incident(node)].append(node)
    for node, update in edition.updates:
        updates[_first_incident(node)].append((node, update))
    statuses: dict[str, list[Status]] = defaultdict(list)
    for status in edition.statuses:
        statuses[status.incident.id].append(status)

    def order(name: str) -> tuple[bool, int, str]:
        return not name, -len(articles[name]) - len(updates[name]) - len(statuses[name]), name

    return [
        Part(index.incidents.get(name), index.fold(articles[name]), updates[name], statuses[name])
        for name in sorted({*articles, *updates, *statuses}, key=order)
    ]


def entries_of(corrections: list[tuple[ArticleNode, Correction]]) -> tuple[CorrectionEntry, ...]:
    """Return corrections as entries of a list."""
    return tuple(
        CorrectionEntry(correction.date, node.link_to(correction.anchor), correction.text)
        for node, correction in corrections
    )


def _first_incident(node: ArticleNode) -> str:
    return node.incidents[0][0] if node.incidents else ""


def sections_of(parts: list[Part], most: int | None = None) -> tuple[EditionSection, ...]:
    """Return the parts of an edition as sections of a page, with all articles and updates of each, or at most `most` of either."""
    return tuple(
        EditionSection(
            incident=part.incident.card if part.incident else None,
            articles=tuple(fold.report for fold in part.articles[:most]),
            updates=tuple(
                UpdateEntry(update.date, update.title, node.link_to(update.anchor), update.text)
                for node, update in part.updates[:most]
            ),
            statuses=tuple([StatusEntry(one.note.date, one.link.address, one.note.text) for one in part.statuses]),
            is_new=part.incident is not None and len(part.nodes) == len(part.incident.reports),
            reports=len(part.articles),
            more=0 if most is None else len(part.articles[most:]) + len(part.updates[most:]),
        )
        for part in parts
    )
