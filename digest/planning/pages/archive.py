"""The archive: a page of all years and months, a page of each year, and a list of the articles of each month."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from digest.adapters.localization import word_month, word_span
from digest.model.moment import Span, days_of_month
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import ArchiveView, ListView, MonthEntry, Year, YearView
from digest.model.views.chart import Count
from digest.model.views.common import Link, PageMeta, Pagination
from digest.planning.pages.editions.contents import Edition, address_of_day
from digest.planning.pages.taxonomies import described_reports, incidents_of
from digest.planning.site.counts import counts_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, SiteNode
from digest.planning.site.pagination import counted, described, numbered, paginate
from digest.planning.site.sections import ARCHIVE, HOME, SITE_ORIGIN, crumbs_to, in_words
from digest.planning.site.taxonomies import commonest

# A calendar of a year with fewer reports would say less than the list of its months does.
_FEWEST_IN_CALENDAR = 30
# The titles of months. They are unique by their dates; titles of other pages must differ from all of them.
MONTH = "Archive: {month}"

# A month: its year, its number, and how many articles it has.
_Month = tuple[int, int, int]
# What a month is named after in a list: a title and the code of its language, empty for the site's.
Top = tuple[str, str]


def plan_archive(editions: tuple[Edition, ...], index: SiteIndex) -> Iterator[Page]:
    """Plan the archive: its years, their months, and the articles of each month, without those with `noindex`."""
    site = index.site
    by_month: dict[tuple[int, int], list[ArticleNode]] = defaultdict(list)
    for node in _archived(index):
        at = node.article.date.at
        by_month[at.year, at.month].append(node)
    months: list[_Month] = [(year, month, len(articles)) for (year, month), articles in sorted(by_month.items())]
    tops: dict[_Month, Top] = {}
    for month in months:
        newest = by_month[month[:2]][::-1]
        folded, incidents = index.fold(newest), incidents_of(newest)
        tops[month] = _top_of(folded)
        for address, pages, part in paginate(folded, _address(month), site.config.per_page):
            spec = MonthPage(address, month, incidents if pages.number == 1 else (), part, pages, site)
            yield Page(address, "list.html", spec, PublishPhase.INDEX, SITE_ORIGIN, "")
    yield from _plan_years(months, tops, editions, index)
    archive = ArchivePage(
        months=months,
        places=commonest(index.terms["place"]),
        tags=commonest(index.terms["tag"]),
        sources=commonest(index.terms["source"]),
        site=site,
    )
    title = in_words(ARCHIVE, site.config).text
    yield Page(ARCHIVE.address, "archive.html", archive, PublishPhase.INDEX, SITE_ORIGIN, title)


def _top_of(folded: Sequence[Fold]) -> Top:
    """Return what a month is named after: the incident with most reports of their own, or its newest report if none has two.

    The reports are newest first; of equal incidents, the one with the newest is taken.
    """
    counts = Counter(fold.first.incidents[0] for fold in folded if fold.first.incidents)
    found = counts.most_common(1)
    if found and found[0][1] > 1:
        return found[0][0][1].text, ""
    newest = folded[0].first
    return newest.article.title, newest.article.language


def _plan_years(
    months: Sequence[_Month], tops: Mapping[_Month, Top], editions: tuple[Edition, ...], index: SiteIndex
) -> Iterator[Page]:
    """Plan a page for each year. One with many reports has a calendar."""
    known = frozenset(edition.address for edition in editions) if index.config.editions == "day" else frozenset[str]()
    by_year = {year: list(found) for year, found in groupby(months, key=lambda month: month[0])}
    days: dict[int, Counter[date]] = defaultdict(Counter)
    for node in _archived(index):
        days[node.article.date.day.year][node.article.date.day] += 1
    years = list(by_year)
    for position, year in enumerate(years):
        has_calendar = sum(count for _, _, count in by_year[year]) >= _FEWEST_IN_CALENDAR
        spec = YearPage(
            year,
            [(month, tops[month]) for month in by_year[year]],
            _linked(days[year], known) if has_calendar else [],
            years[position - 1] if position else None,
            years[position + 1] if position + 1 < len(years) else None,
            index.site,
        )
        yield Page(_address_of_year(year), "year.html", spec, PublishPhase.INDEX, SITE_ORIGIN, "")


def _linked(days: Counter[date], editions: Collection[str]) -> list[tuple[date, int, str]]:
    """Return days with their counts, each with the address of its edition, if there is one among `editions`."""
    found = ((day, count, address_of_day(day)) for day, count in sorted(days.items()))
    return [(day, count, address if address in editions else "") for day, count, address in found]


def _archived(index: SiteIndex) -> Iterator[ArticleNode]:
    """Return the articles that the archive lists, oldest first. One with `noindex` is listed only by its incident."""
    return (node for node in index.articles.values() if not node.article.noindex)


def _address(month: _Month) -> str:
    return f"{ARCHIVE.address}{month[0]:04d}/{month[1]:02d}/"


def _address_of_year(year: int) -> str:
    return f"{ARCHIVE.address}{year:04d}/"


def _link_to_year(year: int) -> Link:
    return Link(f"{year:04d}", _address_of_year(year))


def _span_of(month: _Month) -> Span:
    return Span(*days_of_month(month[0], month[1]), "month")


def _link(month: _Month, site: SiteNode) -> Link:
    return Link(word_month(month[0], month[1], site.config.language), _address(month), month[2])


class MonthPage(NamedTuple):
    """One page of the articles of a month, newest first, with copies of one text folded. Only the first has `incidents`.

    It makes its own title: to word thousands of dates for every plan would cost more than the plan itself.
    """

    address: str
    month: _Month
    incidents: tuple[Link, ...]
    articles: Sequence[Fold]
    pages: Pagination
    site: SiteNode

    def build_view(self, title: str) -> ListView:
        """Return the view of this page of the list."""
        config, link = self.site.config, _link(self.month, self.site)
        title = title or numbered(config.words.say(MONTH, month=link.text), self.pages, config)
        return ListView(
            head=PageMeta(
                title,
                self.address,
                description=described_reports(title, link.count, self.articles, config),
                crumbs=crumbs_to(config, HOME, ARCHIVE, _link_to_year(self.month[0])),
            ),
            title=link.text,
            kind="month",
            incidents=self.incidents,
            articles=tuple(fold.report for fold in self.articles),
            pages=self.pages,
            total=link.count,
            feed=None,
        )


class ArchivePage(NamedTuple):
    """The page of all years and months."""

    months: list[_Month]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    sources: tuple[Link, ...]
    site: SiteNode

    def build_view(self, title: str) -> ArchiveView:
        """Return the view of the archive."""
        config = self.site.config
        years = tuple(_years(self.months, self.site))
        total = sum(year.total for year in years)
        size = counted(total, "{n} report", "{n} reports", config)
        return ArchiveView(
            head=PageMeta(
                title,
                ARCHIVE.address,
                description=described(title, size, (year.name for year in years)),
                crumbs=crumbs_to(config, HOME),
            ),
            title=in_words(ARCHIVE, config).text,
            years=years,
            total=total,
            tallies=counts_of(tuple(self.months)),
            places=self.places,
            tags=self.tags,
            sources=self.sources,
        )


def _years(months: list[_Month], site: SiteNode) -> Iterator[Year]:
    """Return the years, newest first, with their months, newest first."""
    for year, found in groupby(reversed(months), key=lambda month: month[0]):
        of_year = list(found)
        links = tuple(_link_in_year(month, site) for month in of_year)
        yield Year(f"{year:04d}", _address_of_year(year), sum(count for _, _, count in of_year), links)


def _link_in_year(month: _Month, site: SiteNode) -> Link:
    """Return the link to a month without its year."""
    return Link(word_span(_span_of(month), site.config.language, year=False), _address(month), month[2])


class YearPage(NamedTuple):
    """The page of a year. `days` are for its calendar, each with its number of articles and its edition's address; empty for few reports.

    A day has no edition if its articles were published here on other days. It makes its own title, as that of a month does.
    """

    year: int
    months: list[tuple[_Month, Top]]
    days: list[tuple[date, int, str]]
    earlier: int | None
    later: int | None
    site: SiteNode

    def build_view(self, title: str) -> YearView:
        """Return the view of the year."""
        config = self.site.config
        link, total = _link_to_year(self.year), sum(month[2] for month, _ in self.months)
        title = title or config.words.say(MONTH, month=link.text)
        size = counted(total, "{n} report", "{n} reports", config)
        return YearView(
            head=PageMeta(
                title,
                link.address,
                description=described(title, size, (top for _, (top, _) in reversed(self.months))),
                crumbs=crumbs_to(config, HOME, ARCHIVE),
            ),
            year=Year(
                link.text,
                link.address,
                total,
                tuple(_link_in_year(month, self.site) for month, _ in reversed(self.months)),
                tuple(Count(Span(day, day), count, edition) for day, count, edition in self.days),
            ),
            months=tuple(
                MonthEntry(_span_of(month), _address(month), month[2], top, language)
                for month, (top, language) in reversed(self.months)
            ),
            tallies=() if self.days else counts_of(tuple(month for month, _ in self.months)),
            earlier=_link_to_year(self.earlier) if self.earlier is not None else None,
            later=_link_to_year(self.later) if self.later is not None else None,
        )


def archive_years(index: SiteIndex) -> list[Link]:
    """Return the years that have articles, newest first."""
    counts = Counter(node.article.date.at.year for node in _archived(index))
    return [Link(f"{year:04d}", _address_of_year(year), count) for year, count in sorted(counts.items(), reverse=True)]
