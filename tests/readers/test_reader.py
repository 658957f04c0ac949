"""The `reader` library, with its memory in SQLite, is told nothing when feeds move, in another format, or by a build without news."""

from pathlib import Path

from tests.readers.desk import change, guid_of, setting
from tests.readers.stage import running_stage
from tests.readers.steps import START
from tests.readers.subscribers import Look, library

# One of each, in one format or another.
FEW = ("feed.xml", "updates.atom.xml", "incidents.xml", "editions.xml", "incidents/crane/feed.json")


def test_a_build_without_news_is_answered_by_304_alone(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        home = stage.publish(START).url
        subscriber.subscribe(home + address for address in FEW)
        subscriber.look()
        assert stage.take_answers() == {200: len(FEW)}
        for _ in range(2):
            stage.publish(START)
            assert subscriber.look() == {home + address: Look() for address in FEW}
            assert stage.take_answers() == {304: len(FEW)}


def test_what_a_reader_keeps_of_an_edition_is_overwritten_when_everything_in_it_was_withdrawn(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        url = stage.publish(START).url + "editions.xml"
        subscriber.subscribe([url])
        subscriber.look()
        assert [text for text in subscriber.texts([url]) if "Fair opens" in text] != []
        edition = guid_of("edition:editions/2026/01/01/")
        for status in ("withdrawn", "published"):
            stage.publish(change("fair", status=status)(START))
            assert subscriber.look() == {url: Look(changed=(edition,))}
            kept = any("Fair opens" in text for text in subscriber.texts([url]))
            assert kept == (status == "published")


def test_who_goes_over_to_another_format_of_a_feed_sees_nothing_twice(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        home = stage.publish(START).url
        stems = [home + stem for stem in ("feed", "updates", "incidents", "editions", "incidents/crane/feed")]
        subscriber.subscribe(f"{stem}.xml" for stem in stems)
        subscriber.look()
        for old, new in ((".xml", ".atom.xml"), (".atom.xml", ".json"), (".json", ".xml")):
            for stem in stems:
                subscriber.reader.change_feed_url(stem + old, stem + new)
            # After a change of the address, reader may call changed what is still there.
            looks = subscriber.look()
            assert {url: (look.new, look.unread) for url, look in looks.items()} == {
                stem + new: ((), ()) for stem in stems
            }


def test_who_follows_a_site_to_other_places_sees_nothing_twice(tmp_path: Path) -> None:
    with running_stage(tmp_path) as stage, library(tmp_path / "memory.sqlite") as subscriber:
        old = stage.publish(START).url
        subscriber.subscribe(old + address for address in FEW)
        first = {address.removeprefix(old): look.new for address, look in subscriber.look().items()}
        for place in ("http://first/digest/", "http://second/", "https://second/"):
            new = stage.publish(setting(base_url=place)(START)).url
            for address in FEW if new != old else ():
                subscriber.reader.change_feed_url(old + address, new + address)
            assert subscriber.look() == {new + address: Look(changed=first[address]) for address in FEW}
            old = new
