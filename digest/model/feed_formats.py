"""The table of feed formats. To add one, add a row here and its renderer to `FEED_RENDERERS` in `digest.rendering.renderer`."""

from enum import StrEnum
from typing import Self


class FeedFormat(StrEnum):
    """A format of feeds, one a row: its key in settings and in the ledger, its name for people, the suffix of its files, its media type.

    RSS, which every feed reader supports, is first and is made of every feed; the settings choose the others. Formats in XML end in
    `.xml`: every host serves such a file as XML, so that browsers show it with its style sheet.
    """

    RSS = "rss", "RSS", ".xml", "application/rss+xml"
    ATOM = "atom", "Atom", ".atom.xml", "application/atom+xml"
    JSON = "json", "JSON Feed", ".json", "application/feed+json"

    label: str
    suffix: str
    media_type: str

    def __new__(cls, key: str, label: str, suffix: str, media_type: str) -> Self:
        """Return a row of the table; its value is the key."""
        row = str.__new__(cls, key)
        row._value_ = key
        row.label = label
        row.suffix = suffix
        row.media_type = media_type
        return row

    def address(self, stem: str) -> str:
        """Return the address of a feed in this format: in RSS, that of the feed `tags/fire/feed` is `tags/fire/feed.xml`."""
        return stem + self.suffix
