"""Checksums for the files that digest keeps from one build to the next, so that it detects a damaged one.

The first line has the name and version of the file's format and the CRC-32 of the rest, in hexadecimal digits. It detects damage, such
as by a disk or an incomplete copy. It is no protection against attackers: whoever can write these files can change the program, too.
"""

import zlib


class DamagedError(ValueError):
    """The bytes do not match their checksum, or the file has another format."""


def with_checksum(form: str, raw: bytes) -> bytes:
    """Return the bytes of a file of a format, such as `digest cache 1`, with the line of the checksum before them."""
    return _first_line(form, raw) + b"\n" + raw


def without_checksum(form: str, stored: bytes) -> bytes:
    """Return the bytes without the line of the checksum. Raise `DamagedError` if they are damaged or of another format."""
    first, _, raw = stored.partition(b"\n")
    if first != _first_line(form, raw):
        raise DamagedError(f"this is no {form}, or a damaged one")
    return raw


def _first_line(form: str, raw: bytes) -> bytes:
    return f"{form} {zlib.crc32(raw):08x}".encode()
