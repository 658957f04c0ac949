"""Files for search engines and feed readers: sitemaps, `robots.txt` and OPML."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from digest.model.page import Page, PublishPhase, ReadyFile
from digest.model.views.files import OpmlView, RobotsView, SitemapEntry, SitemapView
from digest.planning.pages.feed_list import FeedTopics, link_feeds
from digest.planning.site.index import SiteIndex, empty_sections
from digest.planning.site.nodes import SiteNode
from digest.planning.site.sections import ARCHIVE, CORRECTIONS, EDITIONS, SITE_ORIGIN, site_feeds

# https://www.sitemaps.org/protocol.html allows 50,000; the news sitemap 1,000 entries of the last two days.
_MOST_IN_SITEMAP = 40_000
_MOST_NEWS = 1_000
_NEWS_AGE = timedelta(days=2)


def plan_sitemaps(pages: Iterable[Page], index: SiteIndex) -> Iterator[Page]:
    """Plan the sitemap of all pages that search engines may list, the one of news, and `robots.txt`."""
    entries = sorted(_sitemap_entries(pages, _empty_lists(index)), key=attrgetter("address"))
    if len(entries) <= _MOST_IN_SITEMAP:
        yield _file("sitemap.xml", "sitemap", SitemapView(tuple(entries)))
    else:
        parts = [entries[start : start + _MOST_IN_SITEMAP] for start in range(0, len(entries), _MOST_IN_SITEMAP)]
        addresses = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
        for address, part in zip(addresses, parts, strict=True):
            yield _file(address, "sitemap", SitemapView(tuple(part)))
        yield _file("sitemap.xml", "sitemap", SitemapView(parts=addresses))
    yield _file("news-sitemap.xml", "sitemap", SitemapView(_news(index), news=True))
    yield _file("robots.txt", "robots", RobotsView(("sitemap.xml", "news-sitemap.xml")))


def _file(address: str, renderer: str, view: SitemapView | RobotsView) -> Page:
    return Page(address, renderer, ReadyFile(view), PublishPhase.FEED, SITE_ORIGIN)


def _empty_lists(index: SiteIndex) -> frozenset[str]:
    """Return the addresses of lists that have no entries: they would tell those who search nothing."""
    empty = {section.address for section in empty_sections(index)}
    nodes = index.articles.values()
    if not nodes:
        empty |= {ARCHIVE.address, EDITIONS.address}
    if not any(node.article.corrections for node in nodes):
        empty.add(CORRECTIONS.address)
    return frozenset(empty)


def _sitemap_entries(pages: Iterable[Page], empty: Collection[str]) -> Iterator[SitemapEntry]:
    for page in pages:
        if page.title is not None and not page.noindex and page.address not in empty:
            yield SitemapEntry(page.address, page.modified.iso if page.modified else "")


def _news(index: SiteIndex) -> tuple[SitemapEntry, ...]:
    """Return the articles that were published here, and are dated, within two days before the last publication that the ledger knows.

    With a clock, the file would change without news. What is found late is in it only if its own date is as new.
    """
    publications = index.publications.of.values()
    since = max((publication.at for publication in publications), default=datetime.max.replace(tzinfo=UTC)) - _NEWS_AGE
    recent = [
        node
        for node in reversed(index.articles.values())
        if not node.noindex and min(node.publication.at, node.article.date.at) >= since
    ][:_MOST_NEWS]
    return tuple(
        SitemapEntry(node.address, "", node.article.title, node.article.date.iso, node.language) for node in recent
    )


def plan_opml(groups: list[FeedTopics], updated: datetime, index: SiteIndex) -> Page:
    """Plan the list of all feeds for import into a feed reader. `updated` is the date of the newest item of any of them."""
    return Page("opml.xml", "opml", OpmlFile(groups, updated, index.site), PublishPhase.FEED, SITE_ORIGIN)


class OpmlFile(NamedTuple):
    """The list of all feeds for import into a feed reader."""

    groups: list[FeedTopics]
    updated: datetime
    site: SiteNode

    def build_view(self, _title: str) -> OpmlView:
        """Return the view of the list."""
        config, say = self.site.config, self.site.config.words.say
        groups = [(say(group.heading), link_feeds(group, self.site)) for group in self.groups]
        return OpmlView(config.title, self.updated, ((say("The whole digest"), site_feeds(config)), *groups))
