"""Who follows every feed of a site from its first build on, with all archives, and holds what is there against what the contract says."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.readers.desk import Desk, Thing, guid_of, moment_of, things
from tests.readers.documents import FORMATS, Document, Item, read_feed

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Published:
    """What the first build that published a thing made of it: the moment, the day in the site's zone then, and the developments item.

    There is no such item if it was published quietly.
    """

    moment: datetime
    day: str
    under: str


@dataclass(slots=True)
class Follower:
    """Remembers all that was ever published, by name, and when each item of each feed was said to be published.

    `developments` are the items that announced it: of one owner and day each, and, for what came to that after the day, of the day of the
    build, too.
    """

    ever: dict[str, Published] = field(default_factory=dict)
    developments: dict[tuple[str, ...], str] = field(default_factory=dict)
    _dates: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _last: datetime | None = None
    _updated: dict[str, tuple[tuple[bool, bool, str], datetime]] = field(default_factory=dict)

    def look(self, folder: Path, desk: Desk, *, quietly: bool = False) -> None:
        """Look at a site that was built now."""
        seen, ledger = things(desk), _rows_of(folder / "content/ledger.jsonl")
        found = {name: _published(ledger[name]) for name in (*self.ever, *(seen.keys() - self.ever.keys()))}
        new = {name: found[name] for name in found.keys() - self.ever.keys()}
        assert {name: one for name, one in found.items() if name not in new} == self.ever
        rested = dict(self.developments)
        for name, one in new.items():
            is_part = "#" in name and not name.startswith("status:")
            is_quiet = quietly or not (
                seen[name].announce or (is_part and f"article:{name.partition(':')[2].partition('#')[0]}" in self.ever)
            )
            self._check_new(seen[name], one, desk, rested, is_quiet=is_quiet)
        self.ever |= new
        moments = Counter(one.moment for one in self.ever.values())
        assert [moment for moment, times in moments.items() if times > 1] == []
        assert {name for name in self.ever if ledger[name]["guid"] != guid_of(name)} == set()
        self._last = datetime.fromisoformat(ledger["feed:updates"]["changed"])
        for stem in ("updates", "feed", "incidents", "editions"):
            orders = {form: self._look_at(folder / "site", desk, stem, ending) for ending, form in FORMATS.items()}
            assert {form: order == orders["RSS"] for form, order in orders.items()} == dict.fromkeys(orders, True)

    def _check_new(
        self, thing: Thing, one: Published, desk: Desk, rested: dict[tuple[str, ...], str], *, is_quiet: bool
    ) -> None:
        """Check what the ledger says of a thing that readers see for the first time."""
        now, own = datetime.fromisoformat(desk.now), moment_of(thing.date, desk.zone)
        if self._last is None or is_quiet:
            since = min(own, now)
        elif own > self._last:
            since = own
        else:
            since = max(now.replace(second=0), self._last)
        assert (thing, timedelta() <= one.moment - since < _MINUTE) == (thing, True)
        assert (thing, one.moment.microsecond) == (thing, 0)
        assert (thing, one.day) == (thing, one.moment.astimezone(desk.zone).date().isoformat())
        assert (thing, bool(one.under)) == (thing, not is_quiet)
        if one.under:
            today = now.astimezone(desk.zone).date().isoformat()
            is_late = (thing.owner, one.day) in rested and one.day < today
            development = (thing.owner, one.day, today) if is_late else (thing.owner, one.day)
            assert self.developments.setdefault(development, one.under) == one.under

    def _look_at(self, site: Path, desk: Desk, stem: str, ending: str) -> list[tuple[str, ...]]:
        """Look at a feed in one format; give its ids in each of its documents."""
        documents = list(read_feed(site, desk.base_url, stem + ending))
        window, *archives = documents
        for document in documents:
            assert (stem, sorted(set(document.ids))) == (stem, sorted(document.ids))
            for item in document.items:
                first = self._dates.setdefault((stem + ending, item.id), item.published)
                assert (stem, item.id, item.published) == (stem, item.id, first)
        archived = [identity for document in archives for identity in document.ids]
        assert (stem, sorted(set(archived))) == (stem, sorted(archived))
        whole = {item.id: item for document in documents for item in document.items}
        if stem == "updates":
            self._check_updates(desk, window, whole)
        if stem == "feed":
            updates = {
                item.id: item
                for document in read_feed(site, desk.base_url, f"updates{ending}")
                for item in document.items
            }
            self._check_developments(desk, window, whole, updates)
        return [document.ids for document in documents]

    def _check_updates(self, desk: Desk, window: Document, whole: dict[str, Item]) -> None:
        """Each thing is an item of its own, published at its moment; what nobody was told of is in no document that readers poll."""
        names = {guid_of(name): name for name in self.ever}
        told = {guid for guid, name in names.items() if self.ever[name].under}
        assert len(window.items) == min(desk.items, len(told))
        assert {*window.ids} <= told
        assert {*things(desk)} - {names[guid] for guid in whole} == set()
        live = things(desk)
        for guid, item in whole.items():
            # Only what is withdrawn, restored or said to be updated moves, by itself or with its article.
            name, article = names[guid], names[guid].partition(":")[2].partition("#")[0]
            report = desk.reports.get(article) if name == f"article:{article}" else None
            state = (name in live, f"article:{article}" in live, report.updated if report else "")
            before, updated = self._updated.get(name, (state, item.updated))
            assert (name, item.updated) == (name, updated if before == state else item.updated)
            self._updated[name] = (state, item.updated)
        assert {names[guid]: item.published for guid, item in whole.items()} == {
            names[guid]: self.ever[names[guid]].moment for guid in whole
        }

    def _check_developments(
        self, desk: Desk, window: Document, whole: dict[str, Item], updates: dict[str, Item]
    ) -> None:
        """Each item is of one owner and day, and links to all reports of it that are there; no other item does."""
        announced = {*self.developments.values()}
        assert len(announced) == len(self.developments)
        assert len(window.items) == min(desk.items, len(announced))
        assert {*window.ids} <= announced
        for name in things(desk):
            under = self.ever[name].under
            if under:
                url = updates[guid_of(name)].url
                places = [guid for guid, item in whole.items() if url in {item.url, *item.links}]
                assert (name, under in whole) == (name, True)
                assert (name, places if not name.startswith("status:") else [under]) == (name, [under])


def _rows_of(ledger: Path) -> dict[str, dict[str, Any]]:
    """Return what a ledger says of everything, by its name."""
    rows = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    return {f"{row['kind']}:{row['id']}": row for row in rows}


def _published(row: dict[str, Any]) -> Published:
    return Published(datetime.fromisoformat(row["published"]).astimezone(UTC), row["day"], row.get("under", ""))
