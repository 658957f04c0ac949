"""Planned pages: the address of an output file, and the spec that its view is built from."""

from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum
from typing import Any, NamedTuple, Protocol

from digest.model.diagnostic import Position
from digest.model.feed_formats import FeedFormat
from digest.model.moment import Moment
from digest.model.views.common import View


class PublishPhase(IntEnum):
    """When a page is moved into `site/`. What others link to goes first, so that a reader never follows a link to nothing."""

    ASSET = 0
    PAGE = 1
    INDEX = 2
    FEED = 3


class Spec(Protocol):
    """What a page's view is built from: a named tuple whose fields are all that the view depends on besides the settings.

    The fields are part of the page's fingerprint, and its view is built only if that has changed. So a field is either small or
    `Fingerprinted`. The names of specs are unique in the program.
    """

    def build_view(self, title: str, /) -> View:
        """Return exactly what the template may see. `title` is that of the page; empty for files that are not pages."""

    def __iter__(self) -> Iterator[Any]:
        """Return the fields."""


class ReadyFile(NamedTuple):
    """The spec of a file without a title whose view costs little, and is made when the file is planned."""

    view: View

    def build_view(self, _title: str) -> View:
        """Return the view."""
        return self.view


class ReadyPage(NamedTuple):
    """The spec of a page whose view costs little, and is made when the page is planned: all of it but the title of its head."""

    view: View

    def build_view(self, title: str) -> View:
        """Return the view with the title of the page."""
        view: Any = self.view
        return replace(view, head=replace(view.head, title=title))  # type: ignore[no-any-return] # a view of the same type


class Page(NamedTuple):
    """One output file, as planned.

    `renderer` is the name of a template, or of another renderer such as `rss` or `copy`. `origin` is the file to correct if the page
    cannot be made, or if another page has its address.

    `title` is None for a file that is not a page, such as a feed. It is the only place of a page's title: the plan makes it unique in
    the site, and the view gets it from here. It is empty for editions and months, which are unique by their dates: their specs put
    the date into words only when the page is rendered.

    `modified` is when the page's text last changed, if that is known. `group_with` is the address of a page that shows the same texts.

    `preview` are the sentences that a page of a preview says of itself, above all else; empty if it is no page, or may be published.
    """

    address: str
    renderer: str
    spec: Spec
    publish_phase: PublishPhase
    origin: Position
    title: str | None = None
    modified: Moment | None = None
    noindex: bool = False
    group_with: str = ""
    preview: tuple[str, ...] = ()

    @property
    def view(self) -> View:
        """Exactly what the template may see, built anew each time."""
        return self.spec.build_view(self.title or "")

    @property
    def is_feed(self) -> bool:
        """Whether this is a document of a feed, in any format."""
        return self.renderer in _FEED_FORMATS


_FEED_FORMATS = frozenset(FeedFormat)


class Output(NamedTuple):
    """A file of the site as the manifest has it. A named tuple, because every build reads tens of thousands of them.

    `key` is the fingerprint of the page that it was rendered from (empty: about to change), `digest` and `size` are those of its bytes,
    and `modified` is its file's time in nanoseconds: as long as that and the size are the same, so are the bytes.
    """

    path: str
    key: str
    digest: str
    size: int
    modified: int = 0
