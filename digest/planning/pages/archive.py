"""The archive: a page of all years and months, and a list of the articles of each month."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from digest.adapters.localization import word_month
from digest.model.moment import Span
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import ArchiveView, ListView, Year
from digest.model.views.chart import Count
from digest.model.views.common import Link, PageMeta, Pagination
from digest.planning.pages.editions.contents import Edition, address_of_day
from digest.planning.pages.taxonomies import described_reports, incidents_of
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, SiteNode
from digest.planning.site.pagination import counted, described, numbered, paginate
from digest.planning.site.sections import ARCHIVE, HOME, SITE_ORIGIN, crumbs_to, in_words
from digest.planning.site.taxonomies import commonest

_YEARS_BY_DAY = 4
# The titles of months. They are unique by their dates; titles of other pages must differ from all of them.
MONTH = "Archive: {month}"

# A month: its year, its number, and how many articles it has.
_Month = tuple[int, int, int]


def plan_archive(editions: tuple[Edition, ...], index: SiteIndex) -> Iterator[Page]:
    """Plan the archive: all years and months, and the articles of each month, without those with `noindex`."""
    site = index.site
    by_month: dict[tuple[int, int], list[ArticleNode]] = defaultdict(list)
    for node in _archived(index):
        at = node.article.date.at
        by_month[at.year, at.month].append(node)
    months: list[_Month] = [(year, month, len(articles)) for (year, month), articles in sorted(by_month.items())]
    for month in months:
        newest = by_month[month[:2]][::-1]
        incidents = incidents_of(newest)
        for address, pages, part in paginate(index.fold(newest), _address(month), site.config.per_page):
            spec = MonthPage(address, month, incidents if pages.number == 1 else (), part, pages, site)
            yield Page(address, "list.html", spec, PublishPhase.INDEX, SITE_ORIGIN, "")
    archive = ArchivePage(
        months=months,
        days=_count_days(_archived(index), frozenset(edition.address for edition in editions)),
        places=commonest(index.terms["place"]),
        tags=commonest(index.terms["tag"]),
        sources=commonest(index.terms["source"]),
        site=site,
    )
    title = in_words(ARCHIVE, site.config).text
    yield Page(ARCHIVE.address, "archive.html", archive, PublishPhase.INDEX, SITE_ORIGIN, title)


def _count_days(articles: Iterable[ArticleNode], editions: Collection[str]) -> list[tuple[date, int, str]]:
    """Count the articles of each day of the newest years, with the address of its edition, if there is one among `editions`."""
    counts = Counter(node.article.date.day for node in articles)
    years = sorted({day.year for day in counts})[-_YEARS_BY_DAY:]
    found = ((day, count, address_of_day(day)) for day, count in sorted(counts.items()) if day.year in years)
    return [(day, count, address if address in editions else "") for day, count, address in found]


def _archived(index: SiteIndex) -> Iterator[ArticleNode]:
    """Return the articles that the archive lists, oldest first. One with `noindex` is listed only by its incident."""
    return (node for node in index.articles.values() if not node.article.noindex)


def _address(month: _Month) -> str:
    return f"{ARCHIVE.address}{month[0]:04d}/{month[1]:02d}/"


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
                crumbs=crumbs_to(config, HOME, ARCHIVE),
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
    """The page of all years and months. `days` are those of the newest years, each with its number of articles and its edition's address.

    A day has no edition if its articles were published here on other days.
    """

    months: list[_Month]
    days: list[tuple[date, int, str]]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    sources: tuple[Link, ...]
    site: SiteNode

    def build_view(self, title: str) -> ArchiveView:
        """Return the view of the archive."""
        config = self.site.config
        years = tuple(_years(self.months, self.days, self.site))
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


def _years(months: list[_Month], days: list[tuple[date, int, str]], site: SiteNode) -> Iterator[Year]:
    """Return the years, newest first, with their months. The newest years have their days too."""
    by_day = {year: list(found) for year, found in groupby(days, key=lambda counted: counted[0].year)}
    # Only days of the newest year link to their editions: with more links the page would be too large for a phone.
    newest = max(by_day, default=0) if site.config.editions == "day" else 0
    for year, found in groupby(reversed(months), key=lambda month: month[0]):
        of_year = list(found)
        counted = tuple(
            Count(Span(day, day), count, edition if year == newest else "")
            for day, count, edition in by_day.get(year, ())
        )
        links = tuple(_link(month, site) for month in of_year)
        yield Year(f"{year:04d}", sum(count for _, _, count in of_year), links, counted)


def archive_months(index: SiteIndex) -> Months:
    """Return the months that have articles in the archive, for charts made by `monthly`."""
    return count_months(_archived(index))


def archive_years(index: SiteIndex) -> list[Link]:
    """Return the years that have articles, newest first, each with a link to it on the page of the archive."""
    counts = Counter(node.article.date.at.year for node in _archived(index))
    return [
        Link(f"{year:04d}", f"{ARCHIVE.address}#y{year:04d}", count)
        for year, count in sorted(counts.items(), reverse=True)
    ]
