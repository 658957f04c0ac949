"""The page for addresses that do not exist."""

from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.views.common import Link, PageMeta
from digest.model.views.service_pages import NotFoundView
from digest.planning.pages.incident.index import latest_incidents
from digest.planning.site.index import SiteIndex
from digest.planning.site.sections import SITE_ORIGIN

# How many of the latest incidents the page names.
_LATEST = 5


def plan_not_found(index: SiteIndex) -> Page:
    """Plan the page for addresses that do not exist."""
    title = index.config.words.say("Page not found")
    latest = tuple(Link(node.link.text, node.address) for node in latest_incidents(index)[:_LATEST])
    view = NotFoundView(PageMeta("", "404.html", noindex=True), title, latest)
    return Page("404.html", "404.html", ReadyPage(view), PublishPhase.INDEX, SITE_ORIGIN, title, noindex=True)
