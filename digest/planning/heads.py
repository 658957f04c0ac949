"""What pages share: the site's own view, crumbs, and lists cut into pages."""

from collections.abc import Sequence
from typing import TypeVar

from digest.model.config import Config
from digest.model.content import OwnPage
from digest.model.diagnostic import Position
from digest.model.views.common import FeedLink, Link, Pages, SiteView
from digest.model.views.feed import EVERY_FORMAT, SITE_FEEDS, feed_addresses

T = TypeVar("T")

# What to name when a page that digest makes of itself collides with something: the site's settings.
SITE_ORIGIN = Position("config.yaml")

HOME = Link("Home", "")
INCIDENTS = Link("Incidents", "incidents/")
EDITIONS = Link("Editions", "editions/")
ARCHIVE = Link("Archive", "archive/")
TAGS = Link("Tags", "tags/")
PLACES = Link("Places", "places/")
SOURCES = Link("Sources", "sources/")
FEEDS = Link("Feeds", "feeds/")
CORRECTIONS = Link("Corrections", "corrections/")


def site_view(config: Config, own_pages: tuple[OwnPage, ...]) -> SiteView:
    """Give what every page knows of the site."""
    own = tuple(Link(page.title, f"{page.slug}/") for page in own_pages if page.in_navigation)
    return SiteView(
        title=config.title,
        description=config.description,
        base_url=config.base_url,
        language=config.language,
        publisher_name=config.publisher.name or config.title,
        publisher_url=config.publisher.url,
        licence=config.licence,
        corrections_policy=f"{config.corrections_policy}/" if config.corrections_policy else "",
        navigation=(INCIDENTS, EDITIONS, ARCHIVE, PLACES, TAGS, SOURCES, FEEDS, *own),
        feeds=site_feeds(config),
    )


def site_feeds(config: Config) -> tuple[FeedLink, ...]:
    """Give the feeds of the whole site, the one to recommend first."""
    return tuple(
        FeedLink(f"{config.title}: {name}", feed_addresses(stem, EVERY_FORMAT), description, page.address)
        for stem, (name, description, page) in zip(
            SITE_FEEDS,
            (
                ("incidents", "One item for each incident, kept up to date as long as there is news of it.", HOME),
                ("updates", "Every report, update and correction as an item of its own.", HOME),
                ("editions", "One item for each edition: what was new in that period.", EDITIONS),
            ),
            strict=True,
        )
    )


def paginate(items: Sequence[T], address: str, per_page: int) -> list[tuple[str, Pages, Sequence[T]]]:
    """Cut a list into pages: each page's address, where it stands among the others, and its items. An empty list is one page.

    Further pages are files beside the first (`page-2.html`), so that no name of a tag or a place can collide with them.
    """
    total = max(1, -(-len(items) // per_page))
    addresses = [address, *(f"{address}page-{number}.html" for number in range(2, total + 1))]
    return [
        (
            here,
            Pages(
                number=index + 1,
                total=total,
                newer=addresses[index - 1] if index else "",
                older=addresses[index + 1] if index + 1 < total else "",
            ),
            items[index * per_page : (index + 1) * per_page],
        )
        for index, here in enumerate(addresses)
    ]


def numbered(title: str, pages: Pages) -> str:
    """Give the title of one page of a list."""
    return title if pages.number == 1 else f"{title}, page {pages.number}"
