"""The pages of incidents, and the list of all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from digest.model.content.article import Citation
from digest.model.content.incident import IncidentFile, Note
from digest.model.moment import Moment
from digest.model.page import Page, PublishPhase
from digest.model.text.words import Words
from digest.model.views.archive import IncidentIndexView
from digest.model.views.chart import MapPoint
from digest.model.views.common import ImageSize, Link, PageMeta, Pagination, SourceLine, TimelineEntry
from digest.model.views.incident import CitedSource, CorrectionEntry, IncidentView, Report
from digest.planning.content.incident_names import incident_name
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.images import picture_of, sizes_in, to_share, with_size
from digest.planning.site.index import SiteIndex, place_names, term_links
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode, outlet_of
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import HOME, INCIDENTS, SITE_ORIGIN, crumbs_to
from digest.planning.site.statistics import points_of_incidents

# In which order what has the same time stands.
_ORDER = ("event", "charge", "status", "report", "update", "correction")


def timeline_of(known: IncidentNode, repeats: Mapping[str, str]) -> tuple[TimelineEntry, ...]:
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
    """Return where an entry stands: within a day what has no time of day comes first, since all of these begin at its midnight."""
    when = entry.when
    return when.day, not when.bare, when.at, _ORDER.index(entry.kind), entry.address


def _noted(note: Note, kind: Literal["event", "status", "charge"], person: str = "", charge: str = "") -> TimelineEntry:
    return TimelineEntry(
        note.date, kind, "", note.text, "", SourceLine(note.source.name, note.source.url), "", person, charge
    )


def _reported(known: ArticleNode) -> list[TimelineEntry]:
    """Return the report itself, and after it what was added to it."""
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


_Use = tuple[Citation, Moment | None, str]


def cited_of(known: IncidentNode, words: Words) -> tuple[CitedSource, ...]:
    """Return each source whose URL is not a report's, once, in the order of first citation, with all that it is cited for."""
    reported = {report.article.source.url for report in known.reports}
    uses: dict[str, list[_Use]] = {}
    for use in _uses(known.incident.file, words):
        if use[0].url and use[0].url not in reported:
            uses.setdefault(use[0].url, []).append(use)
    return tuple(
        CitedSource(
            next((citation.name for citation, _, _ in found if citation.name), ""),
            url,
            min((date for _, date, _ in found if date), key=lambda date: date.at, default=None),
            tuple(dict.fromkeys(subject for _, _, subject in found)),
        )
        for url, found in uses.items()
    )


def _uses(file: IncidentFile, words: Words) -> Iterator[_Use]:
    for note in file.status:
        yield note.source, note.date, words.say("Status")
    for fact in file.facts:
        yield fact.source, fact.date, fact.name
    for note in file.timeline:
        yield note.source, note.date, words.say("Event")
    for person in file.people:
        for charge in person.charges:
            for note in charge.outcomes:
                yield note.source, note.date, words.say("Proceedings")


MOST_RELATED = 5


def plan_incidents(index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every incident."""
    related = _related(index)
    for known in index.incidents.values():
        incident = known.incident
        given = (
            known,
            related.get(known.id, ()),
            term_links(place_names(incident.places), index.places),
            term_links(incident.tags, index.tags),
            index.site,
            sizes_in(incident.file.references, index.media),
        )
        yield Page(
            known.address,
            "incident.html",
            _view,
            given,
            PublishPhase.PAGE,
            incident.file.origin.at("title"),
            title=incident.title,
            moved=known.latest,
            noindex=incident.file.noindex,
        )


def _view(
    known: IncidentNode,
    related: tuple[IncidentNode, ...],
    places: tuple[Link, ...],
    tags: tuple[Link, ...],
    site: SiteNode,
    sizes: tuple[ImageSize, ...],
) -> IncidentView:
    incident, file = known.incident, known.incident.file
    head = _head(known, site)
    repeats = near_duplicates_of(incident.articles)
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


def _head(known: IncidentNode, site: SiteNode) -> PageMeta:
    incident, file = known.incident, known.incident.file
    return PageMeta(
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


def _reports(known: IncidentNode, repeats: Mapping[str, str]) -> tuple[Report, ...]:
    """Return the reports, newest first, each with those that only repeat it."""
    folded: dict[str, list[Report]] = defaultdict(list)
    for report in known.reports:
        if report.id in repeats:
            folded[repeats[report.id]].append(Report(report.card, report.article.source.archive))
    return tuple(
        Report(report.card, report.article.source.archive, tuple(folded[report.id]))
        for report in reversed(known.reports)
        if report.id not in repeats
    )


def corrections_of(articles: Iterable[ArticleNode]) -> tuple[CorrectionEntry, ...]:
    """Return all corrections of some articles, newest first."""
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


def _related(index: SiteIndex) -> dict[str, tuple[IncidentNode, ...]]:
    """Return each incident's related ones: first those that its file names, then those whose file names it, then by shared reports."""
    incidents, files = index.incidents, index.assembly.files
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


def latest_incidents(index: SiteIndex) -> list[IncidentNode]:
    """Return all incidents, the one that moved last first."""
    return sorted(index.incidents.values(), key=lambda known: (known.latest.at, known.address), reverse=True)


def plan_incident_index(index: SiteIndex) -> Iterator[Page]:
    """Plan the list of all incidents."""
    latest = latest_incidents(index)
    pictures = (count_months(known.reports[0] for known in latest), points_of_incidents(latest))
    for address, pages, part in paginate(latest, INCIDENTS.address, index.config.per_page):
        title = numbered(index.config.words.say("Incidents"), pages, index.config)
        shown = pictures if pages.number == 1 else ((), ())
        given = (title, address, part, pages, len(latest), shown, index.site)
        yield Page(address, "incidents.html", _index_view, given, PublishPhase.INDEX, SITE_ORIGIN, title)


def _index_view(
    title: str,
    address: str,
    incidents: list[IncidentNode],
    pages: Pagination,
    total: int,
    shown: tuple[Months, tuple[MapPoint, ...]],
    site: SiteNode,
) -> IncidentIndexView:
    months, points = shown
    return IncidentIndexView(
        head=PageMeta(title, address, crumbs=crumbs_to(site.config, HOME)),
        title=site.config.words.say("Incidents"),
        incidents=tuple(known.card for known in incidents),
        pages=pages,
        total=total,
        tallies=counts_of(months),
        points=points,
    )
