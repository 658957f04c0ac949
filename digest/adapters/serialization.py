"""Values to bytes and back: the only module that imports msgspec. Equal values give equal bytes, on every machine.

The format is JSON, not MessagePack, which would store a moment as an instant and lose its time zone.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

# A packed value within another value: packing copies it, and unpacking leaves it packed.
RawJson = msgspec.Raw


class Fingerprinted:
    """A value that is packed as its fingerprint, which is known without making the rest of the value.

    Two of them are equal if their fingerprints are.
    """

    def __init__(self, key: str) -> None:
        """Keep the fingerprint. It must change whenever the content of the value does."""
        self.key = key

    def __eq__(self, other: object) -> bool:
        """Return whether this is the same kind of thing with the same fingerprint."""
        return isinstance(other, Fingerprinted) and type(self) is type(other) and self.key == other.key

    def __hash__(self) -> int:
        """Return a hash by the fingerprint."""
        return hash(self.key)


def _fingerprint_only(value: object) -> str:
    if isinstance(value, Fingerprinted):
        return value.key
    # msgspec calls this for a value that it cannot encode. Any other type is our own mistake.
    raise NotImplementedError(f"a {type(value).__name__} cannot be packed")


_encoder = msgspec.json.Encoder(enc_hook=_fingerprint_only)


@cache
def _decoder(kind: Any) -> Any:  # noqa: ANN401 - the library has no type for “any type”
    return msgspec.json.Decoder(kind)


class UnpackError(ValueError):
    """The bytes are not the packed form of a value of that type."""


def pack(value: Any) -> bytes:  # noqa: ANN401 - any frozen value can be packed
    """Return a value as bytes: frozen dataclasses, tuples, texts, numbers, dates, None, and `Fingerprinted` as their fingerprints."""
    return _encoder.encode(value)


def read_toml(raw: bytes, kind: type[T]) -> T:
    """Return a value of that type from one of digest's own TOML files."""
    return msgspec.toml.decode(raw, type=kind)


def unpack(raw: bytes | str | RawJson, kind: type[T]) -> T:
    """Return the value of type `kind` that `pack` wrote. Raise `UnpackError` if the bytes are anything else."""
    try:
        decoder: msgspec.json.Decoder[T] = _decoder(cast("Any", kind))
        return decoder.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise UnpackError(str(problem)) from problem


def pack_lines(values: list[Any]) -> bytes:
    """Return values as bytes, one a line."""
    return _encoder.encode_lines(values)


def unpack_lines(raw: bytes, kind: type[T]) -> list[T]:
    """Return the values of type `kind` that `pack_lines` wrote. Raise `UnpackError` if a line is anything else."""
    try:
        return msgspec.json.Decoder(kind).decode_lines(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise UnpackError(str(problem)) from problem


def fingerprint(*parts: bytes) -> str:
    """Return the hash of byte strings, 128 bits as hexadecimal digits. It depends on where one string ends and the next begins."""
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8))
        total.update(part)
    return total.hexdigest()


def fingerprint_of(value: Any) -> str:  # noqa: ANN401 - as in `pack`
    """Return the fingerprint of a value: the hash of its packed bytes."""
    return hashlib.blake2b(_encoder.encode(value), digest_size=16).hexdigest()


def hash_parts(read: Callable[[int], bytes]) -> str:
    """Return the hash of a file's bytes, 128 bits as hexadecimal digits, by calling its `read` in parts."""
    total = hashlib.blake2b(digest_size=16)
    while part := read(1 << 18):
        total.update(part)
    return total.hexdigest()
