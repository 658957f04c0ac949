"""The pages that show the way: home, all feeds, all corrections, old addresses, and the one for lost readers."""

from collections.abc import Iterator
from itertools import groupby

from digest.model.page import Page, Wave
from digest.model.views.archive import Counts, HomeView
from digest.model.views.common import FeedLink, Head, Link
from digest.model.views.notice import CorrectionsView, FeedGroup, FeedListView, NotFoundView
from digest.planning.directory import Directory, Term
from digest.planning.editions import Edition, edition_link, sections_of
from digest.planning.feeds import incident_feed_link, term_feed_link
from digest.planning.heads import CORRECTIONS, FEEDS, HOME, SITE_ORIGIN, numbered, paginate, site_feeds
from digest.planning.incidents import corrections_of, latest_incidents
from digest.planning.lists import archive_years

_INCIDENTS_AT_HOME = 12
_EDITIONS_AT_HOME = 7
_TERMS_AT_HOME = 24
_FEEDS_A_PAGE = 200


def plan_home(editions: tuple[Edition, ...], directory: Directory) -> Page:
    """Plan the home page."""
    config, assembly = directory.config, directory.assembly
    latest = editions[-1] if editions else None
    view = HomeView(
        head=Head(config.title, HOME.address, description=config.description),
        edition=edition_link(latest) if latest else None,
        sections=sections_of(latest, directory) if latest else (),
        incidents=latest_incidents(directory)[:_INCIDENTS_AT_HOME],
        editions=tuple(edition_link(edition) for edition in editions[-2 : -_EDITIONS_AT_HOME - 2 : -1]),
        years=tuple(Link(year.name, f"archive/#y{year.name}", year.total) for year in archive_years(directory)),
        places=_commonest(directory.places),
        tags=_commonest(directory.tags),
        counts=Counts(len(assembly.incidents), len(assembly.articles), len(directory.sources)),
    )
    return Page(HOME.address, "home.html", view, Wave.INDEX, SITE_ORIGIN)


def _commonest(terms: dict[str, Term]) -> tuple[Link, ...]:
    links = (Link(term.name, term.address, len(term.articles)) for term in terms.values())
    return tuple(sorted(links, key=lambda link: (-link.count, link.address))[:_TERMS_AT_HOME])


def feed_groups(directory: Directory) -> tuple[FeedGroup, ...]:
    """Give every feed of the site, by kind."""
    config = directory.config
    groups = (
        FeedGroup("The whole digest", site_feeds(config)),
        FeedGroup(
            "Incidents", _by_title(incident_feed_link(incident, config) for incident in directory.assembly.incidents)
        ),
        FeedGroup("Places", _by_title(term_feed_link(term, "Place", config) for term in directory.places.values())),
        FeedGroup("Tags", _by_title(term_feed_link(term, "Tag", config) for term in directory.tags.values())),
        FeedGroup("Sources", _by_title(term_feed_link(term, "Source", config) for term in directory.sources.values())),
    )
    return tuple(group for group in groups if group.feeds)


def _by_title(feeds: Iterator[FeedLink]) -> tuple[FeedLink, ...]:
    return tuple(sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.address)))


def plan_feed_list(groups: tuple[FeedGroup, ...], directory: Directory) -> Iterator[Page]:
    """Plan the list of every feed."""
    feeds = [(group.title, feed) for group in groups for feed in group.feeds]
    for address, pages, part in paginate(feeds, FEEDS.address, _FEEDS_A_PAGE):
        head = Head(
            numbered("Feeds", pages), address, description=f"Every feed of {directory.config.title}.", crumbs=(HOME,)
        )
        shown = tuple(
            FeedGroup(title, tuple(feed for _, feed in named))
            for title, named in groupby(part, key=lambda pair: pair[0])
        )
        yield Page(
            address, "feeds.html", FeedListView(head, "Feeds", shown, "opml.xml", pages), Wave.INDEX, SITE_ORIGIN
        )


def plan_corrections(directory: Directory) -> Iterator[Page]:
    """Plan the list of all corrections."""
    corrections = corrections_of(directory.assembly.articles)
    for address, pages, part in paginate(corrections, CORRECTIONS.address, directory.config.per_page):
        head = Head(numbered("Corrections", pages), address, crumbs=(HOME,))
        view = CorrectionsView(head, "Corrections", tuple(part), pages, len(corrections))
        yield Page(address, "corrections.html", view, Wave.INDEX, SITE_ORIGIN)


def plan_not_found() -> Page:
    """Plan the page for addresses that do not exist."""
    head = Head("Page not found", "404.html", noindex=True)
    return Page(head.address, "404.html", NotFoundView(head, head.title), Wave.INDEX, SITE_ORIGIN)
