"""Four real feed readers follow a site over HTTP: whatever editors do, each is told once of each thing, and of nothing twice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.feeds.document import complaints, documents_of
from tests.feeds.test_valid import RULES
from tests.readers.desk import said
from tests.readers.documents import FORMATS, read_feed
from tests.readers.newsboat import Newsboat
from tests.readers.rss2email import Rss2Email
from tests.readers.steps import FEEDS
from tests.readers.subscribers import library
from tests.readers.week import Build, News, Week, recorded_week
from tests.support.sites import tree

pytestmark = pytest.mark.slow

ADDRESSES = {address: feed for feed, addresses in FEEDS.items() for address in addresses}
# newsboat, feedparser and rss2email do not know JSON Feed.
XML = [address for address in ADDRESSES if not address.endswith(".json")]
RSS = [address for address in XML if not address.endswith(".atom.xml")]
# newsboat knows an item by its guid alone. So it follows, in one home, feeds that have no item in common.
HOMES = {
    "site": ("feed.xml", "updates.xml", "editions.xml"),
    "atom": ("feed.atom.xml", "updates.atom.xml", "editions.atom.xml"),
    "register": ("incidents.xml", "incidents/crane/feed.xml"),
    "crane": ("incidents/crane/feed.atom.xml",),
    "flood": ("incidents/flood/feed.xml",),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    with recorded_week(tmp_path_factory.mktemp("week")) as week:
        yield week


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A reader that stands on feedparser, and asks with ETags, as its documentation says. It remembers what each feed had."""

    _had: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _state: dict[str, dict[str, str]] = field(default_factory=dict)

    def look(self, url: str) -> tuple[list[str], list[str]]:
        """Ask for a feed, which must be without a fault; give the ids that it never had, and those that it has no more."""
        feed: Any = feedparser.parse(url, **self._state.get(url, {}))
        assert (feed.get("bozo_exception"), feed.status in {200, 301, 304}) == (None, True)
        if not feed.version:  # the answer was 304, though the status is that of the redirect to it, if there was one
            return [], []
        self._state[url] = {"etag": feed.etag, "modified": feed.modified}
        before, now = self._had.get(url, ()), tuple(entry.id for entry in feed.entries)
        self._had[url] = now
        return [guid for guid in now if guid not in before], [guid for guid in before if guid not in now]


def _new(build: Build, addresses: list[str] | tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {address: build.news[ADDRESSES[address]].new for address in addresses}


def _kept(texts: Iterable[str], taken_back: set[str]) -> list[str]:
    """Return what readers keep of headlines and texts that the site does not say any more."""
    held = "\n".join(texts)
    return sorted(text for text in taken_back if text in held)


def test_the_homes_of_newsboat_have_every_feed_that_it_can_read() -> None:
    assert sorted(address for addresses in HOMES.values() for address in addresses) == sorted(XML)


def test_newsboat_shows_as_unread_exactly_what_each_step_brings(week: Week, tmp_path: Path) -> None:
    subscribers = {name: Newsboat(tmp_path / name) for name in HOMES}
    together, seen, ever = Newsboat(tmp_path / "together"), set[str](), set[str]()
    for name, addresses in HOMES.items():
        subscribers[name].subscribe(week.home + address for address in addresses)
    together.subscribe(week.home + address for address in XML)
    for build in week.replay():
        for name, addresses in HOMES.items():
            found = subscribers[name].look()
            unread = {address: build.named(found.get(week.home + address, [])) for address in addresses}
            assert (build.step.name, unread) == (build.step.name, _new(build, addresses))
        new = {name for names in _new(build, XML).values() for name in names} - seen
        found_together = {name for guids in together.look().values() for name in build.named(guids)}
        assert (build.step.name, found_together) == (build.step.name, new)
        seen |= new
        ever |= said(build.desk)
        assert (build.step.name, _kept(subscribers["site"].texts(), ever - said(build.desk))) == (build.step.name, [])


def test_reader_shows_as_unread_exactly_what_each_step_brings(week: Week, tmp_path: Path) -> None:
    dates: dict[tuple[str, str], datetime | None] = {}
    ever = set[str]()
    # Incidents that were merged leave the register, and reports that were moved leave the feed of their incident.
    kept = [week.home + address for address, feed in ADDRESSES.items() if feed in ("feed", "updates", "editions")]
    with library(tmp_path / "memory.sqlite") as subscriber:
        subscriber.subscribe(week.home + address for address in ADDRESSES)
        for build in week.replay():
            looks = subscriber.look()
            for address, feed in ADDRESSES.items():
                look, news = looks[week.home + address], build.news[feed]
                changed = {*news.changed, *(() if address in RSS else news.translated)}
                found = tuple(map(build.named, (look.unread, look.new, look.changed)))
                expected = (news.new, news.new, tuple(sorted(changed)))
                assert (build.step.name, address, found) == (build.step.name, address, expected)
            ever |= said(build.desk)
            assert (build.step.name, _kept(subscriber.texts(kept), ever - said(build.desk))) == (build.step.name, [])
            before, dates = dates, subscriber.dates()
            assert {key: dates[key] for key in before} == before


def test_feedparser_finds_new_and_gone_exactly_what_each_step_brings(week: Week) -> None:
    subscriber = Subscriber()
    for build in week.replay():
        for address in XML:
            found = subscriber.look(week.home + address)
            news = build.news[ADDRESSES[address]]
            new, gone = map(build.named, found)
            expected = (tuple(sorted((*news.new, *news.back))), news.gone)
            assert (build.step.name, address, (new, gone)) == (build.step.name, address, expected)
        answers = week.stage.take_answers()
        if build.step.name.startswith("nothing is done"):
            assert (build.step.name, answers.get(200), answers[304]) == (build.step.name, None, len(XML))


def test_rss2email_sends_an_e_mail_of_each_thing_that_a_step_brings(week: Week, tmp_path: Path) -> None:
    subscriber = Rss2Email(tmp_path / "rss2email")
    subscriber.subscribe({address.replace("/", "."): week.home + address for address in RSS})
    for build in week.replay():
        mails = subscriber.look()
        for address in RSS:
            name, news = address.replace("/", "."), build.news[ADDRESSES[address]]
            new = build.named([mail.guid for mail in mails if mail.feed == name and not mail.changed])
            assert (build.step.name, address, new) == (build.step.name, address, news.new)
            changed = build.named([mail.guid for mail in mails if mail.feed == name and mail.changed])
            assert (build.step.name, address, {*changed} - {*news.changed}) == (build.step.name, address, set())
            # Of changes it looks at the text alone. That of what is gone is another one.
            if "withdrawn" in build.step.name or "expires" in build.step.name:
                assert (build.step.name, address, changed) == (build.step.name, address, news.changed)


def test_a_feed_to_which_a_step_brings_nothing_is_an_untouched_file(week: Week) -> None:
    for before, build in zip(week.builds, week.builds[1:], strict=False):
        # Dates are written with the offset of the zone; what nobody was told of is in archives, to which feeds link.
        if before.desk.zone != build.desk.zone or build.step.name.startswith("a back catalogue"):
            continue
        still = [address for address, feed in ADDRESSES.items() if build.news[feed] == News()]
        touched = [
            one for one in still if (before.site / one).stat().st_mtime_ns != (build.site / one).stat().st_mtime_ns
        ]
        assert (build.step.name, touched) == (build.step.name, [])


@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_that_is_found_late_is_news_of_today_and_says_its_own_date(week: Week, ending: str) -> None:
    [build] = [one for one in week.builds if one.step.name.startswith("a report of nine days ago is found")]
    items = {
        build.names[item.id]: item
        for stem in ("feed", "updates")
        for item in next(read_feed(build.site, build.base_url, stem + ending)).items
    }
    late = {
        "development:incident/crane/2026-01-06": "December 28, 2025",
        "development:incident/flood/2026-01-06": "January 12, 2009",
        "article:crane-warning": "December 28, 2025",
        "article:old-flood": "January 12, 2009",
    }
    for name, own in late.items():
        assert (name, f"{items[name].published:%Y-%m-%dT%H:%M}") == (name, "2026-01-06T09:00")
        assert (name, own in items[name].text) == (name, True)


def test_every_report_of_a_back_catalogue_has_a_page_though_nobody_was_told(week: Week) -> None:
    for build in week.builds:
        pages = {file.parent.name for file in (build.site / "articles").glob("*/*/*/index.html")}
        visible = {
            report.slug or name
            for name, report in build.desk.reports.items()
            if report.is_visible(build.desk.now, build.desk.zone)
        }
        assert (build.step.name, visible - pages) == (build.step.name, set())
    assert len(week.builds[-1].desk.reports) - len(week.builds[-4].desk.reports) == 600


@pytest.mark.parametrize("form", RULES)
def test_after_each_step_every_document_of_a_feed_keeps_every_rule(week: Week, form: str) -> None:
    checked: dict[str, bytes] = {}
    for build in week.builds:
        site = tree(build.site)
        times = Counter(site.values())
        # At the former address of a feed is a copy that says the present one.
        rules = {1: RULES[form], 2: [rule for rule in RULES[form] if rule.__name__ not in {"self_link", "own_address"}]}
        changed = {path: raw for path, raw in site.items() if checked.get(path) != raw}
        documents = documents_of(changed, build.base_url, form, build.step.now)
        found = {path: complaints(one, rules[min(times[one.raw], 2)]) for path, one in documents.items()}
        assert (build.step.name, {path: one for path, one in found.items() if one}) == (build.step.name, {})
        checked |= changed
