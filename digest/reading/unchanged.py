"""Find out whether a build has anything to do, from the signatures of all files that it reads and of all that it wrote.

Only the ledger is read, and little of digest is imported: this is the whole cost of a build with nothing to do.
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
from digest.model.reports.build import Counts, LeftOut, Result
from digest.model.reports.feeds_diff import Forecast
from digest.reading.files.program import default_theme, package_folder

# The coarsest clock of a file system in use (FAT: two seconds).
_TICK = 2_000_000_000
_LEDGER = "content/ledger.jsonl"
_FORM = "digest build 5"


@dataclass(frozen=True, slots=True)
class InputSignature:
    """The input of a build before it begins: `fingerprint` is that of the signatures of all files, `ledger` the hash of the ledger."""

    fingerprint: str
    ledger: str


def scan_signatures(folder: Path, private: Path | None = None) -> InputSignature | None:
    """Return the signature of all that a build of this folder reads; None if signatures cannot prove that nothing changed.

    They cannot if a link leads to a folder, or if a file changed within the last tick of the clock: it may change once more with the same
    signature (https://git-scm.com/docs/racy-git). The program counts by its files, and its libraries by their folders. Of private rules,
    only the path in the environment, `private`, counts here.
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
    """Add the signatures of all files and folders below a folder to `rows`. Raise `ValueError` for a link to a folder."""
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
                rows.append((path, 0, 0, 0, 0))  # the name of an empty folder may be a mistake as well
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
    """Return the hash of the bytes of a ledger."""
    return blake2b(raw, digest_size=16).hexdigest()


def signature_of_rules(private: Path | None) -> list[object] | None:
    """Return the signature of the private rules; empty if there are none, None if they were just written and could change unnoticed."""
    if private is None:
        return []
    found = private.stat()
    if max(found.st_mtime_ns, found.st_ctime_ns) >= time.time_ns() - _TICK:
        return None
    return list(_row(str(private), found))


def _is_unchanged(signature: list[Any]) -> bool:
    """Return whether the private rules still have this signature. Raise `OSError` if the file is missing."""
    return signature == [] or list(_row(signature[0], Path(signature[0]).stat())) == signature


def load_last_result(file: Path, signature: InputSignature, site: Path, now: datetime) -> Result | None:
    """Return the result of the last build from its record `file` if there is nothing to do since; None otherwise, or if it is damaged."""
    try:
        raw = file.read_bytes()
        # The fingerprint is near the beginning: a record with another one need not be parsed.
        if signature.fingerprint.encode() not in raw[: len(signature.fingerprint) * 4]:
            return None
        stored = json.loads(without_checksum(_FORM, raw))
        if (stored["key"], stored["ledger"]) != (signature.fingerprint, signature.ledger) or not _is_unchanged(
            stored["private"]
        ):
            return None
        if not _moment(stored["since"]) <= now < _moment(stored["until"]):
            return None
        found = (*_sizes_and_times(site, stored["paths"].split("\n")), _files_in(file.parent / "hosts"))
        if found != (stored["sizes"], stored["times"], stored["hosts"]):
            return None
        left_out = tuple(LeftOut(*one) for one in stored["left_out"])
        return Result(_diagnostics(stored), Counts(**stored["counts"]), forecast=Forecast(), left_out=left_out)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _sizes_and_times(site: Path, paths: list[str]) -> tuple[list[int], list[int]]:
    """Return sizes in bytes and times in nanoseconds of files. Raise `OSError` if one is missing."""
    root, stat = f"{os.fspath(site)}/", os.stat
    found = [stat(root + path) for path in paths]
    return [one.st_size for one in found], [one.st_mtime_ns for one in found]


def _files_in(folder: Path) -> list[list[object]]:
    """Return names, sizes in bytes and times in nanoseconds of the files in a folder, which may be missing."""
    if not folder.is_dir():
        return []
    return [[file.name, (found := file.stat()).st_size, found.st_mtime_ns] for file in sorted(folder.iterdir())]


def _diagnostics(stored: dict[str, list[dict[str, Any]]]) -> tuple[Diagnostic, ...]:
    make = {str(Severity.ERROR): error, str(Severity.WARNING): warning}
    return tuple(
        make[one["severity"]](one["code"], Position(**one["position"]), one["message"], one["hint"])
        for one in stored["diagnostics"]
    )


def dump_result(
    signature: InputSignature,
    private: list[object],
    result: Result,
    outputs: Iterable[tuple[str, int, int]],
    hosts: Path,
    since: datetime,
    until: datetime,
) -> bytes:
    """Return the record of a build for the next one: what it read, its result, and all outputs with their sizes and times.

    `hosts` is the folder of the files for web servers. The record is valid
    from `since` to `until`, when an article appears or ends by its date.
    """
    known = sorted(outputs)
    counts = {} if result.counts is None else asdict(result.counts) | {"written": 0, "removed": 0}
    raw = json.dumps(
        {
            "key": signature.fingerprint,
            "ledger": signature.ledger,
            "private": private,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "counts": counts,
            "diagnostics": [asdict(one) for one in result.diagnostics],
            "left_out": [(one.file, one.reason, one.moment) for one in result.left_out],
            "hosts": _files_in(hosts),
            "paths": "\n".join(path for path, _, _ in known),
            "sizes": [size for _, size, _ in known],
            "times": [modified for _, _, modified in known],
        }
    ).encode()
    return with_checksum(_FORM, raw)
