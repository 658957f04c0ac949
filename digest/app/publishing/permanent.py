"""What of the ledger was published: it is committed in git, or was deployed from here. The rest was only built here."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from digest.adapters.git import GitError, committed_versions
from digest.app.context import Job
from digest.model.ledger import Entry, Ledger, Permanent, is_pseudonym
from digest.model.site import Content
from digest.planning.ledger.letting_go import addresses_of, without_lost_files
from digest.planning.site.things import Identity
from digest.reading.ledger import FILE, entries_in, merge_entries


def settle_ledger(job: Job, content: Content) -> Content:
    """Return the content with what git knows of its ledger: what was published, and entries that git has and the file has lost.

    If git cannot say, everything in the ledger counts as published.
    """
    raw = bytes_of(job.folder / FILE)
    try:
        versions = committed_versions(job.folder, FILE, raw)
    except GitError:
        return content
    deployed = bytes_of(job.deployed)
    guids = frozenset(entry.guid for entry in entries_in(deployed))
    if raw in versions:
        return replace(content, permanent=Permanent(is_certain=True, deployed=guids))
    known_lines = {} if content.ledger.is_mended else dict(zip(raw.split(b"\n"), content.ledger.entries, strict=False))
    committed = _entries_of(versions[0], known_lines) if versions else []
    ledger = with_lost_entries(content.ledger, committed)
    others = [_entries_of(version, known_lines) for version in (*versions[1:], deployed)]
    permanent = replace(permanent_of((committed, *others)), deployed=guids)
    known = {(entry.kind, entry.id) for entry in content.ledger.entries}
    taken_back = sum((entry.kind, entry.id) not in known for entry in ledger.entries)
    content = replace(content, ledger=ledger, permanent=permanent, taken_back=taken_back)
    settled = without_lost_files(content, permanent)
    return replace(settled, let_go=addresses_of(ledger, settled.ledger))


def bytes_of(file: Path) -> bytes:
    """Return the bytes of a file; none if it is missing."""
    try:
        return file.read_bytes()
    except OSError:  # if it cannot be read, that was reported when it was read as the ledger
        return b""


def _entries_of(version: bytes, known_lines: dict[bytes, Entry]) -> list[Entry]:
    """Return the entries of a version of the ledger. Lines of the present one need not be read again: that is most of the time (95 %)."""
    lines = version.split(b"\n")
    known = [known_lines.get(line) for line in lines]
    new = b"\n".join([line for line, entry in zip(lines, known, strict=True) if entry is None and line])
    return [*filter(None, known), *(entries_in(new + b"\n") if new else ())]


def permanent_of(versions: Iterable[Iterable[Entry]]) -> Permanent:
    """Return what several versions of a ledger have, of which each was published."""
    found: dict[str, Entry] = {}
    for version in versions:
        for entry in version:
            other = found.get(entry.guid)
            found[entry.guid] = entry if other is None or other is entry else merge_entries(other, entry)
    return Permanent(found, is_all=False, is_certain=True)


def with_lost_entries(ledger: Ledger, committed: Iterable[Entry]) -> Ledger:
    """Return a ledger with the entries and addresses that it has lost since they were committed; itself if it has them all."""
    guids = {entry.guid: entry for entry in ledger.entries}
    lost: dict[Identity, Entry] = {}
    for entry in committed:
        here = guids.get(entry.guid)
        if here is None:
            lost[entry.kind, entry.id] = entry
        elif here is not entry and not _has_all_addresses(here, entry):
            lost[here.kind, here.id] = merge_entries(entry, here)
    if not lost:
        return ledger
    merged: dict[Identity, Entry] = {(entry.kind, entry.id): entry for entry in ledger.entries}
    merged.update(lost)
    return Ledger(tuple(merged[identity] for identity in sorted(merged)), is_mended=True)


def _has_all_addresses(here: Entry, committed: Entry) -> bool:
    """Return whether an entry has all addresses that were committed. A pseudonym may be any of them."""
    return set(committed.addresses) <= set(here.addresses) or any(map(is_pseudonym, here.addresses))
