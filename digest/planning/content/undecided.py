"""Charges of which no final outcome is recorded, and since when nothing was written about them."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from digest.model.content.incident import Charge, Incident, Participant
from digest.model.content.outcomes import verdict_on
from digest.model.diagnostic import Diagnostic, warning

# After so many months without a final outcome, somebody should ask the court.
STALE_MONTHS = 14


@dataclass(frozen=True, slots=True)
class Undecided:
    """A charge in an incident's file without a final outcome.

    `since` is the day of its newest outcome, or, if it has none, the last day of the incident. From the day `stale` on, it is stale.
    """

    incident: Incident
    person: Participant
    charge: Charge
    since: date
    stale: date

    def is_stale(self, today: date) -> bool:
        """Return whether nothing was recorded for so long that the outcome should be looked up."""
        return today >= self.stale


def undecided_charges(incidents: Iterable[Incident]) -> Iterator[Undecided]:
    """Return all charges without a final outcome, in the order of the incidents and of their files."""
    for incident in incidents:
        for person in incident.file.people:
            for charge in person.charges:
                if not verdict_on(charge):
                    since = charge.outcomes[-1].date.day if charge.outcomes else incident.span.end
                    yield Undecided(incident, person, charge, since, months_after(since, STALE_MONTHS))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last day of that month if it has no such day. Never later than year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stale_cases(incidents: Iterable[Incident], today: date) -> Iterator[Diagnostic]:
    """Report incidents with a charge of which nothing was recorded for 14 months, and no final outcome; the oldest of each."""
    told: set[str] = set()
    for one in sorted(undecided_charges(incidents), key=lambda one: one.since):
        if one.is_stale(today) and one.incident.id not in told:
            told.add(one.incident.id)
            yield warning(
                "undecided-case",
                one.incident.file.origin.at("people"),
                f"{one.person.name} is charged with “{one.charge.charge}”, and nothing has been recorded of it since {one.since}",
                "ask the court, and write the outcome; or an outcome that says that the case is still open, with its date",
            )
