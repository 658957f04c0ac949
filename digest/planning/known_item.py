"""Items of feeds with what is known of them before they are made."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from digest.adapters.serialization import Keyed, key_of
from digest.model.views.feed import FeedItem


class KnownItem(Keyed):
    """An item of feeds: its guid, its two dates, in UTC, and how it is made.

    `month` is the one in which it was published, in UTC as well: a change of the site's zone moves nothing.
    """

    def __init__(
        self,
        guid: str,
        published: datetime,
        updated: datetime,
        make: Callable[..., FeedItem],
        given: tuple[Any, ...],
        key: str | None = None,
    ) -> None:
        """Keep what is known. `key` is a fingerprint of all of it, where there is one already."""
        super().__init__(key or key_of((guid, published, updated, make.__qualname__, given)))
        self.guid = guid
        self.published = published
        self.updated = updated
        self.month = f"{published.year:04d}-{published.month:02d}"
        self._make = make
        self._given = given

    @cached_property
    def view(self) -> FeedItem:
        """The item as feeds show it."""
        return self._make(self, *self._given)
