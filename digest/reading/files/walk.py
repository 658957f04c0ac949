"""List the files below a folder. Links that lead out of it, names that collide, and entries that are no files are reported."""

import os
import re
import stat
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from digest.model.diagnostic import Position
from digest.model.url import fold
from digest.reading.diagnostics import DiagnosticCollector


class Signature(NamedTuple):
    """Size in bytes, times in nanoseconds, and inode of a file: if all are equal, the file has not changed (as in git's index)."""

    size: int
    modified: int
    changed: int
    inode: int


class FoundFile(NamedTuple):
    """A regular file with its signature; `path` is relative to the site's folder, with `/`."""

    path: str
    signature: Signature


# What systems and editors leave behind (macOS, Windows, Synology; vi, Emacs, nano, office programs, patch, browsers), in lower case.
# Copies that a program made because of a conflict are not among these: they may contain the newer text.
_LEFTOVERS = frozenset(
    "icon\r|thumbs.db|ehthumbs.db|ehthumbs_vista.db|desktop.ini|__macosx|@eadir|#recycle|$recycle.bin|system volume information|lost+found|"
    "__pycache__|node_modules".split("|")
)
_LEFTOVER_ENDINGS = tuple(
    "~ .bak .backup .orig .rej .swp .swo .swn .swx .tmp .temp .save .old .part .crdownload .download .kate-swp .pyc".split()
)
_FORBIDDEN_IN_NAME = re.compile(r"[\x00-\x1f\x7f\\]")


def walk(folder: Path, below: str, findings: DiagnosticCollector) -> tuple[FoundFile, ...]:
    """Return all files below a sub-folder of the site, sorted by path, without hidden files and the leftovers of systems and editors."""
    root = folder / below
    if not root.is_dir():
        return ()
    return tuple(sorted(_walk(folder, below, findings, (os.path.realpath(root),)), key=attrgetter("path")))


def _walk(folder: Path, below: str, findings: DiagnosticCollector, above: tuple[str, ...]) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder / below) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as problem:
        findings.error(
            "unreadable", Position(below), f"the folder cannot be read: {problem.strerror}", "check its permissions"
        )
        return
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.name
        if is_leftover(name):
            continue
        path = f"{below}/{name}"
        if not _has_usable_name(name, path, seen, findings):
            continue
        target = _target_of(entry, path, findings, above)
        if target is None:
            continue
        if stat.S_ISDIR(target.st_mode):
            yield from _walk(
                folder, path, findings, (*above, os.path.realpath(entry.path)) if entry.is_symlink() else above
            )
        elif stat.S_ISREG(target.st_mode):
            yield FoundFile(path, Signature(target.st_size, target.st_mtime_ns, target.st_ctime_ns, target.st_ino))
        else:
            findings.error(
                "not-a-file", Position(path), "this is neither a file nor a folder", "move it out of content/"
            )


def signature_of(folder: Path, path: str) -> Signature | None:
    """Return the signature of a regular file; None if there is none at this path, or a link."""
    try:
        found = (folder / path).lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Signature(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_leftover(name: str) -> bool:
    """Return whether a file of this name is hidden, or left behind by a system or an editor: it is never read and never published."""
    if name[0] in ".~#$@" and (name[0] == "." or name.startswith("~$") or (name[0] == "#" and name[-1] == "#")):
        return True
    lowered = name.lower()
    return lowered.endswith(_LEFTOVER_ENDINGS) or lowered in _LEFTOVERS


def _has_usable_name(name: str, path: str, seen: dict[str, str], findings: DiagnosticCollector) -> bool:
    # Nearly all names are plain: these need no further check.
    is_plain = name.isascii() and name.isprintable() and "\\" not in name
    return (is_plain or _has_valid_name(name, path, findings)) and _is_unique(name, path, seen, findings)


def _has_valid_name(name: str, path: str, findings: DiagnosticCollector) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="replace").decode()
        findings.error("bad-file-name", Position(shown), "the file's name is not UTF-8", "rename the file")
        return False
    if _FORBIDDEN_IN_NAME.search(name):
        findings.error(
            "bad-file-name",
            Position(repr(path)[1:-1]),
            "the file's name holds a character that no name may hold",
            "rename the file",
        )
        return False
    return True


def _is_unique(name: str, path: str, seen: dict[str, str], findings: DiagnosticCollector) -> bool:
    other = seen.setdefault(fold(name), name)
    if other != name:
        findings.error(
            "names-collide",
            Position(path),
            f"“{name}” and “{other}” differ only in case or in the form of a letter: on many disks they are one file",
            "rename one of the two",
        )
        return False
    return True


def _target_of(
    entry: os.DirEntry[str], path: str, findings: DiagnosticCollector, above: tuple[str, ...]
) -> os.stat_result | None:
    """Return what an entry or the target of a link is; None, and an error, if the link leads out of the folder or in a circle."""
    try:
        if not entry.is_symlink():
            return entry.stat()
        target = os.path.realpath(entry.path, strict=True)
        found = entry.stat()
    except OSError as problem:
        findings.error(
            "unreadable",
            Position(path),
            f"it cannot be read: {problem.strerror}",
            "delete the link, or mend what it points to",
        )
        return None
    content = above[0]
    if os.path.commonpath([content, target]) != content:
        findings.error(
            "link-leaves",
            Position(path),
            f"this link leads out of {path.partition('/')[0]}/",
            "copy the file in its place",
        )
        return None
    if stat.S_ISDIR(found.st_mode) and any(
        inner == target or inner.startswith(target + os.sep) for inner in (*above, entry.path.rpartition(os.sep)[0])
    ):
        findings.error("link-loops", Position(path), "this link leads back to a folder above it", "delete the link")
        return None
    return found
