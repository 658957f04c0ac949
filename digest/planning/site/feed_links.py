"""Links to the feeds of one incident, tag, place or source: their addresses, formats and descriptions."""

from digest.model.config import Config
from digest.model.feed_formats import FeedFormat
from digest.model.views.common import FeedLink, Link
from digest.model.views.feed import feed_addresses


def narrow_formats(config: Config) -> tuple[FeedFormat, ...]:
    """Return the formats of the feeds of one incident, tag, place or source, in the order of the table: RSS and those of the settings."""
    return tuple([row for row in FeedFormat if row == FeedFormat.RSS or row in config.feeds.also])


def incident_feed_link(incident: Link, config: Config) -> FeedLink:
    """Return the link to the feed of an incident."""
    return FeedLink(
        incident.text,
        feed_addresses(f"{incident.address}feed", narrow_formats(config)),
        config.words.say("Reports, updates and corrections on: {incident}.", incident=incident.text),
        incident.address,
    )


def term_feed_link(term: Link, word: str, config: Config) -> FeedLink:
    """Return the link to the feed of a tag, a place or a source."""
    return FeedLink(
        config.words.say(f"{word}: {{name}}", name=term.text),
        feed_addresses(f"{term.address}feed", narrow_formats(config)),
        config.words.say("Everything new under {name}.", name=term.text),
        term.address,
    )
