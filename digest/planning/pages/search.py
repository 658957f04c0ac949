"""The search page, with links to the years, places, tags and sources of the site; and whether there is a search at all."""

from collections.abc import Iterable, Iterator

from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.views.common import PageMeta
from digest.model.views.security_policy import PLAIN
from digest.model.views.security_policy import SEARCH as SEARCH_POLICY
from digest.model.views.service_pages import SearchView
from digest.planning.pages.archive import archive_years
from digest.planning.site.index import SiteIndex
from digest.planning.site.sections import HOME, SEARCH, SITE_ORIGIN, crumbs_to, in_words
from digest.planning.site.taxonomies import commonest

# The folder of the search index. It is made from the pages of these templates after they are rendered, and is not a page itself.
INDEX = "search/pagefind/"
_INDEXED = frozenset({"article.html", "incident.html"})


def is_indexed(page: Page) -> bool:
    """Return whether a page belongs in the search index."""
    return page.renderer in _INDEXED and not page.noindex


def has_search(pages: Iterable[Page], indexer: str) -> bool:
    """Return whether the site has a search: a program that makes an index, named by `indexer`, and pages that belong in it."""
    return bool(indexer) and any(is_indexed(page) for page in pages)


def plan_search(index: SiteIndex, *, searchable: bool) -> Iterator[Page]:
    """Plan the search page if the site is `searchable`. If it was before, the page stays, and only leads to the lists."""
    entry = index.entries.get(("list", SEARCH.address))
    if not searchable and (entry is None or not index.permanent.has(entry)):
        return
    config = index.config
    made = INDEX if searchable and not index.assembly.is_preview else ""
    title = in_words(SEARCH, config).text
    description = config.words.say(
        "Find articles and incidents of {site} by words, place, tag, year and source.", site=config.title
    )
    head = PageMeta(
        "",
        SEARCH.address,
        description=description,
        crumbs=crumbs_to(config, HOME),
        policy=SEARCH_POLICY if made else PLAIN,
    )
    view = SearchView(
        head,
        title,
        made,
        tuple(archive_years(index)),
        commonest(index.terms["place"]),
        commonest(index.terms["tag"]),
        commonest(index.terms["source"]),
    )
    yield Page(SEARCH.address, "search.html", ReadyPage(view), PublishPhase.INDEX, SITE_ORIGIN, title)
