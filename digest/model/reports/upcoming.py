"""The moments at which a site changes without a commit, or its editors want to look at something again."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from digest.model.diagnostic import Diagnostic, Position
from digest.model.moment import Moment, in_zone

# embargo: an article is published; expiry: it is no longer; sunset: a rule of redaction takes effect; follow-up: look at a case again.
UpcomingKind = Literal["embargo", "expiry", "sunset", "follow-up"]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One such moment, in the site's zone. `id` is what it is about: the id of an article or incident, or the number of a rule.

    `title` is its headline; empty for a rule, whose name must not be printed. `settle` is what an editor can do, in a sentence.
    """

    at: Moment
    what: UpcomingKind
    id: str
    position: Position
    title: str
    settle: str

    @property
    def changes_output(self) -> bool:
        """Whether a build after that moment writes other files than one before it."""
        return self.what != "follow-up"

    def local(self, zone: tzinfo) -> datetime:
        """Return the moment in a zone, which knows the name that its offset has there."""
        return in_zone(self.at.at, zone)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The moments that were asked for, sorted, as of `now`. `due` are the follow-ups whose moment has passed.

    `since` is None if what is to come was asked for, else the moment after which something came due. `site` is the site's id, `name` its
    title.
    """

    site: str
    name: str
    zone: ZoneInfo
    now: datetime
    since: datetime | None
    moments: tuple[Upcoming, ...]
    due: tuple[Upcoming, ...]
    diagnostics: tuple[Diagnostic, ...]
