"""A subscriber with rss2email, which sends an e-mail for each new item of a feed: here into a folder (a Maildir)."""

import mailbox
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

# `r2e`, in the environment in which the tests run.
_R2E = Path(sys.executable).with_name("r2e")


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail about an item: from the feed of which name, of which guid, whether a known item has changed, and what it says."""

    feed: str
    guid: str
    changed: bool
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Rss2Email:
    """One subscriber. rss2email knows an item by its guid, each feed on its own; a change it answers to the first e-mail about the item."""

    home: Path

    def subscribe(self, urls: Mapping[str, str]) -> None:
        """Follow feeds, by names of letters, digits, `.` and `-`."""
        settings = {
            "to": "reader@harbour.example",
            "email-protocol": "maildir",
            "maildir-path": os.fspath(self.home),
            "maildir-mailbox": "mail",
            "reply-changes": "True",
            "verbose": "warning",
        }
        lines = ["[DEFAULT]", *(f"{name} = {value}" for name, value in settings.items())]
        for name, url in urls.items():
            lines += [f"[feed.{name}]", f"url = {url}"]
        self.home.mkdir(exist_ok=True)
        (self.home / "rss2email.cfg").write_text("\n".join([*lines, ""]))

    def look(self) -> list[Mail]:
        """Ask every feed, none of which may fail or draw a warning; give the e-mails that come of it, and then have read them."""
        command = [os.fspath(_R2E), "-c", "rss2email.cfg", "-d", "rss2email.json", "run"]
        environment = {"HOME": os.fspath(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        ended = subprocess.run(command, capture_output=True, text=True, cwd=self.home, env=environment, check=True)
        assert ended.stdout + ended.stderr == ""
        box = mailbox.Maildir(self.home / "mail")
        mails = [_read(message) for message in box]
        box.clear()
        return mails


def _read(message: Message) -> Mail:
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    return Mail(
        message["List-ID"].removeprefix("<").removesuffix(".localhost>"),
        message["X-RSS-ID"],
        "In-Reply-To" in message,
        str(make_header(decode_header(message["Subject"]))),
        body.decode(message.get_content_charset("utf-8")),
    )
