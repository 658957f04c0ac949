"""The view of a feed, from which every format is made."""

from dataclasses import dataclass
from datetime import datetime

from digest.model.views.article import Text
from digest.model.views.common import Link, Picture, SourceLine


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. Its content is `intro` (plain paragraphs), the text as far as rights go, then `note` (Markdown), then `links`.

    `published` and `updated` come from content, never from the clock. `original` is the report in its outlet, if there is one.
    """

    guid: str
    title: str
    address: str
    published: datetime
    updated: datetime
    summary: str
    author: str
    language: str
    intro: tuple[str, ...]
    text: Text | None
    note: str
    links: tuple[Link, ...]
    original: SourceLine
    tags: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: `address` is its own, `page` that of the page whose news it brings; items stand newest first."""

    title: str
    description: str
    address: str
    page: str
    language: str
    updated: datetime
    items: tuple[FeedItem, ...]
