"""The look of a site as far as settings go: accent, fonts, logo, navigation and footer."""

from dataclasses import dataclass

from digest.model.diagnostic import Position


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
    address: str  #: where it leads to in the site; the empty address is the home page
    url: str = ""  #: where it leads to elsewhere; if there is one, `address` means nothing


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
