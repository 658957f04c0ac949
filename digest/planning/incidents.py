"""The pages of incidents, and the list of all of them."""

from collections.abc import Iterator
from typing import Literal

from digest.model.article import Article, Citation
from digest.model.incident import Incident, Note
from digest.model.page import Page, Wave
from digest.model.views.archive import IncidentIndexView
from digest.model.views.common import Head, IncidentCard, SourceLine, TimelineEntry
from digest.model.views.incident import CorrectionEntry, IncidentView
from digest.planning.assemble import incident_name
from digest.planning.directory import (
    Directory,
    article_link,
    incident_address,
    outlet_of,
    picture_of,
    place_names,
    term_links,
)
from digest.planning.feeds import incident_feed_link
from digest.planning.heads import HOME, INCIDENTS, SITE_ORIGIN, numbered, paginate

MOST_RELATED = 5


def plan_incidents(directory: Directory) -> Iterator[Page]:
    """Plan a page for every incident."""
    related = _related(directory)
    for incident in directory.assembly.incidents:
        view = _view(incident, related[incident.id], directory)
        yield Page(view.head.address, "incident.html", view, Wave.PAGE, incident.file.origin.at("title"))


def _view(incident: Incident, related: tuple[IncidentCard, ...], directory: Directory) -> IncidentView:
    file = incident.file
    card = directory.incident_cards[incident.id]
    head = Head(
        title=incident.title,
        address=incident_address(incident),
        description=card.summary,
        picture=picture_of(incident),
        published=incident.articles[0].date,
        modified=card.latest,
        noindex=file.noindex,
        feeds=(incident_feed_link(incident, directory.config),),
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
        timeline=_timeline(incident),
        reports=tuple(directory.cards[article.id] for article in reversed(incident.articles)),
        corrections=corrections_of(incident.articles),
        related=related,
        places=term_links(place_names(incident.places), directory.places),
        tags=term_links(incident.tags, directory.tags),
        latest=card.latest,
        feed=head.feeds[0],
    )


def _timeline(incident: Incident) -> tuple[TimelineEntry, ...]:
    """Put events, reports, updates, corrections and outcomes into one line of time, oldest first."""
    file = incident.file
    entries = [_noted(note, "event", "") for note in file.timeline]
    entries += [_noted(note, "status", "") for note in file.status]
    for person in file.people:
        for charge in person.charges:
            entries += [_noted(note, "charge", f"{person.name}: {charge.charge}") for note in charge.outcomes]
    for article in incident.articles:
        entries += _reported(article)
    order = ("event", "charge", "status", "report", "update", "correction")
    return tuple(
        sorted(entries, key=lambda entry: (entry.when.day, order.index(entry.kind), entry.when.at, entry.address))
    )


def _noted(note: Note, kind: Literal["event", "status", "charge"], title: str) -> TimelineEntry:
    return TimelineEntry(note.date, kind, title, note.text, "", cited(note.source))


def cited(citation: Citation) -> SourceLine:
    """Give who says so in one line; a bare URL is named by its host when it is shown."""
    return SourceLine(citation.name, citation.url)


def _reported(article: Article) -> list[TimelineEntry]:
    outlet = outlet_of(article.source)
    link = article_link(article)
    entries = [TimelineEntry(article.date, "report", article.title, "", link.address, outlet)]
    for update in article.updates:
        address = article_link(article, update.anchor).address
        entries.append(TimelineEntry(update.date, "update", update.title or article.title, "", address, SourceLine("")))
    for correction in article.corrections:
        address = article_link(article, correction.anchor).address
        entries.append(
            TimelineEntry(correction.date, "correction", article.title, correction.text, address, SourceLine(""))
        )
    return entries


def corrections_of(articles: tuple[Article, ...]) -> tuple[CorrectionEntry, ...]:
    """Give all corrections of some articles, newest first."""
    entries = [
        (
            correction.date.at,
            article.id,
            CorrectionEntry(correction.date, article_link(article, correction.anchor), correction.text),
        )
        for article in articles
        for correction in article.corrections
    ]
    return tuple(entry for _, _, entry in sorted(entries, key=lambda entry: entry[:2], reverse=True))


def _related(directory: Directory) -> dict[str, tuple[IncidentCard, ...]]:
    """Give every incident's related ones: those that a file names (in both directions), and those that share a report."""
    incidents = {incident.id: incident for incident in directory.assembly.incidents}
    files = directory.assembly.files
    related: dict[str, dict[str, None]] = {identity: {} for identity in incidents}
    for identity, incident in incidents.items():
        shared = [other.id for article in incident.articles for other in directory.incidents_of[article.id]]
        for other in (*(incident_name(name, files) for name in incident.file.related), *shared):
            if other in incidents and other != identity:
                related[identity].setdefault(other)
                related[other].setdefault(identity)
    for identity, incident in incidents.items():
        for other in (incident_name(name, files) for name in incident.file.not_related):
            related[identity].pop(other, None)
            related.get(other, {}).pop(identity, None)
    return {
        identity: tuple(directory.incident_cards[other] for other in list(others)[:MOST_RELATED])
        for identity, others in related.items()
    }


def latest_incidents(directory: Directory) -> tuple[IncidentCard, ...]:
    """Give all incidents, the one that moved last first."""
    cards = directory.incident_cards.values()
    return tuple(sorted(cards, key=lambda card: (card.latest.at, card.address), reverse=True))


def plan_incident_index(directory: Directory) -> Iterator[Page]:
    """Plan the list of all incidents."""
    cards = latest_incidents(directory)
    for address, pages, part in paginate(cards, INCIDENTS.address, directory.config.per_page):
        head = Head(numbered("Incidents", pages), address, crumbs=(HOME,))
        view = IncidentIndexView(head, "Incidents", tuple(part), pages, len(cards))
        yield Page(address, "incidents.html", view, Wave.INDEX, SITE_ORIGIN)
