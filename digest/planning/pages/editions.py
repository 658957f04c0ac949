"""Editions: what was new in each day, week or month, as pages and as items of a feed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from digest.adapters.localization import word_day, word_month
from digest.model.config import Config, Period
from digest.model.content.article import Correction, Update
from digest.model.moment import Moment, Span, days_of_month
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import EditionSection, EditionView, IndexView, UpdateEntry
from digest.model.views.common import Link, PageMeta, Pagination
from digest.model.views.incident import CorrectionEntry
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import EDITIONS, HOME, SITE_ORIGIN, crumbs_to, site_feeds

_PER_INDEX = 200
# What the titles of editions begin with. Dates tell editions apart, so that only other pages need to be told apart from them.
EDITION = "Edition: {date}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What was new in one period, oldest first."""

    span: Span
    address: str
    articles: list[ArticleNode] = field(default_factory=list)
    updates: list[tuple[ArticleNode, Update]] = field(default_factory=list)
    corrections: list[tuple[ArticleNode, Correction]] = field(default_factory=list)

    @property
    def name(self) -> "Name":
        """What its links are made of."""
        return self.span, self.address, len(self.articles) + len(self.updates) + len(self.corrections)


# An edition before its date is put into words, which costs more than to plan its page: its days, its address, and how much is new in it.
Name = tuple[Span, str, int]


def make_editions(index: SiteIndex) -> tuple[Edition, ...]:
    """Return every edition that has something in it, oldest first."""
    period = index.config.editions
    editions: dict[date, Edition] = {}

    def of(moment: Moment) -> Edition:
        start = _start(moment.day, period)
        if start not in editions:
            editions[start] = _edition(start, period)
        return editions[start]

    for known in index.articles.values():
        article = known.article
        of(article.date).articles.append(known)
        for update in article.updates:
            of(update.date).updates.append((known, update))
        for correction in article.corrections:
            of(correction.date).corrections.append((known, correction))
    return tuple(editions[start] for start in sorted(editions))


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
    """Return what an edition is called: by its day, its week or its month."""
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
        given = (
            index.site,
            names[position],
            ", ".join(known.article.title for known in edition.articles[:3]),
            parts_of(edition, index),
            edition.corrections,
            names[position - 1] if position else None,
            names[position + 1] if position + 1 < len(names) else None,
        )
        yield Page(edition.address, "edition.html", _edition_view, given, PublishPhase.PAGE, SITE_ORIGIN, "")
    for address, pages, part in paginate(names[::-1], EDITIONS.address, _PER_INDEX):
        title = numbered(index.config.words.say("Editions"), pages, index.config)
        given_here = (index.site, title, address, part, pages)
        yield Page(address, "index.html", _index_view, given_here, PublishPhase.INDEX, SITE_ORIGIN, title)


# One incident of an edition, or the lone articles, with what is new of it.
Part = tuple[IncidentNode | None, list[ArticleNode], list[tuple[ArticleNode, Update]]]


def _edition_view(
    site: SiteNode,
    name: Name,
    description: str,
    parts: list[Part],
    corrections: list[tuple[ArticleNode, Correction]],
    earlier: Name | None,
    later: Name | None,
) -> EditionView:
    link = edition_link(name, site)
    head = PageMeta(
        title=site.config.words.say(EDITION, date=link.text),
        address=link.address,
        description=description,
        feeds=(site_feeds(site.config)[2],),
        crumbs=crumbs_to(site.config, HOME, EDITIONS),
    )
    return EditionView(
        head=head,
        title=link.text,
        span=name[0],
        sections=sections_of(parts),
        corrections=entries_of(corrections),
        earlier=edition_link(earlier, site) if earlier else None,
        later=edition_link(later, site) if later else None,
    )


def _index_view(site: SiteNode, title: str, address: str, names: list[Name], pages: Pagination) -> IndexView:
    head = PageMeta(title, address, feeds=(site_feeds(site.config)[2],), crumbs=crumbs_to(site.config, HOME))
    return IndexView(
        head, site.config.words.say("Editions"), "edition", tuple(edition_link(name, site) for name in names), pages
    )


def parts_of(edition: Edition, index: SiteIndex) -> list[Part]:
    """Return an edition by incident, those with the most news first; articles that belong to none come last."""
    articles: dict[str, list[ArticleNode]] = defaultdict(list)
    updates: dict[str, list[tuple[ArticleNode, Update]]] = defaultdict(list)
    for known in edition.articles:
        articles[_first_incident(known)].append(known)
    for known, update in edition.updates:
        updates[_first_incident(known)].append((known, update))
    identities = sorted(
        {*articles, *updates}, key=lambda name: (not name, -len(articles[name]) - len(updates[name]), name)
    )
    return [(index.incidents.get(identity), articles[identity], updates[identity]) for identity in identities]


def entries_of(corrections: list[tuple[ArticleNode, Correction]]) -> tuple[CorrectionEntry, ...]:
    """Return the corrections of an edition as they stand in a list."""
    return tuple(
        CorrectionEntry(correction.date, known.link_to(correction.anchor), correction.text)
        for known, correction in corrections
    )


def _first_incident(known: ArticleNode) -> str:
    return known.incidents[0][0] if known.incidents else ""


def sections_of(parts: list[Part], most: int | None = None) -> tuple[EditionSection, ...]:
    """Return the parts of an edition as they stand on its page, or at most so many articles and updates of each."""
    return tuple(
        EditionSection(
            incident=incident.card if incident else None,
            articles=tuple(known.card for known in articles[:most]),
            updates=tuple(
                UpdateEntry(update.date, update.title, known.link_to(update.anchor), update.text)
                for known, update in updates[:most]
            ),
            is_new=incident is not None and len(articles) == len(incident.reports),
            reports=len(articles),
            more=len(articles[most:]) + len(updates[most:]),
        )
        for incident, articles, updates in parts
    )
