"""The cache of documents that were read: a file with the same signature as in the last build is not read again.

The signature proves nothing about a file that was written while the cache was saved: the file may have been written once more within
the same tick of the clock. As git does for its index, such an entry is used only if the bytes still have the same hash
(https://git-scm.com/docs/racy-git).

Each item stays packed in the cache as it was packed when it was read: to save a cache in which one document is new costs no more than to
copy the others.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from digest.adapters.checksum import DamagedError, with_checksum, without_checksum
from digest.adapters.serialization import RawJson, UnpackError, pack, unpack
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic
from digest.model.site import ContentItem, OwnPage
from digest.reading.content.source_files import Kind, SourceFiles
from digest.reading.files.bytes import hash_of, is_file

_FORM = "digest cache 3"

# The coarsest clock of a file system in use (FAT: two seconds).
_TICK = 2_000_000_000

_TYPES: dict[Kind, type[ContentItem]] = {"articles": Article, "incidents": IncidentFile, "pages": OwnPage}
_NO_ITEM = RawJson(pack(None))


class CacheEntry(NamedTuple):
    """A document as the cache contains it.

    `hashes` are those of the bytes of its files. `fingerprint` is that of the paths and bytes of its files and of the time zone:
    documents with equal fingerprints are read as equal items. `packed` is the item, of the type that `source.kind` names, or null.
    `sought` are the files that its text may lead to, each with whether it was there.
    """

    source: SourceFiles
    hashes: tuple[str, ...]
    fingerprint: str
    diagnostics: tuple[Diagnostic, ...]
    packed: RawJson
    sought: tuple[tuple[str, bool], ...] = ()


class ReadDocument(NamedTuple):
    """A document that was read, now or earlier: its item, None if there are errors that leave none, and its entry of the cache."""

    entry: CacheEntry
    item: ContentItem | None

    @property
    def path(self) -> str:
        """The path of its first file."""
        return self.entry.source.path


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of an earlier build, by the path of their first file. An empty cache is always right."""

    saved: int = 0
    entries: dict[str, CacheEntry] = field(default_factory=dict)

    def find(self, folder: Path, source: SourceFiles) -> ReadDocument | None:
        """Return what the files were read as, if they are the same by signature, or else by content; None if they must be read."""
        entry = self.entries.get(source.path)
        if entry is None or any(is_file(folder, path) != found for path, found in entry.sought):
            return None
        if entry.source != source or not self._can_trust(source):
            if not self._has_same_bytes(folder, entry, source):
                return None
            entry = entry if entry.source == source else entry._replace(source=source)
        try:
            return _unpack_entry(entry)
        except UnpackError:
            return None

    def _can_trust(self, source: SourceFiles) -> bool:
        """Return whether all files were written so long before the cache was saved that a later change shows in their signatures."""
        limit = self.saved - _TICK
        return all(file.signature.modified < limit for file in source.files)

    def _has_same_bytes(self, folder: Path, entry: CacheEntry, source: SourceFiles) -> bool:
        known = entry.source.files
        if [file.path for file in known] != [file.path for file in source.files]:
            return False
        limit = self.saved - _TICK
        return all(
            (old.signature == new.signature and new.signature.modified < limit)
            or (old.signature.size == new.signature.size and hash_of(folder, new.path) == expected)
            for old, new, expected in zip(known, source.files, entry.hashes, strict=True)
        )

    def needs_renewal(self, documents: tuple[ReadDocument, ...], now: int) -> bool:
        """Return whether the next build would read less if these documents were saved now."""
        known = self.entries
        if len(documents) != len(known) or any(known.get(one.path) is not one.entry for one in documents):
            return True
        newest = max((file.signature.modified for one in documents for file in one.entry.source.files), default=0)
        return newest >= self.saved - _TICK and newest < now - _TICK


def _unpack_entry(entry: CacheEntry) -> ReadDocument:
    if entry.packed == _NO_ITEM:
        return ReadDocument(entry, None)
    return ReadDocument(entry, unpack(entry.packed, _TYPES[entry.source.kind]))


def start_of_reading() -> int:
    """Return the time in nanoseconds, to be saved with the cache. Call it before the first file is looked at."""
    return time.time_ns()


def unpack_documents(raw: bytes) -> tuple[ReadDocument, ...]:
    """Return the documents that `read_documents` read and packed, perhaps in another process."""
    return tuple([_unpack_entry(entry) for entry in unpack(raw, tuple[CacheEntry, ...])])


def load_cache(file: Path, key: str) -> Cache:
    """Load the cache that an earlier build saved under this key. A cache that is missing, damaged or has another key is empty."""
    try:
        saved_key, saved, entries = unpack(
            without_checksum(_FORM, file.read_bytes()), tuple[str, int, tuple[CacheEntry, ...]]
        )
    except (OSError, DamagedError, UnpackError):
        return Cache()
    if saved_key != key:
        return Cache()
    return Cache(saved, {entry.source.path: entry for entry in entries})


def dump_cache(documents: tuple[ReadDocument, ...], key: str, now: int) -> bytes:
    """Return the bytes of a cache to save.

    `key` is the fingerprint of the program and of the settings. `now` is the time in nanoseconds before the first file was looked at.
    """
    return with_checksum(_FORM, pack((key, now, tuple([document.entry for document in documents]))))
