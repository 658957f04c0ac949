"""What subscribers will see: each kind of reader shows what it shows, and nothing is counted twice or forgotten."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.model.reports.feeds_diff import (
    FeedsAfter,
    FeedsBefore,
    Forecast,
    PublishedFeed,
    PublishedItem,
    Sight,
    Thing,
)
from digest.planning.feeds.simulate import forecast

BASE = "https://harbour.example/news/"


def day(number: int) -> datetime:
    return datetime(2024, 3, number, tzinfo=UTC)


CRANE = PublishedItem("urn:1", f"{BASE}articles/crane/", "Crane falls", "one", day(26), day(26))
SHIP = PublishedItem("urn:2", f"{BASE}articles/ship/", "Ship waits", "two", day(27), day(27))
NOTE = PublishedItem("urn:3", f"{BASE}articles/crane/#update-1", "Pier opens", "", day(28), day(28))
CASE = PublishedItem("urn:4", f"{BASE}incidents/case/", "The case", "three", day(26), day(28))
NEWS = PublishedItem("urn:5", CASE.url, "The case: Crane falls", "four", day(26), day(26))
THINGS = {
    CRANE.id: Thing("report", "case"),
    SHIP.id: Thing("report", ""),
    NOTE.id: Thing("update", "case"),
}
IDS, LINKS, DATES, NEVER = (
    "readers that know items by their id",
    "readers that know items by their link",
    "readers that show again what has another date",
    "readers that never show a change",
)
LOST = "no feed brings it, and its page does not answer"


def feed(*items: PublishedItem, name: str = "updates", base: str = BASE) -> PublishedFeed:
    return PublishedFeed(f"{base}{name}.json", items)


def before(
    *feeds: PublishedFeed, known: tuple[PublishedItem, ...] = (), addresses: tuple[str, ...] = ()
) -> FeedsBefore:
    every = (*known, *(item for one in feeds for item in one.items))
    kinds = {item.id: THINGS[item.id].kind if item.id in THINGS else "" for item in every}
    return FeedsBefore(feeds, kinds, frozenset(addresses))


def after(
    *feeds: PublishedFeed,
    archived: tuple[PublishedItem, ...] = (),
    addresses: tuple[str, ...] = (),
    quiet: tuple[PublishedItem, ...] = (),
    states: tuple[tuple[str, str], ...] = (),
) -> FeedsAfter:
    present = frozenset(item.id for item in (*archived, *(item for one in feeds for item in one.items)))
    things = {guid: thing for guid, thing in THINGS.items() if guid in present}
    guids = frozenset(item.id for item in quiet)
    return FeedsAfter(feeds, things, present, present, frozenset(addresses), guids, dict(states))


def numbers(found: Forecast) -> dict[str, tuple[int, int, int, int]]:
    """Return what readers of each kind will show: new, changed, repeated, lost."""
    return {one.reader: (one.new, one.changed, one.repeated, one.lost) for one in found.readers}


def totals(found: Forecast) -> tuple[int, int, int, int, int]:
    """Return what is counted: new, changed, repeated, repeated by link only, lost."""
    return found.new, found.changed, found.repeated, found.linked, found.lost


def test_of_the_same_feeds_nobody_sees_anything() -> None:
    found = forecast(before(feed(CRANE, SHIP)), after(feed(CRANE, SHIP)))
    assert (found.sights, totals(found), set(numbers(found).values())) == ((), (0, 0, 0, 0, 0), {(0, 0, 0, 0)})


def test_what_was_in_no_feed_is_new_to_everybody() -> None:
    found = forecast(before(feed(CRANE)), after(feed(SHIP, CRANE)))
    assert found.sights == (Sight("new", "updates", "Ship waits", SHIP.url, kind="report"),)
    assert set(numbers(found).values()) == {(1, 0, 0, 0)}


def test_to_the_first_subscribers_everything_is_new_and_things_are_counted_once_in_however_many_feeds() -> None:
    found = forecast(
        before(), after(feed(NEWS, name="feed"), feed(NOTE, SHIP, CRANE), feed(CASE, SHIP, name="incidents"))
    )
    assert [(sight.feed, sight.title) for sight in found.sights] == [
        ("feed", NEWS.title),
        ("updates", CRANE.title),
        ("updates", NOTE.title),
        ("updates", SHIP.title),
        ("incidents", SHIP.title),
        ("incidents", CASE.title),
    ]
    assert (totals(found), found.kinds, found.incidents) == ((3, 0, 0, 0, 0), {"report": 2, "update": 1}, 1)
    assert found.is_compared
    assert found.is_harmless


def test_a_thing_that_many_newer_ones_push_out_of_its_feed_at_once_is_new_as_well() -> None:
    found = forecast(before(feed(SHIP)), after(feed(NOTE), archived=(SHIP, CRANE)))
    assert [sight.title for sight in found.sights] == [NOTE.title]
    assert (totals(found), found.kinds) == ((2, 0, 0, 0, 0), {"report": 1, "update": 1})


def test_a_thing_that_is_published_quietly_is_new_to_nobody() -> None:
    found = forecast(before(feed(SHIP)), after(feed(SHIP), archived=(CRANE,), quiet=(CRANE,)))
    assert (found.sights, totals(found)) == ((), (0, 0, 0, 0, 0))


def test_another_text_is_a_change_for_those_who_show_changes() -> None:
    found = forecast(before(feed(CRANE)), after(feed(replace(CRANE, text="again"))))
    assert found.sights == (Sight("changed", "updates", "Crane falls", CRANE.url, kind="report"),)
    assert numbers(found) == {IDS: (0, 1, 0, 0), LINKS: (0, 1, 0, 0), DATES: (0, 1, 0, 0), NEVER: (0, 0, 0, 0)}
    assert totals(found) == (0, 1, 0, 0, 0)


def test_a_notice_is_a_change_and_says_why() -> None:
    notice = replace(CRANE, title="Withdrawn", text="notice", date_modified=day(30))
    found = forecast(before(feed(CRANE)), after(feed(notice), states=((CRANE.id, "withdrawn"),)))
    assert found.sights == (Sight("changed", "updates", "Withdrawn", CRANE.url, "withdrawn", "report"),)
    assert totals(found) == (0, 1, 0, 0, 0)


def test_an_incident_that_changes_because_of_a_new_thing_is_not_counted_besides_it() -> None:
    old = before(feed(CRANE), feed(CASE, name="incidents"))
    new = after(feed(NOTE, CRANE), feed(replace(CASE, text="more"), name="incidents"))
    found = forecast(old, new)
    assert [(sight.fate, sight.feed) for sight in found.sights] == [("new", "updates"), ("changed", "incidents")]
    assert (totals(found), found.kinds, found.incidents) == ((1, 0, 0, 0, 0), {"update": 1}, 1)


def test_an_incident_that_changes_by_itself_counts_once_in_however_many_feeds() -> None:
    old = before(feed(NEWS, name="feed"), feed(CASE, name="incidents"))
    new = after(feed(replace(NEWS, text="x"), name="feed"), feed(replace(CASE, text="x"), name="incidents"))
    assert totals(forecast(old, new)) == (0, 1, 0, 0, 0)


def test_another_link_repeats_an_item_for_those_who_go_by_links_alone() -> None:
    moved = replace(CRANE, url=f"{BASE}articles/mast/")
    found = forecast(before(feed(CRANE)), after(feed(moved)))
    reason = f"its link changed, in {LINKS}"
    assert found.sights == (Sight("repeated", "updates", "Crane falls", moved.url, reason, "report", by_link=True),)
    assert numbers(found) == {IDS: (0, 0, 0, 0), LINKS: (0, 0, 1, 0), DATES: (0, 0, 0, 0), NEVER: (0, 0, 0, 0)}
    assert (totals(found), found.is_harmless) == ((0, 0, 0, 1, 0), True)


def test_who_does_not_go_by_links_sees_a_change_where_others_see_a_repeat() -> None:
    found = forecast(before(feed(CRANE)), after(feed(replace(CRANE, url=f"{BASE}articles/mast/", text="again"))))
    assert [sight.fate for sight in found.sights] == ["repeated"]
    assert totals(found) == (0, 1, 0, 1, 0)


def test_another_date_repeats_an_item_for_those_who_go_by_dates() -> None:
    found = forecast(before(feed(CRANE)), after(feed(replace(CRANE, date_published=day(25)))))
    assert found.sights == (
        Sight("repeated", "updates", "Crane falls", CRANE.url, f"its date changed, in {DATES}", "report"),
    )
    assert numbers(found) == {IDS: (0, 0, 0, 0), LINKS: (0, 0, 0, 0), DATES: (0, 0, 1, 0), NEVER: (0, 0, 0, 0)}
    assert (totals(found), found.is_harmless) == ((0, 0, 1, 0, 0), False)


def test_the_date_of_an_item_is_compared_within_each_feed() -> None:
    late = replace(SHIP, date_published=day(28))
    two = (feed(SHIP), feed(late, name="incidents"))
    assert forecast(before(*two), after(*two)).sights == ()
    assert totals(forecast(before(*two), after(feed(late), feed(late, name="incidents")))) == (0, 0, 1, 0, 0)


def test_another_id_repeats_an_item_for_those_who_go_by_ids_and_loses_nothing() -> None:
    found = forecast(before(feed(CRANE)), after(feed(replace(CRANE, id="urn:9"))))
    assert [(sight.fate, sight.reason) for sight in found.sights] == [("repeated", f"its id changed, in {IDS}")]
    assert numbers(found) == {IDS: (0, 0, 1, 0), LINKS: (0, 0, 0, 0), DATES: (0, 0, 1, 0), NEVER: (0, 0, 1, 0)}
    assert totals(found) == (0, 0, 1, 0, 0)


def test_another_item_with_the_link_of_one_that_stays_is_new() -> None:
    found = forecast(before(feed(CASE, name="incidents")), after(feed(NEWS, name="feed"), feed(CASE, name="incidents")))
    assert [(sight.fate, sight.feed, sight.title) for sight in found.sights] == [("new", "feed", NEWS.title)]
    assert (totals(found), found.others) == ((0, 0, 0, 0, 0), 1)


def test_another_item_of_a_report_that_was_published_makes_it_no_new_report() -> None:
    told = replace(NEWS, url=SHIP.url)
    found = forecast(before(feed(SHIP)), after(feed(told, name="feed"), feed(SHIP)))
    assert [(sight.fate, sight.feed) for sight in found.sights] == [("new", "feed")]
    assert (totals(found), found.others) == ((0, 0, 0, 0, 0), 1)


def test_what_comes_back_into_a_feed_is_not_new_to_those_who_had_it() -> None:
    found = forecast(before(feed(SHIP), known=(CRANE,)), after(feed(SHIP, CRANE)))
    assert (found.sights, totals(found)) == ((), (0, 0, 0, 0, 0))


def test_what_left_a_feed_for_its_archive_is_not_lost() -> None:
    found = forecast(before(feed(CRANE)), after(feed(SHIP), archived=(CRANE,)))
    assert [sight.fate for sight in found.sights] == ["new"]


def test_what_is_in_no_feed_and_whose_page_does_not_answer_is_lost() -> None:
    found = forecast(before(feed(CRANE, NOTE), feed(CRANE, name="incidents")), after(feed()))
    assert found.sights == (
        Sight("lost", "updates", "Crane falls", CRANE.url, LOST, "report"),
        Sight("lost", "updates", "Pier opens", NOTE.url, LOST, "update"),
        Sight("lost", "incidents", "Crane falls", CRANE.url, LOST, "report"),
    )
    assert (totals(found), set(numbers(found).values())) == ((0, 0, 0, 0, 2), {(0, 0, 0, 2)})
    assert not found.is_harmless


def test_what_has_a_notice_or_a_page_that_answers_is_not_lost() -> None:
    left = after(feed(), archived=(NOTE,), addresses=("articles/crane/",))
    assert forecast(before(feed(CRANE, NOTE)), left).sights == ()


def test_an_update_that_vanished_from_its_article_is_lost() -> None:
    left = after(feed(CRANE), addresses=("articles/crane/",))
    assert [sight.url for sight in forecast(before(feed(CRANE, NOTE)), left).sights] == [NOTE.url]


def test_a_feed_that_stops_is_lost() -> None:
    stops = before(feed(CRANE), addresses=("feed.xml", "tags/fire/feed.xml"))
    found = forecast(stops, after(feed(CRANE), addresses=("feed.xml",)))
    address = "tags/fire/feed.xml"
    assert found.sights == (Sight("lost", "", address, address, "this feed does not answer any more"),)
    assert totals(found) == (0, 0, 0, 0, 1)


def test_a_move_to_another_host_repeats_for_those_who_go_by_links_alone() -> None:
    there = "https://digest.example/"
    moved = [replace(item, url=item.url.replace(BASE, there)) for item in (CRANE, SHIP)]
    found = forecast(before(feed(CRANE, SHIP)), after(feed(*moved, base=there)))
    assert [sight.fate for sight in found.sights] == ["repeated", "repeated"]
    assert totals(found) == (0, 0, 0, 2, 0)


ENTRIES = st.lists(
    st.builds(
        PublishedItem,
        id=st.sampled_from([f"urn:{n}" for n in range(6)]),
        url=st.sampled_from([f"{BASE}articles/{n}/" for n in range(6)]),
        title=st.sampled_from(["a", "b"]),
        date_published=st.sampled_from([day(1), day(2)]),
    ),
    max_size=6,
    unique_by=(lambda item: item.id, lambda item: item.url),
)


@given(ENTRIES, ENTRIES, st.booleans())
def test_of_whatever_feeds_each_thing_has_one_fate_and_the_order_of_items_does_not_matter(
    old: list[PublishedItem],
    new: list[PublishedItem],
    split: bool,  # noqa: FBT001 - drawn
) -> None:
    feeds = [feed(*old[:3]), feed(*old[3:], name="feed")] if split else [feed(*old)]
    found = forecast(before(*feeds), after(feed(*new)))
    assert found == forecast(before(*feeds), after(feed(*reversed(new))))
    assert len({(sight.feed, sight.url, sight.title) for sight in found.sights}) == len(found.sights)
    by_id = next(one for one in found.readers if one.reader == IDS)
    assert (found.new, found.lost) == (by_id.new, by_id.lost)
    unknown = {item.url for item in new if item.id not in {one.id for one in old}}
    assert {sight.url for sight in found.sights if sight.fate == "new"} <= unknown
    assert totals(forecast(before(feed(*new)), after(feed(*new)))) == (0, 0, 0, 0, 0)
