"""What changes by itself, as text for the terminal, as lines of a crontab, and as JSON."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from digest.cli.report import diagnostics_data, plural, shown
from digest.model.reports.upcoming import Schedule, Upcoming, UpcomingKind

_WORDS: dict[UpcomingKind, str] = {
    "embargo": "appears",
    "expiry": "expires",
    "sunset": "a rule of redaction takes effect",
    "follow-up": "look again",
}
# English, as all words of the command line, whatever the locale of the machine is.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A line of a crontab names no year: what is further away would come too early.
_YEAR = timedelta(days=365)
_PERCENT = re.compile(r"(?<!\\)%")


def format_schedule(schedule: Schedule) -> Iterator[str]:
    """Return the lines to print, by day in the site's zone: first the follow-ups that are due. None if nothing came due after `since`."""
    if schedule.due:
        yield "Due"
        for one in schedule.due:
            yield from _format_moment(one, _day(one.local(schedule.zone).date()))
    for number, (day, group) in enumerate(groupby(schedule.moments, key=lambda one: one.local(schedule.zone).date())):
        if number or schedule.due:
            yield ""
        yield f"{_DAYS[day.weekday()]} {_day(day)}"
        for one in group:
            yield from _format_moment(one, _time(one, schedule.zone))
    if schedule.since is None and not schedule.moments:
        yield from [""] if schedule.due else []
        yield "Nothing will change by itself."


def _format_moment(one: Upcoming, when: str) -> Iterator[str]:
    said = _WORDS[one.what] + (f": “{shown(one.title)}”" if one.title else "")
    margin = " " * (len(when) + 4)
    yield f"  {when}  {said}"
    yield f"{margin}{shown(str(one.position))}"
    yield f"{margin}{one.settle}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _time(one: Upcoming, zone: ZoneInfo) -> str:
    if one.at.bare and not one.changes_output:
        return "any time"
    local = one.local(zone)
    return f"{local:%H:%M} {local.tzname()}"


def format_crontab(schedule: Schedule, command: str) -> Iterator[str]:
    """Return lines of a crontab that run a command once at each minute after which the output changes, in UTC.

    The command must be one line. Percent signs, which cron takes for line ends, are escaped.
    """
    yield "# Made by digest next --cron: run it again when the content has changed. Times are UTC. A cron that does not know"
    yield "# CRON_TZ, such as Debian's, uses the zone of the machine: set that to UTC."
    yield "CRON_TZ=UTC"
    escaped = _PERCENT.sub(r"\%", command)
    moments = [one for one in schedule.moments if one.changes_output]
    near = [one for one in moments if one.at.at <= schedule.now + _YEAR]
    for minute, group in groupby(near, key=_minute_after):
        for one in group:
            yield f"# {minute:%Y-%m-%d %H:%M}: {shown(str(one.position))}: {_WORDS[one.what]}"
        yield f"{minute.minute} {minute.hour} {minute.day} {minute.month} * {escaped}"
    if len(near) < len(moments):
        yield f"# {plural(len(moments) - len(near), 'moment')} more than a year away left out"


def _minute_after(one: Upcoming) -> datetime:
    """Return the first whole minute at which it has come, in UTC."""
    at = one.at.at.astimezone(UTC)
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(minutes=1)


def schedule_data(schedule: Schedule) -> dict[str, Any]:
    """Return the schedule as values for JSON."""
    return {
        "now": schedule.now.isoformat(),
        "since": schedule.since.isoformat() if schedule.since else None,
        "due": [_moment_data(one) for one in schedule.due],
        "moments": [_moment_data(one) for one in schedule.moments],
        "diagnostics": diagnostics_data(schedule.diagnostics),
    }


def _moment_data(one: Upcoming) -> dict[str, Any]:
    return {
        "at": one.at.at.isoformat(),
        "written": one.at.iso,
        "what": one.what,
        "id": one.id,
        "title": one.title,
        "file": one.position.file,
        "line": one.position.line,
        "column": one.position.column,
        "changes_output": one.changes_output,
        "settle": one.settle,
    }
