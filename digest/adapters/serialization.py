"""Values to bytes and back: the only module that knows msgspec. Equal values give equal bytes, on every machine.

The form is JSON, not MessagePack: the latter would keep of a moment only the instant, and lose the zone that its day is read in.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

# A value that stays packed within another one: it is copied when that is packed, and is not looked into when that is unpacked.
RawJson = msgspec.Raw


class Fingerprinted:
    """A thing that is packed as its fingerprint, so that what is made of it can be told apart without being made.

    Two of them are equal if their fingerprints are.
    """

    def __init__(self, key: str) -> None:
        """Keep the fingerprint: it must change with whatever the thing can tell."""
        self.key = key

    def __eq__(self, other: object) -> bool:
        """Return whether this is the same kind of thing with the same fingerprint."""
        return isinstance(other, Fingerprinted) and type(self) is type(other) and self.key == other.key

    def __hash__(self) -> int:
        """Return a hash by the fingerprint."""
        return hash(self.key)


def _stand_in(value: object) -> str:
    if isinstance(value, Fingerprinted):
        return value.key
    # What msgspec asks of an `enc_hook` for a value that it does not know: our own mistake, and never a part left undone.
    raise NotImplementedError(f"a {type(value).__name__} cannot be packed")


_encoder = msgspec.json.Encoder(enc_hook=_stand_in)


@cache
def _decoder(kind: Any) -> Any:  # noqa: ANN401 - the library has no words for any type
    return msgspec.json.Decoder(kind)


class UnpackError(ValueError):
    """The bytes are not the packed form of a value of that type."""


def pack(value: Any) -> bytes:  # noqa: ANN401 - any frozen value can be packed
    """Pack a value made of frozen dataclasses, tuples, texts, numbers, dates, None, and keyed things, of which the fingerprint is left."""
    return _encoder.encode(value)


def unpack(raw: bytes | str | RawJson, kind: type[T]) -> T:
    """Unpack a value of the given type. Raises `UnpackError` where the bytes mean anything else."""
    try:
        decoder: msgspec.json.Decoder[T] = _decoder(cast("Any", kind))
        return decoder.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise UnpackError(str(problem)) from problem


def pack_lines(values: list[Any]) -> bytes:
    """Pack values, each on a line of its own."""
    return _encoder.encode_lines(values)


def unpack_lines(raw: bytes, kind: type[T]) -> list[T]:
    """Unpack values of one type, each on a line of its own. Raises `UnpackError` where a line means anything else."""
    try:
        return msgspec.json.Decoder(kind).decode_lines(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise UnpackError(str(problem)) from problem


def fingerprint(*parts: bytes) -> str:
    """Return a hash of byte strings, 128 bits in hexadecimal digits, in which their borders count."""
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8))
        total.update(part)
    return total.hexdigest()


def fingerprint_of(value: Any) -> str:  # noqa: ANN401 - as in `pack`
    """Return the fingerprint of a value: that of its packed form."""
    return hashlib.blake2b(_encoder.encode(value), digest_size=16).hexdigest()


def hash_parts(read: Callable[[int], bytes]) -> str:
    """Return the hash of what a file's `read` gives, 128 bits in hexadecimal digits, without holding it all in memory."""
    total = hashlib.blake2b(digest_size=16)
    while part := read(1 << 18):
        total.update(part)
    return total.hexdigest()
