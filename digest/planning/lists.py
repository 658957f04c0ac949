"""The ways in: by time, by tag, by place and by source."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from digest.model.page import Page, Wave
from digest.model.views.archive import ArchiveView, IndexView, ListView, Year
from digest.model.views.common import Head, Link, Pages
from digest.planning.directory import Directory, Term
from digest.planning.feeds import term_feed_link
from digest.planning.heads import ARCHIVE, HOME, PLACES, SITE_ORIGIN, SOURCES, TAGS, numbered, paginate
from digest.planning.known import KnownArticle, KnownSite
from digest.wording import word_month

_PER_INDEX = 500
_MOST_INCIDENTS = 20
# What the titles of months begin with. Dates tell months apart, so that only other pages need to be told apart from them.
MONTH = "Archive: "
TermKind = Literal["tag", "place", "source"]


def plan_terms(directory: Directory) -> Iterator[Page]:
    """Plan the lists of all tags, places and sources, and the articles of each."""
    yield from _plan_room("tag", "Tag", TAGS, directory.tags, directory.site)
    yield from _plan_room("place", "Place", PLACES, directory.places, directory.site)
    yield from _plan_room("source", "Source", SOURCES, directory.sources, directory.site)


def _plan_room(kind: TermKind, word: str, room: Link, terms: dict[str, Term], site: KnownSite) -> Iterator[Page]:
    for address, pages, part in paginate(term_index(terms), room.address, _PER_INDEX):
        title = numbered(room.text, pages)
        given = (title, address, room.text, kind, part, pages)
        yield Page(address, "index.html", _index_view, given, Wave.INDEX, SITE_ORIGIN, title)
    for term in terms.values():
        yield from _plan_list(term, kind, word, room, site)


def _index_view(title: str, address: str, name: str, kind: TermKind, links: Sequence[Link], pages: Pages) -> IndexView:
    return IndexView(Head(title, address, crumbs=(HOME,)), name, kind, tuple(links), pages)


def term_index(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Give all terms of a kind in the order of their names."""
    return tuple(sorted((term.link for term in terms.values()), key=lambda link: (link.text.casefold(), link.address)))


def _plan_list(term: Term, kind: TermKind, word: str, room: Link, site: KnownSite) -> Iterator[Page]:
    newest = term.articles[::-1]
    incidents = _incidents_of(newest)
    for address, pages, part in paginate(newest, term.address, site.config.per_page):
        title = numbered(f"{word}: {term.name}", pages)
        shown = incidents if pages.number == 1 else ()
        given = (title, address, kind, (word, room, term.link), shown, part, pages, site)
        yield Page(address, "list.html", _term_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _term_view(
    title: str,
    address: str,
    kind: TermKind,
    names: tuple[str, Link, Link],
    incidents: tuple[Link, ...],
    articles: Sequence[KnownArticle],
    pages: Pages,
    site: KnownSite,
) -> ListView:
    word, room, term = names
    feed = term_feed_link(term, word, site.config)
    return ListView(
        head=Head(title, address, feeds=(feed,), crumbs=(HOME, room)),
        title=term.text,
        kind=kind,
        incidents=incidents,
        articles=tuple(known.card for known in articles),
        pages=pages,
        total=term.count,
        feed=feed,
    )


def _incidents_of(articles: Sequence[KnownArticle]) -> tuple[Link, ...]:
    """Give the incidents that the newest of these articles report on."""
    found: dict[str, Link] = {}
    for known in articles:
        for identity, link in known.incidents:
            found.setdefault(identity, link)
        if len(found) >= _MOST_INCIDENTS:
            break
    return tuple(found.values())[:_MOST_INCIDENTS]


# A month, before it is put into words: its year, its number, and how many articles it has.
_Month = tuple[int, int, int]


def plan_archive(directory: Directory) -> Iterator[Page]:
    """Plan the archive: all years and months, and the articles of each month."""
    site = directory.site
    by_month: dict[tuple[int, int], list[KnownArticle]] = defaultdict(list)
    for known in directory.articles.values():
        at = known.article.date.at
        by_month[at.year, at.month].append(known)
    months: list[_Month] = [(year, month, len(articles)) for (year, month), articles in sorted(by_month.items())]
    for named in months:
        newest = by_month[named[:2]][::-1]
        incidents = _incidents_of(newest)
        for address, pages, part in paginate(newest, _address(named), site.config.per_page):
            given = (address, named, incidents if pages.number == 1 else (), part, pages, site)
            yield Page(address, "list.html", _month_view, given, Wave.INDEX, SITE_ORIGIN, "")
    yield Page(ARCHIVE.address, "archive.html", _archive_view, (months, site), Wave.INDEX, SITE_ORIGIN, ARCHIVE.text)


def _address(month: _Month) -> str:
    return f"{ARCHIVE.address}{month[0]:04d}/{month[1]:02d}/"


def _link(month: _Month, site: KnownSite) -> Link:
    return Link(word_month(month[0], month[1], site.config.language), _address(month), month[2])


def _month_view(
    address: str,
    month: _Month,
    incidents: tuple[Link, ...],
    articles: Sequence[KnownArticle],
    pages: Pages,
    site: KnownSite,
) -> ListView:
    link = _link(month, site)
    return ListView(
        head=Head(numbered(f"{MONTH}{link.text}", pages), address, crumbs=(HOME, ARCHIVE)),
        title=link.text,
        kind="month",
        incidents=incidents,
        articles=tuple(known.card for known in articles),
        pages=pages,
        total=link.count,
        feed=None,
    )


def _archive_view(months: list[_Month], site: KnownSite) -> ArchiveView:
    head = Head(ARCHIVE.text, ARCHIVE.address, crumbs=(HOME,))
    years = tuple(
        Year(f"{year:04d}", sum(count for _, _, count in of_year), tuple(_link(month, site) for month in of_year))
        for year, of_year in (
            (year, list(found)) for year, found in groupby(reversed(months), key=lambda month: month[0])
        )
    )
    return ArchiveView(head, ARCHIVE.text, years, sum(count for _, _, count in months))


def archive_years(directory: Directory) -> list[Link]:
    """Give the years that have articles, newest first, each with its place in the archive."""
    counts = Counter(known.article.date.at.year for known in directory.articles.values())
    return [
        Link(f"{year:04d}", f"{ARCHIVE.address}#y{year:04d}", count)
        for year, count in sorted(counts.items(), reverse=True)
    ]
