"""Editions: what was new in each day, week or month, as pages and as items of a feed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from digest.model.article import Article, Correction, Update
from digest.model.config import Config, Period
from digest.model.moment import Moment, Span, days_of_month
from digest.model.page import Page, Wave
from digest.model.views.archive import EditionSection, EditionView, IndexView, UpdateEntry
from digest.model.views.common import Head, Link, SourceLine
from digest.model.views.feed import FeedItem
from digest.model.views.incident import CorrectionEntry
from digest.planning.directory import Directory, article_link
from digest.planning.heads import EDITIONS, HOME, SITE_ORIGIN, numbered, paginate, site_feeds
from digest.planning.stamps import first_stamp, stamp
from digest.wording import word_day, word_month

_PER_INDEX = 200
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Edition:
    """What was new in one period, oldest first."""

    span: Span
    address: str
    title: str
    articles: list[Article] = field(default_factory=list)
    updates: list[tuple[Article, Update]] = field(default_factory=list)
    corrections: list[tuple[Article, Correction]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many things are new in it."""
        return len(self.articles) + len(self.updates) + len(self.corrections)


def make_editions(directory: Directory) -> tuple[Edition, ...]:
    """Give every edition that has something in it, oldest first."""
    config = directory.config
    editions: dict[date, Edition] = {}

    def of(moment: Moment) -> Edition:
        start = _start(moment.day, config.editions)
        if start not in editions:
            editions[start] = _edition(start, config)
        return editions[start]

    for article in directory.assembly.articles:
        of(article.date).articles.append(article)
        for update in article.updates:
            of(update.date).updates.append((article, update))
        for correction in article.corrections:
            of(correction.date).corrections.append((article, correction))
    return tuple(editions[start] for start in sorted(editions))


def _start(day: date, period: Period) -> date:
    if period == "day":
        return day
    return day.replace(day=1) if period == "month" else day - timedelta(days=day.weekday())


def _edition(start: date, config: Config) -> Edition:
    year, month, day = start.isoformat().split("-")
    if config.editions == "month":
        title = word_month(start.year, start.month, config.language)
        return Edition(Span(*days_of_month(start.year, start.month), "month"), f"editions/{year}/{month}/", title)
    address = f"editions/{year}/{month}/{day}/"
    if config.editions == "week":
        return Edition(Span(start, start + timedelta(days=6)), address, f"Week of {word_day(start, config.language)}")
    return Edition(Span(start, start), address, word_day(start, config.language))


def plan_editions(editions: tuple[Edition, ...], directory: Directory) -> Iterator[Page]:
    """Plan a page for every edition, and the list of all of them."""
    for index, edition in enumerate(editions):
        head = Head(
            title=f"Edition: {edition.title}",
            address=edition.address,
            description=", ".join(article.title for article in edition.articles[:3]),
            feeds=(site_feeds(directory.config)[2],),
            crumbs=(HOME, EDITIONS),
        )
        view = EditionView(
            head=head,
            title=edition.title,
            span=edition.span,
            sections=sections_of(edition, directory),
            corrections=tuple(
                CorrectionEntry(correction.date, article_link(article, correction.anchor), correction.text)
                for article, correction in edition.corrections
            ),
            earlier=edition_link(editions[index - 1]) if index else None,
            later=edition_link(editions[index + 1]) if index + 1 < len(editions) else None,
        )
        yield Page(edition.address, "edition.html", view, Wave.PAGE, SITE_ORIGIN)
    links = tuple(edition_link(edition) for edition in reversed(editions))
    for address, pages, part in paginate(links, EDITIONS.address, _PER_INDEX):
        head = Head(numbered("Editions", pages), address, feeds=(site_feeds(directory.config)[2],), crumbs=(HOME,))
        yield Page(
            address, "index.html", IndexView(head, "Editions", "edition", tuple(part), pages), Wave.INDEX, SITE_ORIGIN
        )


def edition_link(edition: Edition) -> Link:
    """Give the link to an edition."""
    return Link(edition.title, edition.address, edition.size)


def sections_of(edition: Edition, directory: Directory) -> tuple[EditionSection, ...]:
    """Give an edition by incident, those with the most news first; articles that belong to none come last."""
    articles: dict[str, list[Article]] = defaultdict(list)
    updates: dict[str, list[UpdateEntry]] = defaultdict(list)
    for article in edition.articles:
        articles[_first_incident(article, directory)].append(article)
    for article, update in edition.updates:
        entry = UpdateEntry(update.date, update.title, article_link(article, update.anchor), update.text)
        updates[_first_incident(article, directory)].append(entry)
    identities = sorted(
        {*articles, *updates}, key=lambda name: (not name, -len(articles[name]) - len(updates[name]), name)
    )
    return tuple(
        EditionSection(
            incident=directory.incident_cards.get(identity),
            articles=tuple(directory.cards[article.id] for article in articles[identity]),
            updates=tuple(updates[identity]),
        )
        for identity in identities
    )


def _first_incident(article: Article, directory: Directory) -> str:
    incidents = directory.incidents_of.get(article.id)
    return incidents[0].id if incidents else ""


def edition_item(edition: Edition, directory: Directory) -> FeedItem:
    """Give the item of an edition in the feed of editions."""
    config = directory.config
    moments = [article.date for article in edition.articles]
    moments += [update.date for _, update in edition.updates] + [
        correction.date for _, correction in edition.corrections
    ]
    links = [article_link(article) for article in edition.articles]
    links += [
        Link(update.title or article.title, article_link(article, update.anchor).address)
        for article, update in edition.updates
    ]
    links += [
        Link(f"Correction: {a.title}", article_link(a, correction.anchor).address)
        for a, correction in edition.corrections
    ]
    first, last = min(moments, key=lambda m: m.at), max(moments, key=lambda m: m.at)
    published = first_stamp("edition", edition.address, first, directory)
    return FeedItem(
        guid=directory.guid("edition", edition.address),
        title=edition.title,
        address=edition.address,
        published=published,
        updated=max(published, stamp(last, f"edition:{edition.address}")),
        summary=", ".join(link.text for link in links[:3]),
        author=config.publisher.name or config.title,
        language=config.language,
        intro=(),
        text=None,
        note="",
        links=tuple(links[:_MOST_NAMED]),
        original=SourceLine(""),
        tags=(),
        picture=None,
    )
