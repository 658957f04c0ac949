"""The plan of the whole site: every page that will be published, before any is rendered."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from digest.model.diagnostic import Diagnostic
from digest.model.ledger import Ledger
from digest.model.page import Page
from digest.model.reports.feeds_diff import Thing
from digest.model.site import Site
from digest.model.text.words import Words
from digest.model.views.common import SiteView
from digest.model.views.files import EXTRA_STYLE
from digest.planning.checks import (
    broken_references,
    broken_settings,
    chosen_layouts,
    collisions,
    missing_policy,
    respelled_links,
    unknown_layouts,
    untied_translations,
    within_the_index,
)
from digest.planning.content.assemble import Assembly
from digest.planning.content.excerpts import show_of
from digest.planning.content.picture_copies import huge_pictures, plan_copies
from digest.planning.content.suspicions import near_incidents, repeated_articles
from digest.planning.feeds.developments import anchors_of
from digest.planning.feeds.feeds import NarrowUpdates, last_updated, plan_feeds, weekly_rates
from digest.planning.feeds.items import FeedItems, make_items, things_of
from digest.planning.ledger.host_rules import is_published, plan_host_files
from digest.planning.ledger.ledger import find_public, plan_ledger
from digest.planning.ledger.letting_go import let_go
from digest.planning.ledger.redirects import plan_redirects
from digest.planning.pages.archive import MONTH, plan_archive
from digest.planning.pages.article import plan_articles, plan_notices, plan_own_pages
from digest.planning.pages.assets import (
    leave_out_unshown,
    plan_cards,
    plan_media,
    plan_static,
    shown_by,
    stuck_positions,
)
from digest.planning.pages.corrections import plan_corrections
from digest.planning.pages.data import plan_data, plan_data_page
from digest.planning.pages.editions.contents import EDITION, Edition, make_editions
from digest.planning.pages.editions.pages import plan_editions
from digest.planning.pages.feed_list import feed_topics, plan_feed_list
from digest.planning.pages.home.page import plan_home
from digest.planning.pages.incident.index import plan_incident_index
from digest.planning.pages.incident.page import plan_incidents, shared_pictures
from digest.planning.pages.not_found import plan_not_found
from digest.planning.pages.search import has_search, plan_search
from digest.planning.pages.sitemaps import plan_opml, plan_sitemaps
from digest.planning.pages.taxonomies import plan_terms
from digest.planning.preview import as_preview
from digest.planning.site.index import SiteIndex, empty_sections, index_site
from digest.planning.site.nodes import ArticleNode, IncidentNode, SiteNode
from digest.planning.site.publication import report_late_news
from digest.planning.site.sections import SEARCH
from digest.planning.site.site_view import site_view

# Titles that are put into words only when their pages are rendered. They are unique by their dates.
_WORDED_LATER = (EDITION, MONTH)


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be published: all pages in the order of their addresses, the view of the site that they share, and the new ledger.

    `present` are the guids of all items of the feeds of the whole site and their archives, and `things` what those in the feed of updates
    are, by guid. `redirects` has each old address with the one that it redirects to, or None if what it had is gone. `host_files` are the
    rules that the operator of a web server includes, outside of the site. `kept` is the ledger of the content, without what was only built
    here and is not public any more: if it is not the same, plan again with this one.
    """

    site: SiteView
    settings: SiteNode
    pages: tuple[Page, ...]
    ledger: Ledger
    present: frozenset[str]
    things: Mapping[str, Thing]
    redirects: Mapping[str, str | None]
    kept: Ledger
    host_files: tuple[Page, ...] = ()


def plan_site(site: Site, assembly: Assembly) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Return the plan of the whole site, and the diagnostics on it: colliding addresses, broken references and broken settings."""
    site, unshown = leave_out_unshown(site, assembly)
    index = index_site(site.config, assembly, site.content)
    editions = make_editions(index)
    items = make_items(editions, index)
    narrow = NarrowUpdates(items, index)
    pages = list(_plan_pages(site, editions, items, narrow, index))
    public = find_public(editions, pages, index)
    ledger = plan_ledger(site.content.ledger, public, items, index)
    redirects = plan_redirects(pages, ledger, narrow, index)
    pages += redirects.pages
    host_files, limits = plan_host_files(redirects.targets, pages, site.config)
    pages += filter(is_published, host_files)
    respelled = respelled_links(pages, site.content, index)
    diagnostics = [
        *collisions(pages),
        *within_the_index(redirects.pages),
        *broken_references(pages, site.content, index, dict(respelled)),
        *broken_settings(pages, site.config),
        *untied_translations(site.content.articles, site.config),
        *missing_policy(site.config, pages),
        *unknown_layouts(assembly.own_pages, site.templates),
        *unshown,
        *stuck_positions(site.content.media, site.config),
        *huge_pictures(site.content.media, _shown(site, assembly)),
        *repeated_articles(site.content.articles),
        *near_incidents(site.content.articles, assembly.files),
        *report_late_news(index.publications, assembly),
    ]
    diagnostics += (*redirects.diagnostics, *limits)
    titled = _with_unique_titles(pages, index)
    plan = Plan(
        site=replace(_site_view(site, pages, index), respelled=respelled),
        settings=index.site,
        pages=tuple(sorted(as_preview(titled, index) if assembly.is_preview else titled, key=attrgetter("address"))),
        ledger=ledger,
        present=frozenset(item.guid for item in items),
        things=things_of(index),
        redirects=redirects.targets,
        kept=let_go(site.content, ledger, public, index),
        host_files=tuple(file for file in host_files if not is_published(file)),
    )
    return plan, tuple(diagnostics)


def _plan_pages(
    site: Site, editions: tuple[Edition, ...], items: FeedItems, narrow: NarrowUpdates, index: SiteIndex
) -> Iterator[Page]:
    pages: list[Page] = [plan_home(editions, index)]
    cards = plan_cards(site.static, index)
    shared = shared_pictures(cards, index)
    pages += plan_incidents(anchors_of(items.developments), shared, index)
    pages += plan_incident_index(index)
    pages += plan_articles(shared, index)
    pages += plan_editions(editions, index)
    pages += plan_terms(index)
    pages += plan_archive(editions, index)
    pages += plan_corrections(index)
    pages.append(plan_data_page(index))
    pages += plan_own_pages(chosen_layouts(index.assembly.own_pages, site.templates), index)
    topics = feed_topics(index)
    pages += plan_feed_list(topics, weekly_rates(items), index)
    searchable = has_search(pages, site.indexer)
    pages += plan_search(index, searchable=searchable)
    yield from pages
    yield from plan_sitemaps(pages, index)
    yield from plan_data(index)
    yield plan_not_found(index)
    yield from plan_notices(index)
    yield from plan_feeds(items, narrow, index)
    yield plan_opml(topics, last_updated(items, site.config), index)
    yield from plan_media(site.content.media, site.config)
    yield from plan_copies(site.content.media, _shown(site, index.assembly))
    yield from {card.address: card for card in cards.values()}.values()  # incidents with one title share theirs
    yield from plan_static(site.static, site.config, searchable=searchable)


def _site_view(site: Site, pages: list[Page], index: SiteIndex) -> SiteView:
    """Return the view of the site. If it has no search, the default navigation leaves it out."""
    searchable = has_search(pages, site.indexer)
    empty = empty_sections(index) if searchable else {SEARCH, *empty_sections(index)}
    view = site_view(site.config, index.assembly.own_pages, empty, searchable=searchable)
    return replace(view, extra_style=any(asset.address == EXTRA_STYLE for asset in site.static))


def _shown(site: Site, assembly: Assembly) -> set[str]:
    """Return the addresses of the files that pages show or link to: of a text that they only quote, its own picture."""
    config = site.config
    whole = [article for article in assembly.articles if show_of(article, config) == "full"]
    pictures = {article.image.src for article in assembly.articles if article.image is not None}
    return pictures | shown_by((*whole, *site.content.incident_files, *assembly.own_pages))


_Nodes = tuple[ArticleNode | IncidentNode, ...]


def _with_unique_titles(pages: list[Page], index: SiteIndex) -> Iterator[Page]:
    """Make the titles of pages unique: those of articles and incidents by what people know of them, the rest by address."""
    words = index.config.words
    titles = {page.address: page.title for page in pages if page.title}
    if _repeated(titles, words):
        articles, incidents = tuple(index.articles.values()), tuple(index.incidents.values())
        for nodes in (articles, incidents):
            _add_origins(titles, nodes, words)
        _add_numbers(titles, (*articles, *incidents), words)
    for short in (True, False):  # the last part of the address is enough for nearly all, the whole address for the rest
        repeated = _repeated(titles, words)
        for address, title in titles.items() if repeated else ():
            if title in repeated:
                where = address.rstrip("/")
                titles[address] = f"{title} ({where.rpartition('/')[2] if short else where})"
    for page in pages:
        unique = titles.get(page.address, page.title)
        yield page if unique == page.title else page._replace(title=unique)


def _add_origins(titles: dict[str, str], nodes: _Nodes, words: Words) -> None:
    """Add outlet and date to the repeated titles of articles, date and place to those of incidents."""
    repeated = _repeated(titles, words)
    for node in nodes:
        if titles[node.address] in repeated:
            titles[node.address] += f" ({', '.join(filter(None, _origin(node)))})"


def _origin(node: ArticleNode | IncidentNode) -> tuple[str, ...]:
    if isinstance(node, ArticleNode):
        return node.article.source.name, node.article.date.iso
    return node.incident.span.iso, *(place.name for place in node.incident.places[:1])


def _add_numbers(titles: dict[str, str], nodes: _Nodes, words: Words) -> None:
    """Add a number to those that still have one title. The first published here has none, so that a later one changes no other title."""
    repeated = _repeated(titles, words)
    found = Counter[str]()
    for node in sorted(nodes, key=lambda node: node.publication.at) if repeated else ():
        title = titles[node.address]
        found[title] += 1
        if title in repeated and title.endswith(")") and found[title] > 1:
            titles[node.address] = f"{title[:-1]}, {found[title]})"


def _repeated(titles: dict[str, str], words: Words) -> set[str]:
    """Return the titles that more than one page has, and those that an edition or a month could have once it is put into words."""
    found = {title for title, count in Counter(titles.values()).items() if count > 1}
    beginnings = tuple(filter(None, (words.say(text).partition("{")[0] for text in _WORDED_LATER)))
    return found | {title for title in titles.values() if title.startswith(beginnings) and title[-1] != ")"}
