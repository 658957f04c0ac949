"""What `digest feeds show` returns: a feed of the next build, as a reader shows it."""

from dataclasses import dataclass
from datetime import datetime

from digest.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item: its title, its URL, and when it was published. `lines` are its text, each with the mark before it, such as a bullet.

    It `is_new` if it was in no feed that was published before.
    """

    id: str
    title: str
    url: str
    published: datetime | None
    lines: tuple[tuple[str, str], ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class ShownFeed:
    """A feed of the next build, with the URL of its RSS and its items, newest first. Unless it `is_compared`, nobody knows what is new."""

    title: str
    url: str
    items: tuple[ShownItem, ...]
    is_compared: bool
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class UnknownFeed:
    """There is no such feed: the message says so, and which are near."""

    message: str
