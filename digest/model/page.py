"""A planned page: what will stand at an address, and how exactly what its template may see is made."""

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import Any, NamedTuple, TypeVar

from digest.model.diagnostic import Position
from digest.model.feed_formats import FeedFormat
from digest.model.moment import Moment
from digest.model.views import View

V = TypeVar("V")


class PublishPhase(IntEnum):
    """When a page moves into place: what others refer to goes first, so that a reader never finds a dead end."""

    ASSET = 0
    PAGE = 1
    INDEX = 2
    FEED = 3


class Page(NamedTuple):
    """One output file. `recipe` names what renders the view: a template, or one of those for machines, such as `rss` or `copy`.

    The view is made when it is asked for, by the function `make` of what it is `given`: the two stand for it in fingerprints, so
    that a page that has not changed costs no more than its name. `make` stands on the top level of its module, and depends on
    nothing but what it is given and the settings.

    `origin` is the file to mend if the page cannot be made or its address is taken twice. `title` is that of a page for people, unique
    in the site, and the one that its head gets; empty, it is left to the view, and unique by itself. `moved` is when the page's text
    last changed, as far as that is known. `near` is the address of a page that shows the same texts.
    """

    address: str
    recipe: str
    make: Callable[..., View]
    given: tuple[Any, ...]
    wave: PublishPhase
    origin: Position
    title: str | None = None
    moved: Moment | None = None
    noindex: bool = False
    near: str = ""

    @property
    def view(self) -> View:
        """Exactly what the template may see."""
        view: Any = self.make(*self.given)
        if not self.title or view.head.title == self.title:
            return view  # type: ignore[no-any-return] # any view it is
        return replace(view, head=replace(view.head, title=self.title))  # type: ignore[no-any-return]

    @property
    def is_feed(self) -> bool:
        """Whether this is a document of a feed, in whichever format."""
        return self.recipe in _FEED_FORMATS


_FEED_FORMATS = frozenset(FeedFormat)


def itself(view: V) -> V:
    """Return a view that was made already: that of a page of which there are few."""
    return view


class Output(NamedTuple):
    """A file of the site as the manifest knows it. A tuple, since every build reads tens of thousands of them.

    `key` is the fingerprint of the recipe and the view that made it (empty: about to change), `digest` and `size` are those of its bytes,
    and `modified` is its file's time in nanoseconds: as long as that and the size are the same, so are the bytes.
    """

    path: str
    key: str
    digest: str
    size: int
    modified: int = 0
