"""When a thing was published here is decided once, by the first build that publishes it, and kept in the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.content.article import Article, Withdrawal
from digest.model.content.incident import Note
from digest.model.ledger import Entry, Ledger
from digest.model.moment import Moment
from digest.model.views.feed import FeedView
from digest.planning.content.visibility import VisibilityContext
from digest.planning.plan import Plan
from tests.planning.plans import (
    CONFIG,
    addresses,
    article,
    correction,
    incident_file,
    moment,
    plan,
    plan_all,
    update,
    view,
)

MONDAY = datetime(2026, 3, 2, 9, 0, 20, tzinfo=UTC)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
OPENED = (article("crane", "2026-02-27T10:00:00+01:00", incidents=("case",)), article("fair", "2026-02-28"))


def at(now: datetime, *, quietly: bool = False) -> VisibilityContext:
    return VisibilityContext(now, quietly=quietly)


def build(now: datetime, *articles: Article, before: Plan | None = None, quietly: bool = False, **more: Any) -> Plan:  # noqa: ANN401 - as `plan` has them
    """Plan a site at a moment, with the ledger that a plan before it left."""
    known = before.ledger if before else Ledger()
    return plan(*articles, ledger=known, visibility=at(now, quietly=quietly), **more)


def entry(made: Plan, identity: str) -> Entry:
    [found] = [entry for entry in made.ledger.entries if entry.id == identity]
    return found


def published(made: Plan, identity: str) -> str:
    moment = entry(made, identity).published
    assert moment is not None
    return moment.isoformat()


def titles(made: Plan, address: str = "feed.xml") -> list[str]:
    return [item.title for item in view(made, address, FeedView).items]


def test_on_the_first_build_everything_has_its_own_date() -> None:
    first = build(MONDAY, *OPENED)
    assert published(first, "crane") == "2026-02-27T09:00:00+00:00"
    assert published(first, "fair") == "2026-02-27T23:00:00+00:00"  # the first midnight of that day in Berlin
    assert (entry(first, "fair").day, entry(first, "crane").day) == ("2026-02-28", "2026-02-27")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-03-02T20:00:00+01:00", "2026-03-02T19:00:00+00:00"),
        ("2026-03-03", "2026-03-02T23:00:00+00:00"),
        ("2026-03-02", "2026-03-03T09:00:00+00:00"),
        ("2026-03-02T09:00:20Z", "2026-03-03T09:00:00+00:00"),
        ("2026-02-20", "2026-03-03T09:00:00+00:00"),
        ("2009-03-03", "2026-03-03T09:00:00+00:00"),
    ],
    ids=["after it", "today", "on its day", "at that second", "days before", "years before"],
)
def test_later_a_thing_has_its_own_moment_if_that_is_after_the_last_publication_and_else_that_of_the_build(
    date: str, expected: str
) -> None:
    second = build(TUESDAY, *OPENED, article("new", date), before=build(MONDAY, *OPENED))
    assert published(second, "new") == expected
    assert titles(second, "updates.xml")[0] == "New"


def test_what_an_embargo_kept_back_has_the_moment_at_which_it_ended() -> None:
    kept = article("kept", "2026-02-01", publish_at=moment("2026-03-03T06:00:00+01:00"))
    second = build(TUESDAY, *OPENED, kept, before=build(MONDAY, *OPENED, kept))
    assert published(second, "kept") == "2026-03-03T05:00:00+00:00"


def test_what_is_published_in_the_same_minute_comes_after_what_was_there() -> None:
    first = build(MONDAY, *OPENED)
    second = build(MONDAY, *OPENED, article("late", "2026-01-01"), before=first)
    third = build(MONDAY, *OPENED, article("late", "2026-01-01"), article("later", "2026-01-01"), before=second)
    assert published(second, "late") == "2026-03-02T09:00:21+00:00"
    assert published(third, "later") == "2026-03-02T09:00:22+00:00"


def test_moments_are_whole_seconds_and_distinct_and_cost_no_square_of_their_number() -> None:
    many = [article(f"a{number}", "2026-02-20", incidents=("case",)) for number in range(3000)]
    first = build(MONDAY, *many)
    moments = [entry.published for entry in first.ledger.entries if entry.kind == "article"]
    assert len(set(moments)) == len(many)
    midnight = datetime(2026, 2, 19, 23, tzinfo=UTC)
    assert sorted(filter(None, moments)) == [midnight + timedelta(seconds=number) for number in range(3000)]


def test_however_many_are_new_at_once_nobody_reads_of_the_future() -> None:
    first = build(MONDAY, *OPENED)
    late = [article(f"a{number}", "2026-02-20") for number in range(2000)]
    second = build(TUESDAY, *OPENED, *late, before=first)
    moments = sorted(filter(None, (entry(second, one.id).published for one in late[::100])))
    assert MONDAY < moments[0] < moments[-1] < TUESDAY + timedelta(minutes=5)
    dates = [item.updated for item in view(second, "updates.xml", FeedView).items]
    assert len(set(dates)) == len(dates)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_another_zone_slug_or_host_moves_nothing(zone: str) -> None:
    first = build(MONDAY, *OPENED)
    config = replace(CONFIG, timezone=zone, base_url="https://other.example/news/")
    other = [replace(one, slug=f"{one.slug}-2") for one in OPENED]
    second = build(WEDNESDAY, *other, before=first, config=config)
    for one in OPENED:
        before, after = entry(first, one.id), entry(second, one.id)
        assert (before.published, before.day, before.under) == (after.published, after.day, after.under)
    assert addresses(first, "editions/2026/") == addresses(second, "editions/2026/")
    assert [item.guid for item in view(first, "feed.xml", FeedView).items] == [
        item.guid for item in view(second, "feed.xml", FeedView).items
    ]


def test_an_item_grows_while_its_day_lasts_and_then_rests() -> None:
    report = article("one", "2026-03-03T07:00:00Z", incidents=("case",))
    again = article("two", "2026-03-03T08:30:00Z", "Crane raised", incidents=("case",))
    later = article("three", "2026-03-03T15:00:00Z", "Crane sold", incidents=("case",))
    first = build(TUESDAY.replace(hour=8), *OPENED, report, before=build(MONDAY, *OPENED))
    second = build(TUESDAY, *OPENED, report, again, before=first)
    assert entry(first, "one").under == entry(second, "one").under == entry(second, "two").under
    item, grown = (view(made, "feed.xml", FeedView).items[0] for made in (first, second))
    assert (grown.guid, grown.published, grown.updated > item.updated) == (item.guid, item.published, True)
    assert (item.title, grown.title) == ("Crane: One", "Crane: Crane raised")
    third = build(WEDNESDAY, *OPENED, report, again, later, before=second)
    assert entry(third, "three").day == "2026-03-03"  # its own moment is after the last publication
    assert entry(third, "three").under != entry(third, "two").under  # but the item of that day rests
    assert view(third, "feed.xml", FeedView).items[1] == grown


def test_the_item_of_a_day_says_what_is_new_then_where_matters_stood_and_rests_when_that_changes() -> None:
    opened = incident_file("case", "The case", status=(Note(moment("2026-03-02"), "Open.", anchor="status-1"),))
    closed = replace(opened, status=(*opened.status, Note(moment("2026-03-04"), "Closed.", anchor="status-2")))
    report = article("one", "2026-03-03T07:00:00Z", incidents=("case",))
    first = build(TUESDAY, *OPENED, report, incidents=[opened], before=build(MONDAY, *OPENED, incidents=[opened]))
    then = build(WEDNESDAY, *OPENED, report, incidents=[closed], before=first)
    item = view(first, "feed.xml", FeedView).items[0]
    assert ([line.link.text for line in item.news], item.note) == (
        ["One"],
        "The latest, as of March 2, 2026:\n\nOpen.",
    )
    assert view(then, "feed.xml", FeedView).items[1] == item
    assert titles(then)[0] == "The case: Closed"
    assert titles(then, "updates.xml")[0] == "Status: The case"


@pytest.mark.parametrize("how", ["announce", "quietly"])
def test_a_back_catalogue_is_published_and_announced_nowhere(how: str) -> None:
    old = [
        article(
            f"old-{n}",
            f"2019-03-{n + 1:02d}",
            incidents=("old",),
            announce=how != "announce",
            updates=(update("2019-04-01"),),
        )
        for n in range(28)
    ]
    first = build(MONDAY, *OPENED)
    second = build(TUESDAY, *OPENED, *old, before=first, quietly=how == "quietly")
    for feed in ("feed.xml", "updates.xml", "incidents.xml", "editions.xml"):
        assert view(second, feed, FeedView).items == view(first, feed, FeedView).items
    assert published(second, "old-4") == "2019-03-04T23:00:00+00:00"
    assert {"editions/2019/03/05/", "updates-2019-03.xml"} <= set(addresses(second))
    news = [replace(old[0], corrections=(correction("2026-03-04"),)), *old[1:]]
    third = build(WEDNESDAY, *OPENED, *news, before=second)
    assert titles(third, "updates.xml")[0] == "Correction: Old-0"
    assert titles(third)[0] == "Old-0: Correction: Old-0"
    assert titles(third, "incidents.xml")[0] == "Old-0"


@pytest.mark.parametrize("number", [25, 26])
def test_many_old_reports_at_once_are_warned_of_but_not_on_the_first_build(number: int) -> None:
    old = [article(f"old-{n}", f"2019-03-{n + 1:02d}") for n in range(number)]
    before = build(MONDAY, *OPENED)
    _, found = plan_all([*OPENED, *old], ledger=before.ledger, visibility=at(TUESDAY))
    assert [one.code for one in found] == (["late-news"] if number > 25 else [])
    quiet = at(TUESDAY, quietly=True)
    assert [plan_all(old)[1], plan_all([*OPENED, *old], ledger=before.ledger, visibility=quiet)[1]] == [(), ()]


def test_what_is_withdrawn_moves_to_that_moment_and_what_is_restored_to_that_of_its_return() -> None:
    first = build(MONDAY, *OPENED)
    gone = replace(
        OPENED[0], status="withdrawn", withdrawal=Withdrawal(moment("2026-03-03T08:00:00Z"), "It was wrong.")
    )
    second = build(TUESDAY, gone, OPENED[1], before=first)
    for feed in ("feed.xml", "updates.xml"):
        notice, before = (view(made, feed, FeedView).items for made in (second, first))
        known = {item.guid: item for item in before}[notice[0].guid]
        assert (notice[0].published, notice[0].updated) == (known.published, datetime(2026, 3, 3, 8, tzinfo=UTC))
        assert (notice[0].title, notice[0].news, notice[0].text) == ("This article has been withdrawn", (), None)
        assert notice[0].intro == (
            "March 3, 2026, 9:00\u202fAM: It was wrong.",
            "Its text is no longer published here.",
        )
    assert build(WEDNESDAY, gone, OPENED[1], before=second).ledger == second.ledger
    third = build(WEDNESDAY, *OPENED, before=second)
    back, was = view(third, "updates.xml", FeedView).items[0], view(first, "updates.xml", FeedView).items[1]
    assert back == replace(was, updated=back.updated)
    assert back.updated == WEDNESDAY.replace(second=0)
    assert build(WEDNESDAY + timedelta(days=1), *OPENED, before=third).ledger == third.ledger


def test_a_change_that_is_dated_moves_the_item_of_the_report_and_none_of_the_developments() -> None:
    first = build(MONDAY, *OPENED)
    changed = replace(OPENED[0], updated=moment("2026-03-03T08:00:00Z"))
    second = build(TUESDAY, changed, OPENED[1], before=first)
    assert titles(second, "updates.xml") == ["Crane", "Fair"]
    assert titles(second) == titles(first) == ["Fair", "Crane"]
    without = build(WEDNESDAY, *OPENED, before=second)
    assert entry(without, "crane") == entry(second, "crane")


def test_a_change_that_is_dated_in_another_zone_is_the_same_change() -> None:
    berlin, kolkata = (
        replace(OPENED[0], updated=Moment(datetime.fromisoformat(f"2026-03-01T{time}")))
        for time in ("08:00:00+01:00", "12:30:00+05:30")
    )
    first = build(MONDAY, berlin, OPENED[1])
    second = build(TUESDAY, kolkata, OPENED[1], before=first)
    assert entry(second, "crane") == entry(first, "crane")
    assert entry(first, "crane").changed == datetime(2026, 3, 1, 7, tzinfo=UTC)


def test_a_report_on_two_incidents_is_announced_once_and_both_of_the_register_have_distinct_dates() -> None:
    both = article("both", "2026-03-01", incidents=("one", "two"))
    made = build(MONDAY, both, article("other", "2026-02-01", incidents=("two",)))
    assert len(titles(made)) == 2
    dates = [item.updated for item in view(made, "incidents.xml", FeedView).items]
    assert len(set(dates)) == len(dates) == 2
    assert build(TUESDAY, both, article("other", "2026-02-01", incidents=("two",)), before=made).ledger == made.ledger


def test_two_branches_of_git_that_published_at_one_moment_are_told_apart() -> None:
    first = build(MONDAY, *OPENED)
    one = build(TUESDAY, *OPENED, article("one", "2026-01-01"), before=first)
    two = build(TUESDAY, *OPENED, article("two", "2026-01-01"), before=first)
    known = {(entry.kind, entry.id): entry for entry in (*one.ledger.entries, *two.ledger.entries)}
    merged = Ledger(tuple(known[identity] for identity in sorted(known)))
    pair = (article("one", "2026-01-01"), article("two", "2026-01-01"))
    made = plan(*OPENED, *pair, ledger=merged, visibility=at(WEDNESDAY))
    assert published(made, "one") == published(made, "two") == published(one, "one")
    dates = [item.updated for item in view(made, "updates.xml", FeedView).items]
    assert len(set(dates)) == len(dates)
    assert plan(*OPENED, *pair, ledger=made.ledger, visibility=at(WEDNESDAY)).ledger == made.ledger


def _articles(numbers: Sequence[tuple[int, bool, bool]]) -> list[Article]:
    """Make one article for each number, with a date, an update and an incident that depend on it."""
    made = []
    for position, (number, is_quiet, is_updated) in enumerate(numbers):
        date = (MONDAY + timedelta(hours=7 * (number - 20))).isoformat()
        parts = (update(date),) if is_updated else ()
        incidents = (f"case-{number % 3}",) if number % 4 else ()
        made.append(article(f"a{position}", date, incidents=incidents, announce=not is_quiet, updates=parts))
    return made


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.booleans()), min_size=1, max_size=12), st.data())
def test_whatever_is_added_when_each_thing_is_new_once_and_nothing_that_was_said_of_it_changes(
    numbers: list[tuple[int, bool, bool]], data: st.DataObject
) -> None:
    articles = _articles(numbers)
    now, seen = MONDAY, 0
    made: Plan | None = None
    announced: list[str] = []
    while seen < len(articles) or made is None:
        seen = data.draw(st.integers(min(seen + 1, len(articles)), len(articles)))
        ledger = made.ledger if made else Ledger()
        known = {entry.guid: entry for entry in ledger.entries}
        made = plan_all(articles[:seen], ledger=ledger, visibility=at(now))[0]
        for one in made.ledger.entries:
            if one.guid in known and one.day:
                old = known[one.guid]
                assert (one.published, one.day, one.under) == (old.published, old.day, old.under)
        offered = {item.guid for item in view(made, "updates.xml", FeedView).items}
        announced += sorted(offered - set(announced))
        assert (
            plan_all(articles[:seen], ledger=made.ledger, visibility=at(now + timedelta(seconds=1)))[0].pages
            == made.pages
        )
        now += timedelta(hours=data.draw(st.integers(0, 60)))
    things = [entry for entry in made.ledger.entries if entry.day]
    assert sorted(announced) == sorted(entry.guid for entry in things if entry.under)
    developments = {item.guid for item in view(made, "feed.xml", FeedView).items}
    assert developments == {entry.under for entry in things if entry.under}
