"""The pages that show the way: home, all feeds, all corrections, old addresses, and the one for lost readers."""

from collections.abc import Iterator
from itertools import groupby

from digest.model.config import Config
from digest.model.content.article import Correction
from digest.model.page import Page, Wave, itself
from digest.model.views.archive import Counts, HomeView
from digest.model.views.chart import MapPoint
from digest.model.views.common import Head, Link, Pages, Picture
from digest.model.views.service_pages import CorrectionsView, FeedGroup, FeedListView, NotFoundView
from digest.planning.pages.archive import archive_months, archive_years
from digest.planning.pages.editions import Edition, Name, Part, edition_link, entries_of, parts_of, sections_of
from digest.planning.pages.incident import corrections_of, latest_incidents
from digest.planning.site.counts import Months, monthly
from digest.planning.site.feed_links import incident_feed_link, narrow_formats, term_feed_link
from digest.planning.site.images import picture_of, shown_to_all, with_size
from digest.planning.site.index import Directory, commonest
from digest.planning.site.nodes import KnownArticle, KnownIncident, KnownSite
from digest.planning.site.sections import (
    ARCHIVE,
    CORRECTIONS,
    FEEDS,
    HOME,
    SITE_ORIGIN,
    crumbs_to,
    numbered,
    paginate,
    site_feeds,
)
from digest.planning.site.statistics import points_of_incidents

# How many incidents of the latest edition, how much news of each, and how many more incidents.
_PARTS_AT_HOME = 8
_NEWS_AT_HOME = 3
_INCIDENTS_AT_HOME = 10
_EDITIONS_AT_HOME = 7
_MONTHS_AT_HOME = 24
_POINTS_AT_HOME = 40
# Of feeds, on a page of their list, counted in each of their formats and once more for what is said of them: under 50 kB.
_ADDRESSES_A_PAGE = 150


def plan_home(editions: tuple[Edition, ...], directory: Directory) -> Page:
    """Plan the home page."""
    latest = editions[-1] if editions else None
    parts = parts_of(latest, directory) if latest else []
    told = {incident.id for incident, _, _ in parts if incident}
    incidents = latest_incidents(directory)
    moved = [known for known in incidents if known.id not in told]
    since = [known for known in moved if latest is not None and known.latest.day > latest.span.end]
    given = (
        directory.site,
        (latest.name, latest.corrections) if latest else None,
        parts,
        (since[:_INCIDENTS_AT_HOME], [known for known in moved if known not in since][:_INCIDENTS_AT_HOME]),
        [edition.name for edition in editions[-2 : -_EDITIONS_AT_HOME - 2 : -1]],
        archive_years(directory),
        (commonest(directory.places), commonest(directory.tags)),
        (archive_months(directory), points_of_incidents(incidents[:_POINTS_AT_HOME])),
        Counts(len(directory.incidents), len(directory.articles), len(directory.sources)),
    )
    title = directory.config.title
    return Page(HOME.address, "home.html", _home_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _home_view(
    site: KnownSite,
    latest: tuple[Name, list[tuple[KnownArticle, Correction]]] | None,
    parts: list[Part],
    moved: tuple[list[KnownIncident], list[KnownIncident]],
    editions: list[Name],
    years: list[Link],
    terms: tuple[tuple[Link, ...], tuple[Link, ...]],
    pictures: tuple[Months, tuple[MapPoint, ...]],
    counts: Counts,
) -> HomeView:
    # Lone articles stand at the end of an edition: they stay, whatever is left out.
    shown = [part for index, part in enumerate(parts) if index < _PARTS_AT_HOME or part[0] is None]
    since, before = moved
    months, points = pictures
    return HomeView(
        head=Head(site.config.title, HOME.address, description=site.config.description),
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


def _lead_picture(parts: list[Part]) -> Picture | None:
    incident = parts[0][0] if parts else None
    return with_size(shown_to_all(picture_of(incident.incident)), incident.medium) if incident else None


# Feeds of one kind, under one heading: the word that their titles begin with (none for those of incidents), and whose they are.
Group = tuple[str, str, list[Link]]


def feed_groups(directory: Directory) -> list[Group]:
    """Give every feed of the site but those of the whole of it, by kind."""
    groups = (
        ("Incidents", "", _by_title(known.link for known in directory.incidents.values())),
        ("Places", "Place", _by_title(term.link for term in directory.places.values())),
        ("Tags", "Tag", _by_title(term.link for term in directory.tags.values())),
        ("Sources", "Source", _by_title(term.link for term in directory.sources.values())),
    )
    return [group for group in groups if group[2]]


def _by_title(things: Iterator[Link]) -> list[Link]:
    return sorted(things, key=lambda thing: (thing.text.casefold(), thing.address))


def link_feeds(group: Group, site: KnownSite) -> FeedGroup:
    """Give the links to the feeds of a group."""
    title, word, things = group
    title = site.config.words.say(title)
    if not word:
        return FeedGroup(title, tuple(incident_feed_link(thing, site.config) for thing in things))
    return FeedGroup(title, tuple(term_feed_link(thing, word, site.config) for thing in things))


def plan_feed_list(groups: list[Group], directory: Directory) -> Iterator[Page]:
    """Plan the list of every feed. Those of the whole site come first."""
    few = len(site_feeds(directory.config))
    things = [("", "", None)] * few + [(title, word, thing) for title, word, links in groups for thing in links]
    many = _ADDRESSES_A_PAGE // (len(narrow_formats(directory.config)) + 1)
    for address, pages, part in paginate(things, FEEDS.address, many):
        shown = [
            (title, word, [thing for _, _, thing in named if thing is not None])
            for (title, word), named in groupby(part, key=lambda entry: entry[:2])
            if title
        ]
        title = numbered(directory.config.words.say("Feeds"), pages, directory.config)
        given = (title, address, shown, pages, directory.site)
        yield Page(address, "feeds.html", _feed_list_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _feed_list_view(title: str, address: str, groups: list[Group], pages: Pages, site: KnownSite) -> FeedListView:
    say = site.config.words.say
    told = say("Every feed of {site}.", site=site.config.title)
    head = Head(title, address, description=told, crumbs=crumbs_to(site.config, HOME))
    shown = [link_feeds(group, site) for group in groups]
    if pages.number == 1:
        shown.insert(0, whole_site(site))
    return FeedListView(head, say("Feeds"), tuple(shown), "opml.xml", pages)


def whole_site(site: KnownSite) -> FeedGroup:
    """Give the feeds of the whole site."""
    return FeedGroup(site.config.words.say("The whole digest"), site_feeds(site.config))


def plan_corrections(directory: Directory) -> Iterator[Page]:
    """Plan the list of all corrections."""
    corrections = corrections_of(directory.articles.values())
    for address, pages, part in paginate(corrections, CORRECTIONS.address, directory.config.per_page):
        name = directory.config.words.say("Corrections")
        head = Head(numbered(name, pages, directory.config), address, crumbs=crumbs_to(directory.config, HOME))
        view = CorrectionsView(head, name, tuple(part), pages, len(corrections))
        yield Page(address, "corrections.html", itself, (view,), Wave.INDEX, SITE_ORIGIN, head.title)


def plan_not_found(config: Config) -> Page:
    """Plan the page for addresses that do not exist."""
    head = Head(config.words.say("Page not found"), "404.html", noindex=True)
    view = NotFoundView(head, head.title)
    return Page(head.address, "404.html", itself, (view,), Wave.INDEX, SITE_ORIGIN, head.title, noindex=True)
