"""The list of all feeds."""

from collections.abc import Iterator
from itertools import groupby

from digest.model.page import Page, PublishPhase
from digest.model.views.common import Link, PageMeta, Pagination
from digest.model.views.service_pages import FeedGroup, FeedListView
from digest.planning.site.feed_links import incident_feed_link, narrow_formats, term_feed_link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import SiteNode
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import FEEDS, HOME, SITE_ORIGIN, crumbs_to, site_feeds

# Of feeds, on a page of their list, counted in each of their formats and once more for what is said of them: under 50 kB.
_ADDRESSES_A_PAGE = 150


# Feeds of one kind, under one heading: the word that their titles begin with (none for those of incidents), and whose they are.
Group = tuple[str, str, list[Link]]


def feed_groups(index: SiteIndex) -> list[Group]:
    """Return every feed of the site but those of the whole of it, by kind."""
    groups = (
        ("Incidents", "", _by_title(known.link for known in index.incidents.values())),
        ("Places", "Place", _by_title(term.link for term in index.places.values())),
        ("Tags", "Tag", _by_title(term.link for term in index.tags.values())),
        ("Sources", "Source", _by_title(term.link for term in index.sources.values())),
    )
    return [group for group in groups if group[2]]


def _by_title(things: Iterator[Link]) -> list[Link]:
    return sorted(things, key=lambda thing: (thing.text.casefold(), thing.address))


def link_feeds(group: Group, site: SiteNode) -> FeedGroup:
    """Return the links to the feeds of a group."""
    title, word, things = group
    title = site.config.words.say(title)
    if not word:
        return FeedGroup(title, tuple(incident_feed_link(thing, site.config) for thing in things))
    return FeedGroup(title, tuple(term_feed_link(thing, word, site.config) for thing in things))


def plan_feed_list(groups: list[Group], index: SiteIndex) -> Iterator[Page]:
    """Plan the list of every feed. Those of the whole site come first."""
    few = len(site_feeds(index.config))
    things = [("", "", None)] * few + [(title, word, thing) for title, word, links in groups for thing in links]
    many = _ADDRESSES_A_PAGE // (len(narrow_formats(index.config)) + 1)
    for address, pages, part in paginate(things, FEEDS.address, many):
        shown = [
            (title, word, [thing for _, _, thing in named if thing is not None])
            for (title, word), named in groupby(part, key=lambda entry: entry[:2])
            if title
        ]
        title = numbered(index.config.words.say("Feeds"), pages, index.config)
        given = (title, address, shown, pages, index.site)
        yield Page(address, "feeds.html", _feed_list_view, given, PublishPhase.INDEX, SITE_ORIGIN, title)


def _feed_list_view(title: str, address: str, groups: list[Group], pages: Pagination, site: SiteNode) -> FeedListView:
    say = site.config.words.say
    told = say("Every feed of {site}.", site=site.config.title)
    head = PageMeta(title, address, description=told, crumbs=crumbs_to(site.config, HOME))
    shown = [link_feeds(group, site) for group in groups]
    if pages.number == 1:
        shown.insert(0, whole_site(site))
    return FeedListView(head, say("Feeds"), tuple(shown), "opml.xml", pages)


def whole_site(site: SiteNode) -> FeedGroup:
    """Return the feeds of the whole site."""
    return FeedGroup(site.config.words.say("The whole digest"), site_feeds(site.config))
