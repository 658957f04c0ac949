"""Views of files for machines: sitemaps, OPML, robots.txt, the picture for sharing, and files that are copied as they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from digest.model.views.common import FeedLink


class SitemapEntry(NamedTuple):
    """A page that search engines shall know; `title` and `published` are said only in the sitemap for news."""

    address: str
    modified: str = ""
    title: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SitemapView:
    """A sitemap of pages, of news, or (`parts`) an index of further sitemaps (sitemaps.org, 0.9)."""

    entries: tuple[SitemapEntry, ...] = ()
    parts: tuple[str, ...] = ()
    news: bool = False


@dataclass(frozen=True, slots=True)
class OpmlView:
    """The list of feeds for import into a reader (OPML 2.0)."""

    title: str
    updated: datetime
    groups: tuple[tuple[str, tuple[FeedLink, ...]], ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """What `robots.txt` says: everything may be read; the sitemaps' addresses."""

    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyView:
    """A file that is copied as it is, by the hash of its bytes; `themed` ones come with the default theme.

    `added` is what the settings have to say below it.
    """

    file: str
    key: str
    size: int
    themed: bool
    added: str = ""


@dataclass(frozen=True, slots=True)
class SocialImageView:
    """The picture that stands for a page without one of its own where people share it. `accent` is `#rrggbb`.

    `plain` is the theme's, which says no name: it takes its place where the title cannot be drawn.
    """

    title: str
    description: str
    host: str
    accent: str
    plain: CopyView
