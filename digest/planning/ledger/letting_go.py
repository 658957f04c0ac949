"""Let go of what was only built here: what the ledger has, was never published, and is public no longer.

Readers never had it. So it needs no redirect, no notice and no place in feeds, and its address is free again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from digest.model.ledger import THINGS, Entry, EntryKind, Ledger, Permanent, is_pseudonym, mint_guid
from digest.model.site import Content
from digest.planning.ledger.ledger import Public
from digest.planning.site.index import SiteIndex
from digest.planning.site.publication import LAST_PUBLICATION
from digest.planning.site.things import Identity, Thing

# For how many days after its date a thing may be announced.
_ANNOUNCED_WITHIN = 400


def without_lost_files(content: Content, permanent: Permanent) -> Content:
    """Return the content with a ledger that knows no article, page or picture that was only built here and whose file is gone.

    Else a file with another name, at the same address, would be taken for it.
    """
    if permanent.is_all:
        return content
    ids: dict[EntryKind, frozenset[str]] = {
        "article": frozenset(article.id for article in content.articles),
        "page": frozenset(page.id for page in content.own_pages),
        "media": frozenset(asset.address for asset in content.media),
    }
    kept = tuple(
        entry
        for entry in content.ledger.entries
        if entry.kind not in ids or entry.id in ids[entry.kind] or permanent.has(entry) or _has_pseudonym(entry)
    )
    if len(kept) == len(content.ledger.entries):
        return content
    return replace(content, ledger=Ledger(kept, is_mended=True))


def let_go(content: Content, planned: Ledger, public: Iterable[Public], index: SiteIndex) -> Ledger:
    """Return the ledger of the content without what was only built here and is not public any more; itself if there is nothing of that.

    `planned` is the ledger after this build, and `public` is what this build publishes.
    """
    permanent = content.permanent
    if permanent.is_all:
        return content.ledger
    gone = {article.id for article in index.assembly.gone}
    there = {(one.kind, one.id): one for one in public if not (one.kind == "article" and one.id in gone)}
    states = {(entry.kind, entry.id): entry.state for entry in planned.entries}
    kept = []
    for entry in content.ledger.entries:
        identity = (entry.kind, entry.id)
        known = permanent.entries.get(entry.guid)
        now = there.get(identity)
        if known is None and (now is None or _is_announced_otherwise(entry, identity, index)):
            continue
        if entry is known or entry == known or _has_pseudonym(entry):
            kept.append(entry)
            continue
        left = _without_local(entry, known, now)
        kept.append(left if states.get(identity, left.state) == left.state else _as_before(left, known))
    found = tuple(_without_last_publication(kept, permanent))
    return content.ledger if found == content.ledger.entries else Ledger(found, is_mended=True)


def _without_last_publication(entries: list[Entry], permanent: Permanent) -> Iterator[Entry]:
    """Yield the entries. If nothing else is left of what was only built here, the last publication is the one that was published."""
    as_published = [permanent.entries.get(entry.guid) for entry in entries]
    is_undone = all(
        entry == known or (known is not None and (entry.kind, entry.id) == LAST_PUBLICATION)
        for entry, known in zip(entries, as_published, strict=True)
    )
    for entry, known in zip(entries, as_published, strict=True):
        yield known if is_undone and known is not None else entry


def _has_pseudonym(entry: Entry) -> bool:
    return any(is_pseudonym(name.removeprefix("media/")) for name in (entry.id, *entry.addresses))


def _without_local(entry: Entry, known: Entry | None, now: Public | None) -> Entry:
    """Return an entry with no more addresses, pages, feeds and archives than are public `now` or were published (`known`)."""
    if now is None and known is None:
        return entry
    published = known.addresses if known else ()
    addresses = tuple(one for one in entry.addresses if one in published or (now is not None and one == now.address))
    pages = max(known.pages if known else 1, now.pages if now else 1)
    formats = {*(known.formats if known else ()), *(now.formats if now else ())}
    archives = {*(known.archives if known else ()), *(now.archives if now else ())}
    if now is None:
        addresses = published
    return replace(
        entry,
        addresses=addresses or (now.address if now else entry.addresses[-1],),
        pages=min(entry.pages, pages),
        formats=tuple(one for one in entry.formats if one in formats),
        archives=tuple(one for one in entry.archives if one in archives),
    )


def _as_before(entry: Entry, known: Entry | None) -> Entry:
    """Return an entry whose state changes with this build, in the state that was published: of the one between nobody knows."""
    if known is None:
        return replace(entry, changed=None, state="")
    return replace(entry, changed=known.changed, state=known.state)


def _is_announced_otherwise(entry: Entry, identity: Identity, index: SiteIndex) -> bool:
    """Return whether a thing would now be announced under another item of `feed.xml`, or not at all.

    That is so if it reports on another incident than when it was built first, or if it is published quietly.
    """
    thing = index.publications.things.get(identity)
    if entry.kind not in THINGS or thing is None or not entry.under:
        return False
    if thing.is_quiet or index.assembly.quietly:
        return True
    return not any(guid == entry.under for guid in _announcements(thing, entry, index))


def _announcements(thing: Thing, entry: Entry, index: SiteIndex) -> Iterator[str]:
    """Yield the guids of the items that can announce a thing: of its day, or of a later one if that day was over."""
    owner = index.entries.get(thing.owner)
    if owner is not None:
        yield owner.guid
    name = f"{thing.owner[0]}/{thing.owner[1]}/{entry.day}"
    site = index.config.id
    yield mint_guid(site, "development", name)
    day = date.fromisoformat(entry.day)
    for days in range(1, _ANNOUNCED_WITHIN):
        yield mint_guid(site, "development", f"{name}/{(day + timedelta(days=days)).isoformat()}")


def addresses_of(before: Ledger, after: Ledger) -> tuple[str, ...]:
    """Return the addresses that a ledger has no longer: those of texts first, those with anchors last."""
    left = {address for entry in after.entries for address in entry.addresses}
    lost = [
        ("#" in address, entry.kind not in _TEXTS, address)
        for entry in before.entries
        for address in entry.addresses
        if address not in left
    ]
    return tuple(f"/{address}" for *_, address in sorted(set(lost)))


_TEXTS: frozenset[EntryKind] = frozenset({"article", "incident", "page"})
