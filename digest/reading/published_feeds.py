"""Read published feeds as a feed reader does: as JSON Feed, which contains the same as the other formats and is the fastest to read."""

from collections.abc import Iterator
from pathlib import Path

from digest.adapters.serialization import UnpackError, unpack
from digest.model.feed_formats import FeedFormat
from digest.model.reports.feeds_diff import PublishedFeed
from digest.model.views.feed import SITE_FEEDS


def read_feed(file: Path) -> PublishedFeed | None:
    """Return one document of a feed; None if there is none or it is no JSON Feed."""
    try:
        return unpack(file.read_bytes(), PublishedFeed)
    except (OSError, UnpackError):
        return None


def read_site_feeds(site: Path) -> Iterator[PublishedFeed]:
    """Yield the documents of the feeds of the whole site: each feed, then its archives, newest first."""
    for stem in SITE_FEEDS:
        name, seen = FeedFormat.JSON.address(stem), set[str]()
        while name and name not in seen:
            seen.add(name)
            document = read_feed(site / name)
            if document is None:
                break
            yield document
            name = document.next_url.rpartition("/")[2]


def find_feeds(site: Path) -> Iterator[str]:
    """Yield the paths of all feeds in a site's folder, without their archives."""
    stems = {FeedFormat.RSS.address(stem) for stem in SITE_FEEDS}
    for file in sorted(site.rglob(f"*{FeedFormat.RSS.suffix}")):
        if file.name in stems:
            yield file.relative_to(site).as_posix()
