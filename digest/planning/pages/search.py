"""The page of the search, and the ways in that it offers besides."""

from collections.abc import Iterable, Iterator

from digest.model.page import Page, PublishPhase, itself
from digest.model.views.common import PageMeta
from digest.model.views.security_policy import SEARCH as SEARCH_POLICY
from digest.model.views.service_pages import SearchView
from digest.planning.pages.archive import archive_years
from digest.planning.site.index import SiteIndex, commonest
from digest.planning.site.sections import HOME, SEARCH, SITE_ORIGIN, crumbs_to, in_words

# Where the index stands. It is no page: it is made of those of these recipes, once they are rendered.
INDEX = "search/pagefind/"
_INDEXED = frozenset({"article.html", "incident.html"})


def is_indexed(page: Page) -> bool:
    """Return whether a page belongs into the index."""
    return page.recipe in _INDEXED and not page.noindex


def plan_search(index: SiteIndex, pages: Iterable[Page], indexer: str) -> Iterator[Page]:
    """Plan the page of the search, if there shall be one; `indexer` names what makes an index of these pages, if anything does."""
    if index.config.search == "off":
        return
    config = index.config
    told = config.words.say(
        "Find articles and incidents of {site} by words, place, tag, year and source.", site=config.title
    )
    head = PageMeta(
        in_words(SEARCH, config).text,
        SEARCH.address,
        description=told,
        crumbs=crumbs_to(config, HOME),
        policy=SEARCH_POLICY,
    )
    view = SearchView(
        head,
        head.title,
        INDEX if indexer and any(is_indexed(page) for page in pages) else "",
        tuple(archive_years(index)),
        commonest(index.places),
        commonest(index.tags),
        commonest(index.sources),
    )
    yield Page(SEARCH.address, "search.html", itself, (view,), PublishPhase.INDEX, SITE_ORIGIN, head.title)
