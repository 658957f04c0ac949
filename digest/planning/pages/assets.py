"""The style sheets: the theme's files, and below them the site's own values of their custom properties."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from digest.model.config import Config, ThemeSettings
from digest.model.diagnostic import Position
from digest.model.page import Page, PublishPhase, itself
from digest.model.site import Asset
from digest.model.text.colour import ACCENT
from digest.model.text.words import ENGLISH, Words, runs_from_right
from digest.model.views.files import CopyView, SocialImageView
from digest.planning.site.sections import SITE_ORIGIN

CARD = "static/card.png"


def with_social_image(copies: Iterator[Page], config: Config) -> Iterator[Page]:
    """Let a drawing of the site's name stand in for the theme's picture; a picture of the site's own is copied as it is."""
    for page in copies:
        if page.address == CARD and page.given[0].themed:
            yield page._replace(recipe="card", given=(_card(page.given[0], config),), origin=SITE_ORIGIN)
        else:
            yield page


def _card(plain: CopyView, config: Config) -> SocialImageView:
    accent = config.theme.accent.light if config.theme.accent else ACCENT
    return SocialImageView(config.title, config.description, _host(config.base_url), accent, plain)


def _host(base_url: str) -> str:
    """Return the host of the site as people read it: `xn--mnchen-3ya.example` is `münchen.example` (RFC 3490)."""
    host = urlsplit(base_url).hostname or ""
    try:
        return host.encode().decode("idna")
    except UnicodeError:
        return host


STYLE_SHEET = "static/style.css"
STYLE_SHEET_OF_FEEDS = "static/feed.css"

_UNSAFE_IN_STRING = re.compile(r"[\x00-\x1f\x7f\"\\]")


def with_settings(copies: Iterator[Page], config: Config) -> Iterator[Page]:
    """Let the copies of the style sheets, the default ones or the site's own, end with what the settings say of them."""
    look = _look(config.theme)
    added = {STYLE_SHEET: look, STYLE_SHEET_OF_FEEDS: look + _language(config)}
    for page in copies:
        if text := added.get(page.address):
            view: CopyView = page.given[0]
            yield page._replace(given=(replace(view, added=text),))
        else:
            yield page


def _look(theme: ThemeSettings) -> str:
    """Return rules of CSS for accent and fonts; nothing if the settings name neither.

    What stands here was read as colours and as names of families: nothing in it can end a declaration.
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
    """Return a rule of CSS for what is not as in English, which the file has itself: where lines begin, and the words of its sentences."""
    own = {"direction": "rtl"} if runs_from_right(config.language) else {}
    english = _sentences(ENGLISH)
    own |= {name: _string(text) for name, text in _sentences(config.words).items() if text != english[name]}
    return _rule("In the language of the site.", own)


def _sentences(words: Words) -> dict[str, str]:
    """Return what stands above an opened feed, and above an archive of one, by the properties that `static/feed.css` takes it from."""
    return {
        "--words-of-feed": words.say(
            "This is a feed. It is made for feed readers: copy its address from the address bar into one, "
            "and it will tell you what is new."
        ),
        "--words-of-archive": words.say(
            "These are older items of a feed, kept for feed readers. To be told what is new, "
            "copy the address of the feed itself, which is below, into one."
        ),
    }


def _rule(origin: str, values: dict[str, str]) -> str:
    """Return a rule that sets properties of the whole document, below a comment that says where they come from; nothing for none."""
    said = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"\n/* {origin} */\n\n:root {{\n{said}}}\n" if said else ""


def _string(text: str) -> str:
    """Write a text as a string of CSS that nothing in the text can end (CSSOM, "serialize a string")."""
    return f'"{_UNSAFE_IN_STRING.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\0":  # CSS has no way to write it
        return "\ufffd"
    return f"\\{character}" if character in '"\\' else f"\\{ord(character):x} "


def plan_copies(assets: tuple[Asset, ...]) -> Iterator[Page]:
    """Plan the copy of every medium and static file."""
    for asset in assets:
        yield Page(
            asset.address,
            "copy",
            itself,
            (CopyView(asset.file, asset.key, asset.size, asset.themed),),
            PublishPhase.ASSET,
            Position(asset.file),
        )
