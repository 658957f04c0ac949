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
# Of that tag: its proportions, and whether it says a length (a share of the room that there is, in per cent, is none).
_VIEW_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*(?:[-+.\deE]+[\s,]+){2}([.\deE]+)[\s,]+([.\deE]+)\s*["']""")
_LENGTH = re.compile(rb"""\s(?:width|height)\s*=\s*["']\s*[.\d][^"'%]*["']""")
# How broad a drawing is that says its proportions only: browsers give it all the room there is, and no column has more.
_BROAD = 1200


def dimensions_of(file: Path) -> tuple[int, int]:
    """Return a picture's width and height in pixels, as it is shown; (0, 0) where they are not known."""
    name = file.name.lower()
    if not name.endswith(_PICTURES):
        return 0, 0
    import imagesize  # only sites with pictures need it

    try:
        size = _size_of_drawing(file) if name.endswith(".svg") else imagesize.get(file)
        width, height = (round(number) for number in size)
    except (ArithmeticError, LookupError, OSError, RecursionError, ValueError, struct.error):
        return 0, 0  # that the file is no picture will be seen by whoever looks at the page
    return (width, height) if 0 < width <= _MOST and 0 < height <= _MOST else (0, 0)


def _size_of_drawing(file: Path) -> tuple[float, float]:
    """Return the size that the first tag says: of one that tells none imagesize gives that of something within it."""
    import imagesize

    with file.open("rb") as drawing:
        tag = _ROOT.search(_COMMENT.sub(b"", drawing.read(_HEAD)))
    if tag is None:
        return 0, 0
    box = _VIEW_BOX.search(tag[0])
    if box is not None and not _LENGTH.search(tag[0]):
        return _BROAD, _BROAD * float(box[2]) / float(box[1])
    width, height = imagesize.get(BytesIO(tag[0]))
    return width, height
