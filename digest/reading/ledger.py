"""`content/ledger.jsonl` becomes a `Ledger`."""

import json
from datetime import MAXYEAR, MINYEAR, datetime
from pathlib import Path

from digest.model.diagnostic import Position
from digest.model.ledger import Entry, Ledger
from digest.model.url import is_safe_address
from digest.packing import UnpackError, pack, unpack, unpack_lines
from digest.reading.findings import Findings
from digest.reading.text import decode

FILE = "content/ledger.jsonl"
_HINT = "take the line, or the whole file, back from git: digest writes it, and nobody else should"


def read_ledger(folder: Path, findings: Findings) -> Ledger:
    """Read what was published before; a site without a ledger has published nothing."""
    try:
        raw = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as problem:
        findings.error(
            "unreadable", Position(FILE), f"the ledger cannot be read: {problem.strerror}", "check its permissions"
        )
        return Ledger()
    text = decode(raw, FILE, findings) or ""
    return _as_written(text) or _line_by_line(text, findings)


def _as_written(text: str) -> Ledger | None:
    """Read a ledger at once that is as digest writes it; None if it is not, which says nothing about what is wrong with it."""
    try:
        entries = unpack_lines(text.encode(), Entry)
    except UnpackError:
        return None
    # What reads all lines at once does not mind two entries on one.
    if not len(entries) == text.count("\n") == f"\n{text}".count("\n{") or any(map(_complaint, entries)):
        return None
    known = {(entry.kind, entry.id): entry for entry in entries}
    if len(known) < len(entries) or len({entry.guid for entry in entries}) < len(entries):
        return None
    return Ledger(tuple([known[identity] for identity in sorted(known)]))


def _line_by_line(text: str, findings: Findings) -> Ledger:
    """Read a ledger so that each mistake is reported with its line."""
    entries: dict[tuple[str, str], Entry] = {}
    guids: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        entry = _entry(line, number, findings)
        if entry is None:
            continue
        identity = (entry.kind, entry.id)
        if identity in entries or entry.guid in guids:
            findings.error(
                "ledger-repeats",
                Position(FILE, number, 1),
                f"the {entry.kind} “{entry.id}” or its guid stands here twice",
                _HINT,
            )
        entries[identity] = entry
        guids.add(entry.guid)
    return Ledger(tuple([entries[identity] for identity in sorted(entries)]))


def _entry(line: str, number: int, findings: Findings) -> Entry | None:
    """Read one line; None, and an error unless it is blank, if it is no entry."""
    try:
        entry = unpack(line, Entry)
    except UnpackError:
        if not line.strip():
            return None
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            findings.error(
                "ledger-broken",
                Position(FILE, number, 1),
                "git left the mark of a conflict here",
                "keep the lines of both sides, and delete the marks",
            )
            return None
        try:
            entry = unpack(pack(json.loads(line)), Entry)  # what JSON knows of, and msgspec does not, such as NaN
        except (ValueError, UnpackError, RecursionError, TypeError, OverflowError):
            findings.error("ledger-broken", Position(FILE, number, 1), "this line is not an entry of the ledger", _HINT)
            return None
    wrong = _complaint(entry)
    if wrong:
        findings.error("ledger-broken", Position(FILE, number, 1), wrong, _HINT)
        return None
    return entry


def _complaint(entry: Entry) -> str:
    """Say what cannot be true of an entry; nothing if it is sound."""
    if entry.published is not None and not _is_moment(entry.published):
        return "the date of this entry has no zone, or is out of all bounds"
    if not entry.addresses or not all(map(_is_address, entry.addresses)):
        return "an address of this entry cannot be one of this site"
    return ""


def _is_moment(published: datetime) -> bool:
    """Tell whether a moment can be said in any zone."""
    return published.tzinfo is not None and MINYEAR < published.year < MAXYEAR


def _is_address(address: str) -> bool:
    if "#" not in address:
        return is_safe_address(address)
    place, mark, anchor = address.partition("#")
    return is_safe_address(place) and (not mark or is_safe_address(anchor))
