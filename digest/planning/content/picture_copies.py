"""Smaller copies of pictures, in the sizes that pages use: which there are of each picture, and their addresses.

Their addresses contain the hash of the picture, so that a browser may keep a copy for ever, and a new picture is never mixed up with the
old one. They are no permanent addresses: those are the addresses of the pictures themselves, which are published as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.page import Page, PublishPhase, ReadyFile
from digest.model.site import Asset
from digest.model.url import fold
from digest.model.views.common import ImageView, PictureCopy
from digest.model.views.files import MOST_PIXELS, PictureCopyView

FOLDER = "pictures"
# In pixels: a thumbnail on a screen of two pixels a point; a telephone; a text on a large screen; the same with two pixels a point, and
# what networks show in large (1,200).
_WIDTHS = (320, 640, 960, 1280)
# Two copies whose widths differ by less are one.
_NEAR = 1.15
# In bytes: smaller pictures are shown as they are, as are those in the width of the greatest copy that are not much larger than it.
LIGHT, _LIGHT_ENOUGH = 40_000, 300_000
# In pixels: WebP has no more in a direction (RFC 9649, 2.6).
_MOST_IN_WEBP = 16_383
# With this number, a change of how copies are made gives them other addresses.
_RECIPE = "1"
# The names of copies and of social images.
_OWN_NAME = re.compile(r"(?:[0-9a-f]{20}[0-9]+-[0-9]+\.(?:webp|jpe?g|png)|card-[0-9a-f]{20}\.png)", re.IGNORECASE)
_FORMATS: dict[str, Literal["jpeg", "png", "webp"]] = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp"}


class Reduced(NamedTuple):
    """The copies of a picture: as WebP, the smallest first, and the address of one in its own format; empty if it is light itself."""

    copies: tuple[PictureCopy, ...] = ()
    own: str = ""


_NONE = Reduced()


def is_own_name(name: str) -> bool:
    """Return whether a file of this name in the folder of copies was made by digest: nobody else names a file by such a hash."""
    return _OWN_NAME.fullmatch(name) is not None


def reduced(asset: Asset) -> Reduced:
    """Return the copies of a picture; none of a file of which none can or need be made."""
    if not asset.still or asset.size <= LIGHT:
        return _NONE
    full = min(asset.width, _WIDTHS[-1])
    if _height(asset, full) > _MOST_IN_WEBP or asset.width * asset.height > MOST_PIXELS:
        return _NONE
    stem = f"{FOLDER}/{asset.key[:20]}{_RECIPE}"
    widths = [*(width for width in _WIDTHS if width * _NEAR <= full), full]
    copies = tuple(PictureCopy(f"{stem}-{width}.webp", width) for width in widths)
    kind = asset.address.rpartition(".")[2].lower()
    if asset.width == full and asset.size <= _LIGHT_ENOUGH:
        return Reduced(copies)
    own = copies[-1].address if kind == "webp" else f"{stem}-{full}.{kind}"
    return Reduced(copies, own)


def with_copies(picture: ImageView, medium: Asset) -> ImageView:
    """Return a picture with the size of its file, so that a page can reserve the space for it, and with its copies."""
    found = reduced(medium)
    return replace(picture, width=medium.width, height=medium.height, copies=found.copies, reduced=found.own)


def plan_copies(media: Iterable[Asset], shown: Iterable[str]) -> Iterator[Page]:
    """Plan the copies of the pictures that texts show. `shown` are the addresses that texts name, in any case and Unicode form."""
    named = {fold(address) for address in shown}
    planned: set[str] = set()
    for asset in media:
        if asset.still and fold(asset.address) in named:
            for page in _copies_of(asset):
                if page.address not in planned:  # two files with the same bytes have the same copies
                    planned.add(page.address)
                    yield page


def _copies_of(asset: Asset) -> Iterator[Page]:
    copies, own = reduced(asset)
    if not copies:
        return
    greatest = (copies[-1].width, _height(asset, copies[-1].width))
    sizes = {copy.address: copy.width for copy in copies} | ({own: greatest[0]} if own else {})
    for address, width in sizes.items():
        kind = _FORMATS[address.rpartition(".")[2]]
        spec = PictureCopyView(asset.file, asset.key, (width, _height(asset, width)), greatest, kind)
        where = Position(asset.file)
        yield Page(address, "picture", ReadyFile(spec), PublishPhase.ASSET, where, group_with=asset.address)


def _height(asset: Asset, width: int) -> int:
    """Return the height of a copy of this width."""
    return max(1, round(asset.height * width / asset.width))


def huge_pictures(media: Iterable[Asset], shown: Iterable[str]) -> Iterator[Diagnostic]:
    """Report pictures that texts show and that have too many pixels for a browser, although their files may be small."""
    named = {fold(address) for address in shown}
    for asset in media:
        if asset.width * asset.height > MOST_PIXELS and asset.still and fold(asset.address) in named:
            memory = asset.width * asset.height * 4 // 10**6
            yield error(
                "huge-picture",
                Position(asset.file),
                f"the picture has {asset.width} × {asset.height} pixels: to show it takes {memory} MB of memory",
                "save it with at most 4,000 pixels in each direction",
            )
