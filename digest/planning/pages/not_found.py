"""The page for addresses that do not exist."""

from digest.model.config import Config
from digest.model.page import Page, PublishPhase, itself
from digest.model.views.common import PageMeta
from digest.model.views.service_pages import NotFoundView
from digest.planning.site.sections import SITE_ORIGIN


def plan_not_found(config: Config) -> Page:
    """Plan the page for addresses that do not exist."""
    head = PageMeta(config.words.say("Page not found"), "404.html", noindex=True)
    view = NotFoundView(head, head.title)
    return Page(head.address, "404.html", itself, (view,), PublishPhase.INDEX, SITE_ORIGIN, head.title, noindex=True)
