"""Colours: the contrast of two colours, and the nearest colour with enough contrast.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Nearness is measured in Oklab
(https://bottosson.github.io/posts/oklab/), in which lightness can change while the hue that people see stays.
"""

import re

RGB = tuple[float, float, float]  # linear or not, each from 0 to 1

# The background of links in the default theme: of the two in style.css (paper and shade), the one with less contrast.
LIGHT_GROUND, DARK_GROUND = "#f3f3f1", "#212325"
ACCENT = "#0b4f8a"  # of links in light mode, if the settings name none
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA), for text of ordinary size

_HEXADECIMAL = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 500  # of lightness: a step is too small to be seen
_HALVINGS = 9


def read_colour(text: str) -> str:
    """Return a colour written as `#rgb` or `#rrggbb`, with or without `#`, as `#rrggbb`; empty if it is not a colour."""
    match = _HEXADECIMAL.fullmatch(text)
    if match is None:
        return ""
    digits = match[1].lower()
    return f"#{digits}" if len(digits) == 6 else f"#{''.join(digit * 2 for digit in digits)}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: from 1 (equal) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def nearest_readable(colour: str, ground: str, least: float = LEAST_CONTRAST) -> str:
    """Return the colour if its contrast to the background is enough, else the one of the same hue with the nearest lightness that is.

    If none has enough contrast, return black or white.
    """
    if contrast(colour, ground) >= least:
        return colour
    lightness, a, b = _oklab(colour)
    end = 1.0 if _luminance(ground) < 0.18 else 0.0
    for step in range(1, _STEPS + 1):
        found = _in_gamut(lightness + (end - lightness) * step / _STEPS, a, b)
        if contrast(found, ground) >= least:
            return found
    return "#ffffff" if end else "#000000"


def for_dark(colour: str) -> str:
    """Return the colour with the same contrast in dark mode as this one in light mode."""
    return nearest_readable(colour, DARK_GROUND, max(LEAST_CONTRAST, contrast(colour, LIGHT_GROUND)))


def for_light(colour: str) -> str:
    """Return the colour with the same contrast in light mode as this one in dark mode."""
    return nearest_readable(colour, LIGHT_GROUND, max(LEAST_CONTRAST, contrast(colour, DARK_GROUND)))


def _linear(colour: str) -> RGB:
    """Return the linear light of a colour (sRGB, IEC 61966-2-1)."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _from_linear(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _oklab(colour: str) -> RGB:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> RGB:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _in_gamut(lightness: float, a: float, b: float) -> str:
    """Return the most colourful colour of this lightness and hue that a screen can show."""
    light = _from_oklab(lightness, a, b)
    if not _can_be_shown(light):
        light, kept, share = _from_oklab(lightness, 0.0, 0.0), 0.0, 1.0
        for _ in range(_HALVINGS):
            share /= 2
            tried = _from_oklab(lightness, a * (kept + share), b * (kept + share))
            if _can_be_shown(tried):
                light, kept = tried, kept + share
    parts = (round(255 * min(1.0, max(0.0, _from_linear(part)))) for part in light)
    return "#" + "".join(f"{part:02x}" for part in parts)


def _can_be_shown(light: RGB) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in light)
