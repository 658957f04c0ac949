"""Published feeds, as a feed reader would read them: as JSON Feed, which says the same as the other formats and is read fastest."""

from collections.abc import Iterator
from pathlib import Path

from digest.adapters.serialization import UnpackError, unpack
from digest.model.feed_formats import FeedFormat
from digest.model.reports.feeds_diff import PublishedFeed
from digest.model.views.feed import SITE_FEEDS


def read_feed(file: Path) -> PublishedFeed | None:
    """Read one document of a feed; None if there is none, or something else."""
    try:
        return unpack(file.read_bytes(), PublishedFeed)
    except (OSError, UnpackError):
        return None


def read_site_feeds(site: Path) -> Iterator[PublishedFeed]:
    """Read the feeds of the whole site from its folder, each with all of its archives, newest first."""
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
    """Return the paths of all feeds that stand in a site's folder, without their archives."""
    stems = {FeedFormat.RSS.address(stem) for stem in SITE_FEEDS}
    for file in sorted(site.rglob(f"*{FeedFormat.RSS.suffix}")):
        if file.name in stems:
            yield file.relative_to(site).as_posix()
