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

    def look(self) -> list[str]:
        """Reload every feed, none of which may fail; give the guids of what is unread, and then have read it."""
        self._run("-x", "reload")
        assert (self.home / "errors").read_text() == ""
        unread = self._guids("unread")
        if unread:
            assert self._run("-x", "print-unread") == f"{len(unread)} unread articles\n"
            (self.home / "read").write_text("".join(f"{guid}\n" for guid in unread))
            self._run("-I", "read")
            assert self._run("-x", "print-unread") == "0 unread articles\n"
        return unread

    def _run(self, *arguments: str) -> str:
        """Run newsboat; without it the test fails, and `.ci/tools` says where it comes from."""
        command = ["newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", *arguments]
        environment = {"HOME": os.fspath(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        ended = subprocess.run(command, capture_output=True, text=True, cwd=self.home, env=environment, check=True)
        return ended.stdout

    def _guids(self, condition: str) -> list[str]:
        with closing(sqlite3.connect(self.home / "cache.db")) as cache:
            return sorted(guid for (guid,) in cache.execute(f"SELECT guid FROM rss_item WHERE {condition}"))
