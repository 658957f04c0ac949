"""What pages share: the site's own view, crumbs, and lists cut into pages."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from digest.model.config import Config
from digest.model.content import OwnPage
from digest.model.diagnostic import Position
from digest.model.theme import NavigationEntry
from digest.model.views.common import FeedLink, Link, Pages, Picture, SiteView
from digest.model.views.feed import EVERY_FORMAT, SITE_FEEDS, feed_addresses
from digest.model.words import runs_from_right

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
SEARCH = Link("Search", "search/")
ROOMS = frozenset((HOME, INCIDENTS, EDITIONS, ARCHIVE, TAGS, PLACES, SOURCES, FEEDS, CORRECTIONS, SEARCH))

# The feeds of the whole site: what each is called after the site's title, what it brings, and whose news that is.
SITE_FEED_WORDS = (
    ("incidents", "One item for each incident, kept up to date as long as there is news of it.", HOME),
    ("updates", "Every report, update and correction as an item of its own.", HOME),
    ("editions", "One item for each edition: what was new in that period.", EDITIONS),
)


def in_words(place: Link, config: Config) -> Link:
    """Give a room of the site by its name in the site's language; any other link stays as it is."""
    return Link(config.words.say(place.text), place.address) if place in ROOMS else place


def crumbs_to(config: Config, *places: Link) -> tuple[Link, ...]:
    """Give the way to a page, from the home page on."""
    return tuple(in_words(place, config) for place in places)


def site_view(config: Config, own_pages: tuple[OwnPage, ...], empty: Collection[Link] = ()) -> SiteView:
    """Give what every page knows of the site. Rooms that are `empty` are there, but no navigation leads to them."""
    theme = config.theme
    return SiteView(
        title=config.title,
        description=config.description,
        base_url=config.base_url,
        language=config.language,
        right_to_left=runs_from_right(config.language),
        publisher_name=config.publisher.name or config.title,
        publisher_url=config.publisher.url,
        publisher_email=config.publisher.email,
        licence=config.licence,
        corrections_policy=f"{config.corrections_policy}/" if config.corrections_policy else "",
        navigation=_default_navigation(own_pages, config, empty) if theme.navigation is None else theme.navigation,
        feeds=site_feeds(config),
        logo=Picture(theme.logo, config.title) if theme.logo else None,
        footer=theme.footer,
        search=config.search != "off",
        words=config.words,
    )


def _default_navigation(
    own_pages: tuple[OwnPage, ...], config: Config, empty: Collection[Link]
) -> tuple[NavigationEntry, ...]:
    own = (Link(page.title, f"{page.slug}/") for page in own_pages if page.in_navigation)
    search = () if config.search == "off" else (SEARCH,)
    rooms = [room for room in (INCIDENTS, EDITIONS, ARCHIVE, PLACES, TAGS, SOURCES) if room not in empty]
    links = (*crumbs_to(config, *rooms, *search, FEEDS), *own)
    return tuple(NavigationEntry(link.text, link.address) for link in links)


def site_feeds(config: Config) -> tuple[FeedLink, ...]:
    """Give the feeds of the whole site, the one to recommend first."""
    say = config.words.say
    return tuple(
        FeedLink(f"{config.title}: {say(name)}", feed_addresses(stem, EVERY_FORMAT), say(description), page.address)
        for stem, (name, description, page) in zip(SITE_FEEDS, SITE_FEED_WORDS, strict=True)
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


def numbered(title: str, pages: Pages, config: Config) -> str:
    """Give the title of one page of a list."""
    if pages.number == 1:
        return title
    return config.words.say("{title}, page {number}", title=title, number=str(pages.number))
