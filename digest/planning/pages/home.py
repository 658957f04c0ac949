"""The home page: the latest edition, incidents with news, and links to everything else."""

from typing import NamedTuple

from digest.model.content.article import Correction
from digest.model.content.incident import Dispute
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import Counts, HomeView
from digest.model.views.chart import MapPoint
from digest.model.views.common import ImageView, Link, PageMeta
from digest.planning.pages.archive import archive_months, archive_years
from digest.planning.pages.editions import Edition, Name, Part, edition_link, entries_of, parts_of, sections_of
from digest.planning.pages.incident import latest_incidents
from digest.planning.site.counts import Months, monthly
from digest.planning.site.images import picture_of, shown_to_all, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.sections import ARCHIVE, HOME, SITE_ORIGIN
from digest.planning.site.statistics import points_of_incidents
from digest.planning.site.statuses import disputes_now
from digest.planning.site.taxonomies import commonest

# How many incidents of the latest edition are shown, how many articles and updates of each, and how many further incidents.
_PARTS_AT_HOME = 8
_NEWS_AT_HOME = 3
_INCIDENTS_AT_HOME = 10
_EDITIONS_AT_HOME = 7
_MONTHS_AT_HOME = 24
_POINTS_AT_HOME = 40


def plan_home(editions: tuple[Edition, ...], index: SiteIndex) -> Page:
    """Plan the home page."""
    latest = editions[-1] if editions else None
    parts = parts_of(latest, index) if latest else []
    in_edition = {part.incident.id for part in parts if part.incident}
    incidents = latest_incidents(index)
    others = [node for node in incidents if node.id not in in_edition]
    since = [node for node in others if latest is not None and node.latest.day > latest.span.end]
    spec = HomePage(
        site=index.site,
        latest=latest.name if latest else None,
        corrections=latest.corrections if latest else [],
        parts=parts,
        since=since[:_INCIDENTS_AT_HOME],
        before=[node for node in others if node not in since][:_INCIDENTS_AT_HOME],
        editions=[edition.name for edition in editions[-2 : -_EDITIONS_AT_HOME - 2 : -1]],
        years=archive_years(index),
        places=commonest(index.terms["place"]),
        tags=commonest(index.terms["tag"]),
        months=archive_months(index),
        points=points_of_incidents(incidents[:_POINTS_AT_HOME]),
        counts=Counts(len(index.incidents), len(index.articles), len(index.terms["source"])),
    )
    return Page(HOME.address, "home.html", spec, PublishPhase.INDEX, SITE_ORIGIN, index.config.title)


class HomePage(NamedTuple):
    """The home page.

    `parts` and `corrections` are those of the `latest` edition; without one they are empty. `since` are incidents that are not in it and
    have news from after its last day, `before` other incidents, newest first. `editions` are the ones before the latest, newest first.
    """

    site: SiteNode
    latest: Name | None
    corrections: list[tuple[ArticleNode, Correction]]
    parts: list[Part]
    since: list[IncidentNode]
    before: list[IncidentNode]
    editions: list[Name]
    years: list[Link]
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    months: Months
    points: tuple[MapPoint, ...]
    counts: Counts

    def build_view(self, title: str) -> HomeView:
        """Return the view of the home page."""
        # Articles without an incident are the last part of an edition. They are always shown.
        shown = [part for position, part in enumerate(self.parts) if position < _PARTS_AT_HOME or part[0] is None]
        return HomeView(
            head=PageMeta(title, HOME.address, description=self.site.config.description),
            edition=edition_link(self.latest, self.site) if self.latest else None,
            sections=sections_of(shown, _NEWS_AT_HOME),
            corrections=entries_of(self.corrections),
            left_out=len(self.parts) - len(shown),
            since=tuple(node.card for node in self.since),
            picture=_lead_picture(self.parts),
            disputed=_lead_disputes(self.parts),
            incidents=tuple(node.card for node in self.before),
            editions=tuple(edition_link(name, self.site) for name in self.editions),
            years=tuple(self.years),
            places=self.places,
            tags=self.tags,
            months=monthly(self.months, _MONTHS_AT_HOME, ARCHIVE.address),
            points=self.points,
            counts=self.counts,
        )


def _lead_picture(parts: list[Part]) -> ImageView | None:
    incident = parts[0][0] if parts else None
    return with_size(shown_to_all(picture_of(incident.incident)), incident.medium) if incident else None


def _lead_disputes(parts: list[Part]) -> tuple[Dispute, ...]:
    incident = parts[0][0] if parts else None
    return disputes_now(incident) if incident else ()
