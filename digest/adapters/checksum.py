"""Checksums for the files that digest keeps from one build to the next, so that a damaged one is known.

The first line is the name and the version of the file's form and the CRC-32 of all that follows, in hexadecimal digits. That finds damage,
as of a disk or of a copy that was cut short. It is no defence against malice: whoever can write these files can change the program, too.
"""

import zlib


class DamagedError(ValueError):
    """The bytes are not what they were when they got their checksum, or have another form."""


def with_checksum(form: str, raw: bytes) -> bytes:
    """Return the bytes of a file of this form, such as `digest cache 1`."""
    return _first_line(form, raw) + b"\n" + raw


def without_checksum(form: str, stored: bytes) -> bytes:
    """Return the bytes that got a checksum. Raise `DamagedError` where they are others now, or where the form is not this one."""
    first, _, raw = stored.partition(b"\n")
    if first != _first_line(form, raw):
        raise DamagedError(f"this is no {form}, or a damaged one")
    return raw


def _first_line(form: str, raw: bytes) -> bytes:
    return f"{form} {zlib.crc32(raw):08x}".encode()
