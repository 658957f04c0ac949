"""How large pictures are, by their first bytes, so that pages can keep room for them: the only module that knows imagesize."""

import re
import struct
from io import BytesIO
from pathlib import Path

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
# In pixels: no screen shows more, and browsers stop somewhere above.
_MOST = 100_000
# The tag that a drawing begins with, what may stand before it, and within how many bytes.
_ROOT = re.compile(rb"<svg\s[^>]*>")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD = 16_384


def dimensions_of(file: Path) -> tuple[int, int]:
    """Give a picture's width and height in pixels, as it is shown; (0, 0) where they are not known."""
    name = file.name.lower()
    if not name.endswith(_PICTURES):
        return 0, 0
    import imagesize  # only sites with pictures need it

    try:
        width, height = (round(number) for number in imagesize.get(_root_of(file) if name.endswith(".svg") else file))
    except (ArithmeticError, LookupError, OSError, RecursionError, ValueError, struct.error):
        return 0, 0  # that the file is no picture will be seen by whoever looks at the page
    return (width, height) if 0 < width <= _MOST and 0 < height <= _MOST else (0, 0)


def _root_of(drawing: Path) -> BytesIO:
    """Give the first tag of a drawing alone: of one that tells no size imagesize gives that of something within it."""
    with drawing.open("rb") as file:
        tag = _ROOT.search(_COMMENT.sub(b"", file.read(_HEAD)))
    return BytesIO(tag[0] if tag else b"")
