"""The pages of incidents, and the list of all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from digest.model.content.article import Citation
from digest.model.content.incident import IncidentFile, Note
from digest.model.moment import Moment
from digest.model.page import Page, PublishPhase
from digest.model.text.words import Words
from digest.model.views.archive import IncidentIndexView
from digest.model.views.chart import MapPoint
from digest.model.views.common import ImageSize, ImageView, Link, PageMeta, Pagination, SourceLine, TimelineEntry
from digest.model.views.files import SOCIAL_IMAGE
from digest.model.views.incident import CitedSource, CorrectionEntry, IncidentView, Report
from digest.planning.content.incident_names import incident_name
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.images import picture_of, sizes_in, to_share, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import HOME, INCIDENTS, SITE_ORIGIN, crumbs_to
from digest.planning.site.statistics import points_of_incidents
from digest.planning.site.statuses import disputes_of
from digest.planning.site.taxonomies import place_names, term_links

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


_Use = tuple[Citation, Moment | None, str]


def cited_of(node: IncidentNode, words: Words) -> tuple[CitedSource, ...]:
    """Return each cited source once, in the order of first citation, with all that it is cited for; not the sources of reports."""
    reported = {report.article.source.url for report in node.reports}
    uses: dict[str, list[_Use]] = {}
    for use in _uses(node.incident.file, words):
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
    for dispute in file.disputed:
        yield dispute.source, dispute.date, words.say("Disputed")
        if dispute.settled:
            yield dispute.settled.source, dispute.settled.date, words.say("Disputed")
    for note in file.timeline:
        yield note.source, note.date, words.say("Event")
    for person in file.people:
        for charge in person.charges:
            for note in charge.outcomes:
                yield note.source, note.date, words.say("Proceedings")


MOST_RELATED = 5


def plan_incidents(news: Mapping[str, tuple[str, ...]], cards: Mapping[str, Page], index: SiteIndex) -> Iterator[Page]:
    """Plan a page for every incident.

    `news` are the anchors to which items of `feed.xml` lead, by the address of the incident, and `cards` the social images of incidents, by
    their ids.
    """
    related = _related(index)
    for node in index.incidents.values():
        incident = node.incident
        yield Page(
            node.address,
            "incident.html",
            IncidentPage(
                node,
                related.get(node.id, ()),
                term_links(place_names(incident.places), index.terms["place"]),
                term_links(incident.tags, index.terms["tag"]),
                index.site,
                sizes_in(incident.file.references, index.media),
                news.get(node.address, ()),
                cards[node.id].address if node.id in cards else "",
            ),
            PublishPhase.PAGE,
            incident.file.origin.at("title"),
            title=incident.title,
            modified=node.latest,
            noindex=incident.file.noindex,
        )


class IncidentPage(NamedTuple):
    """The page of an incident.

    `places` and `tags` are the links to its terms, `sizes` those of the images in its text, and `news` the anchors of its developments.
    `card` is the address of its social image; empty if it has none.
    """

    node: IncidentNode
    related: tuple[IncidentNode, ...]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    site: SiteNode
    sizes: tuple[ImageSize, ...]
    news: tuple[str, ...]
    card: str

    def build_view(self, title: str) -> IncidentView:
        """Return the view of the incident."""
        node, incident, file = self.node, self.node.incident, self.node.incident.file
        head = self._head(title)
        repeats = near_duplicates_of(incident.articles)
        return IncidentView(
            head=head,
            title=incident.title,
            kind=file.kind,
            number=file.number,
            span=incident.span,
            summary=incident.summary,
            body=file.body,
            picture=with_size(picture_of(incident), node.medium),
            location=file.place,
            status=tuple(sorted(file.status, key=lambda note: note.date.at, reverse=True)),
            facts=file.facts,
            disputed=disputes_of(file),
            people=file.people,
            timeline=timeline_of(node, repeats),
            reports=_reports(node, repeats),
            total=len(node.reports),
            cited=cited_of(node, self.site.config.words),
            corrections=corrections_of(node.reports),
            related=tuple(other.card for other in self.related),
            places=self.places,
            tags=self.tags,
            latest=node.latest,
            feed=head.feeds[0],
            sizes=self.sizes,
            news=self.news,
        )

    def _drawn(self) -> ImageView | None:
        """Return the social image of the incident."""
        return ImageView(self.card, self.node.incident.title, "", "", *SOCIAL_IMAGE) if self.card else None

    def _head(self, title: str) -> PageMeta:
        node, incident, config = self.node, self.node.incident, self.site.config
        return PageMeta(
            title=title,
            address=node.address,
            description=node.card.summary,
            picture=to_share(picture_of(incident), node.medium) or self._drawn(),
            published=incident.articles[0].date,
            modified=node.latest,
            noindex=incident.file.noindex,
            feeds=(incident_feed_link(node.link, config),),
            crumbs=crumbs_to(config, HOME, INCIDENTS),
        )


def _reports(node: IncidentNode, repeats: Mapping[str, str]) -> tuple[Report, ...]:
    """Return the reports, newest first, each with those that only repeat it."""
    folded: dict[str, list[Report]] = defaultdict(list)
    for report in node.reports:
        if report.id in repeats:
            folded[repeats[report.id]].append(Report(report.card, report.article.source.archive))
    return tuple(
        Report(report.card, report.article.source.archive, tuple(folded[report.id]))
        for report in reversed(node.reports)
        if report.id not in repeats
    )


def corrections_of(articles: Iterable[ArticleNode]) -> tuple[CorrectionEntry, ...]:
    """Return all corrections of some articles, newest first."""
    entries = [
        (
            correction.date.at,
            node.id,
            CorrectionEntry(correction.date, node.link_to(correction.anchor), correction.text),
        )
        for node in articles
        for correction in node.article.corrections
    ]
    return tuple(entry for _, _, entry in sorted(entries, key=lambda entry: entry[:2], reverse=True))


def _related(index: SiteIndex) -> dict[str, tuple[IncidentNode, ...]]:
    """Return the related incidents of each: first those that its file names, then those whose file names it, then by shared reports."""
    incidents, files = index.incidents, index.assembly.files
    named = [
        (identity, incident_name(name, files))
        for identity, node in incidents.items()
        for name in node.incident.file.related
    ]
    shared = [
        (identity, other)
        for identity, node in incidents.items()
        for report in node.reports
        if len(report.incidents) > 1
        for other, _ in report.incidents
    ]
    related: dict[str, dict[str, None]] = {}
    for identity, other in (*named, *((other, identity) for identity, other in named), *shared):
        if identity in incidents and other in incidents and other != identity:
            related.setdefault(identity, {}).setdefault(other)
    for identity, node in incidents.items():
        for other in (incident_name(name, files) for name in node.incident.file.not_related):
            related.get(identity, {}).pop(other, None)
            related.get(other, {}).pop(identity, None)
    return {
        identity: tuple(incidents[other] for other in list(others)[:MOST_RELATED])
        for identity, others in related.items()
    }


def latest_incidents(index: SiteIndex) -> list[IncidentNode]:
    """Return all incidents, the one with the latest news first."""
    return sorted(index.incidents.values(), key=lambda node: (node.latest.at, node.address), reverse=True)


def plan_incident_index(index: SiteIndex) -> Iterator[Page]:
    """Plan the list of all incidents."""
    latest = latest_incidents(index)
    charts = (count_months(node.reports[0] for node in latest), points_of_incidents(latest))
    for address, pages, part in paginate(latest, INCIDENTS.address, index.config.per_page):
        title = numbered(index.config.words.say("Incidents"), pages, index.config)
        months, points = charts if pages.number == 1 else ((), ())
        spec = IncidentListPage(address, part, pages, len(latest), months, points, index.site)
        yield Page(address, "incidents.html", spec, PublishPhase.INDEX, SITE_ORIGIN, title)


class IncidentListPage(NamedTuple):
    """One page of the list of all incidents. The first has two charts: incidents by month, and on a map."""

    address: str
    incidents: Sequence[IncidentNode]
    pages: Pagination
    total: int
    months: Months
    points: tuple[MapPoint, ...]
    site: SiteNode

    def build_view(self, title: str) -> IncidentIndexView:
        """Return the view of this page of the list."""
        config = self.site.config
        return IncidentIndexView(
            head=PageMeta(title, self.address, crumbs=crumbs_to(config, HOME)),
            title=config.words.say("Incidents"),
            incidents=tuple(node.card for node in self.incidents),
            pages=self.pages,
            total=self.total,
            tallies=counts_of(self.months),
            points=self.points,
        )
