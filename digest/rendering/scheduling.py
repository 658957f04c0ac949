"""In which order pages are made, and about how long each takes: so that processes share the work evenly and do little of it twice."""

from digest.model.page import Page

# By recipe: a page by itself, and each thing that it is given to show. Measured with 10,000 articles, in hundredths of a millisecond of
# some machine: only how they compare counts. An item, a card or a row is made once for several pages, which share what that takes.
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
    "rss": (52, 1.7),
    "sitemap": (5_000, 0),
}
_ANY = (75.0, 0.3)


def order_of(page: Page) -> tuple[bool, str, str]:
    """Return what to sort pages by: whoever makes neighbours makes the items, the cards and the texts that they show only once.

    All feeds show the same items, whatever their format; other pages have most in common with those of their kind.
    """
    return (False, "", page.near or page.address) if page.is_feed else (True, page.recipe, page.near or page.address)


def cost_of(page: Page) -> int:
    """Return about how long it takes to make a page, in a unit that only compares."""
    alone, each = _COSTS.get(page.recipe, _ANY)
    shown = sum(len(given) for given in page.given if isinstance(given, list | tuple))
    return 1 + int(alone + each * shown)
