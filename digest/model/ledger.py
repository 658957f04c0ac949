"""The ledger: every id, guid and address that was ever published, so that none is lost or made twice."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal

from digest.model.feed_formats import FeedFormat

EntryKind = Literal[
    "article",
    "correction",
    "edition",
    "feed",
    "incident",
    "list",
    "media",
    "page",
    "place",
    "source",
    "status",
    "tag",
    "update",
]
# What is published one by one: reports, their dated updates and corrections, and what an incident's file says of its status.
THINGS: frozenset[EntryKind] = frozenset({"article", "update", "correction", "status"})
# What a guid may be of besides: a development is an item of `feed.xml`, and no thing of its own.
GuidKind = EntryKind | Literal["development"]
# Pseudonyms of ids and addresses that contain a redacted name begin with this; a salted hash follows.
WITHHELD_MARK = "withheld-"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One published thing. `addresses` are all that it ever had, the current one last. Its guid never changes.

    `published` is the moment of the first build that published it, in UTC; None if it is in no feed. `said` is the fingerprint of the
    text of an update, a correction or a status and `dated` its date: if one of them is changed, the other one identifies it. Of a tag,
    place or source, `said` is the fingerprint of its name: nothing else ever gets its slug. `pages` is the greatest number
    of pages that a list ever had. `reports` are the ids of the articles that an incident last had. `formats` are all in which the feed
    of an incident, tag, place or source ever existed, and `archives` the periods of the documents with older items of a feed.

    `day` is the day of `published` in the zone that the site had then, and `under` the guid of the item of `feed.xml` that announced it:
    empty if it was published quietly, or by a version without such items, which wrote no `day` either. `changed` is when it was last
    updated, withdrawn or restored, and `state` which of these; of the feed of updates, `changed` is when anything new was last published.
    """

    kind: EntryKind
    id: str
    guid: str
    addresses: tuple[str, ...]
    published: datetime | None = None
    said: str = ""
    dated: str = ""
    pages: int = 1
    reports: tuple[str, ...] = ()
    formats: tuple[FeedFormat, ...] = ()
    archives: tuple[str, ...] = ()
    day: str = ""
    under: str = ""
    changed: datetime | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, sorted by kind and id. `is_mended` if the file differs, such as with two entries of one thing after a merge in git."""

    entries: tuple[Entry, ...] = ()
    is_mended: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Permanent:
    """What of the ledger was published, and so is permanent: `entries` by their guids, or all of it.

    If it is not certain, nobody can say what was only built, and everything counts as published. `deployed` are the guids of what was
    deployed from here, whatever git says.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    is_all: bool = True
    is_certain: bool = False
    deployed: frozenset[str] = frozenset()

    def has(self, entry: Entry) -> bool:
        """Return whether a thing was published."""
        return self.is_all or entry.guid in self.entries


def is_pseudonym(address: str) -> bool:
    """Return whether an address of the ledger, with or without an anchor, is a pseudonym. No page has such an address."""
    return address.startswith(WITHHELD_MARK) and "/" not in address


def holds_pseudonym(ledger: Ledger) -> bool:
    """Return whether a ledger contains a pseudonym."""
    return any(is_pseudonym(entry.id) or any(map(is_pseudonym, entry.addresses)) for entry in ledger.entries)


@lru_cache(maxsize=1 << 17)
def mint_guid(site_id: str, kind: GuidKind, identity: str) -> str:
    """Return a new guid of a thing or a feed: a URN of a name-based UUID (RFC 9562, version 5) under the site's own UUID.

    It does not depend on host, address, title or date, so that subscribers see nothing twice when one of these changes.
    """
    return uuid.uuid5(uuid.UUID(site_id), f"{kind}:{identity}").urn
