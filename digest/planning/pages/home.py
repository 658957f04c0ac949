"""The pages that show the way: home, all feeds, all corrections, old addresses, and the one for lost readers."""

from digest.model.content.article import Correction
from digest.model.page import Page, PublishPhase
from digest.model.views.archive import Counts, HomeView
from digest.model.views.chart import MapPoint
from digest.model.views.common import ImageView, Link, PageMeta
from digest.planning.pages.archive import archive_months, archive_years
from digest.planning.pages.editions import Edition, Name, Part, edition_link, entries_of, parts_of, sections_of
from digest.planning.pages.incident import latest_incidents
from digest.planning.site.counts import Months, monthly
from digest.planning.site.images import picture_of, shown_to_all, with_size
from digest.planning.site.index import SiteIndex, commonest
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.sections import ARCHIVE, HOME, SITE_ORIGIN
from digest.planning.site.statistics import points_of_incidents

# How many incidents of the latest edition, how much news of each, and how many more incidents.
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
    told = {incident.id for incident, _, _ in parts if incident}
    incidents = latest_incidents(index)
    moved = [known for known in incidents if known.id not in told]
    since = [known for known in moved if latest is not None and known.latest.day > latest.span.end]
    given = (
        index.site,
        (latest.name, latest.corrections) if latest else None,
        parts,
        (since[:_INCIDENTS_AT_HOME], [known for known in moved if known not in since][:_INCIDENTS_AT_HOME]),
        [edition.name for edition in editions[-2 : -_EDITIONS_AT_HOME - 2 : -1]],
        archive_years(index),
        (commonest(index.places), commonest(index.tags)),
        (archive_months(index), points_of_incidents(incidents[:_POINTS_AT_HOME])),
        Counts(len(index.incidents), len(index.articles), len(index.sources)),
    )
    title = index.config.title
    return Page(HOME.address, "home.html", _home_view, given, PublishPhase.INDEX, SITE_ORIGIN, title)


def _home_view(
    site: SiteNode,
    latest: tuple[Name, list[tuple[ArticleNode, Correction]]] | None,
    parts: list[Part],
    moved: tuple[list[IncidentNode], list[IncidentNode]],
    editions: list[Name],
    years: list[Link],
    terms: tuple[tuple[Link, ...], tuple[Link, ...]],
    pictures: tuple[Months, tuple[MapPoint, ...]],
    counts: Counts,
) -> HomeView:
    # Lone articles stand at the end of an edition: they stay, whatever is left out.
    shown = [part for position, part in enumerate(parts) if position < _PARTS_AT_HOME or part[0] is None]
    since, before = moved
    months, points = pictures
    return HomeView(
        head=PageMeta(site.config.title, HOME.address, description=site.config.description),
        edition=edition_link(latest[0], site) if latest else None,
        sections=sections_of(shown, _NEWS_AT_HOME),
        corrections=entries_of(latest[1]) if latest else (),
        left_out=len(parts) - len(shown),
        since=tuple(known.card for known in since),
        picture=_lead_picture(parts),
        incidents=tuple(known.card for known in before),
        editions=tuple(edition_link(name, site) for name in editions),
        years=tuple(years),
        places=terms[0],
        tags=terms[1],
        months=monthly(months, _MONTHS_AT_HOME, ARCHIVE.address),
        points=points,
        counts=counts,
    )


def _lead_picture(parts: list[Part]) -> ImageView | None:
    incident = parts[0][0] if parts else None
    return with_size(shown_to_all(picture_of(incident.incident)), incident.medium) if incident else None
