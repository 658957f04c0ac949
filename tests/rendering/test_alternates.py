"""The feeds that a page's head names: few, as RSS, each by a title that no other one has."""

from digest.model.feed_formats import FeedFormat
from digest.model.views.common import FeedLink
from digest.model.views.feed import feed_addresses
from digest.rendering.html.theme import Alternate, name_feeds


def feed(title: str, stem: str, page: str) -> FeedLink:
    return FeedLink(title, feed_addresses(stem, (FeedFormat.RSS, FeedFormat.ATOM)), "", page)


def test_a_page_names_its_own_feeds_and_then_the_first_two_of_the_site() -> None:
    own = feed("Fires", "tags/fire/feed", "tags/fire/")
    shared = feed("News", "feed", ""), feed("Updates", "updates", ""), feed("Incidents", "incidents", "")
    assert name_feeds((own,), shared) == (
        Alternate("application/rss+xml", "Fires", "tags/fire/feed.xml"),
        Alternate("application/rss+xml", "News", "feed.xml"),
        Alternate("application/rss+xml", "Updates", "updates.xml"),
    )


def test_a_feed_of_both_is_named_once() -> None:
    shared = feed("News", "feed", "")
    assert name_feeds((shared,), (shared,)) == name_feeds((), (shared,))


def test_namesakes_are_told_apart_by_their_pages() -> None:
    feeds = feed("Fire", "tags/fire/feed", "tags/fire/"), feed("Fire", "places/fire/feed", "places/fire/")
    titles = [one.title for one in name_feeds(feeds, ())]
    assert titles == ["Fire, tags/fire/", "Fire, places/fire/"]
