"""The ledger: every id, guid and address that was ever published, so that none of them is lost or minted twice."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
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
    "tag",
    "update",
]
# Ids and addresses that hold a forgotten name begin with this; a salted hash follows.
WITHHELD_MARK = "withheld-"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing that was published. `addresses` are all it ever had, the present one last; a guid is minted once.

    `published` is the date that feeds first said of it; what is in no feed has none. `said` is the fingerprint of an update's
    or a correction's text and `dated` its date, by each of which it is known again when the other is put right. `pages` is how many
    pages a list had at most. `reports` are the ids of the articles that an incident had last. `formats` are all in which a narrow feed
    ever was there, and `archives` the periods of the documents in which a feed kept older items.
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


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, sorted by kind and id. `is_mended` says that the file has others: such as two of one thing, left by a merge in git."""

    entries: tuple[Entry, ...] = ()
    is_mended: bool = field(default=False, compare=False)


def is_pseudonym(address: str) -> bool:
    """Return whether an address of the ledger is a hash of one that may not be named, with or without an anchor; no page has it."""
    return address.startswith(WITHHELD_MARK) and "/" not in address


def holds_pseudonym(ledger: Ledger) -> bool:
    """Return whether a site has ever forgotten anything."""
    return any(is_pseudonym(entry.id) or any(map(is_pseudonym, entry.addresses)) for entry in ledger.entries)


def mint_guid(site_id: str, kind: EntryKind, identity: str) -> str:
    """Mint the guid of a thing, or of a feed: a URN of a name-based UUID (RFC 9562, version 5) under the site's own UUID.

    Neither host, address, title nor date enter it, so that none of their changes shows a subscriber anything twice.
    """
    return uuid.uuid5(uuid.UUID(site_id), f"{kind}:{identity}").urn
