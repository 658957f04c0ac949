"""Read the group `theme:` of `config.yaml` as `ThemeSettings`. CSS values are built from parsed ones, never copied from the file."""

import re
from functools import partial

from digest.model.config import Accent, Fonts, NavigationEntry, ThemeSettings
from digest.model.diagnostic import Position
from digest.model.text.colour import (
    DARK_GROUND,
    LEAST_CONTRAST,
    LIGHT_GROUND,
    contrast,
    for_dark,
    for_light,
    nearest_readable,
    read_colour,
)
from digest.model.url import anchor_of, internal_target, is_safe_address, is_web_url
from digest.reading.content.body import references_in
from digest.reading.dialects.markup.report import report_short_markup
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields

# The families of the default theme, with their names in style.css, and the generic ones of every browser (CSS Fonts 4).
_STACKS = {"serif": "var(--serif)", "sans": "var(--sans)", "sans-serif": "var(--sans)"}
_GENERIC = frozenset(
    {"cursive", "fantasy", "monospace", "system-ui", "ui-monospace", "ui-rounded", "ui-sans-serif", "ui-serif"}
)
# No character that ends a string, a declaration or a rule of CSS.
_FAMILY = re.compile(r"[^\W_][\w .+-]{0,79}")
_LOGO_HINT = "copy the picture into content/media/ and write logo: media/…"

# Addresses in settings, with their positions. A later check reports those that do not exist.
_Named = list[tuple[str, Position]]


def read_theme_settings(fields: Fields) -> ThemeSettings:
    """Return the settings of the theme."""
    named: _Named = []
    accent = None if _is_lost(fields, "accent") else _accent(fields)
    fonts = _fonts(fields)
    logo = _logo(fields, named)
    entries = fields.groups("navigation", partial(_entry, named=named))
    footer = fields.text("footer")
    report_short_markup(footer, "footer", fields)
    named += [(one.address, fields.at("footer")) for one in references_in(footer, "", 1)]
    return ThemeSettings(accent, fonts, logo, entries if fields.is_list("navigation") else None, footer, tuple(named))


def _accent(fields: Fields) -> Accent | None:
    if not fields.has("accent"):
        return None
    if fields.is_text("accent"):
        light = _colour(fields, "accent", "light", LIGHT_GROUND)
        return Accent(light, for_dark(light)) if light else None
    return fields.group("accent", _two_accents, None)


def _two_accents(fields: Fields) -> Accent | None:
    lost = [_is_lost(fields, name) for name in ("light", "dark")]
    light, dark = _colour(fields, "light", "light", LIGHT_GROUND), _colour(fields, "dark", "dark", DARK_GROUND)
    if any(lost) or not (light or dark):
        return None
    return Accent(light or for_light(dark), dark or for_dark(light))


def _is_lost(fields: Fields, name: str) -> bool:
    """Report a colour without quotes, and return whether it is one: in YAML, `#` begins a comment."""
    if fields.is_empty(name):
        fields.fail(
            "bad-colour",
            name,
            f"`{name}` is empty: without quotes, what follows # is a comment",
            f'put quotes around it, such as {name}: "#0b4f8a"',
        )
    return fields.is_empty(name)


def _colour(fields: Fields, name: str, ground_name: str, ground: str) -> str:
    """Return a colour with enough contrast to the background `ground`; an empty text, and an error, if it is none."""
    given = fields.text(name)
    if not given:
        return ""
    colour = read_colour(given)
    if not colour:
        fields.fail(
            "bad-colour",
            name,
            f"“{given}” is not a colour as digest reads it",
            f'write # and six hexadecimal digits in quotes, such as {name}: "#0b4f8a"',
        )
        return ""
    reached = contrast(colour, ground)
    if reached < LEAST_CONTRAST:
        fields.fail(
            "low-contrast",
            name,
            f"“{given}” is too hard to read on the {ground_name} ground: its contrast is {_shown(reached)} to 1, "
            f"and readers need {LEAST_CONTRAST}",
            f'the nearest colour that would do is {name}: "{nearest_readable(colour, ground)}"',
        )
        return ""
    return colour


def _shown(ratio: float) -> str:
    """Return a ratio with one decimal, rounded down, so that one that is too low never looks high enough."""
    return f"{int(ratio * 10) / 10:.1f}"


def _fonts(fields: Fields) -> Fonts:
    if fields.is_group("fonts"):
        return fields.group("fonts", _two_fonts, Fonts())
    families = _families(fields, "fonts")
    return Fonts(families, families)


def _two_fonts(fields: Fields) -> Fonts:
    return Fonts(_families(fields, "text"), _families(fields, "headings"))


def _families(fields: Fields, name: str) -> str:
    """Return a list of font families as CSS: names in quotes, and at the end one of the default theme's lists."""
    found: list[str] = []
    for given in fields.texts(name):
        family = _STACKS.get(given.lower()) or (given.lower() if given.lower() in _GENERIC else "")
        if not family and not _FAMILY.fullmatch(given):
            fields.fail(
                "bad-font",
                name,
                f"“{given}” is not the name of a family of fonts",
                "write serif, sans, or names made of letters, digits, blanks, dots and hyphens, such as Source Serif 4",
            )
            continue
        found.append(family or f'"{given}"')
    if found and found[-1] not in _STACKS.values():
        found.append(_STACKS["serif"])
    return ", ".join(found)


def _logo(fields: Fields, named: _Named) -> str:
    given = fields.text("logo")
    if not given:
        return ""
    address = internal_target(given)
    if address is None:
        fields.fail("foreign-image", "logo", f"“{given}” is on another host", _LOGO_HINT)
        return ""
    address = f"media/{address.removeprefix('content/').removeprefix('media/')}"
    named.append((address, fields.at("logo")))
    return address


def _entry(fields: Fields, named: _Named) -> NavigationEntry | None:
    """Return an entry of the navigation; None, and errors, without a text or a valid address."""
    text = one_line(fields.required("missing-text", "write what the entry says, such as text: About us", "text"))
    to = fields.required("missing-address", "write where it leads to, such as to: /about/", "to")
    if not (text and to):
        return None
    if to.startswith("https://") and is_web_url(to):
        return NavigationEntry(text, "", to)
    address = internal_target(to)
    if address is None or "?" in to or (address and not is_safe_address(address)):
        fields.fail(
            "bad-url",
            "to",
            f"“{to[:200]}” is neither an address of this site nor an https URL",
            "write to: and a path such as /about/, or a whole URL such as https://example.org/",
        )
        return None
    if address and not address.endswith("/") and "." not in address.rpartition("/")[2]:
        address += "/"
    named.append((address, fields.at("to")))
    return NavigationEntry(text, address + anchor_of(to))
