"""`content/ledger.jsonl` becomes a `Ledger`."""

import json
from datetime import MAXYEAR, MINYEAR, datetime
from pathlib import Path

from digest.model.diagnostic import Position
from digest.model.ledger import Entry, Ledger
from digest.model.url import is_safe_address
from digest.packing import UnpackError, pack, unpack
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
    text = decode(raw, FILE, findings)
    entries: dict[tuple[str, str], Entry] = {}
    guids: dict[str, int] = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        if not line.strip():
            continue
        entry = _entry(line, Position(FILE, number, 1), findings)
        if entry is None:
            continue
        if (entry.kind, entry.id) in entries or entry.guid in guids:
            findings.error(
                "ledger-repeats",
                Position(FILE, number, 1),
                f"the {entry.kind} “{entry.id}” or its guid stands here twice",
                _HINT,
            )
        entries[entry.kind, entry.id] = entry
        guids[entry.guid] = number
    return Ledger(tuple(sorted(entries.values())))


def _entry(line: str, position: Position, findings: Findings) -> Entry | None:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        findings.error(
            "ledger-broken",
            position,
            "git left the mark of a conflict here",
            "keep the lines of both sides, and delete the marks",
        )
        return None
    try:
        entry = unpack(pack(json.loads(line)), Entry)
    except (ValueError, UnpackError, RecursionError, TypeError, OverflowError):
        findings.error("ledger-broken", position, "this line is not an entry of the ledger", _HINT)
        return None
    if entry.published is not None and not _is_moment(entry.published):
        findings.error("ledger-broken", position, "the date of this entry has no zone, or is out of all bounds", _HINT)
        return None
    if not entry.addresses or not all(_is_address(address) for address in entry.addresses):
        findings.error("ledger-broken", position, "an address of this entry cannot be one of this site", _HINT)
        return None
    return entry


def _is_moment(published: datetime) -> bool:
    """Tell whether a moment can be said in any zone."""
    return published.tzinfo is not None and MINYEAR < published.year < MAXYEAR


def _is_address(address: str) -> bool:
    place, mark, anchor = address.partition("#")
    return is_safe_address(place) and (not mark or is_safe_address(anchor))
