"""Subscribers: real feed readers, each with a memory of its own, who look at their feeds and say what is new to them."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from reader import EntryUpdateStatus, Reader, make_reader


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed brought, as ids, sorted, not unique: new items, changed ones, and all that the reader shows as unread."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class Library:
    """A subscriber with the `reader` library, whose memory is a file of SQLite."""

    reader: Reader
    _seen: list[tuple[str, str, str]] = field(default_factory=list)

    def subscribe(self, urls: Iterable[str]) -> None:
        for url in urls:
            self.reader.add_feed(url)

    def look(self) -> dict[str, Look]:
        """Ask every feed for news at once, sooner than the reader would of itself; none may fail. Then have read everything."""
        self._seen.clear()
        results = {result.url: result.value for result in self.reader.update_feeds_iter(scheduled=False)}
        assert [value for value in results.values() if isinstance(value, Exception)] == []
        unread = [(entry.feed_url, entry.id, "unread") for entry in self.reader.get_entries(read=False)]
        for url, identity, _ in unread:
            self.reader.mark_entry_as_read((url, identity))
        seen = defaultdict(list)
        for url, identity, status in (*self._seen, *unread):
            seen[url, status].append(identity)
        return {
            url: Look(*(tuple(sorted(seen[url, status])) for status in ("new", "modified", "unread")))
            for url in results
        }

    def texts(self, urls: Iterable[str]) -> Iterator[str]:
        """Return all that it keeps of the items of some feeds: titles and texts."""
        for entry in (entry for url in urls for entry in self.reader.get_entries(feed=url)):
            yield "\n".join([entry.title or "", entry.summary or "", *(content.value for content in entry.content)])

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
