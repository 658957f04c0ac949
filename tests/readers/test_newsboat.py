"""newsboat, a real process with its cache in SQLite, is told nothing when feeds move, in another format, or by a build without news."""

from pathlib import Path

import pytest

from tests.readers.desk import setting
from tests.readers.newsboat import Newsboat
from tests.readers.stage import running_stage
from tests.readers.steps import START

pytestmark = pytest.mark.slow

STEMS = ("feed", "updates", "incidents", "editions")


def test_newsboat_sees_nothing_twice_when_it_follows_to_another_place_or_format(tmp_path: Path) -> None:
    subscriber = Newsboat(tmp_path / "newsboat")
    with running_stage(tmp_path) as stage:
        home = stage.publish(START).url
        subscriber.subscribe(f"{home}{stem}.xml" for stem in STEMS)
        assert set(subscriber.look()) == {f"{home}{stem}.xml" for stem in STEMS}
        for place in ("http://first/digest/", "http://second/news/", "https://second/news/", "http://second/"):
            home = stage.publish(setting(base_url=place)(START)).url
            for ending in (".xml", ".atom.xml"):
                subscriber.subscribe(f"{home}{stem}{ending}" for stem in STEMS)
                assert subscriber.look() == {}


def test_newsboat_is_answered_by_304_alone_when_there_is_no_news(tmp_path: Path) -> None:
    subscriber = Newsboat(tmp_path / "newsboat")
    with running_stage(tmp_path) as stage:
        home = stage.publish(START).url
        subscriber.subscribe(f"{home}{stem}{ending}" for stem in STEMS for ending in (".xml", ".atom.xml"))
        for _ in range(2):  # newsboat remembers the state of a feed from the second time on
            subscriber.look()
            assert stage.take_answers() == {200: 2 * len(STEMS)}
        for _ in range(3):
            stage.publish(START)
            assert subscriber.look() == {}
            assert stage.take_answers() == {304: 2 * len(STEMS)}
