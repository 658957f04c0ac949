"""The pages of incidents, and the list of all of them."""

from collections.abc import Iterable, Iterator
from typing import Literal

from digest.model.article import Citation
from digest.model.incident import Note
from digest.model.page import Page, Wave
from digest.model.views.archive import IncidentIndexView
from digest.model.views.common import Head, Link, Pages, SourceLine, TimelineEntry
from digest.model.views.incident import CorrectionEntry, IncidentView
from digest.planning.assemble import incident_name
from digest.planning.directory import Directory, place_names, term_links
from digest.planning.feeds import incident_feed_link
from digest.planning.heads import HOME, INCIDENTS, SITE_ORIGIN, numbered, paginate
from digest.planning.known import KnownArticle, KnownIncident, KnownSite, outlet_of, picture_of

MOST_RELATED = 5


def plan_incidents(directory: Directory) -> Iterator[Page]:
    """Plan a page for every incident."""
    related = _related(directory)
    for known in directory.incidents.values():
        incident = known.incident
        given = (
            known,
            related.get(known.id, ()),
            term_links(place_names(incident.places), directory.places),
            term_links(incident.tags, directory.tags),
            directory.site,
        )
        yield Page(
            known.address,
            "incident.html",
            _view,
            given,
            Wave.PAGE,
            incident.file.origin.at("title"),
            title=incident.title,
            moved=known.latest,
            noindex=incident.file.noindex,
        )


def _view(
    known: KnownIncident,
    related: tuple[KnownIncident, ...],
    places: tuple[Link, ...],
    tags: tuple[Link, ...],
    site: KnownSite,
) -> IncidentView:
    incident, file = known.incident, known.incident.file
    head = Head(
        title=incident.title,
        address=known.address,
        description=known.card.summary,
        picture=picture_of(incident),
        published=incident.articles[0].date,
        modified=known.latest,
        noindex=file.noindex,
        feeds=(incident_feed_link(known.link, site.config),),
        crumbs=(HOME, INCIDENTS),
    )
    return IncidentView(
        head=head,
        title=incident.title,
        kind=file.kind,
        number=file.number,
        span=incident.span,
        summary=incident.summary,
        body=file.body,
        picture=head.picture,
        location=file.place,
        status=tuple(sorted(file.status, key=lambda note: note.date.at, reverse=True)),
        facts=file.facts,
        people=file.people,
        timeline=_timeline(known),
        reports=tuple(report.card for report in reversed(known.reports)),
        corrections=corrections_of(known.reports),
        related=tuple(other.card for other in related),
        places=places,
        tags=tags,
        latest=known.latest,
        feed=head.feeds[0],
    )


def _timeline(known: KnownIncident) -> tuple[TimelineEntry, ...]:
    """Put events, reports, updates, corrections and outcomes into one line of time, oldest first."""
    file = known.incident.file
    entries = [_noted(note, "event", "") for note in file.timeline]
    entries += [_noted(note, "status", "") for note in file.status]
    for person in file.people:
        for charge in person.charges:
            entries += [_noted(note, "charge", f"{person.name}: {charge.charge}") for note in charge.outcomes]
    for report in known.reports:
        entries += _reported(report)
    order = ("event", "charge", "status", "report", "update", "correction")
    return tuple(
        sorted(entries, key=lambda entry: (entry.when.day, order.index(entry.kind), entry.when.at, entry.address))
    )


def _noted(note: Note, kind: Literal["event", "status", "charge"], title: str) -> TimelineEntry:
    return TimelineEntry(note.date, kind, title, note.text, "", cited(note.source))


def cited(citation: Citation) -> SourceLine:
    """Give who says so in one line; a bare URL is named by its host when it is shown."""
    return SourceLine(citation.name, citation.url)


def _reported(known: KnownArticle) -> list[TimelineEntry]:
    article = known.article
    entries = [TimelineEntry(article.date, "report", article.title, "", known.address, outlet_of(article.source))]
    for update in article.updates:
        address = known.link_to(update.anchor).address
        entries.append(TimelineEntry(update.date, "update", update.title or article.title, "", address, SourceLine("")))
    for correction in article.corrections:
        address = known.link_to(correction.anchor).address
        entries.append(
            TimelineEntry(correction.date, "correction", article.title, correction.text, address, SourceLine(""))
        )
    return entries


def corrections_of(articles: Iterable[KnownArticle]) -> tuple[CorrectionEntry, ...]:
    """Give all corrections of some articles, newest first."""
    entries = [
        (
            correction.date.at,
            known.id,
            CorrectionEntry(correction.date, known.link_to(correction.anchor), correction.text),
        )
        for known in articles
        for correction in known.article.corrections
    ]
    return tuple(entry for _, _, entry in sorted(entries, key=lambda entry: entry[:2], reverse=True))


def _related(directory: Directory) -> dict[str, tuple[KnownIncident, ...]]:
    """Give incidents' related ones: those that a file names (in both directions), and those that share a report."""
    incidents, files = directory.incidents, directory.assembly.files
    related: dict[str, dict[str, None]] = {}
    for identity, known in incidents.items():
        named = [incident_name(name, files) for name in known.incident.file.related]
        shared = [other for report in known.reports if len(report.incidents) > 1 for other, _ in report.incidents]
        for other in (*named, *shared):
            if other in incidents and other != identity:
                related.setdefault(identity, {}).setdefault(other)
                related.setdefault(other, {}).setdefault(identity)
    for identity, known in incidents.items():
        for other in (incident_name(name, files) for name in known.incident.file.not_related):
            related.get(identity, {}).pop(other, None)
            related.get(other, {}).pop(identity, None)
    return {
        identity: tuple(incidents[other] for other in list(others)[:MOST_RELATED])
        for identity, others in related.items()
    }


def latest_incidents(directory: Directory) -> list[KnownIncident]:
    """Give all incidents, the one that moved last first."""
    return sorted(directory.incidents.values(), key=lambda known: (known.latest.at, known.address), reverse=True)


def plan_incident_index(directory: Directory) -> Iterator[Page]:
    """Plan the list of all incidents."""
    latest = latest_incidents(directory)
    for address, pages, part in paginate(latest, INCIDENTS.address, directory.config.per_page):
        title = numbered("Incidents", pages)
        given = (title, address, part, pages, len(latest))
        yield Page(address, "incidents.html", _index_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _index_view(
    title: str, address: str, incidents: list[KnownIncident], pages: Pages, total: int
) -> IncidentIndexView:
    head = Head(title, address, crumbs=(HOME,))
    return IncidentIndexView(head, "Incidents", tuple(known.card for known in incidents), pages, total)
