"""The pages that show the way: home, all feeds, all corrections, old addresses, and the one for lost readers."""

from collections.abc import Iterator
from itertools import groupby

from digest.model.page import Page, Wave, itself
from digest.model.views.archive import Counts, HomeView
from digest.model.views.common import Head, Link, Pages
from digest.model.views.notice import CorrectionsView, FeedGroup, FeedListView, NotFoundView
from digest.planning.directory import Directory, Term
from digest.planning.editions import Edition, Name, Part, edition_link, parts_of, sections_of
from digest.planning.feeds import incident_feed_link, term_feed_link
from digest.planning.heads import CORRECTIONS, FEEDS, HOME, SITE_ORIGIN, numbered, paginate, site_feeds
from digest.planning.incidents import corrections_of, latest_incidents
from digest.planning.known import KnownIncident, KnownSite
from digest.planning.lists import archive_years

_INCIDENTS_AT_HOME = 12
_EDITIONS_AT_HOME = 7
_TERMS_AT_HOME = 24
_FEEDS_A_PAGE = 200


def plan_home(editions: tuple[Edition, ...], directory: Directory) -> Page:
    """Plan the home page."""
    latest = editions[-1] if editions else None
    given = (
        directory.site,
        latest.name if latest else None,
        parts_of(latest, directory) if latest else [],
        latest_incidents(directory)[:_INCIDENTS_AT_HOME],
        [edition.name for edition in editions[-2 : -_EDITIONS_AT_HOME - 2 : -1]],
        archive_years(directory),
        _commonest(directory.places),
        _commonest(directory.tags),
        Counts(len(directory.incidents), len(directory.articles), len(directory.sources)),
    )
    title = directory.config.title
    return Page(HOME.address, "home.html", _home_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _home_view(
    site: KnownSite,
    edition: Name | None,
    parts: list[Part],
    incidents: list[KnownIncident],
    editions: list[Name],
    years: list[Link],
    places: tuple[Link, ...],
    tags: tuple[Link, ...],
    counts: Counts,
) -> HomeView:
    return HomeView(
        head=Head(site.config.title, HOME.address, description=site.config.description),
        edition=edition_link(edition, site) if edition else None,
        sections=sections_of(parts),
        incidents=tuple(known.card for known in incidents),
        editions=tuple(edition_link(name, site) for name in editions),
        years=tuple(years),
        places=places,
        tags=tags,
        counts=counts,
    )


def _commonest(terms: dict[str, Term]) -> tuple[Link, ...]:
    links = (term.link for term in terms.values())
    return tuple(sorted(links, key=lambda link: (-link.count, link.address))[:_TERMS_AT_HOME])


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
    if not word:
        return FeedGroup(title, tuple(incident_feed_link(thing, site.config) for thing in things))
    return FeedGroup(title, tuple(term_feed_link(thing, word, site.config) for thing in things))


def plan_feed_list(groups: list[Group], directory: Directory) -> Iterator[Page]:
    """Plan the list of every feed. Those of the whole site come first."""
    few = len(site_feeds(directory.config))
    things = [("", "", None)] * few + [(title, word, thing) for title, word, links in groups for thing in links]
    for address, pages, part in paginate(things, FEEDS.address, _FEEDS_A_PAGE):
        shown = [
            (title, word, [thing for _, _, thing in named if thing is not None])
            for (title, word), named in groupby(part, key=lambda entry: entry[:2])
            if title
        ]
        title = numbered("Feeds", pages)
        given = (title, address, shown, pages, directory.site)
        yield Page(address, "feeds.html", _feed_list_view, given, Wave.INDEX, SITE_ORIGIN, title)


def _feed_list_view(title: str, address: str, groups: list[Group], pages: Pages, site: KnownSite) -> FeedListView:
    head = Head(title, address, description=f"Every feed of {site.config.title}.", crumbs=(HOME,))
    shown = [link_feeds(group, site) for group in groups]
    if pages.number == 1:
        shown.insert(0, whole_site(site))
    return FeedListView(head, "Feeds", tuple(shown), "opml.xml", pages)


def whole_site(site: KnownSite) -> FeedGroup:
    """Give the feeds of the whole site."""
    return FeedGroup("The whole digest", site_feeds(site.config))


def plan_corrections(directory: Directory) -> Iterator[Page]:
    """Plan the list of all corrections."""
    corrections = corrections_of(directory.articles.values())
    for address, pages, part in paginate(corrections, CORRECTIONS.address, directory.config.per_page):
        head = Head(numbered("Corrections", pages), address, crumbs=(HOME,))
        view = CorrectionsView(head, "Corrections", tuple(part), pages, len(corrections))
        yield Page(address, "corrections.html", itself, (view,), Wave.INDEX, SITE_ORIGIN, head.title)


def plan_not_found() -> Page:
    """Plan the page for addresses that do not exist."""
    head = Head("Page not found", "404.html", noindex=True)
    view = NotFoundView(head, head.title)
    return Page(head.address, "404.html", itself, (view,), Wave.INDEX, SITE_ORIGIN, head.title, noindex=True)
