"""Sites whose editions become e-mails, and the e-mails read back."""

import os
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.sites import NOW, Ended, article, run, write_site


def photo(width: int, height: int, kind: str = "JPEG") -> bytes:
    """Return a picture of one colour."""
    raw = BytesIO()
    Image.new("RGB", (width, height), "#7d93a5").save(raw, kind)
    return raw.getvalue()


WIRE = (
    "The court ruled on Monday that the harbour company must pay. The judges found the terms unfair to small carriers. The company may "
    "appeal within a month. Carriers had complained for years about the fees at the pier. The ruling covers the years since the reform."
)
# A day with everything: an incident with a file, a picture, a status, reports and an update; a wire text in three newspapers; a lone report
# with a correction; and the day before.
HARBOUR: dict[str, str | bytes] = {
    "content/media/crane.jpg": photo(1600, 900),
    "content/incidents/crane.yaml": """
title: Crane collapse on Pier 9
kind: industrial accident
date: 2024-03-25
place: {name: Pier 9}
image: {src: media/crane.jpg, alt: The fallen crane, credit: Harbour Authority}
status: [{date: 2024-03-26T15:00, text: 'Three of **four** berths are [open](https://a.example/) again.'}]
""",
    "content/articles/crane.md": article(
        "Crane falls across Pier 9",
        "2024-03-26T05:30",
        "A gantry crane fell across the quay. Two dockers were hurt.",
        incident="crane",
        source="{name: Harbour News, url: 'https://n.example/1'}",
        updates="[{date: 2024-03-26T18:00, title: Fairway open again, text: 'Ships may pass. Pilots check *each* passage.'}]",
    ),
    "content/articles/bolts.md": article(
        "Union had warned of worn bolts", "2024-03-26T11:00", "The union reported worn bolts.", incident="crane"
    ),
    **{
        f"content/articles/fees-{number}.md": article(
            f"Court says fees were unfair{' again' * number}",
            f"2024-03-26T1{number}:00",
            WIRE,
            incident="fees",
            source=f"{{name: Paper {number}, url: 'https://p.example/{number}'}}",
        )
        for number in range(3)
    },
    "content/articles/market.md": article(
        "Fish market to move in autumn",
        "2024-03-26",
        "The city has chosen a hall.",
        corrections="[{date: 2024-03-26, text: 'It moves in **autumn**, not in spring.'}]",
    ),
    "content/articles/pump.md": article("Pump fails", "2024-03-25", "A pump failed."),
}


@dataclass(frozen=True)
class Mail:
    """The three files of an e-mail."""

    eml: bytes
    html: str
    text: str

    @property
    def message(self) -> EmailMessage:
        """The message as a mail program reads it."""
        return message_from_bytes(self.eml, policy=default)


def mail(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    """Run `digest mail` on a folder, in this process, as of `now`."""
    return run("mail", *arguments, "--folder", os.fspath(folder), "--now", now, "--jobs", "1")


def read(folder: Path) -> Mail:
    """Read the e-mail that was written to a folder."""
    raw = {name: (folder / f"edition.{name}").read_bytes() for name in ("eml", "html", "txt")}
    return Mail(raw["eml"], raw["html"].decode(), raw["txt"].decode())


def mailed(folder: Path, *arguments: str, now: str = NOW) -> Mail:
    """Make an e-mail of a site that must be free of errors, and read it."""
    ended = mail(folder, *arguments, now=now)
    assert ended.code == 0, ended.err + ended.out
    return read(folder / ".digest/mail")


def harbour(folder: Path, config: str | None = None) -> Path:
    """Write the site of the day with everything."""
    return write_site(folder, HARBOUR) if config is None else write_site(folder, HARBOUR, config)
