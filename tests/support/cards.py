"""Pictures for sharing, as people see them: what is decoded, whatever the bytes of the file."""

import io

from PIL import Image

CARD = "static/card.png"
_COARSE = 6  # pixels, each way
_MOST = 24  # of 255: the edges of letters differ by less between versions of a library, other letters by more


def opened(raw: bytes) -> Image.Image:
    """Decode a picture, in colours also if its file has a palette."""
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    return picture.convert("RGB") if picture.mode == "P" else picture


def said(raw: bytes) -> dict[str, str]:
    """Return the words that stand in a picture as text."""
    info = opened(raw).info
    return {name: str(text) for name, text in info.items() if name in {"Title", "Description", "Comment"}}


def alike(one: bytes, other: bytes) -> bool:
    """Return whether two pictures say and show the same, but for the edges of letters."""
    return said(one) == said(other) and shows_the_same(one, other)


def shows_the_same(one: bytes, other: bytes) -> bool:
    """Return whether two pictures show the same, but for the edges of letters."""
    first, second = (opened(raw).convert("RGB") for raw in (one, other))
    if first.size != second.size:
        return False
    pairs = zip(first.reduce(_COARSE).tobytes(), second.reduce(_COARSE).tobytes(), strict=True)
    return all(abs(a - b) <= _MOST for a, b in pairs)
