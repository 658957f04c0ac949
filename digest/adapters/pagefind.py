"""The door to Pagefind, which makes the search index: a program that is installed as the Python package `pagefind-bin`.

Pagefind writes filters in a different order each time. They are sorted here, so that the same pages give the same bytes. In
Pagefind 1.5 its files are gzip of a marker and CBOR (RFC 8949). A filter is a name and pairs of a value and page numbers; `pf_meta` lists
the file of each filter.
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

# What Pagefind adds to every index for its own user interface, which digest does not use.
_NOT_NEEDED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
# The marker with which each file of an index begins, once unpacked.
_MARK = b"pagefind_dcd"
_LONGEST = 200
# What is no prose, as CSS selectors: excerpts shall quote what a page tells. Names, dates, places and tags are in the page's head as well.
_NOT_PROSE = (
    *("nav", "button", "summary", "time", "figcaption", "section > h2", "section > h3", "svg", "[role=status]"),
    *(
        ".meta",
        ".line",
        ".kind",
        ".count",
        ".more",
        ".btn",
        ".follow",
        ".notice",
        ".origin",
        ".subjects",
        ".source",
        ".note",
        ".date",
    ),
)
_ENTRY = "pagefind-entry.json"


class IndexingError(Exception):
    """Pagefind made no index. `str()` is the message of Pagefind or of the system."""


def indexer() -> str:
    """Return the name and version of Pagefind; empty if it is not installed."""
    if find_spec("pagefind_bin") is None or find_spec("cbor2") is None:
        return ""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"pagefind {version('pagefind-bin')}"
    except PackageNotFoundError:
        return "pagefind"


def make_index(pages: Path, into: Path, language: str) -> None:
    """Make the index of all pages below the folder `pages`, and write it to the new folder `into`. Raise `IndexingError`.

    One index serves all languages, so that a search finds texts in each. Words are stemmed as in `language` (BCP 47).
    The same pages give the same bytes; the environment has no effect.
    """
    from pagefind_bin import get_executable

    language = language.partition("-")[0].lower()
    # It runs in a folder of its own, where no configuration file of the site can change what it does; paths are relative to it.
    ways = ["--site", str(pages.absolute()), "--output-path", str(into.absolute()), "--force-language", language]
    ways += [part for selector in _NOT_PROSE for part in ("--exclude-selectors", selector)]
    try:
        ended = subprocess.run(  # noqa: S603 - the program is the library's, and digest chose the paths
            [str(get_executable()), *ways, "--silent"], cwd=pages, env={}, capture_output=True, check=False
        )
    except OSError as problem:
        raise IndexingError(problem.strerror or str(problem)) from problem
    if ended.returncode:
        raise IndexingError(_first_line(ended.stderr or ended.stdout) or f"it ended with {ended.returncode}")


def _first_line(output: bytes) -> str:
    """Return the first line that a program wrote to stderr."""
    lines = output.decode(errors="replace").split("\n")
    return next((line.strip() for line in lines if line.strip()), "")[:_LONGEST]


def files_of(index: Path) -> Iterator[tuple[str, bytes]]:
    """Return the files of an index that a search needs, by their paths. Raise `IndexingError` if the format is unknown.

    First the files of pages, sorted and unchanged; then the filters; last the entry file.
    """
    files = [file for file in sorted(index.rglob("*")) if file.is_file() and not file.name.startswith(_NOT_NEEDED)]
    for file in files:
        if file.suffix not in {".pf_filter", ".pf_meta"} and file.name != _ENTRY:
            yield file.relative_to(index).as_posix(), file.read_bytes()
    with _checked_format():
        yield from _sorted_filters(index)


@contextmanager
def _checked_format() -> Iterator[None]:
    """Raise `IndexingError` for any error in reading a file that Pagefind 1.5 would not have written, or that is not complete."""
    from cbor2 import CBORError

    try:
        yield
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, zlib.error, CBORError) as problem:
        raise IndexingError("its index has a form that this version of digest does not know") from problem


def _sorted_filters(index: Path) -> Iterator[tuple[str, bytes]]:
    """Return the filter files with sorted values, under new names, and the `pf_meta` that lists them."""
    entry = json.loads((index / _ENTRY).read_bytes())
    for language, known in sorted(entry["languages"].items()):
        meta = _unpack((index / f"pagefind.{known['hash']}.pf_meta").read_bytes())
        version, pages, chunks, filters, *rest = meta
        renamed = []
        for name, old in sorted(filters):
            label, values = _unpack((index / f"filter/{old}.pf_filter").read_bytes())
            raw = _pack([label, sorted(values)])
            renamed.append([name, f"{language}_{_name_of(raw)}"])
            yield f"filter/{renamed[-1][1]}.pf_filter", raw
        raw = _pack([version, pages, chunks, renamed, *rest])
        known["hash"] = f"{language}_{_name_of(raw)}"
        yield f"pagefind.{known['hash']}.pf_meta", raw
    yield _ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def _unpack(raw: bytes) -> Any:  # noqa: ANN401 - any value of CBOR
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


def is_entry_file(path: str) -> bool:
    """Return whether this is the entry file of an index: its name is always the same, and it lists the others, whose names are hashes."""
    return "/" not in path and not path.endswith(".pf_meta")


def address_in(path: str, raw: bytes) -> str | None:
    """Return the address of the page whose text a file of an index contains; None for any other file. Raise `IndexingError`."""
    if not path.endswith(".pf_fragment"):
        return None
    with _checked_format():
        shown = json.loads(gzip.decompress(raw).removeprefix(_MARK))
        return str(shown["url"]).removeprefix("/")
