"""The dates that feeds say: distinct, from the content alone, and never another one than was said first."""

import hashlib
from datetime import UTC, datetime, timedelta

from digest.model.content.article import Article
from digest.model.ledger import EntryKind
from digest.model.moment import Moment

# A date that its editor corrects by more than this was a mistake that nobody can have read as news.
_A_CORRECTION = timedelta(days=31)

# A distinct_date is this far from its moment at most.
_FRACTION = timedelta(minutes=10)

# What bears a date of its own; that of an incident or an edition is the date of whatever was first in it.
_TEXTS: frozenset[EntryKind] = frozenset({"article", "update", "correction"})


def distinct_date(moment: Moment, identity: str) -> datetime:
    """Return the date and time that a feed says.

    A bare date becomes a moment within that day's first ten minutes which depends on the thing alone; a time of day gets the same kind
    of fraction of a second. So no two items have one date (readers would shuffle them, and Atom's validator warns), and every build
    says the same.
    """
    chance = int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=8).digest())
    microsecond = chance % 1_000_000
    if not moment.bare:
        return moment.at.replace(microsecond=microsecond)
    return moment.at + timedelta(seconds=chance // 1_000_000 % 600, microseconds=microsecond)


def published_date(kind: EntryKind, identity: str, moment: Moment, said: datetime | None) -> datetime:
    """Return the date, in UTC, on which feeds say that a thing was published: the one that they `said` first, which the ledger keeps.

    Some readers show an item again when its date changes. Neither an earlier report that joins an incident, nor another time zone of
    the site, nor a date that is put right shall do that; only the date of a text that was wrong by more than a month follows its
    correction.
    """
    # Of nearly every thing it is clear from the dates alone that what was said stays; a distinct_date costs a hash.
    if said is not None and (kind not in _TEXTS or abs(said - moment.at) < _A_CORRECTION - _FRACTION):
        return said.astimezone(UTC)
    now = distinct_date(moment, f"{kind}:{identity}")
    if said is None or abs(said - now) > _A_CORRECTION:
        return now.astimezone(UTC)
    return said.astimezone(UTC)


def updated_date(published: datetime, moved: Moment | None, identity: str) -> datetime:
    """Return the date, in UTC, on which feeds say that a thing last moved: never before it was published."""
    return published if moved is None else max(published, distinct_date(moved, identity)).astimezone(UTC)


def appearance(article: Article) -> Moment:
    """Return when an article appeared to readers: on its date, or when its embargo ended."""
    embargo = article.publish_at
    return article.date if embargo is None or embargo.at <= article.date.at else embargo
