"""The feeds that the head of a page names."""

from dataclasses import dataclass

from digest.model.views.common import FeedLink


@dataclass(frozen=True, slots=True)
class Alternate:
    """One format of a feed: its media type, a title that no other one has, and its address."""

    type: str
    title: str
    address: str


def name_feeds(own: tuple[FeedLink, ...], shared: tuple[FeedLink, ...]) -> tuple[Alternate, ...]:
    """Give each format of each feed once: a page's own feeds, then those of the site. The page tells namesakes apart."""
    feeds: dict[str, FeedLink] = {}
    for feed in (*own, *shared):
        feeds.setdefault(feed.address, feed)
    titles = [feed.title for feed in feeds.values()]
    return tuple(
        Alternate(place.type, f"{_title(feed, titles)} ({place.format})", place.address)
        for feed in feeds.values()
        for place in feed.addresses
    )


def _title(feed: FeedLink, titles: list[str]) -> str:
    return feed.title if titles.count(feed.title) == 1 else f"{feed.title}, {feed.page}"
