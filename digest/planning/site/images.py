"""The pictures of articles and incidents: which one, who sees it unasked, and how large it is."""

from collections.abc import Mapping
from dataclasses import replace

from digest.model.content.article import Article, Reference
from digest.model.content.incident import Incident
from digest.model.site import Asset
from digest.model.url import fold
from digest.model.views.common import ImageSize, ImageView
from digest.planning.content.picture_copies import LIGHT, reduced, with_copies

# Formats that readers of Open Graph show. None of them shows SVG.
_SHARED = (".gif", ".jpeg", ".jpg", ".png", ".webp")


def shown_to_all(picture: ImageView | None) -> ImageView | None:
    """Return a picture where it is seen unasked, as in feeds, lists and previews of links: none with a warning."""
    return None if picture is None or picture.warning else picture


def with_size(picture: ImageView | None, medium: Asset | None) -> ImageView | None:
    """Return a picture with the size of its file, so that a page can reserve the space for it."""
    if picture is None or medium is None or medium.address != picture.src:
        return picture
    return with_copies(picture, medium)


def in_list(picture: ImageView | None, medium: Asset | None) -> ImageView | None:
    """Return a picture as a list shows it: none with a warning, and none that is heavy and has no smaller copies."""
    shown = with_size(shown_to_all(picture), medium)
    is_light = shown is not None and medium is not None and (shown.copies or 0 < medium.size <= LIGHT)
    return replace(shown, copies=shown.copies[:1], alt="", credit="") if shown is not None and is_light else None


def to_send(picture: ImageView | None, medium: Asset | None) -> ImageView | None:
    """Return a picture as others show it: none with a warning, and none that they cannot show, such as a drawing."""
    shown = shown_to_all(picture)
    is_shown = shown is not None and shown.src.lower().endswith(_SHARED)
    return with_size(shown, medium) if is_shown else None


def to_share(picture: ImageView | None, medium: Asset | None) -> ImageView | None:
    """Return a picture as networks show it with a link: as `to_send`, but a smaller copy of one that they may find too heavy."""
    sent = to_send(picture, medium)
    if sent is None or not sent.reduced:
        return sent
    width = sent.copies[-1].width
    return ImageView(sent.reduced, sent.alt, sent.credit, "", width, max(1, round(sent.height * width / sent.width)))


def sizes_in(references: tuple[Reference, ...], media: Mapping[str, Asset]) -> tuple[ImageSize, ...]:
    """Return the sizes of the pictures in a text; those whose size was not read are left out."""
    if not references:
        return ()
    found = {one.address: media.get(one.address) for one in references if one.address.startswith("media/")}
    if None in found.values():  # missing, or written in another case or Unicode form
        folded = {fold(address): file for address, file in media.items()}
        found = {address: folded.get(fold(address)) for address in found}
    files = sorted((address, file) for address, file in found.items() if file is not None and file.width)
    return tuple(ImageSize(address, file.width, file.height, *reduced(file)) for address, file in files)


def picture_of(thing: Article | Incident) -> ImageView | None:
    """Return the picture of an article or an incident; an incident without one takes the first of its reports' that needs no warning."""
    image = thing.image if isinstance(thing, Article) else thing.file.image
    if image is not None:
        return ImageView(image.src, image.alt, image.credit, image.warning)
    if isinstance(thing, Incident):
        return next(filter(None, (shown_to_all(picture_of(article)) for article in thing.articles)), None)
    return None
