"""The whole input of a build: settings, content and theme, as they were read."""

from dataclasses import dataclass, field

from digest.model.config import Config
from digest.model.content.article import Article, Body, BodyLocation, Reference
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Origin
from digest.model.ledger import Ledger
from digest.model.moment import Moment


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that the newsroom writes about itself: about, policies, contact."""

    origin: Origin
    id: str
    slug: str
    title: str
    body_location: BodyLocation
    body: Body = Body()
    opening: tuple[str, ...] = ()
    summary: str = ""
    updated: Moment | None = None
    in_navigation: bool = False
    language: str = ""
    noindex: bool = False
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


# What a document in `content/` is read as.
ContentItem = Article | IncidentFile | OwnPage


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied as it is: `file` within the site's folder (or the theme), `key` its content hash.

    Of pictures, `width` and `height` are pixels; 0 where they are not known.
    """

    file: str
    address: str
    size: int
    key: str
    themed: bool = False
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """The source of one template. `name` is relative to `templates/`; `origin` says which file it came from."""

    name: str
    file: str
    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled template: its code, and the names of what it extends, imports and includes.

    None stands for a name that is known only when a page is made. `unknown` are its texts that the site's language has no words for, each
    with its line.
    """

    code: bytes
    includes: tuple[str | None, ...]
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that editors wrote, each kind sorted by file. `keys` are fingerprints of articles by their files, as far as they are known.

    `redaction` is the fingerprint of what was taken out of it, if anything was.
    """

    articles: tuple[Article, ...]
    incident_files: tuple[IncidentFile, ...]
    own_pages: tuple[OwnPage, ...]
    media: tuple[Asset, ...]
    ledger: Ledger
    keys: dict[str, str] = field(default_factory=dict)
    redaction: str = ""

    @property
    def body_locations(self) -> dict[str, BodyLocation]:
        """Where each text lies, by its key. Two files with the same text render alike, whichever is read."""
        items: tuple[ContentItem, ...] = (*self.articles, *self.incident_files, *self.own_pages)
        return {item.body.key: item.body_location for item in items if item.body.key}


@dataclass(frozen=True, slots=True)
class Site:
    """The input of a build, whole: settings, content and theme. `indexer` names what makes the index of the search, if anything does."""

    config: Config
    content: Content
    templates: tuple[Template, ...]
    static: tuple[Asset, ...]
    indexer: str = ""
