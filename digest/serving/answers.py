"""What the server and the site that it serves tell each other."""

from dataclasses import dataclass, field
from typing import Protocol

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer at one path: status (HTTP), media type and bytes; `location` is where a redirect leads, as a path on this server.

    `tag` changes if what an open page shows has changed: its own bytes, or the style sheets and scripts of the site. A browser reloads
    a page if its tag is another one. It is empty for files that no browser has to reload.
    """

    status: int
    type: str
    body: bytes = b""
    location: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake of an editor, as the browser shows it. `place` is `file:line:column`."""

    place: str
    message: str
    hint: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What the bar says of a page. `file` is what the page is made from; empty if it is made from many.

    `problems` are the errors that keep the site as it was, `warnings` those about the file of this page, of `all_warnings` on the site.
    `news` are the lines on what subscribers will see of it. `links` are the server's own pages: their names and paths.
    """

    file: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    all_warnings: int = 0
    news: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = field(default=())


class Resident(Protocol):
    """A site that is kept in memory, and read again when its files change. Its methods are called in several threads."""

    def answer(self, path: str) -> Answer:
        """Return what is at a path of the server, decoded; it begins with `/`."""

    def notes(self, path: str) -> Notes:
        """Return what the bar says of the page at a path."""
