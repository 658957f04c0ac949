"""The order in which pages are rendered, and an estimate of each one's cost: so that processes share the work evenly."""

from digest.model.page import Page

# By renderer: the cost of a page by itself, and of each entry in the sequences of its spec. Measured with 10,000 articles, in units of
# 10 µs on one machine; only the ratios matter. A feed item, card or row is made once for several pages, which share its cost.
_COSTS: dict[str, tuple[float, float]] = {
    "atom": (0, 12),
    "card": (4_000, 0),
    "csv": (0, 7),
    "data": (0, 5),
    "edition.html": (10, 4.5),
    "feeds.html": (600, 0),
    "incidents.html": (10, 5),
    "json": (90, 3.5),
    "list.html": (27, 2),
    "lookup": (0, 0.8),
    "opml": (12_000, 0),
    "picture": (12_000, 0),
    "rss": (52, 1.7),
    "sitemap": (5_000, 0),
}
_ANY = (75.0, 0.3)


def order_of(page: Page) -> tuple[bool, str, str]:
    """Return the sort key of a page. A process that renders neighbours in this order makes the items, cards and texts they share once.

    Feeds share their items, in any format; other pages have most in common with pages of the same renderer.
    """
    neighbour = page.group_with or page.address
    return (False, "", neighbour) if page.is_feed else (True, page.renderer, neighbour)


def cost_of(page: Page) -> int:
    """Return about how long it takes to render a page, in a unit for comparison only."""
    alone, each = _COSTS.get(page.renderer, _ANY)
    entries = sum(len(field) for field in page.spec if isinstance(field, list | tuple))
    return 1 + int(alone + each * entries)
