"""What pages share: the site's own view, crumbs, and lists cut into pages."""

from digest.model.config import Config
from digest.model.diagnostic import Position
from digest.model.feed_formats import FeedFormat
from digest.model.views.common import FeedLink, Link
from digest.model.views.feed import SITE_FEEDS, feed_addresses

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
SECTIONS = frozenset((HOME, INCIDENTS, EDITIONS, ARCHIVE, TAGS, PLACES, SOURCES, FEEDS, CORRECTIONS, SEARCH))

# The feeds of the whole site: what each is called after the site's title, what it brings, and whose news that is.
SITE_FEED_WORDS = (
    ("incidents", "One item for each incident, kept up to date as long as there is news of it.", HOME),
    ("updates", "Every report, update and correction as an item of its own.", HOME),
    ("editions", "One item for each edition: what was new in that period.", EDITIONS),
)


def in_words(place: Link, config: Config) -> Link:
    """Return a room of the site by its name in the site's language; any other link stays as it is."""
    return Link(config.words.say(place.text), place.address) if place in SECTIONS else place


def crumbs_to(config: Config, *places: Link) -> tuple[Link, ...]:
    """Return the way to a page, from the home page on."""
    return tuple(in_words(place, config) for place in places)


def site_feeds(config: Config) -> tuple[FeedLink, ...]:
    """Return the feeds of the whole site, the one to recommend first."""
    say = config.words.say
    return tuple(
        FeedLink(f"{config.title}: {say(name)}", feed_addresses(stem, FeedFormat), say(description), page.address)
        for stem, (name, description, page) in zip(SITE_FEEDS, SITE_FEED_WORDS, strict=True)
    )
