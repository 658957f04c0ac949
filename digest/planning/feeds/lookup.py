"""Find a feed by the name that people give it."""

from collections.abc import Iterable, Sequence

from digest.model.feed_formats import FeedFormat
from digest.model.page import Page
from digest.model.url import base_path, internal_target
from digest.model.views.feed import SITE_FEEDS
from digest.planning.feeds.feeds import FeedDocument

_NARROW = "/feed"
# The longest suffix first: `.atom.xml` ends with `.xml`.
_SUFFIXES = tuple(sorted((row.suffix for row in FeedFormat), key=len, reverse=True))


class UnknownFeedError(Exception):
    """No feed has this name. The message says which are near."""


def find_feed(name: str, pages: Iterable[Page], base_url: str) -> Page:
    """Return the page of the feed, as RSS, that people call so: `updates`, `incidents/crane`, `tags/fire/feed.xml`, or a URL of the site.

    An empty name is the first of the site's feeds. Archives have names, too. Raise `UnknownFeedError`.
    """
    feeds = {
        page.spec.stem: page
        for page in pages
        if page.renderer == FeedFormat.RSS and isinstance(page.spec, FeedDocument)
    }
    stem = _stem_of(name, base_url)
    for candidate in (stem, f"{stem}{_NARROW}"):
        if candidate in feeds:
            return feeds[candidate]
    folded = {known.casefold(): known for known in feeds}
    for candidate in (stem.casefold(), f"{stem}{_NARROW}".casefold()):
        if candidate in folded:
            return feeds[folded[candidate]]
    names = [
        _name_of(page.spec.stem)
        for page in feeds.values()
        if isinstance(page.spec, FeedDocument) and page.spec.is_current
    ]
    raise UnknownFeedError(f"there is no feed “{name}”; {_advice(stem, names)}")


def _stem_of(name: str, base_url: str) -> str:
    """Return the address that a name means, without the suffix of a format; empty if it is a URL of another site."""
    within = name.strip().removeprefix(base_url)
    if within.startswith("/"):
        within = within.removeprefix(base_path(base_url))
    address = internal_target(within)
    if address is None:
        return ""
    suffix = next((suffix for suffix in _SUFFIXES if address.endswith(suffix)), "")
    return address.removesuffix(suffix).removesuffix("index.html").rstrip("/") or (
        "" if name.strip(" /") else SITE_FEEDS[0]
    )


def _name_of(stem: str) -> str:
    """Return what people call a feed: `tags/fire` for `tags/fire/feed`."""
    return stem.removesuffix(_NARROW)


def _advice(wanted: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches  # only where something is wrong

    near = get_close_matches(wanted, names, 3) if wanted else []
    last = wanted.rpartition("/")[2].casefold()
    near += [name for name in names if last and last in name.casefold() and name not in near][: 3 - len(near)]
    if near:
        return f"did you mean {' or '.join(near)}?"
    return (
        f"those of the whole site are {', '.join(SITE_FEEDS)}; each page of an incident, tag, place or source has one"
    )
