"""The pages of incidents, and the list of all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from digest.model.page import Page, Wave
from digest.model.views.archive import IncidentIndexView
from digest.model.views.chart import MapPoint
from digest.model.views.common import Head, Link, Pages, PictureSize
from digest.model.views.incident import CorrectionEntry, IncidentView, Report
from digest.planning.cited import cited_of
from digest.planning.directory import Directory, place_names, term_links
from digest.planning.feed_links import incident_feed_link
from digest.planning.heads import HOME, INCIDENTS, SITE_ORIGIN, crumbs_to, numbered, paginate
from digest.planning.known import KnownArticle, KnownIncident, KnownSite
from digest.planning.names import incident_name
from digest.planning.pictures import picture_of, sizes_in, to_share, with_size
from digest.planning.repeats import repeats_of
from digest.planning.surveys import points_of_incidents
from digest.planning.tallies import Months, count_months, tallies_of
from digest.planning.timeline import timeline_of

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
            sizes_in(incident.file.references, directory.media),
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
    sizes: tuple[PictureSize, ...],
) -> IncidentView:
    incident, file = known.incident, known.incident.file
    head = _head(known, site)
    repeats = repeats_of(incident.articles)
    return IncidentView(
        head=head,
        title=incident.title,
        kind=file.kind,
        number=file.number,
        span=incident.span,
        summary=incident.summary,
        body=file.body,
        picture=with_size(picture_of(incident), known.medium),
        location=file.place,
        status=tuple(sorted(file.status, key=lambda note: note.date.at, reverse=True)),
        facts=file.facts,
        people=file.people,
        timeline=timeline_of(known, repeats),
        reports=_reports(known, repeats),
        total=len(known.reports),
        cited=cited_of(known, site.config.words),
        corrections=corrections_of(known.reports),
        related=tuple(other.card for other in related),
        places=places,
        tags=tags,
        latest=known.latest,
        feed=head.feeds[0],
        sizes=sizes,
    )


def _head(known: KnownIncident, site: KnownSite) -> Head:
    incident, file = known.incident, known.incident.file
    return Head(
        title=incident.title,
        address=known.address,
        description=known.card.summary,
        picture=to_share(picture_of(incident), known.medium),
        published=incident.articles[0].date,
        modified=known.latest,
        noindex=file.noindex,
        feeds=(incident_feed_link(known.link, site.config),),
        crumbs=crumbs_to(site.config, HOME, INCIDENTS),
    )


def _reports(known: KnownIncident, repeats: Mapping[str, str]) -> tuple[Report, ...]:
    """Give the reports, newest first, each with those that only repeat it."""
    folded: dict[str, list[Report]] = defaultdict(list)
    for report in known.reports:
        if report.id in repeats:
            folded[repeats[report.id]].append(Report(report.card, report.article.source.archive))
    return tuple(
        Report(report.card, report.article.source.archive, tuple(folded[report.id]))
        for report in reversed(known.reports)
        if report.id not in repeats
    )


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
    """Give each incident's related ones: first those that its file names, then those whose file names it, then by shared reports."""
    incidents, files = directory.incidents, directory.assembly.files
    named = [
        (identity, incident_name(name, files))
        for identity, known in incidents.items()
        for name in known.incident.file.related
    ]
    shared = [
        (identity, other)
        for identity, known in incidents.items()
        for report in known.reports
        if len(report.incidents) > 1
        for other, _ in report.incidents
    ]
    related: dict[str, dict[str, None]] = {}
    for identity, other in (*named, *((other, identity) for identity, other in named), *shared):
        if identity in incidents and other in incidents and other != identity:
            related.setdefault(identity, {}).setdefault(other)
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
    pictures = (count_months(known.reports[0] for known in latest), points_of_incidents(latest))
    for address, pages, part in paginate(latest, INCIDENTS.address, directory.config.per_page):
        title = numbered(directory.config.words.say("Incidents"), pages, directory.config)
        shown = pictures if pages.number == 1 else ((), ())
        given = (title, address, part, pages, len(latest), shown, directory.site)
        yield Page(address, "incidents.html", _index_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _index_view(
    title: str,
    address: str,
    incidents: list[KnownIncident],
    pages: Pages,
    total: int,
    shown: tuple[Months, tuple[MapPoint, ...]],
    site: KnownSite,
) -> IncidentIndexView:
    months, points = shown
    return IncidentIndexView(
        head=Head(title, address, crumbs=crumbs_to(site.config, HOME)),
        title=site.config.words.say("Incidents"),
        incidents=tuple(known.card for known in incidents),
        pages=pages,
        total=total,
        tallies=tallies_of(months),
        points=points,
    )
