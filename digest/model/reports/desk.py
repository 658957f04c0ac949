"""The desk: what waits for an editor, section by section."""

from dataclasses import dataclass
from typing import Literal

from digest.model.diagnostic import Position

SectionId = Literal[
    "due",
    "drafts",
    "embargoes",
    "lone-reports",
    "outdated-statuses",
    "stale-cases",
    "suspicions",
    "corrections",
    "next",
]


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """One thing that waits: its file, its headline, and why it is here, in a sentence.

    `settle` is what to do about it, in a sentence, and `command` the command that does or begins it, quoted for a POSIX shell. `address` is
    that of its page in the preview. Each of the three may be empty.
    """

    position: Position
    title: str
    why: str
    settle: str = ""
    command: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class DeskSection:
    """Things that wait for the same reason. `count` is how many there are, also if only the first are `entries`."""

    id: SectionId
    title: str
    about: str
    count: int
    entries: tuple[DeskEntry, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """All sections, also empty ones. `site` is the title of the site, `now` the moment in words."""

    site: str
    now: str
    sections: tuple[DeskSection, ...]

    @property
    def waiting(self) -> int:
        """How many things wait for an editor: all but what happens by itself, and what has happened."""
        return sum(section.count for section in self.sections if section.id not in {"embargoes", "corrections", "next"})
