"""What an incident's page tells day by day, newest first: key moments, and on which days there were reports."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from digest.model.content.incident import IncidentFile, Note
from digest.model.moment import Moment, Span
from digest.model.views.common import SourceLine, TimelineEntry
from digest.model.views.incident import Day, Report
from digest.planning.site.nodes import ArticleNode, IncidentNode

# The order of entries that have the same time; the page has the last one first.
_ORDER = ("event", "charge", "status", "report", "update", "correction")
# More days are told by month where there was nothing but reports.
_MOST_DAYS = 24


def key_moments_of(node: IncidentNode) -> list[TimelineEntry]:
    """Return events, outcomes, earlier statuses, updates and corrections, newest first: not the newest status, with which a page begins."""
    moments = _told(node.incident.file)
    for report in node.reports:
        moments += changes_of(report)
    return sorted(moments, key=_order, reverse=True)


def changes_of(node: ArticleNode) -> Iterator[TimelineEntry]:
    """Yield the updates of a report, then its corrections."""
    article, nobody = node.article, SourceLine("")
    for update in article.updates:
        address = node.link_to(update.anchor).address
        yield TimelineEntry(update.date, "update", update.title or article.title, "", address, nobody, article.language)
    for one in article.corrections:
        address = node.link_to(one.anchor).address
        yield TimelineEntry(one.date, "correction", article.title, one.text, address, nobody, article.language)


def _told(file: IncidentFile) -> list[TimelineEntry]:
    """Return what a file says of events, of statuses but the newest, and of outcomes."""
    told = [_noted(note, "event") for note in file.timeline]
    told += [_noted(note, "status") for note in sorted(file.status, key=lambda note: note.date.at)[:-1]]
    for person in file.people:
        for charge in person.charges:
            told += [_noted(note, "charge", person.name, charge.charge) for note in charge.outcomes]
    return told


def _order(entry: TimelineEntry) -> tuple[date, bool, datetime, int, str]:
    """Return the sort key of an entry. Within a day, entries without a time of day are older than all others."""
    when = entry.when
    return when.day, not when.bare, when.at, _ORDER.index(entry.kind), entry.address


def _noted(note: Note, kind: Literal["event", "status", "charge"], person: str = "", charge: str = "") -> TimelineEntry:
    source = SourceLine(note.source.name, note.source.url)
    return TimelineEntry(note.date, kind, "", note.text, "", source, "", person, charge)


def news_among(
    moments: Iterable[TimelineEntry], reports: Iterable[Report], since: Moment | None
) -> list[TimelineEntry]:
    """Return the reports, updates and corrections after a moment, newest first; all of them without one."""
    news = [entry for entry in moments if entry.kind in {"update", "correction"}]
    for report in reports:
        card = report.card
        news.append(
            TimelineEntry(card.date, "report", card.title, "", card.address, card.source, card.language, at=card.at)
        )
    return sorted((entry for entry in news if since is None or entry.when.at > since.at), key=_order, reverse=True)


def days_of(moments: Iterable[TimelineEntry], reports: Iterable[Report]) -> tuple[Day, ...]:
    """Return key moments and reports by day, newest first. Both are newest first.

    Of many days, those of one month on which there was nothing but reports, one after the other, are told as one.
    """
    found: dict[Span, tuple[list[TimelineEntry], list[Report]]] = {}
    for entry in moments:
        found.setdefault(_span_of(entry.when), ([], []))[0].append(entry)
    for report in reports:
        found.setdefault(_span_of(report.card.date), ([], []))[1].append(report)
    days = [Day(span, tuple(told), tuple(reported)) for span, (told, reported) in sorted(found.items(), reverse=True)]
    return tuple(days if len(days) <= _MOST_DAYS else map(_joined, _runs(days)))


def _span_of(moment: Moment) -> Span:
    """Return the day of a moment; its month or year, if no more of it is known."""
    return Span(moment.day, moment.day, "day" if moment.precision == "time" else moment.precision)


def _runs(days: Iterable[Day]) -> Iterator[Sequence[Day]]:
    """Yield the days that are told as one: in one list each."""
    for month, run in groupby(days, _month):
        several = list(run)
        yield from [several] if month else [[day] for day in several]


def _month(day: Day) -> tuple[int, int] | None:
    """Return the year and month of a day on which there was nothing but reports, else None."""
    return None if day.moments or day.when.precision != "day" else (day.when.start.year, day.when.start.month)


def _joined(run: Sequence[Day]) -> Day:
    """Return the days of a run, the newest first, as one."""
    reports = tuple(report for day in run for report in day.reports)
    return run[0] if len(run) == 1 else Day(Span(run[-1].when.start, run[0].when.end), (), reports)
