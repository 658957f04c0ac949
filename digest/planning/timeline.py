"""The line of time of an incident: what happened, and what was said of it when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from digest.model.content.incident import Note
from digest.model.views.common import SourceLine, TimelineEntry
from digest.planning.known import KnownArticle, KnownIncident, outlet_of

# In which order what has the same time stands.
_ORDER = ("event", "charge", "status", "report", "update", "correction")


def timeline_of(known: KnownIncident, repeats: Mapping[str, str]) -> tuple[TimelineEntry, ...]:
    """Put events, reports, updates, corrections and outcomes into one line of time, oldest first; repeats say nothing new.

    A line that holds nothing but one report would say nothing that the list of reports does not: it is empty.
    """
    file = known.incident.file
    entries = [_noted(note, "event") for note in file.timeline]
    entries += [_noted(note, "status") for note in file.status]
    for person in file.people:
        for charge in person.charges:
            entries += [_noted(note, "charge", person.name, charge.charge) for note in charge.outcomes]
    for report in known.reports:
        entries += _reported(report)[report.id in repeats :]
    if [entry.kind for entry in entries] == ["report"]:
        return ()
    return tuple(sorted(entries, key=_place))


def _place(entry: TimelineEntry) -> tuple[date, bool, datetime, int, str]:
    """Give where an entry stands: within a day what has no time of day comes first, since all of these begin at its midnight."""
    when = entry.when
    return when.day, not when.bare, when.at, _ORDER.index(entry.kind), entry.address


def _noted(note: Note, kind: Literal["event", "status", "charge"], person: str = "", charge: str = "") -> TimelineEntry:
    return TimelineEntry(
        note.date, kind, "", note.text, "", SourceLine(note.source.name, note.source.url), "", person, charge
    )


def _reported(known: KnownArticle) -> list[TimelineEntry]:
    """Give the report itself, and after it what was added to it."""
    article = known.article
    language, outlet = article.language, outlet_of(article.source)
    entries = [TimelineEntry(article.date, "report", article.title, "", known.address, outlet, language)]
    for update in article.updates:
        address = known.link_to(update.anchor).address
        title = update.title or article.title
        entries.append(TimelineEntry(update.date, "update", title, "", address, SourceLine(""), language))
    for correction in article.corrections:
        address = known.link_to(correction.anchor).address
        entries.append(
            TimelineEntry(
                correction.date, "correction", article.title, correction.text, address, SourceLine(""), language
            )
        )
    return entries
