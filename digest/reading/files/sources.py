"""Find and open what an editor names on the command line: files, folders, patterns and standard input, packed files included."""

import bz2
import gzip
import lzma
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import glob, has_magic
from hashlib import blake2b
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

STANDARD_INPUT = "-"
# In bytes: what is looked at to tell the format of a file.
HEAD = 1 << 16
# Folders of version control, of packages and of what generators make: nothing in them was written by an editor.
_PASSED_OVER = frozenset(
    ".git .hg .svn .github .gitlab .venv venv node_modules vendor bower_components __pycache__ .cache .digest .hugo_build.lock "
    ".jekyll-cache .sass-cache .docusaurus .astro .netlify .vercel .bundle .tox .idea .vscode _site __macosx".split()
)
# Folders that are output only beside what names their generator: elsewhere, a person may have called a folder so.
_OUTPUT = {
    "public": ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "_config.yml"),
    "output": ("pelicanconf.py", "conf.py"),
}
_PACKED = ((b"\x1f\x8b", ".gz"), (b"\xfd7zXZ\x00", ".xz"), (b"BZh", ".bz2"))
# What a broken packed file raises.
UNPACKING_ERRORS = (OSError, EOFError, lzma.LZMAError, gzip.BadGzipFile)


class SourceFile(NamedTuple):
    """A file to import: its path, and its name as messages have it. `signature` changes when the file does; empty for standard input."""

    name: str
    path: Path
    signature: str


class SourceFolder(NamedTuple):
    """A folder to import, and its name as messages have it."""

    name: str
    path: Path


class MissingSource(NamedTuple):
    """Something that was named and is not there, and why."""

    name: str
    reason: str
    hint: str = ""


Source = SourceFile | SourceFolder | MissingSource


def find_sources(names: Sequence[str]) -> Iterator[Source]:
    """Return what the names mean, each thing once: files, folders, the files that a pattern matches, and standard input (`-`)."""
    seen: set[str] = set()
    for name in names:
        for source in _named(name):
            key = name if isinstance(source, MissingSource) or name == STANDARD_INPUT else os.path.realpath(source.path)
            if key not in seen:
                seen.add(key)
                yield source


def _named(name: str) -> Iterator[Source]:
    if name == STANDARD_INPUT:
        yield SourceFile(name, Path(name), "")
        return
    if not name:
        yield MissingSource(name, "the name is empty")
        return
    try:
        there = Path(name).exists()
    except (OSError, ValueError) as problem:  # too long a name, or a NUL in it
        yield MissingSource(name, getattr(problem, "strerror", None) or "this is no path")
        return
    if there:
        yield source_at(Path(name), name)
    elif has_magic(name):
        found = sorted(glob(name, recursive=True))  # noqa: PTH207 - the pattern is what the editor wrote, and may be absolute
        yield from (source_at(Path(one), one) for one in found)
        if not found:
            yield MissingSource(name, "no file matches this pattern", "put it between quotes, or name the folder")
    else:
        yield MissingSource(name, "there is no such file or folder")


def source_at(path: Path, name: str) -> Source:
    """Return what is at a path."""
    try:
        if path.is_dir():
            return SourceFolder(name, path)
        status = path.stat()
    except OSError as problem:
        return MissingSource(name, problem.strerror or str(problem), "check its permissions")
    if path.is_file():
        return SourceFile(name, path, f"{status.st_size} {status.st_mtime_ns}")
    return SourceFile(name, path, "")  # a pipe, such as `<(…)` of a shell


def signature_of(source: Source) -> str:
    """Return what changes when a source does: for a folder, when a file in it does."""
    if isinstance(source, SourceFile):
        return source.signature
    if isinstance(source, MissingSource):
        return source.reason
    total = blake2b(digest_size=16)
    for path in files_below(source.path):
        file = source_at(source.path / path, path)
        total.update(
            f"{path} {file.signature if isinstance(file, SourceFile) else ''}\n".encode(errors="surrogateescape")
        )
    return total.hexdigest()


def files_below(folder: Path) -> Iterator[str]:
    """Return the paths of all files below a folder, with `/`: without those of version control, packages and generators.

    They are sorted within each folder. Links to folders are not followed, so that none leads in a circle; nor are links to files outside of
    the folder.
    """
    root = os.path.realpath(folder)
    for place, folders, files in os.walk(folder):
        inner = Path(place).relative_to(folder)
        folders[:] = sorted(one for one in folders if not _is_passed_over(one, files, is_root=place == str(folder)))
        for name in sorted(files):
            path = Path(place, name)
            if not path.is_symlink() or os.path.realpath(path).startswith(root + os.sep):
                yield (inner / name).as_posix()


def _is_passed_over(folder: str, beside: list[str], *, is_root: bool) -> bool:
    name = folder.lower()
    return name in _PASSED_OVER or (is_root and any(one in beside for one in _OUTPUT.get(name, ())))


def read_below(folder: Path, path: str, most: int) -> bytes:
    """Return the bytes of a file below a folder. Raise `OSError` if it cannot be read, is outside of the folder, or larger than `most`."""
    root = os.path.realpath(folder)
    target = os.path.realpath(os.path.join(root, path))  # noqa: PTH118 - with links resolved, which keeps it inside
    if not target.startswith(root + os.sep):
        raise OSError(None, "the file is outside of the folder", path)
    with Path(target).open("rb") as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise OSError(None, f"the file is larger than {most // 1_000_000} MB", path)
    return raw


def lines_of_file(file: Path) -> Iterator[bytes]:
    """Return the lines of one of digest's own files; none if it is missing."""
    try:
        stream = file.open("rb")
    except OSError:
        return
    with stream:
        yield from stream


class OpenSource(NamedTuple):
    """An open file, unpacked: its name without the ending of packed files, its first bytes, and all of its bytes as a stream."""

    name: str
    head: bytes
    stream: BinaryIO


@contextmanager
def open_source(source: SourceFile, standard_input: BinaryIO | None = None) -> Iterator[OpenSource]:
    """Open a file, or standard input, and unpack it if it is packed (gzip, xz, bzip2). Raise one of `UNPACKING_ERRORS`."""
    if source.name == STANDARD_INPUT:
        if standard_input is None:
            raise OSError(None, "standard input is closed", source.name)
        yield _unpacked(source.name, standard_input)
        return
    with source.path.open("rb") as stream:
        yield _unpacked(source.name, stream)


def _unpacked(name: str, stream: BinaryIO) -> OpenSource:
    head = _read_head(stream)
    whole = cast("BinaryIO", BufferedReader(_Joined(head, stream), HEAD))
    ending = next((ending for mark, ending in _PACKED if head.startswith(mark)), "")
    if not ending:
        return OpenSource(name, head, whole)
    inner = _unpacking(ending, whole)
    head = _read_head(inner)
    plain = name[: -len(ending)] if name.lower().endswith(ending) else name
    return OpenSource(plain, head, cast("BinaryIO", BufferedReader(_Joined(head, inner), HEAD)))


def _unpacking(ending: str, stream: BinaryIO) -> BinaryIO:
    if ending == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    if ending == ".xz":
        return cast("BinaryIO", lzma.LZMAFile(stream))
    return cast("BinaryIO", bz2.BZ2File(stream))


def _read_head(stream: BinaryIO) -> bytes:
    """Return the first bytes of a stream: a pipe gives them in parts."""
    head = b""
    while len(head) < HEAD and (part := stream.read(HEAD - len(head))):
        head += part
    return head


class _Joined(RawIOBase):
    """A stream whose first bytes were read before."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        """Begin with the bytes that were read."""
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Return True: it is read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # the type of the base class is wider
        """Fill a buffer with the next bytes, and return how many there are."""
        if self._head:
            part = self._head[: len(buffer)]
            self._head = self._head[len(part) :]
        else:
            part = memoryview(self._rest.read(len(buffer)))
        buffer[: len(part)] = part
        return len(part)
