"""An article as its editor wrote it, and the small values that it is made of."""

from dataclasses import dataclass
from typing import Literal

from digest.model.config import Show
from digest.model.diagnostic import Origin, Position
from digest.model.moment import Moment

Status = Literal["draft", "published", "withdrawn"]
Closeness = Literal["", "exact", "street", "town", "region"]
Role = Literal["", "victim", "suspect", "defendant", "responder", "official", "witness"]


@dataclass(frozen=True, slots=True)
class Body:
    """A text by its content hash: the text itself stays on the disk until a page that shows it is rendered.

    `key` is empty where there is no text; `words` counts its words.
    """

    key: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Where the text of a body lies: in `file`, from byte `start` on, or, with `field`, in that field of its data."""

    file: str
    start: int = 0
    field: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from. Empty strings stand for what is not known."""

    name: str = ""
    url: str = ""
    author: str = ""
    archive: str = ""
    licence: str = ""
    retrieved: Moment | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says so: the name of a source, its URL, or both."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere on the map; degrees of WGS 84, north and east positive. Both are None where only the name is known."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    precision: Closeness = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part."""

    name: str
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in `content/media/`; `src` is its address in the site."""

    src: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """A dated update of an article; `anchor` is its id on the page, `text` is Markdown."""

    date: Moment
    title: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated correction of an article; `anchor` is its id on the page, `text` is Markdown."""

    date: Moment
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a picture of a text that leads into the site: the address it means, and where it stands."""

    address: str
    position: Position


@dataclass(frozen=True, slots=True)
class Article:
    """One report. `opening` holds the first whole sentences of its text, without markup."""

    origin: Origin
    id: str
    slug: str
    title: str
    date: Moment
    manuscript: Manuscript
    body: Body = Body()
    opening: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    source: Source = Source()
    summary: str = ""
    updated: Moment | None = None
    updates: tuple[Update, ...] = ()
    corrections: tuple[Correction, ...] = ()
    places: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    image: Image | None = None
    language: str = ""
    show: Show | None = None
    status: Status = "published"
    publish_at: Moment | None = None
    expires: Moment | None = None
    noindex: bool = False
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
