"""Report pictures that some readers cannot see: without a description, or too heavy for a telephone."""

import re
from collections.abc import Iterable, Iterator

from digest.checking.passages import LineOf, Passage, position_in
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.site import Asset, ContentItem, OwnPage

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
# A photograph as wide as a page on a large screen of two pixels a point has about 2,000 pixels, and, as JPEG or WebP, 300 to 600 kB.
MOST_BYTES = 1_000_000
MOST_PIXELS = 3_000
_IN_MARKDOWN = re.compile(r"!\[\s*\](?:\(|\[)")
_IN_HTML = re.compile(r"<img\b(?![^<>]*\balt\s*=)[^<>]*>", re.IGNORECASE)


def missing_descriptions(item: ContentItem, passages: Iterable[Passage], line_of: LineOf) -> Iterator[Diagnostic]:
    """Report the pictures of an article, an incident's file or a page without alternative text, and the main one without a credit."""
    image = None if isinstance(item, OwnPage) else item.image
    if image is not None and not image.optional:
        if not image.alt.strip():
            yield _without_alt(item.origin.at("image"), f"`image` {image.src} has no `alt`")
        if not image.credit.strip():
            yield warning(
                "missing-credit",
                item.origin.at("image"),
                f"`image` {image.src} does not say whose it is",
                "write credit: below image:, with its maker and its licence",
            )
    for passage in passages:
        if "![" in passage.text or "<img" in passage.text.lower():
            for found in (*_IN_MARKDOWN.finditer(passage.text), *_IN_HTML.finditer(passage.text)):
                place = position_in(passage, found.start(), item, line_of)
                yield _without_alt(place, "a picture in the text has no description")


def _without_alt(position: Position, message: str) -> Diagnostic:
    hint = (
        "say in a few words what it shows, for those who cannot see it: alt: …, or in a text ![what it shows](media/…)"
    )
    return warning("missing-alt", position, message, hint)


def heavy_pictures(media: Iterable[Asset]) -> Iterator[Diagnostic]:
    """Report pictures with more than a million bytes, or more than 3,000 pixels in a direction."""
    for one in media:
        if not one.address.lower().endswith(_PICTURES):
            continue
        size = [f"{one.size / 1e6:.1f} MB"] if one.size > MOST_BYTES else []
        if max(one.width, one.height) > MOST_PIXELS:
            size.append(f"{one.width} × {one.height} pixels")
        if size:
            yield warning(
                "heavy-picture",
                Position(one.file),
                f"the picture has {' and '.join(size)}",
                f"save it with at most 2,000 pixels and {MOST_BYTES // 1_000_000} MB: readers on telephones wait for it, and pay",
            )
