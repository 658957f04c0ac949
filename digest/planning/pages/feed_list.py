"""The list of all feeds, and their groups, which the OPML file lists too."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from digest.model.page import Page, PublishPhase
from digest.model.views.common import Link, PageMeta, Pagination
from digest.model.views.service_pages import FeedGroup, FeedListView
from digest.planning.site.feed_links import incident_feed_link, narrow_formats, term_feed_link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import SiteNode
from digest.planning.site.pagination import described, numbered, paginate
from digest.planning.site.sections import FEEDS, HOME, INCIDENTS, SITE_ORIGIN, crumbs_to, site_feeds
from digest.planning.site.taxonomies import TAXONOMIES

# How many lines a page of the list may have, so that it stays below 50 kB: one for each feed, and one for each of its formats.
_LINES_PER_PAGE = 150


class FeedTopics(NamedTuple):
    """What the feeds of one kind are about: links to incidents or terms under an English `heading`.

    `word` begins the titles of the feeds of terms; empty for incidents.
    """

    heading: str
    word: str
    links: list[Link]


def feed_topics(index: SiteIndex) -> list[FeedTopics]:
    """Return what the feeds of the site are about, by kind and in the order of names; without the feeds of the whole site."""
    groups = [FeedTopics(INCIDENTS.text, "", _by_name(node.link for node in index.incidents.values()))]
    for kind, taxonomy in TAXONOMIES.items():
        links = _by_name(term.link for term in index.terms[kind].values())
        groups.append(FeedTopics(taxonomy.section.text, taxonomy.word, links))
    return [group for group in groups if group.links]


def _by_name(links: Iterator[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (link.text.casefold(), link.address))


def link_feeds(topics: FeedTopics, site: SiteNode) -> FeedGroup:
    """Return the links to the feeds about some topics."""
    config, word = site.config, topics.word
    if word:
        links = [term_feed_link(link, word, config) for link in topics.links]
    else:
        links = [incident_feed_link(link, config) for link in topics.links]
    return FeedGroup(config.words.say(topics.heading), tuple(links))


def plan_feed_list(groups: list[FeedTopics], rates: tuple[int, ...], index: SiteIndex) -> Iterator[Page]:
    """Plan the list of all feeds. Those of the whole site come first; `rates` are how many items a week they have."""
    few = len(site_feeds(index.config))
    entries = [("", "", None)] * few + [(*group[:2], link) for group in groups for link in group.links]
    many = _LINES_PER_PAGE // (len(narrow_formats(index.config)) + 1)
    for address, pages, part in paginate(entries, FEEDS.address, many):
        shown = [
            FeedTopics(heading, word, [link for _, _, link in found if link is not None])
            for (heading, word), found in groupby(part, key=lambda entry: entry[:2])
            if heading
        ]
        title = numbered(index.config.words.say("Feeds"), pages, index.config)
        spec = FeedListPage(address, shown, pages, rates, index.site)
        yield Page(address, "feeds.html", spec, PublishPhase.INDEX, SITE_ORIGIN, title)


class FeedListPage(NamedTuple):
    """One page of the list of all feeds, with its part of their groups."""

    address: str
    groups: list[FeedTopics]
    pages: Pagination
    rates: tuple[int, ...]
    site: SiteNode

    def build_view(self, title: str) -> FeedListView:
        """Return the view of this page of the list."""
        config, say = self.site.config, self.site.config.words.say
        description = say("Every feed of {site}.", site=config.title)
        if self.pages.number > 1:
            description = described(title, config.title, (link.text for group in self.groups for link in group.links))
        head = PageMeta(title, self.address, description=description, crumbs=crumbs_to(config, HOME))
        shown = [link_feeds(group, self.site) for group in self.groups]
        if self.pages.number == 1:
            shown.insert(0, whole_site(self.site))
        return FeedListView(head, say("Feeds"), tuple(shown), "opml.xml", self.pages, self.rates)


def whole_site(site: SiteNode) -> FeedGroup:
    """Return the feeds of the whole site."""
    return FeedGroup(site.config.words.say("The whole digest"), site_feeds(site.config))
