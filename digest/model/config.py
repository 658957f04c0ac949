"""The site's settings, as `config.yaml` gives them."""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from digest.model.diagnostic import Position
from digest.model.feed_formats import FeedFormat
from digest.model.text.words import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of links, as `#rrggbb`: on a light ground and on a dark one."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families of fonts, best first, as CSS takes them: for text, and for headings and the site's name. Empty: the default ones."""

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
    """What `theme:` says. `logo` is an address of the site, `footer` is Markdown; `navigation` is None where the default one stands.

    `named` are the addresses that the others name, with their places in the file.
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
Host = Literal["any", "apache", "cloudflare", "netlify", "nginx", "s3"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the site. `email` is where people reach them."""

    name: str
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """How much of a text that came from somebody else is shown.

    `text` holds for texts with a `source.url` and no recorded licence; `excerpt_words` caps an excerpt.
    """

    text: Show = "excerpt"
    excerpt_words: int = 60


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What feeds carry: how many of the newest items, and whole texts (as far as rights go) or summaries.

    The feeds of the whole site exist in every format. `also` are formats, besides RSS, of those per incident, tag, place and source.
    """

    items: int = 50
    text: Literal["full", "summary"] = "full"
    also: tuple[FeedFormat, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a site. `base_url` ends with `/`; `id` is the UUID that guids are minted from; `hub` is a WebSub hub's URL.

    `host` is where the site stands, and `gone` are addresses at which nothing shall be any more. `redactions` is the path of the private
    rules of what must be forgotten. `search` says whether there is one: `auto` means, if what makes its index is installed.
    `words` are those of the interface in the site's language.
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
    words: Words = ENGLISH

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which dates without a zone are read, and in which days begin."""
        return ZoneInfo(self.timezone)
