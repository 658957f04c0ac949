"""The feeds that a page's head names: each format once, by a title that no other one has."""

from digest.model.feed_formats import FeedFormat
from digest.model.views.common import FeedLink
from digest.model.views.feed import feed_addresses
from digest.rendering.html.theme import Alternate, name_feeds


def feed(title: str, stem: str, page: str) -> FeedLink:
    return FeedLink(title, feed_addresses(stem, (FeedFormat.RSS, FeedFormat.ATOM)), "", page)


def test_a_page_names_its_own_feeds_and_then_those_of_the_site() -> None:
    own, shared = feed("Fires", "tags/fire/feed", "tags/fire/"), feed("News", "feed", "")
    assert name_feeds((own,), (shared,)) == (
        Alternate("application/rss+xml", "Fires (RSS)", "tags/fire/feed.xml"),
        Alternate("application/atom+xml", "Fires (Atom)", "tags/fire/feed.atom.xml"),
        Alternate("application/rss+xml", "News (RSS)", "feed.xml"),
        Alternate("application/atom+xml", "News (Atom)", "feed.atom.xml"),
    )


def test_a_feed_of_both_is_named_once() -> None:
    shared = feed("News", "feed", "")
    assert name_feeds((shared,), (shared,)) == name_feeds((), (shared,))


def test_namesakes_are_told_apart_by_their_pages() -> None:
    feeds = feed("Fire", "tags/fire/feed", "tags/fire/"), feed("Fire", "places/fire/feed", "places/fire/")
    titles = [one.title for one in name_feeds(feeds, ())]
    assert titles == [
        "Fire, tags/fire/ (RSS)",
        "Fire, tags/fire/ (Atom)",
        "Fire, places/fire/ (RSS)",
        "Fire, places/fire/ (Atom)",
    ]
