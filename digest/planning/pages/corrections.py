"""The page of all corrections."""

from collections.abc import Iterator

from digest.model.page import Page, PublishPhase, itself
from digest.model.views.common import PageMeta
from digest.model.views.service_pages import CorrectionsView
from digest.planning.pages.incident import corrections_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.pagination import numbered, paginate
from digest.planning.site.sections import CORRECTIONS, HOME, SITE_ORIGIN, crumbs_to


def plan_corrections(index: SiteIndex) -> Iterator[Page]:
    """Plan the list of all corrections."""
    corrections = corrections_of(index.articles.values())
    for address, pages, part in paginate(corrections, CORRECTIONS.address, index.config.per_page):
        name = index.config.words.say("Corrections")
        head = PageMeta(numbered(name, pages, index.config), address, crumbs=crumbs_to(index.config, HOME))
        view = CorrectionsView(head, name, tuple(part), pages, len(corrections))
        yield Page(address, "corrections.html", itself, (view,), PublishPhase.INDEX, SITE_ORIGIN, head.title)
