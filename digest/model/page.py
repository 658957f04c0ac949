"""A planned page: what will stand at an address, and exactly what its template may see."""

from dataclasses import dataclass
from enum import IntEnum

from digest.model.diagnostic import Position
from digest.model.views import View


class Wave(IntEnum):
    """When a page moves into place: what others refer to goes first, so that a reader never finds a dead end."""

    ASSET = 0
    PAGE = 1
    INDEX = 2
    FEED = 3


@dataclass(frozen=True, slots=True)
class Page:
    """One output file. `recipe` names what renders the view: a template, or one of those for machines, such as `rss` or `copy`.

    `origin` is the file to mend if the page cannot be made or its address is taken twice.
    """

    address: str
    recipe: str
    view: View
    wave: Wave
    origin: Position


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site as the manifest knows it.

    `key` is the fingerprint of the recipe and the view that made it (empty: about to change), `digest` and `size` are those of its bytes.
    """

    path: str
    key: str
    digest: str
    size: int
