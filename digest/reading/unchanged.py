"""Whether a build would change anything, told from the signatures of all that it reads and of all that it wrote.

Nothing is read but the ledger, and hardly anything of digest is imported: this is what a build costs that has nothing to do.
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from digest.adapters.checksum import with_checksum, without_checksum
from digest.model.diagnostic import Diagnostic, Position, Severity, error, warning
from digest.model.reports.build import Counts, Result
from digest.model.reports.feeds_diff import Forecast
from digest.reading.files.program import default_theme, package_folder

# The coarsest clock of a file system in use (FAT: two seconds).
_TICK = 2_000_000_000
_LEDGER = "content/ledger.jsonl"
_FORM = "digest build 4"


@dataclass(frozen=True, slots=True)
class InputSignature:
    """What a build is about to read, as it was before it began: `key` stands for all files by their signatures, `ledger` for its bytes."""

    key: str
    ledger: str


def scan_signatures(folder: Path, private: Path | None = None) -> InputSignature | None:
    """Look at all that a build of this folder reads, but for private files: of them, `private` is where the environment says that they are.

    None if that cannot be told from signatures.

    It cannot where a link leads to a folder, nor where a file changed within the last tick of the clock: it may change once more, and
    show no sign of it (https://git-scm.com/docs/racy-git). The program is told by its files, and its libraries by their folders.
    """
    now = time.time_ns()
    rows: list[tuple[str, int, int, int, int]] = []
    try:
        rows.append(_row("config.yaml", os.stat(folder / "config.yaml")))  # noqa: PTH116 - as in `_list`
        _list(folder, "content", rows)
        _list(folder, "templates", rows)
        if any(max(changed, modified) >= now - _TICK for path, _, modified, changed, _ in rows if path != _LEDGER):
            return None
        ledger = _ledger_key(folder)
        _list(default_theme(), "templates", rows)
        _list(package_folder().parent, package_folder().name, rows, skipped="__pycache__")
        rows += [_row(place, os.stat(place)) for place in sys.path if place.endswith("-packages")]  # noqa: PTH116
    except (OSError, ValueError):
        return None
    rows = [row for row in rows if row[0] != _LEDGER]
    key = blake2b(repr((sys.version, str(private), rows)).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return InputSignature(key, ledger)


def _list(root: Path, below: str, rows: list[tuple[str, int, int, int, int]], skipped: str = "") -> None:
    """List all files below a folder with their signatures, and its folders. Raises `ValueError` for a link to a folder."""
    top = os.fspath(root / below)
    if not os.path.isdir(top):  # noqa: PTH112 - of ten thousand files, path objects cost more than the calls
        return
    rows.append((below, 0, 0, 0, 0))
    waiting = [(top, below)]
    while waiting:
        where, name = waiting.pop()
        with os.scandir(where) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            path = f"{name}/{entry.name}"
            if entry.name == skipped:
                continue
            if entry.is_dir(follow_symlinks=False):
                rows.append((path, 0, 0, 0, 0))  # also an empty folder's name may be a mistake
                waiting.append((entry.path, path))
            elif entry.is_symlink() and entry.is_dir():
                raise ValueError(path)
            else:
                rows.append(_row(path, entry.stat()))


def _row(path: str, found: os.stat_result) -> tuple[str, int, int, int, int]:
    return path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _ledger_key(folder: Path) -> str:
    try:
        return ledger_key((folder / _LEDGER).read_bytes())
    except FileNotFoundError:
        return ""


def ledger_key(raw: bytes) -> str:
    """Return what stands for the bytes of a ledger."""
    return blake2b(raw, digest_size=16).hexdigest()


def signature_of_rules(private: Path | None) -> list[object] | None:
    """Return the signature of a private file, empty if there is none, None if it was just written and could change unnoticed."""
    if private is None:
        return []
    found = private.stat()
    if max(found.st_mtime_ns, found.st_ctime_ns) >= time.time_ns() - _TICK:
        return None
    return list(_row(str(private), found))


def _is_as_it_was(sign: list[Any]) -> bool:
    """Return whether a private file, if there was one, has the signature that it had. Raises `OSError` if it is not there."""
    return sign == [] or list(_row(sign[0], Path(sign[0]).stat())) == sign


def load_last_result(file: Path, signs: InputSignature, site: Path, now: datetime) -> Result | None:
    """Return the result of a build that has nothing to do; None if it has, or if nothing is known. A damaged `file` says nothing."""
    try:
        raw = file.read_bytes()
        # Its key is near its beginning: a record of anything else is not worth being read.
        if signs.key.encode() not in raw[: len(signs.key) * 4]:
            return None
        stored = json.loads(without_checksum(_FORM, raw))
        if (stored["key"], stored["ledger"]) != (signs.key, signs.ledger) or not _is_as_it_was(stored["private"]):
            return None
        if not _moment(stored["since"]) <= now < _moment(stored["until"]):
            return None
        if _left(site, stored["paths"].split("\n")) != (stored["sizes"], stored["times"]):
            return None
        return Result(_diagnostics(stored), Counts(**stored["counts"]), forecast=Forecast())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _left(site: Path, paths: list[str]) -> tuple[list[int], list[int]]:
    """Return the sizes and the times of files. Raises `OSError` if one is not there."""
    root, stat = f"{os.fspath(site)}/", os.stat
    found = [stat(root + path) for path in paths]
    return [one.st_size for one in found], [one.st_mtime_ns for one in found]


def _diagnostics(stored: dict[str, list[dict[str, Any]]]) -> tuple[Diagnostic, ...]:
    make = {str(Severity.ERROR): error, str(Severity.WARNING): warning}
    return tuple(
        make[one["severity"]](one["code"], Position(**one["position"]), one["message"], one["hint"])
        for one in stored["diagnostics"]
    )


def dump_result(
    signs: InputSignature,
    private: list[object],
    result: Result,
    outputs: Iterable[tuple[str, int, int]],
    since: datetime,
    until: datetime,
) -> bytes:
    """Return the bytes that tell the next build what this one left: what it had read, and all outputs with their sizes and times.

    They hold from `since` on, and until something is going to appear or to disappear by its date.
    """
    known = sorted(outputs)
    counts = {} if result.counts is None else asdict(result.counts) | {"written": 0, "removed": 0}
    raw = json.dumps(
        {
            "key": signs.key,
            "ledger": signs.ledger,
            "private": private,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "counts": counts,
            "diagnostics": [asdict(one) for one in result.diagnostics],
            "paths": "\n".join(path for path, _, _ in known),
            "sizes": [size for _, size, _ in known],
            "times": [modified for _, _, modified in known],
        }
    ).encode()
    return with_checksum(_FORM, raw)
