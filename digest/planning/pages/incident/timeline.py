"""What an incident's page tells day by day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from digest.model.content.incident import Note
from digest.model.views.common import SourceLine, TimelineEntry
from digest.planning.site.nodes import ArticleNode, IncidentNode

# The order of entries that have the same time.
_ORDER = ("event", "charge", "status", "report", "update", "correction")


def timeline_of(node: IncidentNode, repeats: Mapping[str, str]) -> tuple[TimelineEntry, ...]:
    """Return events, reports, updates, corrections and outcomes as one timeline, oldest first, without the reports that repeat others.

    A timeline of one report alone would only repeat the list of reports: then it is empty.
    """
    file = node.incident.file
    entries = [_noted(note, "event") for note in file.timeline]
    entries += [_noted(note, "status") for note in file.status]
    for person in file.people:
        for charge in person.charges:
            entries += [_noted(note, "charge", person.name, charge.charge) for note in charge.outcomes]
    for report in node.reports:
        entries += _reported(report)[report.id in repeats :]
    if [entry.kind for entry in entries] == ["report"]:
        return ()
    return tuple(sorted(entries, key=_order))


def _order(entry: TimelineEntry) -> tuple[date, bool, datetime, int, str]:
    """Return the sort key of an entry. Within a day, entries without a time of day come first."""
    when = entry.when
    return when.day, not when.bare, when.at, _ORDER.index(entry.kind), entry.address


def _noted(note: Note, kind: Literal["event", "status", "charge"], person: str = "", charge: str = "") -> TimelineEntry:
    return TimelineEntry(
        note.date, kind, "", note.text, "", SourceLine(note.source.name, note.source.url), "", person, charge
    )


def _reported(node: ArticleNode) -> list[TimelineEntry]:
    """Return the entry of a report, followed by those of its updates and corrections."""
    article = node.article
    language, outlet = article.language, node.outlet
    entries = [TimelineEntry(article.date, "report", article.title, "", node.address, outlet, language)]
    for update in article.updates:
        address = node.link_to(update.anchor).address
        title = update.title or article.title
        entries.append(TimelineEntry(update.date, "update", title, "", address, SourceLine(""), language))
    for correction in article.corrections:
        address = node.link_to(correction.anchor).address
        entries.append(
            TimelineEntry(
                correction.date, "correction", article.title, correction.text, address, SourceLine(""), language
            )
        )
    return entries
