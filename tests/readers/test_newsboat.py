"""newsboat, a real process with its cache in SQLite, follows a site over HTTP: it is told once of each thing, and of nothing twice."""

from pathlib import Path

import pytest

from tests.readers.desk import guid_of, setting, shown
from tests.readers.newsboat import Newsboat
from tests.readers.stage import running_stage
from tests.readers.steps import FEEDS, START, STEPS

pytestmark = pytest.mark.slow

# newsboat does not know JSON Feed.
SUBSCRIPTIONS = {
    address: feed for feed, addresses in FEEDS.items() for address in addresses if not address.endswith(".json")
}


def test_after_each_step_of_editors_newsboat_has_exactly_the_expected_unread(tmp_path: Path) -> None:
    alone = {address: Newsboat(tmp_path / address.replace("/", "-")) for address in SUBSCRIPTIONS}
    together = Newsboat(tmp_path / "together")
    desk = START
    names: dict[str, str] = {}
    seen: set[str] = set()
    with running_stage(tmp_path) as stage:
        home = stage.publish(START)
        for address, subscriber in alone.items():
            subscriber.subscribe([home + address])
        together.subscribe(home + address for address in SUBSCRIPTIONS)
        for step in STEPS:
            desk = step.edit(desk)
            stage.publish(desk, step.now)
            names |= {guid_of(name): name for held in shown(desk).values() for name in held}
            expected = {address: list(step.news(address, feed, desk).new) for address, feed in SUBSCRIPTIONS.items()}
            unread = {
                address: sorted(names.get(guid, guid) for guid in subscriber.look())
                for address, subscriber in alone.items()
            }
            assert (step.name, unread) == (step.name, expected)
            new = {name for found in expected.values() for name in found} - seen
            assert (step.name, {names.get(guid, guid) for guid in together.look()}) == (step.name, new)
            seen |= new


def test_newsboat_sees_nothing_twice_when_it_follows_to_another_place_or_format(tmp_path: Path) -> None:
    subscriber = Newsboat(tmp_path / "newsboat")
    with running_stage(tmp_path) as stage:
        home = stage.publish(START)
        subscriber.subscribe(home + address for address in ("feed.xml", "updates.xml", "editions.xml"))
        feeds = shown(START)
        assert subscriber.look() == sorted(map(guid_of, feeds["feed"] | feeds["updates"] | feeds["editions"]))
        for place in ("http://first/digest/", "http://second/news/", "https://second/news/", "http://second/"):
            home = stage.publish(setting(base_url=place)(START))
            for ending in (".xml", ".atom.xml"):
                subscriber.subscribe(f"{home}{stem}{ending}" for stem in ("feed", "updates", "editions"))
                assert subscriber.look() == []


def test_newsboat_is_answered_by_304_alone_when_there_is_no_news(tmp_path: Path) -> None:
    subscriber = Newsboat(tmp_path / "newsboat")
    with running_stage(tmp_path) as stage:
        home = stage.publish(START)
        subscriber.subscribe(home + address for address in SUBSCRIPTIONS)
        for _ in range(2):  # newsboat remembers the state of a feed from the second time on
            subscriber.look()
            assert stage.take_answers() == {200: len(SUBSCRIPTIONS)}
        for _ in range(3):
            stage.publish(START)
            assert subscriber.look() == []
            assert stage.take_answers() == {304: len(SUBSCRIPTIONS)}
