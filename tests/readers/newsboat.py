"""Subscribers with newsboat, Debian's reader for the terminal: each with an own home, and so with an own memory."""

import os
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Newsboat:
    """One subscriber. newsboat knows an item by its guid alone, whichever feeds bring it."""

    home: Path

    def subscribe(self, urls: Iterable[str]) -> None:
        """Follow these feeds and no others."""
        self.home.mkdir(exist_ok=True)
        (self.home / "config").write_text(f"error-log {self.home / 'errors'}\n")
        (self.home / "urls").write_text("".join(f"{url}\n" for url in urls))

    def look(self) -> dict[str, list[str]]:
        """Reload every feed, none of which may fail; give the guids of what is unread, by feeds, and then have read it."""
        self._run("-x", "reload")
        assert (self.home / "errors").read_text() == ""
        unread = self._query("SELECT feedurl, guid FROM rss_item WHERE unread ORDER BY guid")
        if unread:
            assert self._run("-x", "print-unread") == f"{len(unread)} unread articles\n"
            (self.home / "read").write_text("".join(f"{guid}\n" for _, guid in unread))
            self._run("-I", "read")
            assert self._run("-x", "print-unread") == "0 unread articles\n"
        found: dict[str, list[str]] = {}
        for url, guid in unread:
            found.setdefault(url, []).append(guid)
        return found

    def texts(self) -> list[str]:
        """Return all that it keeps of items: titles and texts."""
        return [f"{title}\n{text}" for title, text in self._query("SELECT title, content FROM rss_item")]

    def _run(self, *arguments: str) -> str:
        """Run newsboat; without it the test fails, and `.ci/tools` says where it comes from."""
        command = ["newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", *arguments]
        environment = {"HOME": os.fspath(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        ended = subprocess.run(command, capture_output=True, text=True, cwd=self.home, env=environment, check=True)
        return ended.stdout

    def _query(self, statement: str) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.home / "cache.db")) as cache:
            return list(cache.execute(statement))
