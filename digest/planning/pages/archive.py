"""The way in by time: the archive, its years, and a list for each month."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from digest.adapters.localization import word_month
from digest.model.moment import Span
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import ArchiveView, ListView, Year
from digest.model.views.chart import Count
from digest.model.views.common import Link, PageMeta, Pagination
from digest.planning.pages.editions import address_of_day
from digest.planning.pages.taxonomies import incidents_of
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.index import SiteIndex, commonest
from digest.planning.site.nodes import ArticleNode, SiteNode
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import ARCHIVE, HOME, SITE_ORIGIN, crumbs_to, in_words

_YEARS_BY_DAY = 4
# What the titles of months are like. Dates tell months apart, so that only other pages need to be told apart from them.
MONTH = "Archive: {month}"

# A month, before it is put into words: its year, its number, and how many articles it has.
_Month = tuple[int, int, int]
# The commonest places, tags and sources.
_Terms = tuple[tuple[Link, ...], tuple[Link, ...], tuple[Link, ...]]


def plan_archive(index: SiteIndex) -> Iterator[Page]:
    """Plan the archive: all years and months, and the articles of each month but those that shall not be found by chance."""
    site = index.site
    by_month: dict[tuple[int, int], list[ArticleNode]] = defaultdict(list)
    for known in _archived(index):
        at = known.article.date.at
        by_month[at.year, at.month].append(known)
    months: list[_Month] = [(year, month, len(articles)) for (year, month), articles in sorted(by_month.items())]
    for named in months:
        newest = by_month[named[:2]][::-1]
        incidents = incidents_of(newest)
        for address, pages, part in paginate(newest, _address(named), site.config.per_page):
            given = (address, named, incidents if pages.number == 1 else (), part, pages, site)
            yield Page(address, "list.html", _month_view, given, PublishPhase.INDEX, SITE_ORIGIN, "")
    terms = (commonest(index.places), commonest(index.tags), commonest(index.sources))
    given_here = (months, _count_days(_archived(index)), terms, site)
    name = in_words(ARCHIVE, site.config).text
    yield Page(ARCHIVE.address, "archive.html", _archive_view, given_here, PublishPhase.INDEX, SITE_ORIGIN, name)


def _count_days(articles: Iterable[ArticleNode]) -> list[tuple[date, int]]:
    """Count the articles of each day of the newest years."""
    counts = Counter(known.article.date.day for known in articles)
    years = sorted({day.year for day in counts})[-_YEARS_BY_DAY:]
    return [(day, count) for day, count in sorted(counts.items()) if day.year in years]


def _archived(index: SiteIndex) -> Iterator[ArticleNode]:
    """Return the articles that the archive lists, oldest first: one with `noindex` is found where its incident is, and nowhere else."""
    return (known for known in index.articles.values() if not known.article.noindex)


def _address(month: _Month) -> str:
    return f"{ARCHIVE.address}{month[0]:04d}/{month[1]:02d}/"


def _link(month: _Month, site: SiteNode) -> Link:
    return Link(word_month(month[0], month[1], site.config.language), _address(month), month[2])


def _month_view(
    address: str,
    month: _Month,
    incidents: tuple[Link, ...],
    articles: Sequence[ArticleNode],
    pages: Pagination,
    site: SiteNode,
) -> ListView:
    link = _link(month, site)
    return ListView(
        head=PageMeta(
            numbered(site.config.words.say(MONTH, month=link.text), pages, site.config),
            address,
            crumbs=crumbs_to(site.config, HOME, ARCHIVE),
        ),
        title=link.text,
        kind="month",
        incidents=incidents,
        articles=tuple(known.card for known in articles),
        pages=pages,
        total=link.count,
        feed=None,
    )


def _archive_view(months: list[_Month], days: list[tuple[date, int]], terms: _Terms, site: SiteNode) -> ArchiveView:
    head = PageMeta(in_words(ARCHIVE, site.config).text, ARCHIVE.address, crumbs=crumbs_to(site.config, HOME))
    places, tags, sources = terms
    return ArchiveView(
        head=head,
        title=head.title,
        years=tuple(_years(months, days, site)),
        total=sum(count for _, _, count in months),
        tallies=counts_of(tuple(months)),
        places=places,
        tags=tags,
        sources=sources,
    )


def _years(months: list[_Month], days: list[tuple[date, int]], site: SiteNode) -> Iterator[Year]:
    """Return the years, newest first, with their months and, of the newest, their days."""
    by_day = {year: list(found) for year, found in groupby(days, key=lambda counted: counted[0].year)}
    # Of the newest year each day leads to its edition; of the others the months do, lest the page grows too large for a phone.
    newest = max(by_day, default=0) if site.config.editions == "day" else 0
    for year, found in groupby(reversed(months), key=lambda month: month[0]):
        of_year = list(found)
        counted = tuple(
            Count(Span(day, day), count, address_of_day(day) if year == newest else "")
            for day, count in by_day.get(year, ())
        )
        links = tuple(_link(month, site) for month in of_year)
        yield Year(f"{year:04d}", sum(count for _, _, count in of_year), links, counted)


def archive_months(index: SiteIndex) -> Months:
    """Return the months that have articles in the archive, as charts count them: `monthly` makes tallies of them."""
    return count_months(_archived(index))


def archive_years(index: SiteIndex) -> list[Link]:
    """Return the years that have articles, newest first, each with its place in the archive."""
    counts = Counter(known.article.date.at.year for known in _archived(index))
    return [
        Link(f"{year:04d}", f"{ARCHIVE.address}#y{year:04d}", count)
        for year, count in sorted(counts.items(), reverse=True)
    ]
