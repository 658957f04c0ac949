"""The `reader` library, with its memory in SQLite, follows a site over HTTP: it is told once of each thing, and of nothing twice."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from tests.readers.desk import guid_of, setting, shown
from tests.readers.stage import running_stage
from tests.readers.steps import FEEDS, FEW_FEEDS, QUICK_STEPS, START, STEPS, Step
from tests.readers.subscribers import News, library

FEW = [address for addresses in FEW_FEEDS.values() for address in addresses]
Dates = dict[tuple[str, str], datetime | None]


def _follow(folder: Path, steps: tuple[Step, ...], feeds: Mapping[str, tuple[str, ...]]) -> None:
    """Take the steps, and look at the feeds after each: what is new, changed and on another date is what the step says."""
    subscriptions = {address: feed for feed, addresses in feeds.items() for address in addresses}
    desk = START
    dates: Dates = {}
    names: dict[str, str] = {}
    with running_stage(folder) as stage, library(folder / "memory.sqlite") as subscriber:
        home = ""
        for step in steps:
            desk = step.edit(desk)
            url = stage.publish(desk, step.now)
            if not home:
                home = url
                subscriber.subscribe(home + address for address in subscriptions)
            names |= {guid_of(name): name for held in shown(desk).values() for name in held}
            news = subscriber.look()
            for address, feed in subscriptions.items():
                found = news[home + address].named(names)
                assert (step.name, address, found) == (step.name, address, step.news(address, feed, desk))
            before, dates = dates, subscriber.dates()
            redated = {names[identity] for feed, identity in before if before[feed, identity] != dates[feed, identity]}
            assert (step.name, redated) == (step.name, set(step.redated.split()))


@pytest.mark.slow
def test_after_each_step_of_editors_exactly_the_expected_is_new(tmp_path: Path) -> None:
    _follow(tmp_path, QUICK_STEPS, FEW_FEEDS)


@pytest.mark.slow
def test_after_each_step_of_a_long_life_exactly_the_expected_is_new_in_every_format(tmp_path: Path) -> None:
    _follow(tmp_path, STEPS, FEEDS)


def test_a_build_without_news_is_answered_by_304_alone(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        home = stage.publish(START)
        subscriber.subscribe(home + address for address in FEW)
        subscriber.look()
        assert stage.take_answers() == {200: len(FEW)}
        for _ in range(2):
            stage.publish(START)
            assert subscriber.look() == {home + address: News() for address in FEW}
            assert stage.take_answers() == {304: len(FEW)}


def test_who_goes_over_to_another_format_of_a_feed_sees_nothing_twice(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        home = stage.publish(START)
        stems = [home + stem for stem in ("feed", "updates", "editions", "incidents/crane/feed")]
        subscriber.subscribe(f"{stem}.xml" for stem in stems)
        first = subscriber.look()
        for old, new in ((".xml", ".atom.xml"), (".atom.xml", ".json"), (".json", ".xml")):
            for stem in stems:
                subscriber.reader.change_feed_url(stem + old, stem + new)
            # After a change of the address, reader calls everything changed that is still there.
            assert subscriber.look() == {stem + new: News(changed=first[f"{stem}.xml"].new) for stem in stems}


def test_who_follows_a_site_to_other_places_sees_nothing_twice(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        old = stage.publish(START)
        subscriber.subscribe(old + address for address in FEW)
        first = {address.removeprefix(old): news.new for address, news in subscriber.look().items()}
        for place in ("http://first/digest/", "http://second/", "https://second/"):
            new = stage.publish(setting(base_url=place)(START))
            for address in FEW if new != old else ():
                subscriber.reader.change_feed_url(old + address, new + address)
            assert subscriber.look() == {new + address: News(changed=first[address]) for address in FEW}
            old = new
