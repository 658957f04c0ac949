"""The ways in by tag, by place and by source."""

from collections.abc import Iterator, Sequence
from typing import Literal

from digest.model.page import Page, PublishPhase
from digest.model.views.archive import IndexView, ListView
from digest.model.views.chart import MapPoint
from digest.model.views.common import Link, PageMeta, Pagination
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.feed_links import term_feed_link
from digest.planning.site.index import SiteIndex, Term
from digest.planning.site.nodes import ArticleNode, SiteNode
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import HOME, PLACES, SITE_ORIGIN, SOURCES, TAGS, crumbs_to, in_words
from digest.planning.site.statistics import Series, points_of, rows_of, series_of

_PER_INDEX = 150
_MOST_INCIDENTS = 20
TermKind = Literal["tag", "place", "source"]


def plan_terms(index: SiteIndex) -> Iterator[Page]:
    """Plan the lists of all tags, places and sources, and the articles of each."""
    tags, places, site = index.tags, index.places, index.site
    yield from _plan_room("tag", "Tag", TAGS, tags, site, ((), series_of(tags)))
    yield from _plan_room("place", "Place", PLACES, places, site, (points_of(index), _NO_SERIES))
    yield from _plan_room("source", "Source", SOURCES, index.sources, site, _NO_PICTURES)


# What the first page of an index shows as pictures.
_Pictures = tuple[tuple[MapPoint, ...], Series]
_NO_SERIES: Series = (0, ())
_NO_PICTURES: _Pictures = ((), _NO_SERIES)


def _plan_room(
    kind: TermKind, word: str, room: Link, terms: dict[str, Term], site: SiteNode, pictures: _Pictures
) -> Iterator[Page]:
    for address, pages, part in paginate(term_index(terms), room.address, _PER_INDEX):
        name = in_words(room, site.config).text
        title = numbered(name, pages, site.config)
        given = (title, address, name, kind, part, pages, pictures if pages.number == 1 else _NO_PICTURES, site)
        yield Page(address, "index.html", _index_view, given, PublishPhase.INDEX, SITE_ORIGIN, title)
    for term in terms.values():
        yield from _plan_list(term, kind, word, room, site)


def _index_view(
    title: str,
    address: str,
    name: str,
    kind: TermKind,
    links: Sequence[Link],
    pages: Pagination,
    pictures: _Pictures,
    site: SiteNode,
) -> IndexView:
    points, series = pictures
    head = PageMeta(title, address, crumbs=crumbs_to(site.config, HOME))
    return IndexView(head, name, kind, tuple(links), pages, points, rows_of(series))


def term_index(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return all terms of a kind in the order of their names."""
    return tuple(sorted((term.link for term in terms.values()), key=lambda link: (link.text.casefold(), link.address)))


def _plan_list(term: Term, kind: TermKind, word: str, room: Link, site: SiteNode) -> Iterator[Page]:
    newest = term.articles[::-1]
    incidents = incidents_of(newest)
    months = count_months(newest) if kind != "source" else ()
    for address, pages, part in paginate(newest, term.address, site.config.per_page):
        title = numbered(site.config.words.say(f"{word}: {{name}}", name=term.name), pages, site.config)
        shown = (incidents, months) if pages.number == 1 else ((), ())
        given = (title, address, kind, (word, room, term.link), shown, part, pages, site)
        yield Page(address, "list.html", _term_view, given, PublishPhase.INDEX, SITE_ORIGIN, title)


def _term_view(
    title: str,
    address: str,
    kind: TermKind,
    names: tuple[str, Link, Link],
    shown: tuple[tuple[Link, ...], Months],
    articles: Sequence[ArticleNode],
    pages: Pagination,
    site: SiteNode,
) -> ListView:
    word, room, term = names
    incidents, months = shown
    feed = term_feed_link(term, word, site.config)
    return ListView(
        head=PageMeta(title, address, feeds=(feed,), crumbs=crumbs_to(site.config, HOME, room)),
        title=term.text,
        kind=kind,
        incidents=incidents,
        articles=tuple(known.card for known in articles),
        pages=pages,
        total=term.count,
        feed=feed,
        tallies=counts_of(months),
    )


def incidents_of(articles: Sequence[ArticleNode]) -> tuple[Link, ...]:
    """Return the incidents that the newest of these articles report on."""
    found: dict[str, Link] = {}
    for known in articles:
        for identity, link in known.incidents:
            found.setdefault(identity, link)
        if len(found) >= _MOST_INCIDENTS:
            break
    return tuple(found.values())[:_MOST_INCIDENTS]
