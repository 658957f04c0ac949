"""The view of the site that every page has: its title, its navigation, its feeds."""

from collections.abc import Collection

from digest.model.config import Config, NavigationEntry
from digest.model.site import OwnPage
from digest.model.text.words import runs_from_right
from digest.model.views.common import ImageView, Link, SiteView
from digest.planning.site.sections import (
    ARCHIVE,
    EDITIONS,
    FEEDS,
    INCIDENTS,
    SEARCH,
    crumbs_to,
    site_feeds,
)
from digest.planning.site.taxonomies import TAXONOMIES


def site_view(
    config: Config, own_pages: tuple[OwnPage, ...], empty: Collection[Link] = (), *, searchable: bool = True
) -> SiteView:
    """Return the view of the site. The default navigation leaves out sections that are `empty`, whether they have pages or not."""
    theme = config.theme
    return SiteView(
        title=config.title,
        description=config.description,
        base_url=config.base_url,
        language=config.language,
        right_to_left=runs_from_right(config.language),
        publisher_name=config.publisher.name or config.title,
        publisher_url=config.publisher.url,
        publisher_email=config.publisher.email,
        licence=config.licence,
        corrections_policy=f"{config.corrections_policy}/" if config.corrections_policy else "",
        navigation=_default_navigation(own_pages, config, empty) if theme.navigation is None else theme.navigation,
        feeds=site_feeds(config),
        logo=ImageView(theme.logo, config.title) if theme.logo else None,
        footer=theme.footer,
        reader_memory=config.reader_memory,
        search=searchable,
        words=config.words,
        time_zone=config.timezone,
    )


def _default_navigation(
    own_pages: tuple[OwnPage, ...], config: Config, empty: Collection[Link]
) -> tuple[NavigationEntry, ...]:
    own = (Link(page.title, f"{page.slug}/") for page in own_pages if page.in_navigation)
    taxonomies = (taxonomy.section for taxonomy in TAXONOMIES.values())
    sections = [section for section in (INCIDENTS, EDITIONS, ARCHIVE, *taxonomies, SEARCH) if section not in empty]
    links = (*crumbs_to(config, *sections, FEEDS), *own)
    return tuple(NavigationEntry(link.text, link.address) for link in links)
