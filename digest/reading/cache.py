"""What was read before: values by the signature of their files, so that a file that has not changed is not read again.

A signature proves nothing about a file that was written in the very moment in which the cache was saved: it may have been written once
more in the same tick of the clock. As git does for its index, such an entry is trusted only if the bytes still hash to what they were
(https://git-scm.com/docs/racy-git).
"""

import time
from dataclasses import dataclass, field
from pathlib import Path

from digest.packing import UnpackError, seal, unseal
from digest.reading.documents import Document, Reading
from digest.reading.folder import FoundFile, Signature
from digest.reading.raw import key_of

# The coarsest clock of a file system in use (FAT: two seconds).
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file as it was when it was read: its signature, and the hash of its bytes."""

    path: str
    signature: Signature
    key: str


@dataclass(frozen=True, slots=True)
class CachedDocument:
    """A document's files, and what reading them gave."""

    files: tuple[CachedFile, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Stored:
    """The cache as it lies on the disk. `key` is that of the program and the settings."""

    key: str
    saved: int
    documents: tuple[CachedDocument, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """Readings of an earlier build, by the path of their first file. An empty cache is always right."""

    saved: int = 0
    documents: dict[str, CachedDocument] = field(default_factory=dict)

    def find(self, folder: Path, document: Document) -> CachedDocument | None:
        """Give what the document was read as, if its files are the same: by signature, or else by content."""
        cached = self.documents.get(document.found[0].path)
        if cached is None or len(cached.files) != len(document.found):
            return None
        pairs = list(zip(cached.files, document.found, strict=True))
        if not all(self._is_same(folder, known, found) for known, found in pairs):
            return None
        files = tuple(CachedFile(found.path, found.signature, known.key) for known, found in pairs)
        return cached if files == cached.files else CachedDocument(files, cached.reading)

    def _is_same(self, folder: Path, known: CachedFile, found: FoundFile) -> bool:
        if known.path != found.path:
            return False
        if known.signature == found.signature and found.signature.modified < self.saved - _TICK:
            return True
        return known.signature.size == found.signature.size and key_of(folder, found.path) == known.key

    def needs_renewal(self, documents: tuple[CachedDocument, ...], now: int) -> bool:
        """Tell whether saving these documents would make the next build read less."""
        if len(documents) != len(self.documents) or any(
            self.documents.get(one.files[0].path) is not one for one in documents
        ):
            return True
        newest = max((file.signature.modified for one in documents for file in one.files), default=0)
        return newest >= self.saved - _TICK and newest < now - _TICK


def start_of_reading() -> int:
    """Give the time, in nanoseconds, before which every file that is read from now on was written or not."""
    return time.time_ns()


def load_cache(file: Path, key: str) -> Cache:
    """Load the cache that an earlier build saved under this key. One that is missing, damaged or foreign is empty."""
    try:
        stored = unseal(file.read_bytes(), Stored)
    except (OSError, UnpackError):
        return Cache()
    if stored.key != key:
        return Cache()
    return Cache(stored.saved, {document.files[0].path: document for document in stored.documents})


def dump_cache(documents: tuple[CachedDocument, ...], key: str, now: int) -> bytes:
    """Give the bytes of a cache to save. `now` is the time in nanoseconds at which the first of its files was looked at."""
    return seal(Stored(key, now, documents))
