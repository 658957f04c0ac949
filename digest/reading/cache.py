"""What was read before: values by the signature of their files, so that a file that has not changed is not read again.

A signature proves nothing about a file that was written in the very moment in which the cache was saved: it may have been written once
more in the same tick of the clock. As git does for its index, such an entry is trusted only if the bytes still hash to what they were
(https://git-scm.com/docs/racy-git).

What was read of a document stays packed in the cache as it was packed when it was read: saving a cache in which one document is new
costs no more than copying the others.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import RawJson, UnpackError, pack, unpack
from digest.reading.content.documents import Document, Reading
from digest.reading.files.bytes import key_of
from digest.reading.files.walk import FoundFile, Signature

_FORM = "digest cache 1"

# The coarsest clock of a file system in use (FAT: two seconds).
_TICK = 2_000_000_000


class CachedFile(NamedTuple):
    """A file as it was when it was read: its signature, and the hash of its bytes."""

    path: str
    signature: Signature
    key: str


class Kept(NamedTuple):
    """What is kept of a document: its files, and the packed `Reading`. `key` stands for all that the reading was made of."""

    files: tuple[CachedFile, ...]
    key: str
    packed: RawJson


class CachedDocument(NamedTuple):
    """A document: what reading it gave, and how that is kept."""

    kept: Kept
    reading: Reading

    @property
    def key(self) -> str:
        """A fingerprint of the paths and the bytes of its files and of the time zone: equal ones give equal readings."""
        return self.kept.key

    @property
    def files(self) -> tuple[CachedFile, ...]:
        """The files as they were when they were read."""
        return self.kept.files


class Stored(NamedTuple):
    """The cache as it lies on the disk. `key` is that of the program and the settings."""

    key: str
    saved: int
    documents: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """Readings of an earlier build, by the path of their first file. An empty cache is always right."""

    saved: int = 0
    documents: dict[str, Kept] = field(default_factory=dict)

    def find(self, folder: Path, document: Document) -> CachedDocument | None:
        """Return what the document was read as, if its files are the same: by signature, or else by content."""
        kept = self.documents.get(document.found[0].path)
        if kept is None or len(kept.files) != len(document.found):
            return None
        trusted = self.saved - _TICK
        for known, found in zip(kept.files, document.found, strict=True):
            if known[:2] != found or found.signature.modified >= trusted:
                return self._find_by_content(folder, document, kept)
        return _opened(kept)

    def _find_by_content(self, folder: Path, document: Document, kept: Kept) -> CachedDocument | None:
        pairs = tuple(zip(kept.files, document.found, strict=True))
        if not all(self._is_same(folder, known, found) for known, found in pairs):
            return None
        files = tuple(CachedFile(found.path, found.signature, known.key) for known, found in pairs)
        return _opened(kept if files == kept.files else kept._replace(files=files))

    def _is_same(self, folder: Path, known: CachedFile, found: FoundFile) -> bool:
        if known.path != found.path:
            return False
        if known.signature == found.signature and found.signature.modified < self.saved - _TICK:
            return True
        return known.signature.size == found.signature.size and key_of(folder, found.path) == known.key

    def needs_renewal(self, documents: tuple[CachedDocument, ...], now: int) -> bool:
        """Return whether saving these documents would make the next build read less."""
        known = self.documents
        if len(documents) != len(known) or any(known.get(one.kept.files[0].path) is not one.kept for one in documents):
            return True
        newest = max((file.signature.modified for one in documents for file in one.kept.files), default=0)
        return newest >= self.saved - _TICK and newest < now - _TICK


def _opened(kept: Kept) -> CachedDocument | None:
    try:
        return CachedDocument(kept, unpack(kept.packed, Reading))
    except UnpackError:
        return None


def start_of_reading() -> int:
    """Return the time, in nanoseconds, before which every file that is read from now on was written or not."""
    return time.time_ns()


def keep(files: tuple[CachedFile, ...], key: str, reading: Reading) -> Kept:
    """Keep what was just read."""
    return Kept(files, key, RawJson(pack(reading)))


def unpack_documents(raw: bytes) -> tuple[CachedDocument, ...]:
    """Return the documents that `read_documents` read and packed, maybe in another process."""
    return tuple([CachedDocument(kept, unpack(kept.packed, Reading)) for kept in unpack(raw, tuple[Kept, ...])])


def load_cache(file: Path, key: str) -> Cache:
    """Load the cache that an earlier build saved under this key. One that is missing, damaged or foreign is empty."""
    try:
        stored = unpack(without_checksum(_FORM, file.read_bytes()), Stored)
    except (OSError, DamagedError, UnpackError):
        return Cache()
    if stored.key != key:
        return Cache()
    return Cache(stored.saved, {kept.files[0].path: kept for kept in stored.documents})


def dump_cache(documents: tuple[CachedDocument, ...], key: str, now: int) -> bytes:
    """Return the bytes of a cache to save. `now` is the time in nanoseconds at which the first of its files was looked at."""
    return with_checksum(_FORM, pack(Stored(key, now, tuple([document.kept for document in documents]))))
