"""The kinds of files that sites carry, by their names."""

# https://www.iana.org/assignments/media-types; the standard library's own table differs from machine to machine.
_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


def media_type(name: str) -> str:
    """Give the media type of a picture by the ending of its name (RFC 6838); of anything else, that of plain bytes."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
