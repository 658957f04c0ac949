"""Views of files for machines: sitemaps, OPML, robots.txt, the picture for sharing, and files that are copied as they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from digest.model.views.common import FeedLink, View

# The style sheet that pages of a preview have besides their own.
PREVIEW_STYLE = "static/digest-preview.css"
# The style sheet of the site itself, if it has one: pages have it after that of the theme.
EXTRA_STYLE = "static/extra.css"


class SitemapEntry(NamedTuple):
    """A page in a sitemap; `title` and `published` are used only in the sitemap for news."""

    address: str
    modified: str = ""
    title: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SitemapView(View):
    """A sitemap of pages, of news, or (`parts`) an index of further sitemaps (sitemaps.org, 0.9)."""

    entries: tuple[SitemapEntry, ...] = ()
    parts: tuple[str, ...] = ()
    news: bool = False


@dataclass(frozen=True, slots=True)
class OpmlView(View):
    """The list of feeds for import into a reader (OPML 2.0)."""

    title: str
    updated: datetime
    groups: tuple[tuple[str, tuple[FeedLink, ...]], ...]


@dataclass(frozen=True, slots=True)
class RobotsView(View):
    """The content of `robots.txt`: everything is allowed, and the addresses of the sitemaps."""

    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyView(View):
    """A file that is copied as it is, by the hash of its bytes; `themed` ones come with the default theme.

    `added` is text from the settings that is appended. If it `hides_position`, the copy does not say where a photograph was taken.
    """

    file: str
    key: str
    size: int
    themed: bool
    added: str = ""
    hides_position: bool = False


# In pixels: width and height of social images. Where a page is shared, they are cut to 1.91:1, sometimes by a few pixels more.
SOCIAL_IMAGE = (1200, 630)
# The address of the social image of the site.
SITE_CARD = "static/card.png"
# A picture with more is not decoded: it would take 400 MB of memory, here and in every reader's browser.
MOST_PIXELS = 120_000_000


@dataclass(frozen=True, slots=True)
class PictureCopyView(View):
    """A smaller copy of a picture. `file` is the picture, and `key` the hash of its bytes; sizes are width and height in pixels.

    `greatest` is the size of the greatest copy, from which the others are made, so that the picture is decoded once.
    """

    file: str
    key: str
    size: tuple[int, int]
    greatest: tuple[int, int]
    format: Literal["jpeg", "png", "webp"]


@dataclass(frozen=True, slots=True)
class SocialImageView(View):
    """The social image: the picture of shared pages without one of their own. `accent` is `#rrggbb`.

    `plain` is that of the theme, without a title: it is used if the title cannot be drawn.
    """

    title: str
    description: str
    host: str
    accent: str
    plain: CopyView


@dataclass(frozen=True, slots=True)
class PreviewStyleView(View):
    """The style sheet of a preview: it marks links to articles that are not public yet. `notes` are their addresses, each with its note."""

    notes: tuple[tuple[str, str], ...]
