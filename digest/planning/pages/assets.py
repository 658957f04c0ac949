"""Files that are copied: media and static files, style sheets with the settings added, and the social image."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from digest.adapters.serialization import fingerprint_of
from digest.model.config import Config, ThemeSettings
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.page import Page, PublishPhase, ReadyFile
from digest.model.site import Asset, ContentItem, OwnPage, Site
from digest.model.text.colour import ACCENT
from digest.model.text.css import css_string
from digest.model.text.words import ENGLISH, Words, runs_from_right
from digest.model.views.files import SITE_CARD, CopyView, SocialImageView
from digest.planning.content.assemble import Assembly
from digest.planning.content.picture_copies import FOLDER
from digest.planning.site.images import picture_of, to_share
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import IncidentNode
from digest.planning.site.sections import SITE_ORIGIN

STYLE_SHEET = "static/style.css"
# How many reports an incident without a file has at least if it has a social image.
_REPORTS_FOR_CARD = 3
# With this number, a change of how cards are drawn gives them other addresses.
_DRAWING = 1
STYLE_SHEET_OF_FEEDS = "static/feed.css"
READER_SCRIPT = "static/reader.js"
SEARCH_SCRIPT = "static/search.js"


def leave_out_unshown(site: Site, assembly: Assembly) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return the site without the files beside its texts that no visible text shows or links to, and a warning for those of no text.

    So the pictures of a draft are not published either. What was published once remains.
    """
    content = site.content
    beside = [asset for asset in content.media if asset.beside]
    if not beside:
        return site, ()
    shown = shown_by((*assembly.articles, *content.incident_files, *assembly.own_pages))
    shown.update(entry.id for entry in content.ledger.entries if entry.kind == "media" and content.permanent.has(entry))
    used = shown | shown_by((*content.articles, *content.own_pages))
    unused = tuple(
        warning(
            "unknown-file",
            Position(asset.file),
            "no text shows this file or links to it, so it is not published",
            "delete it; or write a link to it, such as ![what it shows](name.jpg)",
        )
        for asset in beside
        if asset.address not in used
    )
    media = tuple(asset for asset in content.media if not asset.beside or asset.address in shown)
    return replace(site, content=replace(content, media=media)), unused


def shown_by(things: Iterable[ContentItem]) -> set[str]:
    """Return the addresses that texts show or link to."""
    shown: set[str] = set()
    for thing in things:
        shown.update(reference.address for reference in thing.references)
        if not isinstance(thing, OwnPage) and thing.image is not None:
            shown.add(thing.image.src)
    return shown


def plan_media(media: tuple[Asset, ...], config: Config) -> Iterator[Page]:
    """Plan a copy of every media file, without the positions of photographs unless the settings say otherwise."""
    for asset in media:
        page = _copy(asset)
        if asset.position and config.media.positions == "remove":
            page = page._replace(spec=ReadyFile(replace(_copied(asset), hides_position=True)))
        yield page


def stuck_positions(media: tuple[Asset, ...], config: Config) -> Iterator[Diagnostic]:
    """Report every photograph or video whose position cannot be taken out."""
    for asset in media:
        if asset.position == "stuck" and config.media.positions == "remove":
            yield error(
                "position-in-media",
                Position(asset.file),
                "the file seems to say where it was taken, in metadata that digest cannot mend",
                "export it again without its location; or, if all may know the place, write media: {positions: keep} into config.yaml",
            )


def plan_static(static: tuple[Asset, ...], config: Config, *, searchable: bool) -> Iterator[Page]:
    """Plan a copy of every static file of the theme or the site; of the theme's script of the search only if the site is `searchable`.

    The settings are added to the style sheets. The theme's own social image is replaced by one with the name of the site. Where pages
    remember nothing for their readers, the script that does is left out.
    """
    look = _look(config.theme)
    added = {STYLE_SHEET: look, STYLE_SHEET_OF_FEEDS: look + _language(config)}
    for asset in static:
        if asset.address == READER_SCRIPT and not config.reader_memory:
            continue
        if asset.address == SEARCH_SCRIPT and asset.themed and not searchable:
            continue
        page = _copy(asset, added.get(asset.address, ""))
        if asset.address == SITE_CARD and asset.themed:
            page = page._replace(renderer="card", spec=ReadyFile(_card(_copied(asset), config)), origin=SITE_ORIGIN)
        yield page


def plan_cards(static: tuple[Asset, ...], index: SiteIndex) -> dict[str, Page]:
    """Plan a social image for each incident that has none of its own and a file, or several reports; return them by the incident's id.

    Their addresses contain the hash of what is on them. There are none if the settings say so, or if the site has a social image of
    its own making.
    """
    plain = next((asset for asset in static if asset.address == SITE_CARD and asset.themed), None)
    if plain is None or index.config.media.cards == "off":
        return {}
    site = _card(_copied(plain), index.config)
    return {
        node.id: _card_of(replace(site, title=node.incident.title, description=site.title), node)
        for node in index.incidents.values()
        if len(node.reports) >= _REPORTS_FOR_CARD or node.incident.file.origin.file.startswith("content/incidents/")
        if to_share(picture_of(node.incident), node.medium) is None
    }


def _card_of(view: SocialImageView, node: IncidentNode) -> Page:
    address = f"{FOLDER}/card-{fingerprint_of((_DRAWING, view))[:20]}.png"
    return Page(address, "card", ReadyFile(view), PublishPhase.ASSET, node.incident.file.origin.at("title"))


def _copy(asset: Asset, added: str = "") -> Page:
    spec = ReadyFile(_copied(asset, added))
    return Page(asset.address, "copy", spec, PublishPhase.ASSET, Position(asset.file))


def _copied(asset: Asset, added: str = "") -> CopyView:
    return CopyView(asset.file, asset.key, asset.size, asset.themed, added)


def _card(plain: CopyView, config: Config) -> SocialImageView:
    accent = config.theme.accent.light if config.theme.accent else ACCENT
    return SocialImageView(config.title, config.description, _host(config.base_url), accent, plain)


def _host(base_url: str) -> str:
    """Return the host name of the site as people read it: `münchen.example` for `xn--mnchen-3ya.example` (RFC 3490)."""
    host = urlsplit(base_url).hostname or ""
    try:
        return host.encode().decode("idna")
    except UnicodeError:
        return host


def _look(theme: ThemeSettings) -> str:
    """Return CSS rules for the accent colour and the fonts; empty if the settings have neither.

    The values were read as colours and as names of font families, so none of them can end a declaration.
    """
    light = {
        "--accent": theme.accent.light if theme.accent else "",
        "--font-text": theme.fonts.text,
        "--font-headings": theme.fonts.headings,
    }
    rules = _rule("From theme: in config.yaml.", {name: value for name, value in light.items() if value})
    if theme.accent:
        rules += (
            f"\n@media screen and (prefers-color-scheme: dark) {{\n  :root {{ --accent: {theme.accent.dark}; }}\n}}\n"
        )
    return rules


def _language(config: Config) -> str:
    """Return a CSS rule for a site that is not in English: its text direction, and its words for the sentences of the file."""
    own = {"direction": "rtl"} if runs_from_right(config.language) else {}
    english = _sentences(ENGLISH)
    own |= {name: css_string(text) for name, text in _sentences(config.words).items() if text != english[name]}
    return _rule("In the language of the site.", own)


def _sentences(words: Words) -> dict[str, str]:
    """Return the sentences above a feed in a browser, and above an archive of one, by the CSS properties that hold them."""
    return {
        "--words-of-feed": words.say(
            "This is a feed, for feed readers: copy its address from the address bar into one, "
            "and it will tell you what is new. The newest items come first."
        ),
        "--words-of-archive": words.say(
            "These are older items of a feed, the newest first. To follow what is new, "
            "copy the address of the feed itself, which is below, into a feed reader."
        ),
    }


def _rule(origin: str, values: dict[str, str]) -> str:
    """Return a CSS rule that sets properties of the whole document, with a comment on their origin; empty without properties."""
    said = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"\n/* {origin} */\n\n:root {{\n{said}}}\n" if said else ""
