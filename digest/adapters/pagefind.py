"""The door of Pagefind, which makes the index of the search: a program that comes as the Python package `pagefind-bin`.

Its filters come in an order that is another one each time. They are put in order here, which takes a look into its files: in
Pagefind 1.5, gzip of a mark and CBOR (RFC 8949). A filter is a name, and pairs of a value and the numbers of its pages; `pf_meta` names
the file of each.
"""

import gzip
import hashlib
import json
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# What Pagefind adds to every index for users of its own look: ours needs none of it.
_NOT_NEEDED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
# What each file of an index begins with, once it is unpacked.
_MARK = b"pagefind_dcd"
_LONGEST = 200
_ENTRY = "pagefind-entry.json"


class IndexingError(Exception):
    """Pagefind made no index; `str()` is why, in its words or those of the system."""


def indexer() -> str:
    """Return the name and version of the program that makes indexes, empty if it is not installed."""
    if find_spec("pagefind_bin") is None or find_spec("cbor2") is None:
        return ""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"pagefind {version('pagefind-bin')}"
    except PackageNotFoundError:
        return "pagefind"


def make_index(pages: Path, into: Path, language: str) -> None:
    """Make the index of all pages below a folder, and write it into another one, which is not there yet. Raises `IndexingError`.

    One index for all languages: whoever searches finds a text in any of them. Words are cut to their stems as in `language` (BCP 47).
    The same pages give the same bytes. Nothing of the environment counts.
    """
    from pagefind_bin import get_executable

    language = language.partition("-")[0].lower()
    # It begins in a folder of its own, where no file of the site's can change what it does: paths count from there.
    ways = ["--site", str(pages.absolute()), "--output-path", str(into.absolute()), "--force-language", language]
    try:
        ended = subprocess.run(  # noqa: S603 - the program of the library, with paths of our own making
            [str(get_executable()), *ways, "--silent"], cwd=pages, env={}, capture_output=True, check=False
        )
    except OSError as problem:
        raise IndexingError(problem.strerror or str(problem)) from problem
    if ended.returncode:
        raise IndexingError(_complaint(ended.stderr or ended.stdout) or f"it ended with {ended.returncode}")


def _complaint(said: bytes) -> str:
    """Return the first line of what a program said of its end."""
    lines = said.decode(errors="replace").split("\n")
    return next((line.strip() for line in lines if line.strip()), "")[:_LONGEST]


def files_of(index: Path) -> Iterator[tuple[str, bytes]]:
    """Return the files of an index that a search needs, by their paths in it. Raises `IndexingError` if its form is not known.

    Those of pages are given as they are, in order; then the filters; and last what leads to the others.
    """
    files = [file for file in sorted(index.rglob("*")) if file.is_file() and not file.name.startswith(_NOT_NEEDED)]
    for file in files:
        if file.suffix not in {".pf_filter", ".pf_meta"} and file.name != _ENTRY:
            yield file.relative_to(index).as_posix(), file.read_bytes()
    with _known_form():
        yield from _in_order(index)


@contextmanager
def _known_form() -> Iterator[None]:
    """Raise `IndexingError` for whatever goes wrong with a file that is not as those of Pagefind 1.5, or not whole."""
    from cbor2 import CBORError

    try:
        yield
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, zlib.error, CBORError) as problem:
        raise IndexingError("its index has a form that this version of digest does not know") from problem


def _in_order(index: Path) -> Iterator[tuple[str, bytes]]:
    """Return filters with their values in order, by new names, and what names them."""
    entry = json.loads((index / _ENTRY).read_bytes())
    for language, known in sorted(entry["languages"].items()):
        meta = _unpack((index / f"pagefind.{known['hash']}.pf_meta").read_bytes())
        version, pages, chunks, filters, *rest = meta
        renamed = []
        for name, old in sorted(filters):
            said, values = _unpack((index / f"filter/{old}.pf_filter").read_bytes())
            raw = _pack([said, sorted(values)])
            renamed.append([name, f"{language}_{_name_of(raw)}"])
            yield f"filter/{renamed[-1][1]}.pf_filter", raw
        raw = _pack([version, pages, chunks, renamed, *rest])
        known["hash"] = f"{language}_{_name_of(raw)}"
        yield f"pagefind.{known['hash']}.pf_meta", raw
    yield _ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def _unpack(raw: bytes) -> Any:  # noqa: ANN401 - whatever the file holds
    import cbor2

    plain = gzip.decompress(raw)
    value = cbor2.loads(plain.removeprefix(_MARK))
    if _MARK + cbor2.dumps(value) != plain:
        raise ValueError
    return value


def _pack(value: object) -> bytes:
    import cbor2

    return gzip.compress(_MARK + cbor2.dumps(value), mtime=0)


def _name_of(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=5).hexdigest()


def is_entrance(path: str) -> bool:
    """Return whether a file of an index has the same name in every index, and leads to the others, whose names are hashes."""
    return "/" not in path and not path.endswith(".pf_meta")


def address_in(path: str, raw: bytes) -> str | None:
    """Return the address of the page whose text a file of an index holds; None if it is none of a page. Raises `IndexingError`."""
    if not path.endswith(".pf_fragment"):
        return None
    with _known_form():
        shown = json.loads(gzip.decompress(raw).removeprefix(_MARK))
        return str(shown["url"]).removeprefix("/")
