"""The settings of a site, from `config.yaml`."""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from digest.model.diagnostic import Accepted, Position
from digest.model.feed_formats import FeedFormat
from digest.model.text.words import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of links, as `#rrggbb`: in light mode and in dark mode."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font families in the syntax of CSS: for text, and for headings and the site's name. Empty: the default fonts."""

    text: str = ""
    headings: str = ""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of the navigation: an address of the site, or a URL elsewhere."""

    text: str  #: what it says
    address: str  #: its address in the site; the empty address is the home page
    url: str = ""  #: its URL outside of the site; if there is one, `address` is not used


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """The settings of `theme:`. `logo` is an address of the site, `footer` is Markdown; `navigation` is None for the default one.

    `named` are the addresses in the other fields, with their positions in the file.
    """

    accent: Accent | None = None
    fonts: Fonts = Fonts()
    logo: str = ""
    navigation: tuple[NavigationEntry, ...] | None = None
    footer: str = ""
    named: tuple[tuple[str, Position], ...] = ()


Show = Literal["full", "excerpt", "link"]
Period = Literal["day", "week", "month"]
Search = Literal["auto", "on", "off"]
Positions = Literal["remove", "keep"]
Cards = Literal["on", "off"]
Datelines = Literal["keep", "drop"]
Host = Literal["any", "apache", "cloudflare", "netlify", "nginx", "s3"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publisher of the site, with the e-mail address for readers."""

    name: str
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """How much is shown of a text from another source.

    `text` applies to texts of other outlets without a licence; `excerpt_words` is the greatest number of words of an excerpt.
    """

    text: Show = "excerpt"
    excerpt_words: int = 60


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """The settings of feeds: the number of items, and whether they have the full text (as far as rights allow) or a summary.

    The feeds of the whole site exist in every format. `also` are those, besides RSS, of the feeds of an incident, tag, place or source.
    """

    items: int = 50
    text: Literal["full", "summary"] = "full"
    also: tuple[FeedFormat, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """The settings of media: whether published photographs may say where they were taken, and whether incidents have social images."""

    positions: Positions = "remove"
    cards: Cards = "on"


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """The settings of `digest import`: whether datelines, such as `CICERO, Ill. —`, stay at the beginning of texts."""

    datelines: Datelines = "keep"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a site. `base_url` ends with `/`; `id` is the UUID from which guids are made; `hub` is a WebSub hub's URL.

    `host` is the kind of web host, `gone` are addresses that were removed on purpose. `redactions` is the path of the private
    redaction rules. `search` is `on`, `off` or `auto`: on if Pagefind is installed.
    `fields` are the names of the newsroom's own fields, which digest passes over. `accept` are the accepted warnings.
    `reader_memory` is whether pages mark what is new since a reader's last visit. `words` are the texts of the interface in the site's
    language.
    """

    id: str
    title: str
    base_url: str
    description: str
    publisher: Publisher
    language: str = "en"
    timezone: str = "UTC"
    licence: str = ""
    corrections_policy: str = ""
    editions: Period = "day"
    per_page: int = 50
    rights: Rights = Rights()
    feeds: FeedSettings = FeedSettings()
    hub: str = ""
    host: Host = "any"
    gone: tuple[str, ...] = ()
    redactions: str = ""
    theme: ThemeSettings = ThemeSettings()
    search: Search = "auto"
    fields: tuple[str, ...] = ()
    media: MediaSettings = MediaSettings()
    reader_memory: bool = True
    accept: tuple[Accepted, ...] = ()
    imports: ImportSettings = ImportSettings()
    words: Words = ENGLISH

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of dates without one, and of the beginning of days."""
        return ZoneInfo(self.timezone)
