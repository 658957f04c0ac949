"""Read media and the static files of the theme: paths, sizes and content hashes."""

from pathlib import Path
from typing import Literal

from digest.adapters.serialization import hash_parts
from digest.model.diagnostic import Position
from digest.model.site import Asset
from digest.model.url import is_safe_address
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.image_size import dimensions_of, is_still
from digest.reading.files.walk import FoundFile

_PHOTOGRAPHS = tuple(
    ".avif .dng .gif .heic .heif .hif .jfif .jpe .jpeg .jpg .jxl .m4v .mov .mp4 .3gp .png .tif .tiff .webp".split()
)


def address_beside(path: str) -> str:
    """Return the address of a file beside the texts: `media/articles/pump/a.jpg` for `content/articles/pump/a.jpg`."""
    return f"media/{path.removeprefix('content/')}"


def read_assets(
    folder: Path,
    found: tuple[FoundFile, ...],
    within: str,
    findings: DiagnosticCollector,
    *,
    themed: bool = False,
    beside: bool = False,
) -> tuple[Asset, ...]:
    """Return files as assets with addresses relative to `within`: `media/x.jpg` for `content/media/x.jpg` within `content/`.

    Those `beside` the texts have addresses of their own.
    """
    assets = []
    for file in found:
        address = address_beside(file.path) if beside else file.path.removeprefix(within)
        if not is_safe_address(address, with_blanks=True):
            findings.error(
                "bad-file-name",
                Position(file.path),
                "the file's name cannot be part of an address",
                "rename it: letters, digits, blanks, - and _",
            )
            continue
        try:
            with (folder / file.path).open("rb") as stream:
                key = hash_parts(stream.read)
        except OSError as problem:
            findings.error(
                "unreadable",
                Position(file.path),
                f"the file cannot be read: {problem.strerror}",
                "check its permissions",
            )
            continue
        position = "" if themed else _position_in(folder / file.path)
        size = (0, 0) if themed else dimensions_of(folder / file.path)
        still = all(size) and is_still(folder / file.path)
        assets.append(Asset(file.path, address, file.signature.size, key, themed, *size, beside, position, still))
    return tuple(assets)


def _position_in(file: Path) -> Literal["", "found", "stuck"]:
    """Return whether a photograph or video says where it was taken: `found`, or `stuck` if that cannot be taken out of it."""
    if not file.name.lower().endswith(_PHOTOGRAPHS):
        return ""
    from digest.adapters.positions import holds_position, may_hold_position, without_positions  # only for photographs

    try:
        raw = file.read_bytes()
    except OSError:
        return ""
    if not may_hold_position(raw):
        return ""
    clean = without_positions(raw)
    return "stuck" if holds_position(clean) else "found" if clean != raw else ""
