"""Updates and corrections stay the same things to subscribers, whatever becomes of their dates, words and order."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Update
from digest.model.ledger import Entry, Ledger
from digest.planning.content.anchors import keep_anchors, known_text_of
from tests.planning.plans import article as an_article
from tests.planning.plans import moment
from tests.rendering.feeds import guids_of, items_of
from tests.support.sites import article, built, write_site

OPEN, SHUT = "{date: 2024-03-28, text: The pier is open.}", "{date: 2024-03-28, text: The pier is shut.}"


def guids(folder: Path, *updates: str, kind: str = "updates") -> dict[str, str]:
    """Build a site whose article has these updates; give the guid of each by its content."""
    files = {"content/articles/crane.md": article(**{kind: f"[{', '.join(updates)}]"})}
    raw = built(write_site(folder, files))["updates.xml"]
    found: list[dict[str, Any]] = items_of(raw)
    return {item["content"][0].split("</p>")[0]: guid for item, guid in zip(found, guids_of(raw), strict=True)}


@pytest.mark.parametrize("kind", ["updates", "corrections"])
def test_a_date_put_right_makes_nothing_new(kind: str, tmp_path: Path) -> None:
    first = guids(tmp_path, OPEN, kind=kind)
    assert guids(tmp_path, OPEN.replace("03-28", "03-29"), kind=kind) == first


def test_a_time_added_to_a_date_makes_nothing_new(tmp_path: Path) -> None:
    first = guids(tmp_path, OPEN)
    assert guids(tmp_path, OPEN.replace("03-28", "03-28T18:00")) == first


def test_other_words_under_the_same_date_are_the_same_update(tmp_path: Path) -> None:
    first, then = guids(tmp_path, OPEN), guids(tmp_path, OPEN.replace("The pier", "All of the pier"))
    assert set(then.values()) == set(first.values())


def test_a_newer_update_of_the_same_day_may_stand_above_the_older_one(tmp_path: Path) -> None:
    first, then = guids(tmp_path, OPEN), guids(tmp_path, SHUT, OPEN)
    assert first.items() < then.items()
    assert len(set(then.values())) == 3


def test_updates_may_change_places(tmp_path: Path) -> None:
    assert guids(tmp_path, SHUT, OPEN) == guids(tmp_path, OPEN, SHUT)


def test_the_anchor_of_an_update_outlives_its_date(tmp_path: Path) -> None:
    guids(tmp_path, OPEN)
    guids(tmp_path, OPEN.replace("03-28", "03-29"))
    assert 'id="update-2024-03-28"' in (tmp_path / "site/articles/2024/03/crane/index.html").read_text()


def test_date_and_words_may_be_put_right_one_after_the_other(tmp_path: Path) -> None:
    first = guids(tmp_path, OPEN)
    guids(tmp_path, OPEN.replace("03-28", "03-29"))
    then = guids(tmp_path, OPEN.replace("03-28", "03-29").replace("open", "open again"))
    assert set(then.values()) == set(first.values())


def test_another_text_on_another_day_is_another_update(tmp_path: Path) -> None:
    first, then = guids(tmp_path, OPEN), guids(tmp_path, SHUT.replace("03-28", "03-29"))
    assert first.keys() & then.keys() == {"<p>The crane fell. Nobody was hurt."}  # the article's own
    assert then["<p>This update was withdrawn."] == first["<p>The pier is open."]
    assert len(set(then.values())) == 3


DAYS = st.sampled_from(["2024-03-28", "2024-03-29"])
WORDS = st.sampled_from(["open", "shut", "Open?", ""])
SOME_DAY = moment("2024-03-28")
UPDATES = st.lists(st.tuples(DAYS, WORDS), max_size=4)


def updates_of(drawn: list[tuple[str, str]]) -> tuple[Update, ...]:
    """Return updates with the anchors that reading gives them."""
    seen: list[str] = []
    updates = []
    for day, words in drawn:
        seen.append(day)
        count = seen.count(day)
        anchor = f"update-{day}" if count == 1 else f"update-{day}-{count}"
        updates.append(Update(moment(day), "", words, anchor))
    return tuple(updates)


@given(UPDATES, UPDATES)
def test_anchors_are_distinct_and_whatever_says_the_same_keeps_its_own(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    known = {update.anchor: known_text_of(update) for update in updates_of(old)}
    ledger = Ledger(
        tuple(Entry("update", f"a#{anchor}", f"urn:{anchor}", ("a/",), None, *said) for anchor, said in known.items())
    )
    [kept] = keep_anchors([an_article("a", updates=updates_of(new))], ledger)
    anchors = [update.anchor for update in kept.updates]
    assert len(set(anchors)) == len(anchors)
    assert [(update.date, update.text) for update in kept.updates] == [(moment(day), words) for day, words in new]
    for words in {words for _, words in new}:
        same = [update.anchor for update in kept.updates if update.text == words]
        before = [
            anchor
            for anchor, said in known.items()
            if said.words == known_text_of(Update(SOME_DAY, "", words, "")).words
        ]
        assert len(set(same) & set(before)) == min(len(same), len(before))
