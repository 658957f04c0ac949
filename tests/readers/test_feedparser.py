"""feedparser, which many readers stand on, follows a site over HTTP with ETags, as its documentation tells readers to."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.readers.desk import guid_of, shown
from tests.readers.stage import running_stage
from tests.readers.steps import FEEDS, START, STEPS

# feedparser does not know JSON Feed.
SUBSCRIPTIONS = {
    address: feed for feed, addresses in FEEDS.items() for address in addresses if not address.endswith(".json")
}


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Remembers what it saw of each feed, and in which state it found it last."""

    _seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _state: dict[str, dict[str, str]] = field(default_factory=dict)

    def look(self, url: str) -> list[str]:
        """Ask for a feed, which must be without a fault; give the ids that it never saw."""
        feed: Any = feedparser.parse(url, **self._state.get(url, {}))
        assert (feed.get("bozo_exception"), feed.status in {200, 301, 304}) == (None, True)
        if feed.get("etag"):
            self._state[url] = {"etag": feed.etag, "modified": feed.modified}
        new = [entry.id for entry in feed.entries if entry.id not in self._seen[url]]
        self._seen[url].update(new)
        return new


@pytest.mark.slow
def test_after_each_step_of_editors_feedparser_has_exactly_the_expected_as_new(tmp_path: Path) -> None:
    subscriber = Subscriber()
    desk = START
    names: dict[str, str] = {}
    with running_stage(tmp_path) as stage:
        home = stage.publish(START)
        for step in STEPS:
            desk = step.edit(desk)
            stage.publish(desk, step.now)
            names |= {guid_of(name): name for held in shown(desk).values() for name in held}
            for address, feed in SUBSCRIPTIONS.items():
                new = sorted(names.get(identity, identity) for identity in subscriber.look(home + address))
                assert (step.name, address, new) == (step.name, address, list(step.news(address, feed, desk).new))
            answers = stage.take_answers()
            unchanged = step.name.startswith("nothing is done")
            assert not unchanged or (step.name, answers.get(200), answers[304]) == (step.name, None, len(SUBSCRIPTIONS))
