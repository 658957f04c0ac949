"""A folder that holds an export: a status page, or the export of WordPress or Ghost with its uploaded files beside it."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from digest.importing.exports.cstate import read_cstate
from digest.importing.exports.detect import is_cstate, is_ghost, is_wxr
from digest.importing.exports.ghost import read_ghost
from digest.importing.exports.wordpress import read_wxr
from digest.importing.record import Folder, Record, Skipped

_HEAD = 65536
_Read = Callable[[BinaryIO, str, Mapping[str, str], tuple[str, ...]], Iterator[Record | Skipped]]


def read_export_folder(folder: Folder, names: Mapping[str, str]) -> Iterator[Record | Skipped] | None:
    """Return the texts of a folder that is a status page or has exports among its own files; None if it has none."""
    if is_cstate(folder):
        return read_cstate(folder)
    exports = list(exports_in(folder))
    if not exports:
        return None
    files = tuple(folder.files())
    return chain.from_iterable(read(BytesIO(folder.read(path)), path, names, files) for path, read in exports)


def exports_in(folder: Folder) -> Iterator[tuple[str, _Read]]:
    """Yield the exports directly in a folder, and what reads each."""
    for path in folder.files():
        if "/" in path or not path.lower().endswith((".xml", ".json", ".wxr", ".txt")):
            continue
        try:
            head = folder.read(path)[:_HEAD]
        except OSError:
            continue
        if is_wxr(head):
            yield path, read_wxr
        elif is_ghost(head):
            yield path, read_ghost
