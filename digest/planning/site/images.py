"""Pictures of articles and incidents: which one is shown where, and its size."""

from collections.abc import Mapping
from dataclasses import replace

from digest.model.content.article import Article, Reference
from digest.model.content.incident import Incident
from digest.model.site import Asset
from digest.model.views.common import ImageSize, ImageView

# Formats that social networks show (Open Graph); none shows SVG.
_SHARED = (".gif", ".jpeg", ".jpg", ".png", ".webp")


def shown_to_all(picture: ImageView | None) -> ImageView | None:
    """Return a picture for feeds, lists and link previews: None if it has a content warning."""
    return None if picture is None or picture.warning else picture


def with_size(picture: ImageView | None, medium: Asset | None) -> ImageView | None:
    """Return a picture with its size in pixels, so that a page can reserve the room."""
    if picture is None or medium is None or medium.address != picture.src:
        return picture
    return replace(picture, width=medium.width, height=medium.height)


def to_share(picture: ImageView | None, medium: Asset | None) -> ImageView | None:
    """Return a picture for link previews: None if it has a content warning or a format that networks do not show, such as SVG."""
    shown = shown_to_all(picture)
    is_shown = shown is not None and shown.src.lower().endswith(_SHARED)
    return with_size(shown, medium) if is_shown else None


def sizes_in(references: tuple[Reference, ...], media: Mapping[str, Asset]) -> tuple[ImageSize, ...]:
    """Return the known sizes of the pictures in a text."""
    if not references:
        return ()
    files = (media.get(address) for address in sorted({one.address for one in references}))
    return tuple(ImageSize(file.address, file.width, file.height) for file in files if file is not None and file.width)


def picture_of(thing: Article | Incident) -> ImageView | None:
    """Return the picture of an article or incident; for an incident without one, the first of its reports' without a content warning."""
    image = thing.image if isinstance(thing, Article) else thing.file.image
    if image is not None:
        return ImageView(image.src, image.alt, image.credit, image.warning)
    if isinstance(thing, Incident):
        return next(filter(None, (shown_to_all(picture_of(article)) for article in thing.articles)), None)
    return None
