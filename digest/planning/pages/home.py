"""The home page: the incident of the greatest weight, the latest edition, incidents with news, and links to everything else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from digest.model.config import Config
from digest.model.content.article import Correction
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import Counts, EditionSection, HomeView
from digest.model.views.chart import MapPoint
from digest.model.views.common import Link, PageMeta
from digest.planning.content.weight import by_weight
from digest.planning.pages.archive import archive_months, archive_years
from digest.planning.pages.editions.contents import Edition, Name, Part, edition_link, entries_of, parts_of, sections_of
from digest.planning.pages.incident.index import latest_incidents
from digest.planning.site.counts import Months, monthly
from digest.planning.site.images import picture_of, shown_to_all, with_size
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, Fold, IncidentNode, SiteNode
from digest.planning.site.pagination import counted
from digest.planning.site.sections import ARCHIVE, HOME, SITE_ORIGIN
from digest.planning.site.statistics import points_of_incidents
from digest.planning.site.statuses import disputes_now
from digest.planning.site.taxonomies import commonest

# How many incidents of the latest edition are shown below the lead, how many articles and updates of each, and how many others.
_PARTS_AT_HOME = 7
_NEWS_AT_HOME = 3
_INCIDENTS_AT_HOME = 10
_EDITIONS_AT_HOME = 7
_MONTHS_AT_HOME = 24
_POINTS_AT_HOME = 40


def plan_home(editions: tuple[Edition, ...], index: SiteIndex) -> Page:
    """Plan the home page."""
    latest = editions[-1] if editions else None
    ranks = _ranks(index)
    incidents = latest_incidents(index)
    parts = sorted(parts_of(latest, index) if latest else [], key=lambda part: _rank(part, ranks))
    lead = min(incidents, key=lambda node: ranks[node.id], default=None)
    in_edition = {part.incident.id for part in parts if part.incident}
    others = [node for node in incidents if node.id not in in_edition and node is not lead]
    since = [node for node in others if latest is not None and node.latest.day > latest.span.end]
    spec = HomePage(
        site=index.site,
        lead=_lead_part(lead, parts, index) if lead else None,
        latest=latest.name if latest else None,
        corrections=latest.corrections if latest else [],
        parts=[part for part in parts if part.incident is None or part.incident is not lead],
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


def _ranks(index: SiteIndex) -> dict[str, int]:
    """Return the rank of each incident by its weight, the greatest first."""
    ordered = by_weight((node.incident for node in index.incidents.values()), index.config.editions)
    return {incident.id: rank for rank, incident in enumerate(ordered)}


def _rank(part: Part, ranks: Mapping[str, int]) -> int:
    """Return the rank of a part of an edition. Articles without an incident are the last one."""
    return ranks[part.incident.id] if part.incident else len(ranks)


def _lead_part(lead: IncidentNode, parts: list[Part], index: SiteIndex) -> tuple[Part, bool]:
    """Return what to tell of the incident that leads: what is new of it in the latest edition, else its newest reports; copies last."""
    new = next((part for part in parts if part.incident is lead), None)
    if new is None:
        return Part(lead, _repeated_last(index.fold(lead.reports[::-1]))[:_NEWS_AT_HOME], [], []), False
    return new._replace(articles=_repeated_last(new.articles)), True


def _repeated_last(reports: Iterable[Fold]) -> list[Fold]:
    """Return reports, at the end those that repeat the headline of one before."""
    headlines: set[str] = set()
    first: list[Fold] = []
    last: list[Fold] = []
    for fold in reports:
        title = fold.first.article.title
        (last if title in headlines else first).append(fold)
        headlines.add(title)
    return first + last


class HomePage(NamedTuple):
    """The home page.

    `lead` is the incident that leads, with what to tell of it, and whether that is new in the `latest` edition. `parts` are the others of
    that edition, and `corrections` its own; without one they are empty. `since` are incidents that are not in it and have news from after
    its last day, `before` other incidents, newest first. `editions` are the ones before the latest, newest first.
    """

    site: SiteNode
    lead: tuple[Part, bool] | None
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
        leading = self.lead[0].incident if self.lead else None
        return HomeView(
            head=PageMeta(
                title, HOME.address, description=self.site.config.description or size_of(self.counts, self.site.config)
            ),
            lead=_lead_section(*self.lead) if self.lead else None,
            edition=edition_link(self.latest, self.site) if self.latest else None,
            sections=sections_of(shown, _NEWS_AT_HOME),
            corrections=entries_of(self.corrections),
            left_out=len(self.parts) - len(shown),
            since=tuple(node.card for node in self.since),
            picture=with_size(shown_to_all(picture_of(leading.incident)), leading.medium) if leading else None,
            disputed=disputes_now(leading) if leading else (),
            incidents=tuple(node.card for node in self.before),
            editions=tuple(edition_link(name, self.site) for name in self.editions),
            years=tuple(self.years),
            places=self.places,
            tags=self.tags,
            months=monthly(self.months, _MONTHS_AT_HOME, ARCHIVE.address),
            points=self.points,
            counts=self.counts,
        )


def size_of(counts: Counts, config: Config) -> str:
    """Return how many incidents, reports and sources a site has, in words."""
    return " · ".join(
        (
            counted(counts.incidents, "{n} incident", "{n} incidents", config),
            counted(counts.articles, "{n} report", "{n} reports", config),
            counted(counts.sources, "{n} source", "{n} sources", config),
        )
    )


def _lead_section(part: Part, is_news: bool) -> EditionSection:  # noqa: FBT001 - the second field of a pair
    """Return the section of the incident that leads. What is not in the latest edition is not called new."""
    (section,) = sections_of([part], _NEWS_AT_HOME)
    return section if is_news else replace(section, is_new=False, reports=0)
