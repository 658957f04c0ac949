"""Read `content/ledger.jsonl`, the record of all that was published, as a `Ledger`."""

import json
import re
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path

from digest.adapters.serialization import UnpackError, pack, unpack, unpack_lines
from digest.model.diagnostic import Diagnostic, Position, error, warning
from digest.model.ledger import Entry, Ledger, Permanent
from digest.model.url import is_safe_address
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.decode import decode

FILE = "content/ledger.jsonl"
_PERIOD = re.compile(r"\d{4}(?:-\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_PAGES = 1_000_000
_NEVER, _LONG_AGO = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
_HINT = "take the line, or the whole file, back from git: digest writes it, and nobody else should"


def read_ledger(folder: Path, findings: DiagnosticCollector) -> Ledger:
    """Return the ledger. A site without the file has published nothing."""
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
    return _read_at_once(text) or _read_line_by_line(text, findings)


def entries_in(raw: bytes) -> tuple[Entry, ...]:
    """Return the entries of a ledger that is not the site's own, such as an earlier one. Lines with mistakes are left out."""
    text = raw.decode(errors="replace")
    ledger = _read_at_once(text) or _read_line_by_line(text, DiagnosticCollector())
    return ledger.entries


def compare_with_last(folder: Path, last: Path, ledger: Ledger, permanent: Permanent) -> tuple[Diagnostic, ...]:
    """Report what is missing from the ledger since digest wrote it last; `last` is the path of the copy made then.

    If git says what was published, only that counts which was deployed from here: the rest is in git, or was only built.
    """
    file = folder / FILE
    try:
        raw = last.read_bytes()
        if file.exists() and raw == file.read_bytes():
            return ()
    except OSError:  # nothing was built here, or the ledger cannot be read, which is reported already
        return ()
    last_entries = (_read_at_once(raw.decode(errors="replace")) or Ledger()).entries
    known = [entry for entry in last_entries if not permanent.is_certain or entry.guid in permanent.deployed]
    if not known:
        return ()
    if not ledger.entries:
        message = (
            f"the ledger is gone, and this folder has published {len(known)} things: nobody else knows what they were"
        )
        hint = "take it back from git, or copy .digest/ledger, which is what digest wrote last; to begin a new site, delete .digest/"
        return (error("ledger-lost", Position(FILE), message, hint),)
    now = {(entry.kind, entry.id): entry for entry in ledger.entries}
    missing = [entry for entry in known if not _is_kept(entry, now.get((entry.kind, entry.id)))]
    if not missing:
        return ()
    example = f"the {missing[0].kind} “{missing[0].id}”"
    message = (
        f"{len(missing)} things built here are missing from the ledger or changed in it, such as {example}"
        if len(missing) > 1
        else f"one thing built here is missing from the ledger or changed in it: {example}"
    )
    hint = (
        "if you switched branches or undid a build, a build without --strict accepts it; "
        "if not, take the file back from git (git restore content/ledger.jsonl)"
    )
    return (warning("ledger-changed", Position(FILE), message, hint),)


def _is_kept(entry: Entry, now: Entry | None) -> bool:
    """Return whether the ledger still contains the id, the guid and all addresses of an entry."""
    return now is not None and now.guid == entry.guid and set(entry.addresses) <= set(now.addresses)


def _read_at_once(text: str) -> Ledger | None:
    """Return a ledger that is as digest writes it, in one pass; None if there is any mistake in it, without saying which."""
    try:
        entries = unpack_lines(text.encode(), Entry)
    except UnpackError:
        return None
    # The decoder accepts two entries on one line: not so digest.
    if not len(entries) == text.count("\n") == f"\n{text}".count("\n{") or any(map(_error_in, entries)):
        return None
    identities = [(entry.kind, entry.id) for entry in entries]
    if len({entry.guid for entry in entries}) < len(entries):
        return None
    known = dict(zip(identities, entries, strict=True))
    ordered = sorted(known)
    if len(ordered) < len(entries):
        return None
    return Ledger(tuple([known[identity] for identity in ordered]), is_mended=ordered != identities)


def _read_line_by_line(text: str, findings: DiagnosticCollector) -> Ledger:
    """Return a ledger, and report each mistake with its line.

    Two entries with the same id and guid come from a merge of two git branches that both published it: they are merged into one.
    """
    entries: dict[tuple[str, str], Entry] = {}
    guids: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        entry = _entry(line, number, findings)
        if entry is None:
            continue
        identity = (entry.kind, entry.id)
        other = entries.get(identity)
        if guids.setdefault(entry.guid, identity) != identity or (other is not None and other.guid != entry.guid):
            findings.error(
                "ledger-repeats",
                Position(FILE, number, 1),
                f"the {entry.kind} “{entry.id}” or its guid stands here twice, and not as one thing",
                _HINT,
            )
        entries[identity] = entry if other is None else merge_entries(other, entry)
    return Ledger(tuple([entries[identity] for identity in sorted(entries)]), is_mended=True)


def merge_entries(one: Entry, other: Entry) -> Entry:
    """Return one entry for two of the same id and guid: that of the second, with the addresses of both.

    It was published when it was published first, and its state is the one that was seen last.
    """
    first = min(one, other, key=lambda entry: entry.published or _NEVER)
    last = max(one, other, key=lambda entry: entry.changed or _LONG_AGO)
    return replace(
        other,
        addresses=tuple(
            dict.fromkeys((*(old for old in one.addresses if old not in other.addresses), *other.addresses))
        ),
        published=first.published,
        day=first.day,
        under=first.under,
        changed=last.changed,
        state=last.state,
        reports=tuple(dict.fromkeys((*one.reports, *other.reports))),
        pages=max(one.pages, other.pages),
        formats=tuple(dict.fromkeys((*one.formats, *other.formats))),
        archives=tuple(sorted({*one.archives, *other.archives})),
    )


def _entry(line: str, number: int, findings: DiagnosticCollector) -> Entry | None:
    """Return the entry of a line; None if it is blank or, with an error, no entry."""
    try:
        entry = unpack(line, Entry)
    except UnpackError:
        if not line.strip():
            return None
        if line.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
            findings.error(
                "ledger-broken",
                Position(FILE, number, 1),
                "git left the mark of a conflict here",
                "delete the lines with marks, and keep all others; git does so itself "
                "if .gitattributes says content/ledger.jsonl merge=union",
            )
            return None
        try:
            entry = unpack(pack(json.loads(line)), Entry)  # accepts what msgspec refuses, such as NaN
        except (ValueError, UnpackError, RecursionError, TypeError, OverflowError):
            findings.error("ledger-broken", Position(FILE, number, 1), "this line is not an entry of the ledger", _HINT)
            return None
    wrong = _error_in(entry)
    if wrong:
        findings.error("ledger-broken", Position(FILE, number, 1), wrong, _HINT)
        return None
    return entry


def _error_in(entry: Entry) -> str:
    """Return what is wrong with an entry; an empty text if nothing is."""
    if not all(moment is None or _is_moment(moment) for moment in (entry.published, entry.changed)):
        return "the date of this entry has no zone, or is out of all bounds"
    if entry.day and not _DAY.fullmatch(entry.day):
        return "the day of this entry is no day"
    if not entry.addresses or not all(map(_is_address, entry.addresses)):
        return "an address of this entry cannot be one of this site"
    if entry.archives and not all(map(_PERIOD.fullmatch, entry.archives)):
        return "an archive of this entry is no year and no month"
    if not 1 <= entry.pages <= _MOST_PAGES:
        return "no list has that many pages"
    return ""


def _is_moment(published: datetime) -> bool:
    """Return whether a moment has a zone and can be written in any other."""
    return published.tzinfo is not None and MINYEAR < published.year < MAXYEAR


def _is_address(address: str) -> bool:
    if "#" not in address:
        return is_safe_address(address, with_blanks=True)
    place, mark, anchor = address.partition("#")
    return is_safe_address(place, with_blanks=True) and (not mark or is_safe_address(anchor))
