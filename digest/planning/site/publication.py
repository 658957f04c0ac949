"""When each thing was published here: by this, feeds have their windows, order and dates, and editions their contents.

It is a fact of its own, decided once and kept in the ledger: a later build, or another zone, host, language or slug of the site, changes
none of it. What pages and items say of a text is the text's own date.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from digest.model.config import Config
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.ledger import THINGS, EntryKind, Permanent, mint_guid
from digest.model.moment import Moment
from digest.planning.content.assemble import Assembly
from digest.planning.site.things import GONE, Entries, Identity, Thing, things_of, was_published

_SECOND = timedelta(seconds=1)
# How old things are of which so many at once are hardly news.
_OLD, _MOST_OLD = timedelta(days=31), 25
# How many seconds after the build the moments of what is new may reach, if that many are new at once: validators and readers doubt dates
# more than ten minutes ahead.
_MOST_AHEAD = 300
# What has a moment that nothing else may have.
_DATED: frozenset[EntryKind] = THINGS | {"incident"}
_RESTORED = "restored"
# The entry of the ledger whose `changed` is the moment of the last publication.
LAST_PUBLICATION: Identity = ("feed", "updates")


class Publication(NamedTuple):
    """When and how a thing was published here. Moments are in UTC and whole seconds; no two things share one.

    `day` is the day of `at` in the zone that the site had then (ISO 8601). `under` is the guid of the item of `feed.xml` that announces
    it; empty if it was published quietly. `changed` is when it was last updated, withdrawn or restored, and `state` which of these.
    """

    at: datetime
    day: str = ""
    under: str = ""
    changed: datetime | None = None
    state: str = ""

    @property
    def updated(self) -> datetime:
        """When feeds last had a reason to bring it."""
        return self.at if self.changed is None else self.changed

    @property
    def is_gone(self) -> bool:
        """Whether it was withdrawn, or has expired."""
        return self.state in GONE

    @property
    def has_moved(self) -> bool:
        """Whether it was withdrawn or restored, so that readers have to replace what they have of it."""
        return self.is_gone or self.state.startswith(_RESTORED)


@dataclass(frozen=True, slots=True)
class Publications:
    """The publication of each thing, in the order of publication; `last` is that of the last build that published anything new.

    `new` are the things that this build is the first to announce. `latest` is when each incident last changed, by its id; those of which
    everything was published quietly are not in it.
    """

    of: dict[Identity, Publication]
    things: dict[Identity, Thing]
    last: datetime | None
    new: tuple[Thing, ...]
    latest: dict[str, datetime]


def publish(
    assembly: Assembly,
    entries: Entries,
    incidents_of: Mapping[str, Collection[str]],
    config: Config,
    permanent: Permanent,
) -> Publications:
    """Return when each thing was published here: as the ledger says, or, for what is new, decided now.

    `incidents_of` are the ids of the incidents of each visible article. On a site's first build, a thing has its own date, and so has for
    ever what is published quietly; until something is `permanent`, each build is the first. Later, it has its own moment if that is after
    the last publication, else the moment of the build, to the minute. What happens at one moment is told apart by seconds.
    """
    things = {thing.identity: thing for thing in things_of(assembly, entries, incidents_of, config.gone)}
    old = [thing for thing in things.values() if was_published(thing.identity, entries)]
    new = sorted((thing for thing in things.values() if not was_published(thing.identity, entries)), key=_in_order)
    publishing = _Publishing(assembly, entries, config, permanent, len(new))
    found = {thing.identity: publishing.kept(thing) for thing in sorted(old, key=publishing.when_published)}
    found |= {thing.identity: publishing.publish(thing) for thing in new}
    return Publications(
        found,
        things,
        publishing.last,
        () if publishing.is_first else tuple(publishing.announced),
        _latest(things, found),
    )


def _in_order(thing: Thing) -> tuple[datetime, str, str]:
    return thing.moment.at, thing.kind, thing.id


class _Publishing:
    """Decides on moments, so that no two things share one."""

    def __init__(self, assembly: Assembly, entries: Entries, config: Config, permanent: Permanent, number: int) -> None:
        """Begin with what the ledger knows. `number` is how many things are new."""
        self._entries = entries
        self._config = config
        self._quietly = assembly.quietly
        self._now = _whole(assembly.now)
        self._today = assembly.now.astimezone(config.zone).date().isoformat()
        published = [entry for entry in entries.values() if entry.kind in THINGS and entry.published is not None]
        self.is_first = not any(map(permanent.has, published))
        self._is_carried_over = not any(entry.day for entry in published)
        self._rested = frozenset(entry.under for entry in published)
        dated = (entry.changed or entry.published for entry in entries.values() if entry.kind in _DATED)
        self._taken = {_whole(moment) for moment in dated if moment is not None}
        self._kept: set[datetime] = set()
        self._next: dict[datetime, datetime] = {}
        feed = entries.get(LAST_PUBLICATION)
        moments = [entry.published for entry in published if entry.published]
        self._before = feed.changed if feed and feed.changed else max(map(_whole, moments), default=None)
        self.last = self._before if feed and feed.changed else None
        self._guids: dict[tuple[Identity, str], str] = {}
        self.announced: list[Thing] = []
        self._minute = self._now.replace(second=0) - _SECOND * max(0, number - _MOST_AHEAD)

    def when_published(self, thing: Thing) -> tuple[datetime, str, str]:
        """Return the key by which things are in the order of their publication in the ledger."""
        return self._entries[thing.identity].published or self._now, thing.kind, thing.id

    def kept(self, thing: Thing) -> Publication:
        """Return the publication of a thing that the ledger knows, with a new state if it was changed, withdrawn or restored since."""
        entry = self._entries[thing.identity]
        at = _whole(entry.published or self._now)
        if not entry.day:
            return self._carried_over(thing, at)
        found = Publication(at, entry.day, entry.under, entry.changed, entry.state)
        state = entry.state.removeprefix(_RESTORED).strip()
        if state != thing.state and (thing.state or found.is_gone):  # without `updated:` again, nothing is new
            found = self._changed(found, thing)
        return self._told_apart(found)

    def _changed(self, found: Publication, thing: Thing) -> Publication:
        """Return the publication of a thing that was changed, withdrawn or restored since the last build."""
        self._note_publication()
        is_restored = found.is_gone and not _is_gone(thing)
        moment = self._moment(None if is_restored else thing.state_moment)
        state = f"{_RESTORED} {thing.state}".strip() if is_restored else thing.state
        return found._replace(changed=self._free(max(moment, found.at)), state=state)

    def _carried_over(self, thing: Thing, at: datetime) -> Publication:
        """Return the publication of a thing that a version without days published: `feed.xml` had it in its incident's own item."""
        changed = None
        if thing.state_moment is not None and (_is_gone(thing) or _whole(thing.state_moment.at) > at):
            changed = self._free(max(_whole(thing.state_moment.at), at))
        return self._told_apart(Publication(at, self._day(at), self._guid_of(thing.owner), changed, thing.state))

    def _told_apart(self, found: Publication) -> Publication:
        """Return a publication with a moment of its own: those of two branches of git, or of a version before, may be equal."""
        if found.updated in self._kept:
            found = found._replace(changed=self._free(found.updated))
        self._kept.add(found.updated)
        return found

    def publish(self, thing: Thing) -> Publication:
        """Return the publication of a thing that is new."""
        if self._was_shown(thing):
            at = self._free(_whole(thing.moment.at))
            return Publication(at, self._day(at))
        is_quiet = thing.is_quiet or self._quietly
        own = _whole(thing.moment.at)
        at = self._free(min(own, self._now) if self.is_first or is_quiet else self._moment(thing.moment))
        day = self._day(at)
        changed = None
        if thing.state_moment is not None and at < _whole(thing.state_moment.at) <= self._now:
            changed = self._free(_whole(thing.state_moment.at))
        self._note_publication()
        if is_quiet:
            return Publication(at, day, "", changed, thing.state)
        self.announced.append(thing)
        return Publication(at, day, self._announcement(thing.owner, day), changed, thing.state)

    def _was_shown(self, thing: Thing) -> bool:
        """Return whether a version that did not note statuses has probably shown this one: on a page, never as an item of its own."""
        if thing.kind != "status" or not self._is_carried_over or self.is_first:
            return False
        return thing.owner in self._entries and thing.moment.day.isoformat() < self._today

    def _moment(self, own: Moment | None) -> datetime:
        """Return when something new happens here: at its own moment if that is after the last publication, else now, to the minute."""
        if own is not None and self._before is not None and self._before < own.at <= self._now:
            return _whole(own.at)
        return self._minute if self._before is None or self._minute > self._before else self._before + _SECOND

    def _announcement(self, owner: Identity, day: str) -> str:
        """Return the guid of the item of `feed.xml` for what is new of an incident, or of a lone article, on a day.

        An item grows only while its day lasts. What is published for it later needs another item, or readers would not see it.
        """
        guid = self._guids.get((owner, day))
        if guid is None:
            name = f"{owner[0]}/{owner[1]}/{day}"
            guid = mint_guid(self._config.id, "development", name)
            if guid in self._rested and day < self._today:
                guid = mint_guid(self._config.id, "development", f"{name}/{self._today}")
            self._guids[owner, day] = guid
        return guid

    def _guid_of(self, owner: Identity) -> str:
        entry = self._entries.get(owner)
        return mint_guid(self._config.id, *owner) if entry is None else entry.guid

    def _day(self, at: datetime) -> str:
        return at.astimezone(self._config.zone).date().isoformat()

    def _note_publication(self) -> None:
        self.last = self._now if self._before is None else max(self._now, self._before)

    def _free(self, moment: datetime) -> datetime:
        """Return a moment that nothing else has: this one, or the next second that is free."""
        free = self._next.get(moment, moment)
        while free in self._taken:
            free += _SECOND
        self._taken.add(free)
        self._next[moment] = free + _SECOND
        return free


def _whole(moment: datetime) -> datetime:
    """Return a moment in UTC, without fractions of seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _is_gone(thing: Thing) -> bool:
    return thing.state in GONE


def _latest(things: Mapping[Identity, Thing], found: Mapping[Identity, Publication]) -> dict[str, datetime]:
    """Return when each incident last had something new or changed that was announced."""
    latest: dict[str, datetime] = {}
    for identity, thing in things.items():
        publication = found[identity]
        if publication.under:
            for incident in thing.incidents:
                latest[incident] = max(latest.get(incident, publication.updated), publication.updated)
    return latest


def publish_incidents(publications: Publications, entries: Entries, incidents: Iterable[str]) -> dict[str, Publication]:
    """Return the publication of each incident, by its id: since when it is in the register, and when its item last changed.

    A report on two incidents changes both at one moment. Then one of them has the next second: Atom requires distinct dates, and readers
    sort by them.
    """
    first: dict[str, datetime] = {}
    for identity, thing in publications.things.items():
        at = publications.of[identity].at
        for incident in thing.incidents:
            first[incident] = min(first.get(incident, at), at)
    taken = {publication.updated for publication in publications.of.values()}
    seen: set[datetime] = set()
    found: dict[str, Publication] = {}
    for incident in sorted(incidents):
        entry = entries.get(("incident", incident))
        at = _whole(entry.published) if entry and entry.published else first[incident]
        latest = max(at, publications.latest.get(incident, at))
        state = latest.isoformat()
        changed = entry.changed if entry and entry.changed and entry.state == state else latest
        while changed in seen or (changed != latest and changed in taken):
            changed += _SECOND
        seen.add(changed)
        found[incident] = Publication(at, changed=changed, state=state if changed != latest else "")
    return found


def report_late_news(publications: Publications, assembly: Assembly) -> Iterator[Diagnostic]:
    """Warn if a build would announce many old things as new: somebody may have added a back catalogue."""
    old = [thing for thing in publications.new if thing.moment.at < assembly.now - _OLD]
    if len(old) > _MOST_OLD:
        what = "reports" if all(thing.kind == "article" for thing in old) else "reports, updates and the like"
        yield warning(
            "late-news",
            Position("content/articles"),
            f"{len(old)} {what} older than a month will be announced as new",
            "if these are a back catalogue, write announce: false into their files, or build once with digest build --quietly",
        )
