"""Subscribers: real feed readers, each with a memory of its own, who look at their feeds and say what is new to them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from reader import EntryUpdateStatus, Reader, make_reader


@dataclass(frozen=True, slots=True)
class News:
    """What one look at a feed brought: the ids of items never seen before, and of items that are not as they were. Sorted, not unique."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def named(self, names: Mapping[str, str]) -> "News":
        """Return the same with names for ids, as far as they have any, so that people can read what differs."""
        new, changed = (tuple(sorted(names.get(one, one) for one in ids)) for ids in (self.new, self.changed))
        return News(new, changed)


@dataclass(slots=True)
class Library:
    """A subscriber with the `reader` library, whose memory is a file of SQLite."""

    reader: Reader
    _seen: list[tuple[str, str, str]] = field(default_factory=list)

    def subscribe(self, urls: Iterable[str]) -> None:
        for url in urls:
            self.reader.add_feed(url)

    def look(self) -> dict[str, News]:
        """Ask every feed for news at once, sooner than the reader would of itself; none may fail."""
        self._seen.clear()
        results = {result.url: result.value for result in self.reader.update_feeds_iter(scheduled=False)}
        assert [value for value in results.values() if isinstance(value, Exception)] == []
        return {url: News(self._seen_as("new", url), self._seen_as("modified", url)) for url in results}

    def _seen_as(self, status: str, url: str) -> tuple[str, ...]:
        return tuple(sorted(identity for feed, identity, seen in self._seen if (feed, seen) == (url, status)))

    def dates(self) -> dict[tuple[str, str], datetime | None]:
        """Return when each item that it ever saw was published, as far as the reader knows today, by feed and id."""
        return {(entry.feed_url, entry.id): entry.published for entry in self.reader.get_entries()}

    def note(self, _: Reader, entry: Any, status: EntryUpdateStatus) -> None:  # noqa: ANN401 - reader promises three attributes
        self._seen.append((entry.feed_url, entry.id, status.value))


@contextmanager
def library(memory: Path, files: Path | None = None) -> Iterator[Library]:
    """Open a subscriber's memory. Feeds are URLs, or, where `files` are given, paths below that folder."""
    with make_reader(os.fspath(memory), feed_root=None if files is None else os.fspath(files)) as opened:
        subscriber = Library(opened)
        opened.after_entry_update_hooks.append(subscriber.note)
        yield subscriber
