"""Smaller copies of pictures, as pages show them: turned upright, in sRGB, without positions, and with what they say of their rights."""

import struct
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageCms, ImageFile, ImageOps, IptcImagePlugin
from PIL.Image import open as decode_header  # of bytes in memory
from PIL.PngImagePlugin import PngInfo

from digest.model.views.files import MOST_PIXELS, PictureCopyView
from digest.rendering.graphics.picture_rights import NoticeOfFile, rights_packet

# The quality of copies: a photograph of 1280 × 960 pixels has about 200 kB as JPEG and 150 kB as WebP.
_QUALITY = {"jpeg": 78, "webp": 74}
# How hard WebP is compressed, of 6: 2 takes a third of the time of 4, and makes files 4 % larger.
_METHOD = 2
_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # Exif, CIPA DC-008
_SIDEWAYS = range(5, 9)  # the orientations of Exif that exchange width and height
_ORIENTATION = 0x0112
# Data sets of record 2 of IPTC-IIM: by-line, credit, source, copyright notice.
_BY_LINE, _CREDIT, _SOURCE, _NOTICE = (2, 80), (2, 110), (2, 115), (2, 116)

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, OverflowError)


class UnreadablePictureError(Exception):
    """The picture cannot be decoded, or has far more pixels than its size in the plan says."""


class Copies:
    """Makes the copies of pictures. The last picture stays decoded, so that copies that are made one after the other cost one decoding.

    A copy depends on its picture alone, not on what was made before: all come from the same picture of the greatest width.
    """

    def __init__(self) -> None:
        """Start with no picture."""
        self._key = ""
        self._picture = Image.new("RGB", (1, 1))
        self._rights = b""

    def make(self, view: PictureCopyView, read: Callable[[], bytes]) -> bytes:
        """Return the bytes of a copy; `read` returns those of the picture. Raise `UnreadablePictureError`."""
        if self._key != view.key:
            raw = read()
            try:
                self._picture, self._rights = _decode(raw, view)
            except _UNREADABLE as problem:
                raise UnreadablePictureError(str(problem)) from problem
            self._key = view.key
        small = self._picture
        if small.size != view.size:
            small = small.resize(view.size, Image.Resampling.LANCZOS)
        return _encode(small, view.format, self._rights)


def _decode(raw: bytes, view: PictureCopyView) -> tuple[Image.Image, bytes]:
    """Return a picture in the greatest size of its copies, in RGB or RGBA, and the packet of its rights."""
    # The number of pixels is checked here, before they are decoded: Pillow's own limit would only print a warning.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as browsers show them: with the lower part in grey
    with decode_header(BytesIO(raw), formats=("JPEG", "PNG", "WEBP")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        exif = picture.getexif()
        rights = _rights_of(picture, exif)
        profile = picture.info.get("icc_profile")
        width, height = view.greatest
        sideways = exif.get(_ORIENTATION) in _SIDEWAYS
        picture.draft(
            None, (height, width) if sideways else (width, height)
        )  # decodes a JPEG in half its size, or less
        plain = _in_colour(picture)
    turned = ImageOps.exif_transpose(plain)
    if (turned.width > turned.height) != (width > height):  # the plan knows no orientation of PNG and WebP
        turned = plain
    small = turned if turned.size == view.greatest else turned.resize(view.greatest, Image.Resampling.LANCZOS)
    return _in_srgb(small, profile), rights


def _in_colour(picture: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be scaled and saved. It keeps what it says of its orientation."""
    if picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        picture.load()
        return picture.copy()
    if picture.mode.startswith("I"):  # 16 bits for each pixel
        return picture.point(lambda value: value / 256).convert("L")
    clear = "transparency" in picture.info or picture.mode in {"LA", "PA"}
    return picture.convert("RGBA" if clear else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in the colours that are meant where no profile is given. A profile that cannot be read is passed over."""
    plain = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=plain)
        except (ImageCms.PyCMSError, *_UNREADABLE):
            changed = None
        if changed is not None:
            return changed
    return picture if picture.mode == plain else picture.convert(plain)


def _rights_of(picture: ImageFile.ImageFile, exif: Image.Exif) -> bytes:
    """Return what a picture says of its rights, in XMP, IPTC or Exif, as a packet of XMP; empty if it says nothing."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    try:
        iptc = IptcImagePlugin.getiptcinfo(picture) or {}
    except (*_UNREADABLE, KeyError, TypeError):
        iptc = {}
    texts = {name: _text(iptc.get(name)) for name in (_BY_LINE, _CREDIT, _SOURCE, _NOTICE)}
    notice = NoticeOfFile(
        creator=texts[_BY_LINE] or _text(exif.get(_ARTIST)),
        rights=texts[_NOTICE] or _text(exif.get(_COPYRIGHT)),
        credit=texts[_CREDIT],
        source=texts[_SOURCE],
    )
    return rights_packet(packet.encode() if isinstance(packet, str) else bytes(packet), notice)


def _text(value: object) -> str:
    """Return a value of IPTC or Exif as text. Of several, the first."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, bytes):
        return first.strip("\0 \n") if isinstance(first, str) else ""
    try:
        return first.decode().strip("\0 \n")
    except UnicodeDecodeError:
        return first.decode("latin-1").strip("\0 \n")


def _encode(picture: Image.Image, kind: str, rights: bytes) -> bytes:
    file = BytesIO()
    match kind:
        case "jpeg":
            plain = picture if picture.mode == "RGB" else picture.convert("RGB")
            plain.save(file, "JPEG", quality=_QUALITY[kind], optimize=True, progressive=True, xmp=rights)
        case "png":
            told = PngInfo()
            if rights:
                told.add_itxt("XML:com.adobe.xmp", rights.decode())
            picture.save(file, "PNG", pnginfo=told)
        case _:
            picture.save(file, "WEBP", quality=_QUALITY["webp"], method=_METHOD, xmp=rights)
    return file.getvalue()
