"""The names of copied pictures and documents below `content/media/`, and the links of a text to them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from digest.importing.record import NewArticle, Value
from digest.model.url import is_safe_address, slugify


def safe_target(target: str) -> str:
    """Return a path below `content/media/` that is safe on any disk and in any URL: as it is, where it can be."""
    parts = [_safe_part(part) for part in target.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(parts) or "file"


def _safe_part(part: str) -> str:
    if is_safe_address(f"media/{part}", with_blanks=True):
        return part
    stem, dot, ending = part.rpartition(".")
    named = slugify(stem if dot else part) or "file"
    ending = slugify(ending) if dot else ""
    return f"{named}.{ending}" if ending else named


def numbered(target: str) -> Iterator[str]:
    """Yield a path, then the same with numbers before its ending: `a.jpg`, `a-2.jpg`, `a-3.jpg`, without end."""
    yield target
    stem, dot, ending = target.rpartition(".")
    if not dot or "/" in ending:
        stem, dot, ending = target, "", ""
    number = 2
    while True:
        yield f"{stem}-{number}{dot}{ending}"
        number += 1


def with_media_at(article: NewArticle, targets: Mapping[str, str]) -> NewArticle:
    """Return an article whose media have other paths below `content/media/`, by those that they had; its links and its picture follow."""
    moved = {old: new for old, new in targets.items() if old != new}
    if not moved:
        return article
    media = tuple(one._replace(target=moved.get(one.target, one.target)) for one in article.media)
    links = {form: new for old, new in moved.items() for form in (old, quote(old, safe="/-._~"), quote(old))}
    longest_first = "|".join(re.escape(form) for form in sorted(links, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])media/({longest_first})(?![\w-]|\.\w|%[0-9A-F]{{2}})")
    text = pattern.sub(lambda found: f"media/{quote(links[found[1]], safe='/-._~')}", article.text)
    return replace(article, media=media, text=text, fields=_with_picture(article.fields, moved))


def _with_picture(fields: Mapping[str, Value], moved: Mapping[str, str]) -> Mapping[str, Value]:
    image = fields.get("image")
    src = image.get("src") if isinstance(image, dict) else None
    if not isinstance(image, dict) or not isinstance(src, str):
        return fields
    place = src.lstrip("/").removeprefix("media/")
    return {**fields, "image": {**image, "src": f"media/{moved[place]}"}} if place in moved else fields
