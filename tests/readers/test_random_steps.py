"""Whatever editors do: who subscribed on the first day sees each thing once, under one id and one date, in every format."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from tests.laws.folders import clean_site, published, scratch
from tests.readers.desk import Desk, Edit, guid_of, shown, unchanged
from tests.readers.documents import FORMATS, read_feed
from tests.readers.newsroom import Newsroom
from tests.readers.random_steps import desks, steps
from tests.readers.subscribers import library

# Shrinking takes minutes, and the story of what went wrong is short enough.
few = settings(
    max_examples=1,
    derandomize=True,
    phases=[Phase.generate],
)
many = settings(few, max_examples=25)
some = settings(few, max_examples=6)


@dataclass(slots=True)
class Subscriber:
    """Follows every feed of a site from the first day on, with all archives, and remembers by formats and feeds what it ever saw."""

    _seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _dates: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _ever: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def look(self, site: Path, desk: Desk) -> None:
        """Look at the site: everything that it has to bring is there, the rest is not, and new is what never was before."""
        self._forget_wrong_dates(desk)
        for stem, names in shown(desk).items():
            orders = {form: self._look_at(site, desk, stem, ending, names) for ending, form in FORMATS.items()}
            assert {form: order == orders["RSS"] for form, order in orders.items()} == dict.fromkeys(orders, True)
            self._ever[stem] |= names

    def _look_at(self, site: Path, desk: Desk, stem: str, ending: str, names: set[str]) -> list[tuple[str, ...]]:
        """Look at a feed in one format; give its ids in each of its documents."""
        documents = list(read_feed(site, desk.base_url, stem + ending))
        window, *archives = documents
        assert len(window.ids) == min(desk.items, len(names))
        assert [sorted(set(document.ids)) for document in documents] == [sorted(document.ids) for document in documents]
        archived = [identity for document in archives for identity in document.ids]
        assert sorted(set(archived)) == sorted(archived)
        known = {guid_of(name): name for name in names}
        held = {known.get(identity, identity) for identity in (*window.ids, *archived)}
        assert {stem: held} == {stem: names}
        assert {stem: held - self._seen[stem + ending]} == {stem: names - self._ever[stem]}
        self._seen[stem + ending] |= held
        for document in documents:
            for identity, date in zip(document.ids, document.published, strict=True):
                moment = _moment(date)
                said = self._dates.setdefault((ending, identity), moment)
                assert (stem, identity, moment) == (stem, identity, said)
        return [document.ids for document in documents]

    def _forget_wrong_dates(self, desk: Desk) -> None:
        """Forget when articles were published whose date was wrong by more than a month: only theirs may follow."""
        for name, report in desk.reports.items():
            for ending in FORMATS:
                key = (ending, guid_of(f"article:{name}"))
                if key in self._dates and abs(self._dates[key] - _moment(report.date)) > timedelta(days=31):
                    del self._dates[key]


def _moment(written: str) -> datetime:
    """Read a date as RSS or as all others write it: the zone in which it is said may change, the moment may not."""
    moment = datetime.fromisoformat(written) if written[0].isdigit() else parsedate_to_datetime(written)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _told(before: Desk, desk: Desk) -> str:
    """Report what an editor did: every file that is not as it was."""
    files, old = ({**one.files, "config.yaml": one.config} for one in (desk, before))
    changed = [f"{path}:\n{text!s}" for path, text in files.items() if old.get(path) != text]
    return "\n".join(["a build of", *changed, *(f"{path}: gone" for path in old if path not in files)])


def _check(desk: Desk, edits: list[Edit], *, clean: bool = False) -> None:
    with scratch() as folder:
        newsroom, subscriber = Newsroom(folder / "newsroom"), Subscriber()
        for edit in [unchanged, *edits]:
            before, desk = desk, edit(desk)
            note(_told(before, desk))
            newsroom.publish(desk, strict=False)
            subscriber.look(newsroom.site, desk)
        if clean:
            assert published(newsroom.folder) == clean_site(newsroom.folder)


@few
@given(desks(windows=(3, 50)), st.lists(steps, min_size=5, max_size=5))
def test_after_a_few_steps_of_editors_a_subscriber_has_seen_each_thing_once(desk: Desk, edits: list[Edit]) -> None:
    _check(desk, edits)


@pytest.mark.slow
@many
@given(desks(windows=(1, 3, 50)), st.lists(steps, min_size=4, max_size=14))
def test_after_any_steps_of_editors_a_subscriber_has_seen_each_thing_once(desk: Desk, edits: list[Edit]) -> None:
    _check(desk, edits, clean=True)


@pytest.mark.slow
@some
@given(desks(windows=(50,)), st.lists(steps, min_size=4, max_size=14))
def test_after_any_steps_of_editors_a_real_reader_was_told_of_each_thing_once(desk: Desk, edits: list[Edit]) -> None:
    with scratch() as folder:
        newsroom = Newsroom(folder / "newsroom")
        addresses = {f"{stem}{ending}": stem for stem in ("feed", "updates", "editions") for ending in FORMATS}
        ever: dict[str, set[str]] = defaultdict(set)
        with library(folder / "memory.sqlite", files=newsroom.site) as subscriber:
            subscriber.subscribe(addresses)
            for edit in [unchanged, *edits]:
                before, desk = desk, edit(desk)
                note(_told(before, desk))
                newsroom.publish(desk, strict=False)
                feeds = shown(desk)
                new = {address: sorted(map(guid_of, feeds[stem] - ever[stem])) for address, stem in addresses.items()}
                assert {address: list(news.new) for address, news in subscriber.look().items()} == new
                for stem, names in feeds.items():
                    ever[stem] |= names
