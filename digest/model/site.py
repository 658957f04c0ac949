"""The whole input of a build: settings, content and theme, as they were read."""

from dataclasses import dataclass, field
from typing import Literal

from digest.model.config import Config
from digest.model.content.article import Article, Body, BodyLocation, Reference
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Accepted, Origin
from digest.model.ledger import Ledger, Permanent
from digest.model.moment import Moment


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that the newsroom writes about itself: about, policies, contact. `layout` is the name of its template, as it was written."""

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
    layout: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    accept: tuple[Accepted, ...] = ()


# What a document in `content/` is read as.
ContentItem = Article | IncidentFile | OwnPage


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied unchanged. `file` is relative to the site's folder, or to the theme's if `themed`; `key` is its content hash.

    `size` is in bytes. `width` and `height` are those of images in pixels; 0 if they are not known. A file `beside` the texts is published
    only if one of them shows it or links to it. `position` is `found` if its metadata say where it was taken, and `stuck` if that cannot be
    taken out. A `still` one is a picture in pixels that does not move, of which smaller copies can be made.
    """

    file: str
    address: str
    size: int
    key: str
    themed: bool = False
    width: int = 0
    height: int = 0
    beside: bool = False
    position: Literal["", "found", "stuck"] = ""
    still: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """The source of a template. `name` is relative to `templates/`; `file` is its path; `key` is the hash of name and source."""

    name: str
    file: str
    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled template: its code, and the names of the templates that it extends, imports and includes.

    None is a name that is computed while a page is rendered. `unknown` are the texts that are not translated, each with its line.
    """

    code: bytes
    includes: tuple[str | None, ...]
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a site, each kind sorted by file. `keys` are the fingerprints of articles, by file, as far as they are known.

    `redaction` is the fingerprint of what was redacted; empty if nothing was. `written_ids` are the ids that files give to things which
    the ledger knows by others, by file; `former_incidents` are the ids of incidents under which the ledger knows them, by the slug that
    their name has now. `permanent` is what of the ledger was published; the rest was only built here: `let_go` are addresses of
    that which are free again, and `taken_back` is how many entries the file had lost that git knows.
    """

    articles: tuple[Article, ...]
    incident_files: tuple[IncidentFile, ...]
    own_pages: tuple[OwnPage, ...]
    media: tuple[Asset, ...]
    ledger: Ledger
    keys: dict[str, str] = field(default_factory=dict)
    redaction: str = ""
    written_ids: dict[str, str] = field(default_factory=dict)
    former_incidents: dict[str, str] = field(default_factory=dict)
    permanent: Permanent = field(default_factory=Permanent)
    let_go: tuple[str, ...] = ()
    taken_back: int = 0

    @property
    def body_locations(self) -> dict[str, BodyLocation]:
        """The location of each text, by its key. Of several files with the same text, one is enough: they render alike."""
        items: tuple[ContentItem, ...] = (*self.articles, *self.incident_files, *self.own_pages)
        return {item.body.key: item.body_location for item in items if item.body.key}


@dataclass(frozen=True, slots=True)
class Site:
    """The whole input of a build: settings, content and theme. `indexer` identifies the maker of the search index; empty if none."""

    config: Config
    content: Content
    templates: tuple[Template, ...]
    static: tuple[Asset, ...]
    indexer: str = ""
