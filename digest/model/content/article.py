"""Articles as editors wrote them, and the values in their fields."""

from dataclasses import dataclass
from typing import Literal

from digest.model.config import Show
from digest.model.diagnostic import Accepted, Origin, Position
from digest.model.moment import Moment

# The number of hashes that `Shingles` contains: of the first sentences, and of the smallest of all.
LEADING = 2
MOST_SHINGLES = 32

Status = Literal["draft", "published", "withdrawn"]
Closeness = Literal["", "exact", "street", "town", "region"]
Role = Literal["", "victim", "suspect", "defendant", "responder", "official", "witness"]


@dataclass(frozen=True, slots=True)
class Body:
    """A text by its content hash: the text itself is read from the disk when a page that shows it is rendered.

    `key` is empty if there is no text; `words` is the number of its words.
    """

    key: str = ""  #: the content hash of the text; empty if there is no text
    words: int = 0  #: the number of its words


@dataclass(frozen=True, slots=True)
class BodyLocation:
    """The location of a text: in `file`, from byte `start` on, or, with `field`, in that field of its metadata, from character `start` on.

    `plain` is not Markdown. `links` are the links of the text to files beside it, as they are written, with what they lead to in the site.
    """

    file: str
    start: int = 0
    field: str = ""
    plain: bool = False
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from. An empty string means that the value is not known."""

    name: str = ""  #: the outlet's name
    url: str = ""  #: the report's URL
    author: str = ""  #: who wrote it
    archive: str = ""  #: the URL of an archived copy
    licence: str = ""  #: its licence: words or a URL
    retrieved: Moment | None = None  #: when it was fetched


@dataclass(frozen=True, slots=True)
class Citation:
    """The source of a statement: a name, a URL, or both."""

    name: str = ""  #: the name of a source
    url: str = ""  #: its URL


@dataclass(frozen=True, slots=True)
class Place:
    """A place, with its position in degrees of WGS 84, north and east positive; None if only the name is known."""

    name: str  #: its name
    latitude: float | None = None  #: degrees north
    longitude: float | None = None  #: degrees east
    precision: Closeness = ""  #: how exact the position is


@dataclass(frozen=True, slots=True)
class Person:
    """A person in an article."""

    name: str  #: their name
    role: Role = ""  #: their role


@dataclass(frozen=True, slots=True)
class Image:
    """An image in `content/media/`; `src` is its address in the site. `warning` says what it shows that some readers do not want to see.

    If it is `optional`, another tool's field names it, and its file may be missing.
    """

    src: str
    alt: str = ""
    credit: str = ""
    warning: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """A dated update of an article."""

    date: Moment  #: when it was made
    title: str  #: its headline
    text: str  #: what is new, in Markdown
    anchor: str  #: its id on the page


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated correction of an article."""

    date: Moment  #: when it was made
    text: str  #: what was corrected, in Markdown
    anchor: str  #: its id on the page


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When and why an article was withdrawn, as readers see it."""

    date: Moment  #: when
    reason: str  #: why


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or an image of a text with an address in the site, and its position in the file."""

    address: str
    position: Position


@dataclass(frozen=True, slots=True)
class Shingles:
    """Hashes of the sentences of a text, 32 bits each, by which texts that repeat each other are found. Short sentences do not count.

    `count` is the number of hashes. `leading` are the first `LEADING` of them, with those of short sentences before and between them.
    `smallest` are the `MOST_SHINGLES` smallest, sorted, as big-endian bytes.
    """

    count: int = 0
    leading: tuple[int, ...] = ()
    smallest: bytes = b""


@dataclass(frozen=True, slots=True)
class Article:
    """One report. `opening` are the first whole sentences of its text, without markup; `shingles` are to find near duplicates.

    `accept` are the warnings that its editor accepts. Without `announce`, no feed announces it as new.
    `translation_of` is the id of the article that it was translated from; empty if it is no translation.
    `retracted` are the anchors, from the ledger, of updates and corrections that were published and are no longer in the file.
    """

    origin: Origin
    id: str
    slug: str
    title: str
    date: Moment
    body_location: BodyLocation
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
    withdrawal: Withdrawal | None = None
    publish_at: Moment | None = None
    expires: Moment | None = None
    announce: bool = True
    noindex: bool = False
    translation_of: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    accept: tuple[Accepted, ...] = ()
    retracted: tuple[str, ...] = ()
    shingles: Shingles = Shingles()
