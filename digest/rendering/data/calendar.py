"""A schedule as a calendar (iCalendar, RFC 5545). The only module that imports icalendar, which is installed with the extra `calendar`."""

from datetime import UTC
from importlib.util import find_spec
from typing import TYPE_CHECKING

from digest.adapters.serialization import fingerprint
from digest.model.reports.upcoming import Schedule, Upcoming, UpcomingKind
from digest.model.text.characters import clean

if TYPE_CHECKING:
    from icalendar import Event

_WORDS: dict[UpcomingKind, str] = {
    "embargo": "Appears",
    "expiry": "Expires",
    "sunset": "A rule of redaction takes effect",
    "follow-up": "Look again",
}


def can_write_calendar() -> bool:
    """Return whether icalendar is installed."""
    return find_spec("icalendar") is not None


def write_calendar(schedule: Schedule) -> bytes:
    """Return a calendar with an event for each moment. The same moment has the same UID each time, also when its date has changed."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//digest//digest next//EN")
    calendar.add("x-wr-calname", _line(schedule.name))
    for one in (*schedule.due, *schedule.moments):
        calendar.add_component(_event(one, schedule))
    return bytes(calendar.to_ical())


def _event(one: Upcoming, schedule: Schedule) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{fingerprint(schedule.site.encode(), one.what.encode(), one.id.encode())}@news-digest")
    event.add("dtstamp", schedule.now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", one.at.day if one.at.bare else one.at.at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", _line(": ".join(filter(None, (_WORDS[one.what], one.title)))))
    event.add("description", _line(f"{one.position}\n{one.settle}"))
    event.add("transp", "TRANSPARENT")  # it takes nobody's time
    return event


def _line(text: str) -> str:
    """Return a text with blanks for the control characters that RFC 5545, section 3.1, forbids."""
    return "".join(one if one.isprintable() or one == "\n" else " " for one in clean(text))
