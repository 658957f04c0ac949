"""The images in a text: width and height, so that nothing below them moves when they load, and smaller copies of them."""

import re
from collections.abc import Iterable
from html import unescape

from markupsafe import escape

from digest.model.url import internal_target, quote_address
from digest.model.views.common import ImageSize

# As nh3 writes it: quotes within a value are escaped.
_IMAGE = re.compile(r'<img(?P<attributes>(?: [a-z-]+="[^"]*")*)>')
# The width of a text, as the style sheet has it.
_SHOWN = "(min-width: 41rem) 38rem, 100vw"
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def with_sizes(html: str, sizes: Iterable[ImageSize]) -> str:
    """Return a cleaned text whose images have `width` and `height`, in pixels, if `sizes` contains them.

    If the author gave one of the two, the other follows from the proportions of the image: browsers reserve space only if both are given
    (https://html.spec.whatwg.org/multipage/rendering.html#attributes-for-embedded-content-and-images).
    """
    known = {size.src: size for size in sizes}
    return _IMAGE.sub(lambda image: _sized(image, known), html) if known and "<img" in html else html


def _sized(image: re.Match[str], known: dict[str, ImageSize]) -> str:
    given = dict(_ATTRIBUTE.findall(image["attributes"]))
    size = known.get(internal_target(unescape(given.get("src", ""))) or "")
    if size is None or {"width", "height"} <= given.keys():
        return image[0]
    if "width" in given:
        width, height = int(given["width"]), _share(int(given["width"]), size.height, size.width)
    elif "height" in given:
        width, height = _share(int(given["height"]), size.width, size.height), int(given["height"])
    else:
        width, height = size.width, size.height
    given |= {"width": str(width), "height": str(height)}
    attributes = [f' {name}="{value}"' for name, value in given.items()]
    return f"<img{''.join(attributes)}>"


def with_copies(html: str, sizes: Iterable[ImageSize], root: str, *, first: bool) -> str:
    """Return a text whose links are resolved with the smaller copies of its images, of which browsers load the one that fits.

    `root` leads from the page to the root of the site. All images are loaded when they come near the screen; the first one at once, if it
    is the `first` of its page.
    """
    if "<img" not in html:
        return html
    known = {f"{root}{quote_address(size.src)}": size for size in sizes if size.copies}
    later = iter(["" if first else ' loading="lazy"'])

    def copied(image: re.Match[str]) -> str:
        lazy = next(later, ' loading="lazy"')
        given = dict(_ATTRIBUTE.findall(image["attributes"]))
        size = known.get(unescape(given.get("src", "")))
        if size is None:
            return f"{image[0][:-1]}{lazy}>"
        candidates = ", ".join(f"{root}{copy.address} {copy.width}w" for copy in size.copies)
        given["src"] = str(escape(root + quote_address(size.reduced or size.src)))
        attributes = "".join(f' {name}="{value}"' for name, value in given.items())
        source = f'<source type="image/webp" srcset="{escape(candidates)}" sizes="{_SHOWN}">'
        return f"<picture>{source}<img{attributes}{lazy}></picture>"

    return _IMAGE.sub(copied, html)


def _share(given: int, one: int, other: int) -> int:
    """Return `given` scaled by `one` / `other`, at least 1 pixel."""
    return max(1, round(given * one / other))
