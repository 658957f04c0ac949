"""The picture for sharing: the site's own, or one that digest draws of the settings."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.model.config import Config
from digest.model.page import Page
from digest.model.text.colour import ACCENT
from digest.model.views.files import CardView, CopyView
from digest.planning.heads import SITE_ORIGIN

CARD = "static/card.png"


def with_card(copies: Iterator[Page], config: Config) -> Iterator[Page]:
    """Let a drawing of the site's name stand in for the theme's picture; a picture of the site's own is copied as it is."""
    for page in copies:
        if page.address == CARD and page.given[0].themed:
            yield page._replace(recipe="card", given=(_card(page.given[0], config),), origin=SITE_ORIGIN)
        else:
            yield page


def _card(plain: CopyView, config: Config) -> CardView:
    accent = config.theme.accent.light if config.theme.accent else ACCENT
    return CardView(config.title, config.description, _host(config.base_url), accent, plain)


def _host(base_url: str) -> str:
    """Give the host of the site as people read it: `xn--mnchen-3ya.example` is `münchen.example` (RFC 3490)."""
    host = urlsplit(base_url).hostname or ""
    try:
        return host.encode().decode("idna")
    except UnicodeError:
        return host
