"""The ledger: every id, guid and address that was ever published, so that none of them is lost or minted twice."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EntryKind = Literal["article", "correction", "edition", "incident", "page", "update"]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing that was published. `addresses` are all it ever had, the present one last; a guid is minted once.

    `published` is the date that feeds first said of it; own pages are in no feed and have none. `said` is the fingerprint of an update's
    or a correction's text and `dated` its date, by each of which it is known again when the other is put right.
    """

    kind: EntryKind
    id: str
    guid: str
    addresses: tuple[str, ...]
    published: datetime | None = None
    said: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, sorted by kind and id."""

    entries: tuple[Entry, ...] = ()


def mint_guid(site_id: str, kind: EntryKind | Literal["feed"], identity: str) -> str:
    """Mint the guid of a thing, or of a feed: a URN of a name-based UUID (RFC 9562, version 5) under the site's own UUID.

    Neither host, address, title nor date enter it, so that none of their changes shows a subscriber anything twice.
    """
    return uuid.uuid5(uuid.UUID(site_id), f"{kind}:{identity}").urn
