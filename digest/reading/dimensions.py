"""How large pictures are, by their first bytes, so that pages can keep room for them: the only module that knows imagesize."""

import struct
from pathlib import Path

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
# In pixels: no screen shows more, and browsers stop somewhere above.
_MOST = 100_000


def dimensions_of(file: Path) -> tuple[int, int]:
    """Give a picture's width and height in pixels, as it is shown; (0, 0) where they are not known."""
    if not file.name.lower().endswith(_PICTURES):
        return 0, 0
    import imagesize  # only sites with pictures need it

    try:
        width, height = (round(number) for number in imagesize.get(file))
    except (ArithmeticError, LookupError, OSError, RecursionError, ValueError, struct.error):
        return 0, 0  # that the file is no picture will be seen by whoever looks at the page
    return (width, height) if 0 < width <= _MOST and 0 < height <= _MOST else (0, 0)
