"""The sections of the site, breadcrumbs through them, and the feeds of the whole site."""

from functools import lru_cache

from digest.model.config import Config
from digest.model.diagnostic import Position
from digest.model.feed_formats import FeedFormat
from digest.model.views.common import FeedAddress, FeedLink, Link
from digest.model.views.feed import SITE_FEEDS, feed_addresses
from digest.planning.site.taxonomies import TAXONOMIES

# The file that messages name for a page without a file of its own: the settings.
SITE_ORIGIN = Position("config.yaml")

HOME = Link("Home", "")
INCIDENTS = Link("Incidents", "incidents/")
EDITIONS = Link("Editions", "editions/")
ARCHIVE = Link("Archive", "archive/")
FEEDS = Link("Feeds", "feeds/")
CORRECTIONS = Link("Corrections", "corrections/")
SEARCH = Link("Search", "search/")
SECTIONS = frozenset(
    (
        *(HOME, INCIDENTS, EDITIONS, ARCHIVE, FEEDS, CORRECTIONS, SEARCH),
        *(taxonomy.section for taxonomy in TAXONOMIES.values()),
    )
)

# The feeds of the whole site: the title of each after that of the site, its description, and the page that it belongs to.
SITE_FEED_WORDS = (
    ("stories", "One item for each incident and day with news: what is new, and the latest status.", HOME),
    ("everything", "Each report, update, correction and status, one by one.", HOME),
    ("register", "A register for programs: one item for each incident, changed in place.", HOME),
    ("editions", "One item for each edition, with all that was new in it.", EDITIONS),
)


def in_words(section: Link, config: Config) -> Link:
    """Return the link to a section with its name in the site's language; any other link unchanged."""
    return Link(config.words.say(section.text), section.address) if section in SECTIONS else section


def crumbs_to(config: Config, *links: Link) -> tuple[Link, ...]:
    """Return the breadcrumbs of a page, from the home page on."""
    return tuple(in_words(link, config) for link in links)


def site_feeds(config: Config) -> tuple[FeedLink, ...]:
    """Return the feeds of the whole site. The first is the one to recommend."""
    say = config.words.say
    return tuple(
        FeedLink(f"{config.title}: {say(name)}", _addresses(stem), say(description), page.address)
        for stem, (name, description, page) in zip(SITE_FEEDS, SITE_FEED_WORDS, strict=True)
    )


@lru_cache(maxsize=16)
def _addresses(stem: str) -> tuple[FeedAddress, ...]:
    return feed_addresses(stem, FeedFormat)
