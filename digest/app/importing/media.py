"""Copy the pictures and documents of imported articles into `content/media/`: no file that is there is ever replaced."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.importing.media import numbered, safe_target, with_media_at
from digest.importing.record import MediaFile, NewArticle
from digest.model.url import fold
from digest.reading.files.sources import read_below
from digest.writing.files import create_whole
from digest.writing.spool import Spool

_MEDIA = "content/media"
_MOST_BYTES = 100_000_000  # of a picture or a document


@dataclass(frozen=True, slots=True)
class MediaCopier:
    """Finds names for media in the site's folder, and copies them there."""

    spool: Spool
    folder: Path

    def placed(self, article: NewArticle, root: str) -> NewArticle:
        """Return an article whose media have names that no other file has; its links follow. `root` is the folder that they are in.

        A file with the same bytes is the same one. A file that cannot be read keeps its name, for `copy` to report.
        """
        targets = {one.target: self._free_target(one, root) for one in article.media}
        return with_media_at(article, targets)

    def _free_target(self, medium: MediaFile, root: str) -> str:
        target = next(one for one in numbered(safe_target(medium.target)) if self._is_free(one, medium, root))
        self.spool.take_name(_name_of(target), _source_of(medium, root))
        return target

    def _is_free(self, target: str, medium: MediaFile, root: str) -> bool:
        """Return whether nothing is at this path, or the same bytes."""
        holder = self.spool.holder_of(_name_of(target))
        if holder:
            is_own = holder == _source_of(medium, root)
            return is_own or _is_same(self._bytes_of(holder), _read(root, medium.source))
        if not os.path.lexists(self.folder / _MEDIA / target):
            return True
        return _is_same(_read(str(self.folder), f"{_MEDIA}/{target}"), _read(root, medium.source))

    def _bytes_of(self, source: str) -> bytes | None:
        """Return the bytes of a file that this import copies, too."""
        folder, _, name = source.rpartition(os.sep)
        return _read(folder, name)

    def copy(self, media: tuple[MediaFile, ...], root: str, staging: Path) -> Iterator[tuple[MediaFile, str]]:
        """Copy media that are not there yet; return each with why it cannot be copied, which is empty if it was."""
        for medium in media:
            target = self.folder / _MEDIA / medium.target
            if os.path.lexists(target):
                continue
            try:
                create_whole(target, read_below(Path(root), medium.source, _MOST_BYTES), staging)
            except OSError as problem:
                yield medium, problem.strerror or str(problem)
            else:
                yield medium, ""


def _name_of(target: str) -> str:
    return f"{_MEDIA}/{fold(target)}"


def _source_of(medium: MediaFile, root: str) -> str:
    return os.path.join(root, medium.source)  # noqa: PTH118 - a key, not a path to open


def _read(folder: str, path: str) -> bytes | None:
    try:
        return read_below(Path(folder), path, _MOST_BYTES)
    except OSError:
        return None


def _is_same(one: bytes | None, other: bytes | None) -> bool:
    """Return whether a file may stay where another one is; one that cannot be read may, since it is not copied."""
    return other is None or one == other
