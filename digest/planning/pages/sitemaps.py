"""Files for machines: sitemaps, OPML, robots.txt, and files that are copied as they are."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from digest.model.page import Page, PublishPhase, itself
from digest.model.views.files import OpmlView, RobotsView, SitemapEntry, SitemapView
from digest.planning.pages.feed_list import Group, link_feeds, whole_site
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import SiteNode
from digest.planning.site.sections import SITE_ORIGIN

# https://www.sitemaps.org/protocol.html allows 50,000; the news sitemap 1,000 entries of the last two days.
_MOST_IN_SITEMAP = 40_000
_MOST_NEWS = 1_000
_NEWS_AGE = timedelta(days=2)


def plan_sitemaps(pages: Iterable[Page], index: SiteIndex) -> Iterator[Page]:
    """Plan the sitemap of all pages that search engines may list, the one of news, and `robots.txt`."""
    entries = sorted(_sitemap_entries(pages), key=attrgetter("address"))
    if len(entries) <= _MOST_IN_SITEMAP:
        yield _machine("sitemap.xml", "sitemap", SitemapView(tuple(entries)))
    else:
        parts = [entries[start : start + _MOST_IN_SITEMAP] for start in range(0, len(entries), _MOST_IN_SITEMAP)]
        addresses = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
        for address, part in zip(addresses, parts, strict=True):
            yield _machine(address, "sitemap", SitemapView(tuple(part)))
        yield _machine("sitemap.xml", "sitemap", SitemapView(parts=addresses))
    yield _machine("news-sitemap.xml", "sitemap", SitemapView(_news(index), news=True))
    yield _machine("robots.txt", "robots", RobotsView(("sitemap.xml", "news-sitemap.xml")))


def _machine(address: str, recipe: str, view: SitemapView | RobotsView) -> Page:
    return Page(address, recipe, itself, (view,), PublishPhase.FEED, SITE_ORIGIN)


def _sitemap_entries(pages: Iterable[Page]) -> Iterator[SitemapEntry]:
    for page in pages:
        if page.title is not None and not page.noindex:
            yield SitemapEntry(page.address, page.moved.iso if page.moved else "")


def _news(index: SiteIndex) -> tuple[SitemapEntry, ...]:
    """Return the articles of the last two days before the newest one: the clock would change the file without any news."""
    known = [known for known in index.articles.values() if not known.noindex]
    if not known:
        return ()
    since = known[-1].article.date.at - _NEWS_AGE
    recent = [one for one in reversed(known) if one.article.date.at >= since][:_MOST_NEWS]
    return tuple(SitemapEntry(one.address, "", one.article.title, one.article.date.iso, one.language) for one in recent)


def plan_opml(groups: list[Group], updated: datetime, index: SiteIndex) -> Page:
    """Plan the list of all feeds for import into a reader. `updated` is when the newest item of any of them moved."""
    return Page("opml.xml", "opml", _opml_view, (groups, updated, index.site), PublishPhase.FEED, SITE_ORIGIN)


def _opml_view(groups: list[Group], updated: datetime, site: SiteNode) -> OpmlView:
    linked = (whole_site(site), *(link_feeds(group, site) for group in groups))
    return OpmlView(site.config.title, updated, tuple((group.title, group.feeds) for group in linked))
