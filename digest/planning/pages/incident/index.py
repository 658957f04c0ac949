"""The list of all incidents."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.model.page import Page, PublishPhase
from digest.model.views.archive import IncidentIndexView
from digest.model.views.chart import MapPoint
from digest.model.views.common import PageMeta, Pagination
from digest.planning.site.counts import Months, count_months, counts_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import IncidentNode, SiteNode
from digest.planning.site.pagination import counted, described, numbered, paginate
from digest.planning.site.sections import HOME, INCIDENTS, SITE_ORIGIN, crumbs_to
from digest.planning.site.statistics import points_of_incidents


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
        size = counted(self.total, "{n} incident", "{n} incidents", config)
        return IncidentIndexView(
            head=PageMeta(
                title,
                self.address,
                description=described(title, size, (node.incident.title for node in self.incidents)),
                crumbs=crumbs_to(config, HOME),
            ),
            title=config.words.say("Incidents"),
            incidents=tuple(node.card for node in self.incidents),
            pages=self.pages,
            total=self.total,
            tallies=counts_of(self.months),
            points=self.points,
        )
