"""The dates of feed items: distinct, made from the content alone, and the same as when the item was first published."""

import hashlib
from datetime import UTC, datetime, timedelta

from digest.model.content.article import Article
from digest.model.ledger import EntryKind
from digest.model.moment import Moment

# If an editor corrects a date by more than this, the feed date follows: with such a wrong date, nobody can have seen the item as news.
_MOST_KEPT = timedelta(days=31)

# A distinct date differs from its moment by less than this.
_MOST_ADDED = timedelta(minutes=10)

# These have a date of their own. The date of an incident or an edition is that of the first thing in it.
_TEXTS: frozenset[EntryKind] = frozenset({"article", "update", "correction"})


def distinct_date(moment: Moment, identity: str) -> datetime:
    """Return the date and time of a feed item.

    A date without a time becomes a moment in the first ten minutes of that day, which depends only on the thing's identity; a date with
    a time gets microseconds that do. So no two items have the same date (readers would sort them at random, and Atom's validator warns),
    and every build makes the same dates.
    """
    number = int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=8).digest())
    microsecond = number % 1_000_000
    if not moment.bare:
        return moment.at.replace(microsecond=microsecond)
    return moment.at + timedelta(seconds=number // 1_000_000 % 600, microseconds=microsecond)


def published_date(kind: EntryKind, identity: str, moment: Moment, said: datetime | None) -> datetime:
    """Return the date, in UTC, on which a thing was published according to feeds: `said`, the first such date, which the ledger keeps.

    Some readers show an item again when its date changes. So it stays the same when an earlier report joins an incident, when the site's
    time zone changes, and when an editor corrects a date. Only if a text's date was wrong by more than 31 days, its feed date follows
    the correction.
    """
    # For nearly everything, comparing the two dates is enough to keep the first one; a distinct date costs a hash.
    if said is not None and (kind not in _TEXTS or abs(said - moment.at) < _MOST_KEPT - _MOST_ADDED):
        return said.astimezone(UTC)
    now = distinct_date(moment, f"{kind}:{identity}")
    if said is None or abs(said - now) > _MOST_KEPT:
        return now.astimezone(UTC)
    return said.astimezone(UTC)


def updated_date(published: datetime, changed: Moment | None, identity: str) -> datetime:
    """Return the date, in UTC, of a thing's last change according to feeds: never before it was published."""
    return published if changed is None else max(published, distinct_date(changed, identity)).astimezone(UTC)


def appearance(article: Article) -> Moment:
    """Return when readers could first see an article: on its date, or at the end of its embargo if that is later."""
    embargo = article.publish_at
    return article.date if embargo is None or embargo.at <= article.date.at else embargo
