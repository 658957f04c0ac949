"""What subscribers will see: each kind of reader shows what it shows, and nothing is counted twice or forgotten."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.model.reports.feeds_diff import (
    FATES,
    FeedsAfter,
    FeedsBefore,
    Forecast,
    PublishedFeed,
    PublishedItem,
    Sight,
)
from digest.planning.feeds.simulate import forecast

BASE = "https://harbour.example/news/"


def day(number: int) -> datetime:
    return datetime(2024, 3, number, tzinfo=UTC)


CRANE = PublishedItem("urn:1", f"{BASE}articles/crane/", "Crane falls", "<p>One.</p>", "", day(26), day(26))
SHIP = PublishedItem("urn:2", f"{BASE}articles/ship/", "Ship waits", "<p>Two.</p>", "", day(27), day(27))
NOTE = PublishedItem("urn:3", f"{BASE}articles/crane/#update-1", "Pier opens", "", "", day(28), day(28))
IDS, LINKS, DATES, NEVER = (
    "readers that know items by their id",
    "readers that know items by their link",
    "readers that show again what has another date",
    "readers that never show a change",
)


def document(*items: PublishedItem, name: str = "updates", base: str = BASE) -> PublishedFeed:
    return PublishedFeed(f"{base}{name}.json", items)


def before(
    *documents: PublishedFeed, known: tuple[PublishedItem, ...] = (), stopped: tuple[str, ...] = ()
) -> FeedsBefore:
    guids = {item.id for item in known} | {item.id for one in documents for item in one.items}
    return FeedsBefore(documents, frozenset(guids), stopped)


def after(
    *documents: PublishedFeed,
    archived: tuple[PublishedItem, ...] = (),
    withdrawn: tuple[str, ...] = (),
    addresses: tuple[str, ...] = (),
) -> FeedsAfter:
    present = {item.id for one in documents for item in one.items} | {item.id for item in archived}
    return FeedsAfter(documents, frozenset(present), frozenset(withdrawn), frozenset(addresses))


def numbers(found: Forecast) -> dict[str, tuple[int, int, int, int]]:
    """Return what readers of each kind will show: new, changed, repeated, lost."""
    return {one.reader: (one.new, one.changed, one.repeated, one.lost) for one in found.readers}


def test_of_the_same_feeds_nobody_sees_anything() -> None:
    found = forecast(before(document(CRANE, SHIP)), after(document(CRANE, SHIP)))
    assert (found.sights, set(numbers(found).values())) == ((), {(0, 0, 0, 0)})


def test_what_was_in_no_feed_is_new_to_everybody() -> None:
    found = forecast(before(document(CRANE)), after(document(SHIP, CRANE)))
    assert found.sights == (Sight("new", "Ship waits", SHIP.url),)
    assert set(numbers(found).values()) == {(1, 0, 0, 0)}


def test_to_the_first_subscribers_everything_is_new_once_in_however_many_feeds() -> None:
    found = forecast(before(), after(document(CRANE, SHIP), document(CRANE, name="feed")))
    assert [sight.fate for sight in found.sights] == ["new", "new"]
    assert found.is_compared
    assert found.is_harmless


def test_another_text_is_a_change_for_those_who_show_changes() -> None:
    found = forecast(before(document(CRANE)), after(document(replace(CRANE, content_html="<p>Once more.</p>"))))
    assert found.sights == (Sight("changed", "Crane falls", CRANE.url),)
    assert numbers(found) == {IDS: (0, 1, 0, 0), LINKS: (0, 1, 0, 0), DATES: (0, 1, 0, 0), NEVER: (0, 0, 0, 0)}


def test_another_link_repeats_an_item_for_those_who_go_by_links() -> None:
    moved = replace(CRANE, url=f"{BASE}articles/mast/")
    found = forecast(before(document(CRANE)), after(document(moved)))
    assert found.sights == (Sight("repeated", "Crane falls", moved.url, f"its link changed, in {LINKS}"),)
    assert numbers(found) == {IDS: (0, 0, 0, 0), LINKS: (0, 0, 1, 0), DATES: (0, 0, 0, 0), NEVER: (0, 0, 0, 0)}


def test_another_date_repeats_an_item_for_those_who_go_by_dates() -> None:
    found = forecast(before(document(CRANE)), after(document(replace(CRANE, date_published=day(25)))))
    assert found.sights == (Sight("repeated", "Crane falls", CRANE.url, f"its date changed, in {DATES}"),)
    assert numbers(found) == {IDS: (0, 0, 0, 0), LINKS: (0, 0, 0, 0), DATES: (0, 0, 1, 0), NEVER: (0, 0, 0, 0)}


def test_another_id_repeats_an_item_for_those_who_go_by_ids_and_loses_nothing() -> None:
    found = forecast(before(document(CRANE)), after(document(replace(CRANE, id="urn:9"))))
    assert [(sight.fate, sight.reason) for sight in found.sights] == [("repeated", f"its id changed, in {IDS}")]
    assert numbers(found) == {IDS: (0, 0, 1, 0), LINKS: (0, 0, 0, 0), DATES: (0, 0, 1, 0), NEVER: (0, 0, 1, 0)}


def test_what_comes_back_into_a_feed_is_not_new_to_those_who_had_it() -> None:
    found = forecast(before(document(SHIP), known=(CRANE,)), after(document(SHIP, CRANE)))
    assert found.sights == ()


def test_what_left_a_feed_for_its_archive_is_not_lost() -> None:
    found = forecast(before(document(CRANE)), after(document(SHIP), archived=(CRANE,)))
    assert [sight.fate for sight in found.sights] == ["new"]


def test_what_is_in_no_feed_and_whose_page_does_not_answer_is_lost() -> None:
    found = forecast(before(document(CRANE, NOTE)), after(document()))
    assert [(sight.fate, sight.url) for sight in found.sights] == [("lost", CRANE.url), ("lost", NOTE.url)]
    assert set(numbers(found).values()) == {(0, 0, 0, 2)}
    assert not found.is_harmless


def test_what_was_withdrawn_or_whose_page_still_answers_is_not_lost() -> None:
    left = after(document(), withdrawn=(NOTE.id,), addresses=("articles/crane/",))
    assert forecast(before(document(CRANE, NOTE)), left).sights == ()


def test_an_update_that_vanished_from_its_article_is_lost() -> None:
    left = after(document(CRANE), addresses=("articles/crane/",))
    assert [sight.url for sight in forecast(before(document(CRANE, NOTE)), left).sights] == [NOTE.url]


def test_a_feed_that_stops_is_lost() -> None:
    found = forecast(before(document(CRANE), stopped=("tags/fire/feed.xml",)), after(document(CRANE)))
    assert found.sights == (
        Sight("lost", "tags/fire/feed.xml", "tags/fire/feed.xml", "this feed does not answer any more"),
    )


def test_a_move_to_another_host_repeats_for_those_who_go_by_links_alone() -> None:
    there = "https://digest.example/"
    moved = [replace(item, url=item.url.replace(BASE, there)) for item in (CRANE, SHIP)]
    found = forecast(before(document(CRANE, SHIP)), after(document(*moved, base=there)))
    assert [sight.fate for sight in found.sights] == ["repeated", "repeated"]
    assert numbers(found)[IDS] == numbers(found)[DATES] == numbers(found)[NEVER] == (0, 0, 0, 0)


def test_without_the_feeds_that_subscribers_have_nothing_is_compared() -> None:
    assert not forecast(before(known=(CRANE,)), after(document(CRANE))).is_compared


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
    documents = [document(*old[:3]), document(*old[3:], name="feed")] if split else [document(*old)]
    found = forecast(before(*documents), after(document(*new)))
    again = forecast(before(*documents), after(document(*reversed(new))))
    assert found == again
    assert len({sight.url for sight in found.sights}) == len(found.sights) == sum(map(found.count, FATES))
    unknown = {item.url for item in new if item.id not in {one.id for one in old}} - {item.url for item in old}
    assert {sight.url for sight in found.sights if sight.fate == "new"} <= unknown
