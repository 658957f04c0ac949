"""The ways in: by time, by tag, by place and by source."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from digest.model.article import Article
from digest.model.page import Page, Wave
from digest.model.views.archive import ArchiveView, IndexView, ListView, Year
from digest.model.views.common import FeedLink, Head, Link
from digest.planning.directory import Directory, Term, incident_link
from digest.planning.feeds import term_feed_link
from digest.planning.heads import ARCHIVE, HOME, PLACES, SITE_ORIGIN, SOURCES, TAGS, numbered, paginate
from digest.wording import word_month

_PER_INDEX = 500
_MOST_INCIDENTS = 20
TermKind = Literal["tag", "place", "source"]


def plan_terms(directory: Directory) -> Iterator[Page]:
    """Plan the lists of all tags, places and sources, and the articles of each."""
    yield from _plan_room("tag", "Tag", TAGS, directory.tags, directory)
    yield from _plan_room("place", "Place", PLACES, directory.places, directory)
    yield from _plan_room("source", "Source", SOURCES, directory.sources, directory)


def _plan_room(kind: TermKind, word: str, room: Link, terms: dict[str, Term], directory: Directory) -> Iterator[Page]:
    links = term_index(terms)
    for address, pages, part in paginate(links, room.address, _PER_INDEX):
        head = Head(numbered(room.text, pages), address, crumbs=(HOME,))
        yield Page(address, "index.html", IndexView(head, room.text, kind, tuple(part), pages), Wave.INDEX, SITE_ORIGIN)
    for term in terms.values():
        yield from _plan_list(
            term.name,
            f"{word}: {term.name}",
            kind,
            term,
            (HOME, room),
            term_feed_link(term, word, directory.config),
            directory,
        )


def term_index(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Give all terms of a kind in the order of their names."""
    links = (Link(term.name, term.address, len(term.articles)) for term in terms.values())
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.address)))


def _plan_list(
    title: str,
    page_title: str,
    kind: Literal["tag", "place", "source", "month"],
    term: Term,
    crumbs: tuple[Link, ...],
    feed: FeedLink | None,
    directory: Directory,
) -> Iterator[Page]:
    newest = term.articles[::-1]
    incidents = _incidents_of(newest, directory)
    for address, pages, part in paginate(newest, term.address, directory.config.per_page):
        head = Head(numbered(page_title, pages), address, feeds=(feed,) if feed else (), crumbs=crumbs)
        view = ListView(
            head=head,
            title=title,
            kind=kind,
            incidents=incidents if pages.number == 1 else (),
            articles=tuple(directory.cards[article.id] for article in part),
            pages=pages,
            total=len(newest),
            feed=feed,
        )
        yield Page(address, "list.html", view, Wave.INDEX, SITE_ORIGIN)


def _incidents_of(articles: tuple[Article, ...], directory: Directory) -> tuple[Link, ...]:
    """Give the incidents that the newest of these articles report on."""
    found: dict[str, Link] = {}
    for article in articles:
        for incident in directory.incidents_of.get(article.id, ()):
            found.setdefault(incident.id, incident_link(incident))
        if len(found) >= _MOST_INCIDENTS:
            break
    return tuple(found.values())[:_MOST_INCIDENTS]


def plan_archive(directory: Directory) -> Iterator[Page]:
    """Plan the archive: all years and months, and the articles of each month."""
    months: dict[tuple[int, int], list[Article]] = defaultdict(list)
    for article in directory.assembly.articles:
        months[article.date.day.year, article.date.day.month].append(article)
    terms = {
        (year, month): Term(
            word_month(year, month, directory.config.language), f"archive/{year:04d}/{month:02d}/", tuple(articles)
        )
        for (year, month), articles in sorted(months.items())
    }
    for term in terms.values():
        yield from _plan_list(term.name, f"Archive: {term.name}", "month", term, (HOME, ARCHIVE), None, directory)
    years = archive_years(directory)
    head = Head("Archive", ARCHIVE.address, crumbs=(HOME,))
    yield Page(
        head.address,
        "archive.html",
        ArchiveView(head, "Archive", years, len(directory.assembly.articles)),
        Wave.INDEX,
        SITE_ORIGIN,
    )


def archive_years(directory: Directory) -> tuple[Year, ...]:
    """Give the years that have articles, newest first, each with its months."""
    counts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for article in directory.assembly.articles:
        counts[article.date.day.year][article.date.day.month] += 1
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
