"""Width and height of the images in a text, so that nothing below them moves when they load."""

import re
from collections.abc import Iterable
from html import unescape

from digest.model.url import internal_target
from digest.model.views.common import ImageSize

# As nh3 writes it: quotes within a value are escaped.
_IMAGE = re.compile(r'<img(?P<attributes>(?: [a-z-]+="[^"]*")*)>')
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


def _share(given: int, one: int, other: int) -> int:
    """Return `given` scaled by `one` / `other`, at least 1 pixel."""
    return max(1, round(given * one / other))
