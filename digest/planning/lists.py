"""The ways in: by time, by tag, by place and by source."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from digest.model.page import Page, Wave, itself
from digest.model.views.archive import ArchiveView, IndexView, ListView, Year
from digest.model.views.common import Head, Link, Pages
from digest.planning.directory import Directory, Term
from digest.planning.feeds import term_feed_link
from digest.planning.heads import ARCHIVE, HOME, PLACES, SITE_ORIGIN, SOURCES, TAGS, numbered, paginate
from digest.planning.known import KnownArticle, KnownSite
from digest.wording import word_month

_PER_INDEX = 500
_MOST_INCIDENTS = 20
TermKind = Literal["tag", "place", "source"]
ListKind = Literal["tag", "place", "source", "month"]


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


def _index_view(
    title: str, address: str, name: str, kind: TermKind, links: Sequence[Link], pages: Pages
) -> IndexView:
    return IndexView(Head(title, address, crumbs=(HOME,)), name, kind, tuple(links), pages)


def term_index(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Give all terms of a kind in the order of their names."""
    return tuple(sorted((term.link for term in terms.values()), key=lambda link: (link.text.casefold(), link.address)))


def _plan_list(term: Term, kind: ListKind, word: str, room: Link, site: KnownSite) -> Iterator[Page]:
    newest = term.articles[::-1]
    incidents = _incidents_of(newest)
    for address, pages, part in paginate(newest, term.address, site.config.per_page):
        title = numbered(f"{word}: {term.name}", pages)
        shown = incidents if pages.number == 1 else ()
        names = (word, room, term.link)
        given = (title, address, kind, names, shown, part, pages, len(newest), site)
        yield Page(address, "list.html", _list_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _list_view(
    title: str,
    address: str,
    kind: ListKind,
    names: tuple[str, Link, Link],
    incidents: tuple[Link, ...],
    articles: Sequence[KnownArticle],
    pages: Pages,
    total: int,
    site: KnownSite,
) -> ListView:
    word, room, term = names
    feed = None if kind == "month" else term_feed_link(term, word, site.config)
    return ListView(
        head=Head(title, address, feeds=(feed,) if feed else (), crumbs=(HOME, room)),
        title=term.text,
        kind=kind,
        incidents=incidents,
        articles=tuple(known.card for known in articles),
        pages=pages,
        total=total,
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


def plan_archive(directory: Directory) -> Iterator[Page]:
    """Plan the archive: all years and months, and the articles of each month."""
    months: dict[tuple[int, int], list[KnownArticle]] = defaultdict(list)
    for known in directory.articles.values():
        at = known.article.date.at
        months[at.year, at.month].append(known)
    for (year, month), articles in sorted(months.items()):
        name, address = word_month(year, month, directory.config.language), f"archive/{year:04d}/{month:02d}/"
        term = Term(Link(name, address, len(articles)), tuple(articles))
        yield from _plan_list(term, "month", "Archive", ARCHIVE, directory.site)
    head = Head("Archive", ARCHIVE.address, crumbs=(HOME,))
    view = ArchiveView(head, "Archive", archive_years(directory), len(directory.articles))
    yield Page(head.address, "archive.html", itself, (view,), Wave.INDEX, SITE_ORIGIN, head.title)


def archive_years(directory: Directory) -> tuple[Year, ...]:
    """Give the years that have articles, newest first, each with its months."""
    counts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for known in directory.articles.values():
        at = known.article.date.at
        counts[at.year][at.month] += 1
    return tuple(
        Year(
            name=f"{year:04d}",
            total=sum(months.values()),
            months=tuple(
                Link(word_month(year, month, directory.config.language), f"archive/{year:04d}/{month:02d}/", count)
                for month, count in sorted(months.items(), reverse=True)
            ),
        )
        for year, months in sorted(counts.items(), reverse=True)
    )
