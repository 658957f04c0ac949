"""The things that a site publishes one by one: reports, their updates and corrections, and the statuses of incidents."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC
from typing import NamedTuple

from digest.model.content.article import Article
from digest.model.ledger import THINGS, Entry, EntryKind
from digest.model.moment import Moment
from digest.planning.content.assemble import Assembly
from digest.planning.content.incident_names import incident_name
from digest.planning.content.visibility import appears

Identity = tuple[EntryKind, str]
Entries = Mapping[Identity, Entry]

# The states of what was published and cannot be seen any more.
_WITHDRAWN, _EXPIRED = "withdrawn", "expired"
GONE = frozenset({_WITHDRAWN, _EXPIRED})


class Thing(NamedTuple):
    """A report, update, correction or status that is published, or was: its own moment, and whether to announce it.

    `owner` is the incident under which it is announced, or the article itself if it reports on none; `incidents` are the ids of all its
    incidents. `state` is empty, or the date of `updated:`, or a word for what is gone; `state_moment` is the content's date of that.
    """

    kind: EntryKind
    id: str
    moment: Moment
    owner: Identity
    incidents: tuple[str, ...]
    is_quiet: bool
    state: str = ""
    state_moment: Moment | None = None

    @property
    def identity(self) -> Identity:
        """Its kind and id, as in the ledger."""
        return self.kind, self.id


def was_published(identity: Identity, entries: Entries) -> bool:
    """Return whether the ledger says when a thing was published."""
    entry = entries.get(identity)
    return entry is not None and entry.published is not None


def things_of(
    assembly: Assembly, entries: Entries, incidents_of: Mapping[str, Collection[str]], removed: Collection[str]
) -> Iterator[Thing]:
    """Yield everything that is published one by one, and what was and is gone: that is in the ledger.

    `incidents_of` are the ids of the incidents of each visible article, and `removed` the addresses that the settings list as gone.
    """
    for article in assembly.articles:
        incidents = tuple(incidents_of.get(article.id, ()))
        yield from _of_article(article, incidents, entries)
        yield from _retracted(article, incidents, entries)
    for article in assembly.gone:
        incidents = tuple(dict.fromkeys(incident_name(name, assembly.files) for name in article.incidents))
        state, moment = _end_of(article)
        for thing in (*_of_article(article, incidents, entries), *_retracted(article, incidents, entries)):
            if was_published(thing.identity, entries):
                yield thing._replace(state=state, state_moment=moment)
    yield from _statuses(assembly, entries)
    if removed:
        yield from _removed(assembly, entries, frozenset(removed))


def _retracted(article: Article, incidents: tuple[str, ...], entries: Entries) -> Iterator[Thing]:
    """Yield the updates and corrections that were published and are no longer in the file of their article."""
    for anchor in article.retracted:
        kind: EntryKind = "update" if ("update", f"{article.id}#{anchor}") in entries else "correction"
        yield _part(kind, article, anchor, article.date, incidents, is_quiet=False)._replace(state=_WITHDRAWN)


def _removed(assembly: Assembly, entries: Entries, addresses: Collection[str]) -> Iterator[Thing]:
    """Yield the reports whose files were removed on purpose, with their updates and corrections."""
    there = {article.id for article in (*assembly.articles, *assembly.gone, *assembly.hidden)}
    for (kind, identity), entry in entries.items():
        article = identity.partition("#")[0]
        is_report = kind in THINGS and kind != "status" and entry.published is not None
        if is_report and article not in there and entry.addresses[-1].partition("#")[0] in addresses:
            own: Identity = ("article", article)
            yield Thing(kind, identity, Moment(assembly.now), own, (), is_quiet=False, state=_WITHDRAWN)


def _of_article(article: Article, incidents: tuple[str, ...], entries: Entries) -> Iterator[Thing]:
    """Yield an article, its updates and its corrections.

    What a quiet article had when it was published is quiet as well; what is added to it later is news.
    """
    start, updated, is_quiet = appears(article), article.updated, not article.announce
    yield _part("article", article, "", start, incidents, is_quiet=is_quiet)._replace(
        state=_update_state(updated) if updated else "", state_moment=updated
    )
    is_quiet = is_quiet and ("article", article.id) not in entries
    for update in article.updates:
        yield _part("update", article, update.anchor, _later(update.date, start), incidents, is_quiet=is_quiet)
    for one in article.corrections:
        yield _part("correction", article, one.anchor, _later(one.date, start), incidents, is_quiet=is_quiet)


def _update_state(updated: Moment) -> str:
    """Return the state of what was updated at a moment: the same in every zone, and however the moment is written."""
    return updated.iso if updated.bare else updated.at.astimezone(UTC).isoformat(timespec="seconds")


def _part(
    kind: EntryKind, article: Article, anchor: str, moment: Moment, incidents: tuple[str, ...], *, is_quiet: bool
) -> Thing:
    owner: Identity = ("incident", incidents[0]) if incidents else ("article", article.id)
    return Thing(kind, f"{article.id}#{anchor}" if anchor else article.id, moment, owner, incidents, is_quiet)


def _later(one: Moment, other: Moment) -> Moment:
    return one if one.at >= other.at else other


def _end_of(article: Article) -> tuple[str, Moment | None]:
    """Return how an article ended, and when by its own dates."""
    if article.status != "withdrawn" and article.expires is not None:
        return _EXPIRED, article.expires
    return _WITHDRAWN, article.withdrawal.date if article.withdrawal else article.updated


def _statuses(assembly: Assembly, entries: Entries) -> Iterator[Thing]:
    """Yield what the files of visible incidents, and of those merged into them, say of their status; and what they no longer say."""
    visible = {incident.id for incident in assembly.incidents}
    files = [(incident.file, incident.id) for incident in assembly.incidents]
    files += [(file, into) for file, into in assembly.merged if into in visible]
    there: set[str] = set()
    for file, incident in files:
        for note in file.status:
            identity = f"{file.id}#{note.anchor}"
            there.add(identity)
            yield Thing("status", identity, note.date, ("incident", incident), (incident,), is_quiet=False)
    for kind, identity in entries:
        if kind == "status" and identity not in there:
            name = incident_name(identity.rpartition("#")[0], assembly.files)
            gone = Moment(entries[kind, identity].published or assembly.now)
            yield Thing(kind, identity, gone, ("incident", name), (name,), is_quiet=False, state=_WITHDRAWN)
