"""The pages of taxonomies: the list of all terms of each, and the articles of each term."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.model.config import Config
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import IndexView, ListView
from digest.model.views.chart import MapPoint
from digest.model.views.common import Link, PageMeta, Pagination
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.feed_links import term_feed_link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, SiteNode
from digest.planning.site.pagination import counted, described, numbered, paginate
from digest.planning.site.sections import HOME, SITE_ORIGIN, crumbs_to, in_words
from digest.planning.site.statistics import Series, points_of, rows_of, series_of
from digest.planning.site.taxonomies import TAXONOMIES, Term, TermKind

_PER_INDEX = 150
_MOST_INCIDENTS = 20
_NO_SERIES: Series = (0, ())


def plan_terms(index: SiteIndex) -> Iterator[Page]:
    """Plan the lists of all terms, and the articles of each term."""
    for kind in TAXONOMIES:
        yield from _plan_list(kind, index)
        for term in index.terms[kind].values():
            yield from _plan_term(term, kind, index)


def _plan_list(kind: TermKind, index: SiteIndex) -> Iterator[Page]:
    """Plan the list of all terms of a kind. The first page of places has a map, and the first one of tags a chart by year."""
    section, terms, site = TAXONOMIES[kind].section, index.terms[kind], index.site
    points = points_of(index) if kind == "place" else ()
    series = series_of(terms) if kind == "tag" else _NO_SERIES
    for address, pages, part in paginate(term_index(terms), section.address, _PER_INDEX):
        title = numbered(in_words(section, site.config).text, pages, site.config)
        charts = (points, series) if pages.number == 1 else ((), _NO_SERIES)
        spec = TermListPage(address, kind, part, pages, *charts, site)
        yield Page(address, "index.html", spec, PublishPhase.INDEX, SITE_ORIGIN, title)


class TermListPage(NamedTuple):
    """One page of the list of all terms of a kind."""

    address: str
    kind: TermKind
    links: Sequence[Link]
    pages: Pagination
    points: tuple[MapPoint, ...]
    series: Series
    site: SiteNode

    def build_view(self, title: str) -> IndexView:
        """Return the view of this page of the list."""
        config = self.site.config
        head = PageMeta(
            title,
            self.address,
            description=described(title, config.title, (link.text for link in self.links)),
            crumbs=crumbs_to(config, HOME),
        )
        name = in_words(TAXONOMIES[self.kind].section, config).text
        return IndexView(head, name, self.kind, tuple(self.links), self.pages, self.points, rows_of(self.series))


def term_index(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return the links to all terms of a kind, in the order of their names."""
    return tuple(sorted((term.link for term in terms.values()), key=lambda link: (link.text.casefold(), link.address)))


def _plan_term(term: Term, kind: TermKind, index: SiteIndex) -> Iterator[Page]:
    """Plan the pages with the articles of a term. The first has its incidents and a chart by month."""
    taxonomy, newest, site = TAXONOMIES[kind], term.articles[::-1], index.site
    incidents = incidents_of(newest)
    months = count_months(newest) if taxonomy.has_months else ()
    for address, pages, part in paginate(index.fold(newest), term.address, site.config.per_page):
        title = numbered(site.config.words.say(f"{taxonomy.word}: {{name}}", name=term.name), pages, site.config)
        first = (incidents, months) if pages.number == 1 else ((), ())
        spec = TermPage(address, kind, term.link, *first, part, pages, site)
        yield Page(address, "list.html", spec, PublishPhase.INDEX, SITE_ORIGIN, title)


class TermPage(NamedTuple):
    """One page of the articles of a term, newest first, with copies of one text folded.

    Only the first has `incidents` and a chart of `months`.
    """

    address: str
    kind: TermKind
    term: Link
    incidents: tuple[Link, ...]
    months: Months
    articles: Sequence[Fold]
    pages: Pagination
    site: SiteNode

    def build_view(self, title: str) -> ListView:
        """Return the view of this page of the list."""
        config, taxonomy = self.site.config, TAXONOMIES[self.kind]
        feed = term_feed_link(self.term, taxonomy.word, config)
        return ListView(
            head=PageMeta(
                title,
                self.address,
                description=described_reports(title, self.term.count, self.articles, config),
                feeds=(feed,),
                crumbs=crumbs_to(config, HOME, taxonomy.section),
            ),
            title=self.term.text,
            kind=self.kind,
            incidents=self.incidents,
            articles=tuple(fold.report for fold in self.articles),
            pages=self.pages,
            total=self.term.count,
            feed=feed,
            tallies=counts_of(self.months),
        )


def described_reports(title: str, total: int, articles: Sequence[Fold], config: Config) -> str:
    """Return the description of a page of a list with so many reports."""
    size = counted(total, "{n} report", "{n} reports", config)
    return described(title, size, (fold.first.article.title for fold in articles))


def incidents_of(articles: Sequence[ArticleNode]) -> tuple[Link, ...]:
    """Return the incidents that the newest of these articles report on, at most 20. The articles are newest first."""
    found: dict[str, Link] = {}
    for node in articles:
        for identity, link in node.incidents:
            found.setdefault(identity, link)
        if len(found) >= _MOST_INCIDENTS:
            break
    return tuple(found.values())[:_MOST_INCIDENTS]
