"""Find the files of pictures that other tools' fields name, among the media of the site."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from digest.model.content.article import Article, Image
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, warning
from digest.model.site import Content

T = TypeVar("T", Article, IncidentFile)

# Folders that other tools copy into the root of a site.
_COPIED = ("static/", "assets/", "public/", "content/media/", "content/")


def find_pictures(content: Content) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the content with each optional picture at its address in the site, or without it, and a warning for each that is missing."""
    if not any(_is_optional(image) for image in _pictures(content)):
        return content, ()
    media = {asset.address for asset in content.media}
    found: list[Diagnostic] = []
    articles = tuple(_settled(article, media, found) for article in content.articles)
    incidents = tuple(_settled(file, media, found) for file in content.incident_files)
    return replace(content, articles=articles, incident_files=incidents), tuple(found)


def _pictures(content: Content) -> Iterator[Image | None]:
    yield from (article.image for article in content.articles)
    yield from (file.image for file in content.incident_files)


def _is_optional(image: Image | None) -> bool:
    return image is not None and image.optional


def _settled(item: T, media: set[str], found: list[Diagnostic]) -> T:
    image = item.image
    if image is None or not image.optional:
        return item
    address = next((one for one in _candidates(image.src, item.origin.file) if one in media), "")
    if address:
        return replace(item, image=replace(image, src=address, optional=False))
    path = image.src if image.src.startswith("media/") else f"media/{image.src}"
    found.append(
        warning(
            "missing-media",
            item.origin.at("image"),
            f"there is no file content/{path}; the page is published without a picture",
            "put the file there, or delete the line",
        )
    )
    return replace(item, image=None)


def _candidates(src: str, file: str) -> Iterator[str]:
    """Yield the addresses that a path may mean: in the folder for media, at the site's root, or beside the text."""
    bare = src
    for folder in _COPIED:
        bare = bare.removeprefix(folder)
    folder = file.rpartition("/")[0].removeprefix("content/")
    for path in (src, bare):
        yield from (path, f"media/{path}", f"media/{folder}/{path}", f"{folder}/{path}")
