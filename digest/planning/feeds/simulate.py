"""Four simulated kinds of feed readers, and what each would show its subscribers after a site is published."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple, TypeVar

from digest.model.reports.feeds_diff import (
    FATES,
    THING_KINDS,
    Fate,
    FeedsAfter,
    FeedsBefore,
    Forecast,
    PublishedItem,
    ReaderForecast,
    Sight,
)
from digest.model.url import address_within

K = TypeVar("K", bound=Hashable)

# The reason of the fate of a feed that ends, and of an item of which nothing is left.
_ENDED = "this feed does not answer any more"
_GONE = "no feed brings it, and its page does not answer"


@dataclass(frozen=True, slots=True)
class _Reader:
    """A kind of feed reader. It shows an item as new if it has not seen the item's `key`; some kinds also show changes.

    `mistake` is why it shows an item again that it has shown already. Few readers go `by_link`.
    """

    name: str
    key: Callable[[PublishedItem], object]
    shows_changes: bool = True
    mistake: str = ""
    by_link: bool = False


_READERS = (
    _Reader("readers that know items by their id", lambda item: item.id),
    _Reader("readers that know items by their link", lambda item: item.url, mistake="its link changed", by_link=True),
    _Reader(
        "readers that show again what has another date",
        lambda item: (item.id, item.date_published),
        mistake="its date changed",
    ),
    _Reader("readers that never show a change", lambda item: item.id, shows_changes=False),
)


class _Seen(NamedTuple):
    """A sight of the item with this guid. It counts as one with others of the same subject: a thing's guid, else the URL of the item."""

    subject: str
    guid: str
    sight: Sight


def forecast(before: FeedsBefore, after: FeedsAfter) -> Forecast:
    """Return what subscribers who have all of `before` will see after their readers next fetch the feeds."""
    history = _History.of(before, after)
    lost = tuple(_lost(before, after))
    fates: dict[str, dict[str, Sight]] = {}
    by_item: dict[tuple[str, str], Sight] = {}
    for reader in _READERS:
        seen = (*_shown(reader, history, after), *lost)
        fates[reader.name] = _worst((one.subject, one.sight) for one in seen)
        by_item = _worst(chain(by_item.items(), (((one.sight.feed, one.guid), one.sight) for one in seen)))
    most = _worst(chain.from_iterable(fates[reader.name].items() for reader in _READERS if not reader.by_link))
    few = _worst(chain.from_iterable(fates[reader.name].items() for reader in _READERS if reader.by_link))
    new = _new_things(most, history, after)
    kinds = Counter(after.things[guid].kind for guid in new)
    again = _subjects(most, "repeated")
    return Forecast(
        sights=_sorted(by_item.values(), before, after),
        readers=tuple(_counts(name, worst, history, after) for name, worst in fates.items()),
        kinds={kind: kinds[kind] for kind in THING_KINDS if kinds[kind]},
        incidents=len({after.things[guid].incident for guid in new} - {""}),
        others=0 if new else len(_subjects(most, "new")),
        changed=_count_changed(most, after, is_explained=bool(new)),
        repeated=len(again),
        linked=len(_subjects(few, "repeated") - again),
        lost=len(_subjects(most, "lost")),
    )


@dataclass(frozen=True, slots=True)
class _History:
    """What subscribers have, as readers look it up: items by guid and by feed, and all their URLs.

    `replaced` are the URLs of items that no feed has any more. `subjects` has the guid of each thing by its new URL, and `unlisted` the
    guids of new things that are in no document to which readers subscribe.
    """

    known: Mapping[str, str]
    items: Mapping[str, Mapping[str, PublishedItem]]
    links: frozenset[str]
    replaced: frozenset[str]
    subjects: Mapping[str, str]
    unlisted: frozenset[str]

    @classmethod
    def of(cls, before: FeedsBefore, after: FeedsAfter) -> "_History":
        """Return what subscribers have, compared with what they will be offered."""
        items: dict[str, dict[str, PublishedItem]] = defaultdict(dict)
        for feed in before.feeds:
            for item in feed.items:
                items[item.id][feed.stem] = item
        every = [item for found in items.values() for item in found.values()]
        offered = {item.id: item for feed in after.feeds for item in feed.items}
        return cls(
            known=before.known,
            items=items,
            links=frozenset(item.url for item in every),
            replaced=frozenset(item.url for item in every if item.id not in offered and item.id not in after.present),
            subjects={item.url: item.id for item in offered.values() if item.id in after.things},
            unlisted=frozenset(
                guid for guid in after.unknown.difference(before.known, offered, after.quiet) if guid in after.things
            ),
        )


def _shown(reader: _Reader, history: _History, after: FeedsAfter) -> Iterator[_Seen]:
    """Return what one kind of reader will show, feed by feed."""
    for feed in after.feeds:
        for item in feed.items:
            fate = _fate_of(reader, item, feed.stem, history)
            if fate is None:
                continue
            thing = after.things.get(item.id)
            subject = item.id if thing else history.subjects.get(item.url, item.url)
            reason = {"changed": after.states.get(item.id, ""), "new": ""}.get(fate.fate, fate.reason)
            sight = replace(fate, reason=reason, kind=thing.kind if thing else "")
            yield _Seen(subject, item.id, sight)


def _fate_of(reader: _Reader, item: PublishedItem, feed: str, history: _History) -> Sight | None:
    """Return what a reader does with an item of a feed; None if it shows nothing."""
    if item.id not in history.known:
        if reader.by_link and item.url in history.links:
            return None
        if item.url in history.replaced:
            return Sight("repeated", feed, item.title, item.url, f"its id changed, in {reader.name}")
        return Sight("new", feed, item.title, item.url)
    old = history.items.get(item.id, {})
    seen = {reader.key(old[feed])} if feed in old else {reader.key(other) for other in old.values()}
    if seen and reader.key(item) not in seen and not (reader.by_link and item.url in history.links):
        reason = f"{reader.mistake}, in {reader.name}"
        return Sight("repeated", feed, item.title, item.url, reason, by_link=reader.by_link)
    if reader.shows_changes and feed in old and _is_changed(old[feed], item):
        return Sight("changed", feed, item.title, item.url)
    return None


def _is_changed(old: PublishedItem, new: PublishedItem) -> bool:
    """Return whether a reader would find a difference to show."""
    return (old.title, old.text, old.date_modified) != (new.title, new.text, new.date_modified)


def _lost(before: FeedsBefore, after: FeedsAfter) -> Iterator[_Seen]:
    """Return what was in the feeds of subscribers and can no longer be found anywhere.

    An item is not lost if there is a page at its address, such as a redirect or a notice.
    """
    links = {item.url for feed in after.feeds for item in feed.items}
    for feed in before.feeds:
        for item in feed.items:
            if item.id in after.present or item.url in links:
                continue
            if address_within(feed.base_url, item.url) not in after.addresses:
                kind = before.known.get(item.id, "")
                yield _Seen(item.url, item.id, Sight("lost", feed.stem, item.title, item.url, _GONE, kind))
    for address in sorted(before.addresses - after.addresses):
        yield _Seen(address, address, Sight("lost", "", address, address, _ENDED))


def _worst(sights: Iterable[tuple[K, Sight]]) -> dict[K, Sight]:
    """Return the worst sight of each key."""
    worst: dict[K, Sight] = {}
    for key, sight in sights:
        if key not in worst or _rank(sight) > _rank(worst[key]):
            worst[key] = sight
    return worst


def _sorted(sights: Iterable[Sight], before: FeedsBefore, after: FeedsAfter) -> tuple[Sight, ...]:
    """Return sights feed by feed, in the order of the site's feeds, from best to worst; feeds that end come last."""
    stems = [*dict.fromkeys(feed.stem for feed in (*after.feeds, *before.feeds)), ""]
    return tuple(sorted(sights, key=lambda one: (stems.index(one.feed), FATES.index(one.fate), one)))


def _rank(sight: Sight) -> tuple[int, bool]:
    return FATES.index(sight.fate), not sight.by_link


def _subjects(worst: Mapping[str, Sight], fate: Fate) -> set[str]:
    return {subject for subject, sight in worst.items() if sight.fate == fate}


def _new_things(worst: Mapping[str, Sight], history: _History, after: FeedsAfter) -> set[str]:
    """Return the guids of new things, also of those that so many newer ones follow that no document to subscribe to contains them."""
    new = {guid for guid in _subjects(worst, "new") if guid in after.things and guid not in history.known}
    return new | history.unlisted


def _count_changed(worst: Mapping[str, Sight], after: FeedsAfter, *, is_explained: bool) -> int:
    """Return how many things changed. Incidents and editions count only if no new or changed thing explains why they changed."""
    changed = _subjects(worst, "changed")
    things = [subject for subject in changed if subject in after.things]
    return len(things) if things or is_explained else len(changed)


def _counts(name: str, worst: Mapping[str, Sight], history: _History, after: FeedsAfter) -> ReaderForecast:
    new = _new_things(worst, history, after)
    return ReaderForecast(
        name,
        new=len(new),
        changed=_count_changed(worst, after, is_explained=bool(new)),
        repeated=len(_subjects(worst, "repeated")),
        lost=len(_subjects(worst, "lost")),
    )
