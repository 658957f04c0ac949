"""Editions: what was new in each day, week or month, as pages and as items of a feed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from digest.model.article import Correction, Update
from digest.model.config import Config, Period
from digest.model.moment import Moment, Span, days_of_month
from digest.model.page import Page, Wave
from digest.model.views.archive import EditionSection, EditionView, IndexView, UpdateEntry
from digest.model.views.common import Head, Link, Pages, SourceLine
from digest.model.views.feed import FeedItem
from digest.model.views.incident import CorrectionEntry
from digest.planning.directory import Directory
from digest.planning.heads import EDITIONS, HOME, SITE_ORIGIN, numbered, paginate, site_feeds
from digest.planning.known import KnownArticle, KnownIncident, KnownItem, KnownSite
from digest.planning.stamps import stamp
from digest.wording import word_day, word_month

_PER_INDEX = 200
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Edition:
    """What was new in one period, oldest first."""

    span: Span
    address: str
    title: str
    articles: list[KnownArticle] = field(default_factory=list)
    updates: list[tuple[KnownArticle, Update]] = field(default_factory=list)
    corrections: list[tuple[KnownArticle, Correction]] = field(default_factory=list)

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

    for known in directory.articles.values():
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
    links = [edition_link(edition) for edition in editions]
    for index, edition in enumerate(editions):
        earlier = links[index - 1] if index else None
        later = links[index + 1] if index + 1 < len(links) else None
        given = (
            directory.site,
            edition.title,
            edition.address,
            ", ".join(known.article.title for known in edition.articles[:3]),
            edition.span,
            parts_of(edition, directory),
            edition.corrections,
            earlier,
            later,
        )
        title = f"Edition: {edition.title}"
        yield Page(edition.address, "edition.html", _edition_view, given, Wave.PAGE, SITE_ORIGIN, title)
    for address, pages, part in paginate(links[::-1], EDITIONS.address, _PER_INDEX):
        title = numbered("Editions", pages)
        given_here = (directory.site, title, address, part, pages)
        yield Page(address, "index.html", _index_view, given_here, Wave.INDEX, SITE_ORIGIN, title)


# One incident of an edition, or the lone articles, with what is new of it.
Part = tuple[KnownIncident | None, list[KnownArticle], list[tuple[KnownArticle, Update]]]


def _edition_view(
    site: KnownSite,
    title: str,
    address: str,
    description: str,
    span: Span,
    parts: list[Part],
    corrections: list[tuple[KnownArticle, Correction]],
    earlier: Link | None,
    later: Link | None,
) -> EditionView:
    head = Head(
        title=f"Edition: {title}",
        address=address,
        description=description,
        feeds=(site_feeds(site.config)[2],),
        crumbs=(HOME, EDITIONS),
    )
    return EditionView(
        head=head,
        title=title,
        span=span,
        sections=sections_of(parts),
        corrections=tuple(
            CorrectionEntry(correction.date, known.link_to(correction.anchor), correction.text)
            for known, correction in corrections
        ),
        earlier=earlier,
        later=later,
    )


def _index_view(site: KnownSite, title: str, address: str, links: list[Link], pages: Pages) -> IndexView:
    head = Head(title, address, feeds=(site_feeds(site.config)[2],), crumbs=(HOME,))
    return IndexView(head, "Editions", "edition", tuple(links), pages)


def edition_link(edition: Edition) -> Link:
    """Give the link to an edition."""
    return Link(edition.title, edition.address, edition.size)


def parts_of(edition: Edition, directory: Directory) -> list[Part]:
    """Give an edition by incident, those with the most news first; articles that belong to none come last."""
    articles: dict[str, list[KnownArticle]] = defaultdict(list)
    updates: dict[str, list[tuple[KnownArticle, Update]]] = defaultdict(list)
    for known in edition.articles:
        articles[_first_incident(known)].append(known)
    for known, update in edition.updates:
        updates[_first_incident(known)].append((known, update))
    identities = sorted(
        {*articles, *updates}, key=lambda name: (not name, -len(articles[name]) - len(updates[name]), name)
    )
    return [(directory.incidents.get(identity), articles[identity], updates[identity]) for identity in identities]


def _first_incident(known: KnownArticle) -> str:
    return known.incidents[0][0] if known.incidents else ""


def sections_of(parts: list[Part]) -> tuple[EditionSection, ...]:
    """Give the parts of an edition as they stand on its page."""
    return tuple(
        EditionSection(
            incident=incident.card if incident else None,
            articles=tuple(known.card for known in articles),
            updates=tuple(
                UpdateEntry(update.date, update.title, known.link_to(update.anchor), update.text)
                for known, update in updates
            ),
        )
        for incident, articles, updates in parts
    )


def edition_item(edition: Edition, directory: Directory) -> KnownItem:
    """Give the item of an edition in the feed of editions."""
    moments = [known.article.date for known in edition.articles]
    moments += [update.date for _, update in edition.updates]
    moments += [correction.date for _, correction in edition.corrections]
    first, last = min(moments, key=lambda m: m.at), max(moments, key=lambda m: m.at)
    links = [known.link for known in edition.articles]
    links += [
        Link(update.title or known.article.title, known.link_to(update.anchor).address)
        for known, update in edition.updates
    ]
    links += [
        Link(f"Correction: {known.article.title}", known.link_to(correction.anchor).address)
        for known, correction in edition.corrections
    ]
    published = directory.first_stamp("edition", edition.address, first)
    updated = max(published, stamp(last, f"edition:{edition.address}"))
    given = (directory.site, edition.title, edition.address, links[:_MOST_NAMED])
    return KnownItem(directory.guid("edition", edition.address), published, updated, _edition_item, given)


def _edition_item(item: KnownItem, site: KnownSite, title: str, address: str, links: list[Link]) -> FeedItem:
    config = site.config
    return FeedItem(
        guid=item.guid,
        title=title,
        address=address,
        published=item.published,
        updated=item.updated,
        summary=", ".join(link.text for link in links[:3]),
        author=config.publisher.name or config.title,
        language=config.language,
        intro=(),
        text=None,
        note="",
        links=tuple(links),
        original=SourceLine(""),
        tags=(),
        picture=None,
    )
