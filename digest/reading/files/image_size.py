"""Read the sizes of images from their first bytes, so that pages reserve space for them: the only module that imports imagesize.

And whether they are still: an animation would lose its movement in a smaller copy.
"""

import os
import re
import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
# Those of which smaller copies are made, by their names and, for PNG, by their first bytes.
_SCALED = (".jpeg", ".jpg", ".png", ".webp")
_PNG = b"\x89PNG\r\n\x1a\n"
# In pixels: no screen shows more, and browsers have limits above it.
_MOST = 100_000
# The first tag of an SVG drawing, the comments that may be before it, and the bytes that are searched for it.
_ROOT = re.compile(rb"<svg\s[^>]*>")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD = 16_384
# In that tag: the proportions, and whether there is a length. A percentage is none.
_VIEW_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*(?:[-+.\deE]+[\s,]+){2}([.\deE]+)[\s,]+([.\deE]+)\s*["']""")
_LENGTH = re.compile(rb"""\s(?:width|height)\s*=\s*["']\s*[.\d][^"'%]*["']""")
# In pixels: the width of a drawing that has proportions only. Browsers make it as wide as the column, and no column is wider.
_BROAD = 1200


def dimensions_of(file: Path) -> tuple[int, int]:
    """Return the width and height of an image in pixels, as it is shown; (0, 0) if they are not known."""
    name = file.name.lower()
    if not name.endswith(_PICTURES):
        return 0, 0
    import imagesize  # only sites with images need it

    try:
        size = _size_of_drawing(file) if name.endswith(".svg") else imagesize.get(file)
        width, height = (round(number) for number in size)
    except (ArithmeticError, LookupError, OSError, RecursionError, ValueError, struct.error):
        return 0, 0  # the file is no image: anyone who looks at the page sees that
    return (width, height) if 0 < width <= _MOST and 0 < height <= _MOST else (0, 0)


def _size_of_drawing(file: Path) -> tuple[float, float]:
    """Return the size from the first tag. imagesize gets only this tag: without a size in it, it would take that of an inner element."""
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


def is_still(file: Path) -> bool:
    """Return whether a file is a JPEG, PNG or WebP picture that does not move, whatever its name says."""
    if not file.name.lower().endswith(_SCALED):
        return False
    try:
        with file.open("rb") as stream:
            head = stream.read(32)
            if head.startswith(b"\xff\xd8\xff"):
                return True
            if head.startswith(b"RIFF") and head[8:12] == b"WEBP":  # RFC 9649, 2.7
                return len(head) == 32 and not (head[12:16] == b"VP8X" and head[20] & 2)
            return head.startswith(_PNG) and _is_still_png(stream)
    except OSError:
        return False


def _is_still_png(stream: BinaryIO) -> bool:
    """Return whether a PNG has pixels before a chunk that announces an animation (PNG, third edition, 5.6)."""
    stream.seek(len(_PNG))
    while len(head := stream.read(8)) == 8:
        if head[4:] in {b"IDAT", b"acTL"}:
            return head[4:] == b"IDAT"
        stream.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)
    return False
