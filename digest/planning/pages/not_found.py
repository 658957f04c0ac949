"""The page for addresses that do not exist."""

from digest.model.config import Config
from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.views.common import PageMeta
from digest.model.views.service_pages import NotFoundView
from digest.planning.site.sections import SITE_ORIGIN


def plan_not_found(config: Config) -> Page:
    """Plan the page for addresses that do not exist."""
    title = config.words.say("Page not found")
    view = NotFoundView(PageMeta("", "404.html", noindex=True), title)
    return Page("404.html", "404.html", ReadyPage(view), PublishPhase.INDEX, SITE_ORIGIN, title, noindex=True)
