"""The page of all feeds: those to choose from, then one for each incident, place, tag and source; and what the OPML file lists."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from digest.model.page import Page, PublishPhase
from digest.model.views.common import FeedLink, Link, PageMeta, Pagination
from digest.model.views.feed import feed_addresses
from digest.model.views.service_pages import FeedListView, FeedRow, FeedSubjects
from digest.planning.site.feed_links import incident_feed_link, narrow_formats, term_feed_link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import SiteNode
from digest.planning.site.pagination import described, numbered, paginate
from digest.planning.site.sections import FEEDS, HOME, INCIDENTS, SITE_ORIGIN, crumbs_to
from digest.planning.site.taxonomies import TAXONOMIES

# How many subjects of one kind the first page shows: the newest. If there are more, further pages list all of that kind by name.
_NEWEST = 20
# How many rows a further page has, so that it is at most 2,500 px high on a phone: a long name takes four lines.
_PER_PAGE = 24
# The date of what has no reports: a tag that only an incident has.
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class FeedTopics(NamedTuple):
    """What the feeds of one kind are about: links to incidents or terms under an English `heading`.

    `word` begins the titles of the feeds of terms; empty for incidents. `newest` are the links with the latest news, the newest first.
    """

    heading: str
    word: str
    links: list[Link]
    newest: list[Link]


def feed_topics(index: SiteIndex) -> list[FeedTopics]:
    """Return what the feeds of the site are about, by kind and in the order of names; without the feeds of the whole site."""
    incidents = [(node.latest.at, node.link) for node in index.incidents.values()]
    groups = [_topics(INCIDENTS.text, "", incidents)]
    for kind, taxonomy in TAXONOMIES.items():
        terms = [
            (max([node.latest.at for node in term.articles], default=_LONG_AGO), term.link)
            for term in index.terms[kind].values()
        ]
        groups.append(_topics(taxonomy.section.text, taxonomy.word, terms))
    return [group for group in groups if group.links]


def _topics(heading: str, word: str, dated: list[tuple[datetime, Link]]) -> FeedTopics:
    """Return the topics of one kind, each of which has the date of its latest news."""
    by_name = sorted(dated, key=lambda entry: (entry[1].text.casefold(), entry[1].address))
    newest = sorted(by_name, key=itemgetter(0), reverse=True)
    return FeedTopics(heading, word, [link for _, link in by_name], [link for _, link in newest[:_NEWEST]])


def link_feeds(topics: FeedTopics, site: SiteNode) -> tuple[FeedLink, ...]:
    """Return the links to the feeds about some topics."""
    config, word = site.config, topics.word
    if word:
        return tuple([term_feed_link(link, word, config) for link in topics.links])
    return tuple([incident_feed_link(link, config) for link in topics.links])


def plan_feed_list(groups: list[FeedTopics], rates: tuple[int, ...], index: SiteIndex) -> Iterator[Page]:
    """Plan the page of all feeds, and further ones that list all subjects of each kind that has more than fit on the first.

    `rates` are how many items a week the feeds of the whole site have.
    """
    entries = [(group.heading, link) for group in groups if len(group.links) > _NEWEST for link in group.links]
    parts = [entries[start : start + _PER_PAGE] for start in range(0, len(entries), _PER_PAGE)]
    cut = paginate([[], *parts], FEEDS.address, 1)
    first_of = {heading: address for address, _, [part] in reversed(cut) for heading, _ in part}
    totals = {group.heading: len(group.links) for group in groups}
    for address, pages, [part] in cut:
        shown = [
            _Shown(heading, totals[heading], [link for _, link in found], "")
            for heading, found in groupby(part, key=itemgetter(0))
        ] or [_Shown(one.heading, len(one.links), one.newest, first_of.get(one.heading, "")) for one in groups]
        title = numbered(index.config.words.say("Feeds"), pages, index.config)
        spec = FeedListPage(address, shown, pages, rates if pages.number == 1 else (), index.site)
        yield Page(address, "feeds.html", spec, PublishPhase.INDEX, SITE_ORIGIN, title)


class _Shown(NamedTuple):
    """The subjects of one kind on one page: `links` of `total`; `more` is the address of the page from which on all are listed."""

    heading: str
    total: int
    links: list[Link]
    more: str


class FeedListPage(NamedTuple):
    """One page of the list of all feeds, with the subjects that it shows. Only the first page has `rates`."""

    address: str
    shown: list[_Shown]
    pages: Pagination
    rates: tuple[int, ...]
    site: SiteNode

    def build_view(self, title: str) -> FeedListView:
        """Return the view of this page of the list."""
        config, say = self.site.config, self.site.config.words.say
        description = say(
            "Follow {site} in a feed reader: stories, everything, editions, or one subject.", site=config.title
        )
        if self.pages.number > 1:
            names = (link.text for shown in self.shown for link in shown.links)
            description = described(title, config.title, names)
        above = (HOME,) if self.pages.number == 1 else (HOME, FEEDS)
        head = PageMeta(title, self.address, description=description, crumbs=crumbs_to(config, *above))
        groups = tuple([self._subjects(shown) for shown in self.shown])
        return FeedListView(head, say("Feeds"), groups, "opml.xml", self.pages, self.rates)

    def _subjects(self, shown: _Shown) -> FeedSubjects:
        rows = tuple(_rows(shown.links, self.site))
        return FeedSubjects(self.site.config.words.say(shown.heading), shown.total, rows, shown.more)


def _rows(links: Iterable[Link], site: SiteNode) -> Iterator[FeedRow]:
    formats = narrow_formats(site.config)
    for link in links:
        yield FeedRow(link.text, link.address, feed_addresses(f"{link.address}feed", formats))
