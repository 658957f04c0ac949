"""The page of an incident."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from digest.adapters.localization import word_moment
from digest.model.config import Config
from digest.model.page import Page, PublishPhase
from digest.model.views.common import ImageSize, ImageView, Link, PageMeta, TimelineEntry
from digest.model.views.files import SOCIAL_IMAGE
from digest.model.views.incident import IncidentView, Report
from digest.planning.content.incident_names import incident_name
from digest.planning.pages.incident.arrangement import arrange
from digest.planning.pages.incident.sources import cited_of, outlets_of
from digest.planning.site.feed_links import incident_feed_link
from digest.planning.site.images import picture_of, sizes_in, to_share, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import IncidentNode, SiteNode
from digest.planning.site.pagination import counted, described
from digest.planning.site.sections import HOME, INCIDENTS, crumbs_to
from digest.planning.site.statuses import disputes_of
from digest.planning.site.taxonomies import place_names, term_links

MOST_RELATED = 5


def shared_pictures(cards: Mapping[str, Page], index: SiteIndex) -> dict[str, ImageView]:
    """Return the picture that networks show of each incident, by its id: its own, else its social image, which is one of `cards`."""
    shared: dict[str, ImageView] = {}
    for node in index.incidents.values():
        picture = to_share(picture_of(node.incident), node.medium)
        if picture is None and node.id in cards:
            picture = ImageView(cards[node.id].address, node.incident.title, "", "", *SOCIAL_IMAGE)
        if picture is not None:
            shared[node.id] = picture
    return shared


def plan_incidents(
    news: Mapping[str, tuple[str, ...]], shared: Mapping[str, ImageView], index: SiteIndex
) -> Iterator[Page]:
    """Plan a page for every incident.

    `news` are the anchors to which items of `feed.xml` lead, by the address of the incident, and `shared` the pictures that networks show,
    by the ids of incidents.
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
                shared.get(node.id),
                tuple(_published_here(node, index)),
            ),
            PublishPhase.PAGE,
            incident.file.origin.at("title"),
            title=incident.title,
            modified=node.latest,
            noindex=incident.file.noindex,
        )


def _published_here(node: IncidentNode, index: SiteIndex) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the newest status and of all updates and corrections, each with when it was published here."""
    file = node.incident.file
    for note in sorted(file.status, key=lambda note: note.date.at, reverse=True)[:1]:
        at = index.publication("status", f"{file.id}#{note.anchor}").at
        yield f"{node.address}#{note.anchor}", int(at.timestamp())
    for report in node.reports:
        article = report.article
        changes: tuple[tuple[Literal["update", "correction"], str], ...] = (
            *(("update", update.anchor) for update in article.updates),
            *(("correction", correction.anchor) for correction in article.corrections),
        )
        for kind, anchor in changes:
            at = index.publication(kind, f"{report.id}#{anchor}").at
            yield report.link_to(anchor).address, int(at.timestamp())


def _dated(entries: Iterable[TimelineEntry], published: Mapping[str, int]) -> tuple[TimelineEntry, ...]:
    """Return entries, those of updates and corrections with when they were published here."""
    return tuple(
        replace(entry, at=published[entry.address]) if entry.address in published else entry for entry in entries
    )


class IncidentPage(NamedTuple):
    """The page of an incident.

    `places` and `tags` are the links to its terms, `sizes` those of the images in its text, and `news` the anchors of its developments.
    `shared` is the picture that networks show. `published` has the addresses of its newest status and of all updates and corrections, each
    with when it was published here, in seconds since 1970.
    """

    node: IncidentNode
    related: tuple[IncidentNode, ...]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    site: SiteNode
    sizes: tuple[ImageSize, ...]
    news: tuple[str, ...]
    shared: ImageView | None
    published: tuple[tuple[str, int], ...]

    def build_view(self, title: str) -> IncidentView:
        """Return the view of the incident."""
        node, incident, file = self.node, self.node.incident, self.node.incident.file
        head = self._head(title)
        reports = _reports(node, node.repeats)
        told = arrange(node, reports)
        published = dict(self.published)
        status = tuple(sorted(file.status, key=lambda note: note.date.at, reverse=True))
        return IncidentView(
            head=head,
            title=incident.title,
            language=node.language,
            kind=file.kind,
            number=file.number,
            span=incident.span,
            summary=incident.summary,
            body=file.body,
            picture=with_size(picture_of(incident), node.medium),
            location=file.place,
            status=status,
            facts=file.facts,
            disputed=disputes_of(file),
            people=file.people,
            newest=told.newest,
            beginning=told.beginning,
            fresh=_dated(told.fresh, published),
            days=tuple(replace(day, moments=_dated(day.moments, published)) for day in told.days),
            others=told.others,
            reports=reports,
            total=len(node.reports),
            cited=cited_of(node, self.site.config.words),
            corrections=told.corrections,
            corrected=told.corrected,
            outlets=outlets_of(reports),
            is_long=told.is_long,
            related=tuple(other.card for other in self.related),
            places=self.places,
            tags=self.tags,
            latest=node.latest,
            feed=head.feeds[0],
            sizes=self.sizes,
            news=self.news,
            status_at=published[f"{node.address}#{status[0].anchor}"] if status else 0,
        )

    def _head(self, title: str) -> PageMeta:
        node, incident, config = self.node, self.node.incident, self.site.config
        return PageMeta(
            title=title,
            address=node.address,
            headline=incident.title,
            description=incident.summary or _described(node, config),
            picture=self.shared,
            published=incident.articles[0].date,
            modified=node.latest,
            noindex=incident.file.noindex,
            feeds=(incident_feed_link(node.link, config),),
            crumbs=crumbs_to(config, HOME, INCIDENTS),
        )


def _described(node: IncidentNode, config: Config) -> str:
    """Return the description of an incident without a summary of its own: how many reports it has, and what the newest says.

    The summary of a report alone would be the description of that report's page, too.
    """
    newest = node.reports[-1]
    size = counted(len(node.reports), "{n} report", "{n} reports", config)
    said = newest.article.title if newest.article.title != node.incident.title else newest.card.summary
    about = ", ".join(filter(None, (newest.outlet.name, word_moment(newest.article.date, config.language))))
    return described(size, about, [said] if said else [])


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
