"""Files for machines: sitemaps, OPML, robots.txt, and files that are copied as they are."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from digest.model.content import Asset
from digest.model.diagnostic import Position
from digest.model.page import Page, Wave
from digest.model.views.machine import CopyView, OpmlView, RobotsView, SitemapEntry, SitemapView
from digest.model.views.notice import FeedGroup
from digest.planning.directory import Directory, article_address
from digest.planning.heads import SITE_ORIGIN

# https://www.sitemaps.org/protocol.html allows 50,000; the news sitemap 1,000 entries of the last two days.
_MOST_IN_SITEMAP = 40_000
_MOST_NEWS = 1_000
_NEWS_AGE = timedelta(days=2)


def plan_sitemaps(pages: Iterable[Page], directory: Directory) -> Iterator[Page]:
    """Plan the sitemap of all pages that search engines may list, the one of news, and `robots.txt`."""
    entries = sorted(_sitemap_entries(pages), key=lambda entry: entry.address)
    if len(entries) <= _MOST_IN_SITEMAP:
        yield _machine("sitemap.xml", "sitemap", SitemapView(tuple(entries)))
    else:
        parts = [entries[start : start + _MOST_IN_SITEMAP] for start in range(0, len(entries), _MOST_IN_SITEMAP)]
        addresses = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
        for address, part in zip(addresses, parts, strict=True):
            yield _machine(address, "sitemap", SitemapView(tuple(part)))
        yield _machine("sitemap.xml", "sitemap", SitemapView(parts=addresses))
    yield _machine("news-sitemap.xml", "sitemap", SitemapView(_news(directory), news=True))
    yield _machine("robots.txt", "robots", RobotsView(("sitemap.xml", "news-sitemap.xml")))


def _machine(address: str, recipe: str, view: SitemapView | RobotsView | OpmlView) -> Page:
    return Page(address, recipe, view, Wave.FEED, SITE_ORIGIN)


def _sitemap_entries(pages: Iterable[Page]) -> Iterator[SitemapEntry]:
    for page in pages:
        head = getattr(page.view, "head", None)
        if head is None or head.noindex:
            continue
        moved = head.modified or head.published
        yield SitemapEntry(page.address, moved.iso if moved else "")


def _news(directory: Directory) -> tuple[SitemapEntry, ...]:
    """Give the articles of the last two days before the newest one: the clock would change the file without any news."""
    articles = [article for article in directory.assembly.articles if not article.noindex and article.status != "draft"]
    if not articles:
        return ()
    since = articles[-1].date.at - _NEWS_AGE
    recent = [article for article in reversed(articles) if article.date.at >= since][:_MOST_NEWS]
    language = directory.config.language
    return tuple(
        SitemapEntry(article_address(article), "", article.title, article.date.iso, article.language or language)
        for article in recent
    )


def plan_opml(groups: tuple[FeedGroup, ...], updated: datetime, directory: Directory) -> Page:
    """Plan the list of all feeds for import into a reader. `updated` is when the newest item of any of them moved."""
    return _machine(
        "opml.xml",
        "opml",
        OpmlView(directory.config.title, updated, tuple((group.title, group.feeds) for group in groups)),
    )


def plan_copies(assets: tuple[Asset, ...]) -> Iterator[Page]:
    """Plan the copy of every medium and static file."""
    for asset in assets:
        yield Page(
            asset.address,
            "copy",
            CopyView(asset.file, asset.key, asset.size, asset.themed),
            Wave.ASSET,
            Position(asset.file),
        )
