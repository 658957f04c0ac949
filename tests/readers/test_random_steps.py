"""Whatever editors do: each thing is new once, under one id and one date, and part of one development, in every format."""

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from tests.laws.folders import clean_site, published, scratch, states
from tests.readers.desk import Desk, guid_of, things
from tests.readers.documents import FORMATS
from tests.readers.follower import Follower
from tests.readers.newsroom import Newsroom
from tests.readers.random_steps import RandomStep, desks, steps
from tests.readers.subscribers import library

# Shrinking takes minutes, and the story of what went wrong is short enough.
few = settings(
    max_examples=1,
    derandomize=True,
    phases=[Phase.generate],
)
many = settings(few, max_examples=20)
some = settings(few, max_examples=6)
LATER = RandomStep(60_000, lambda desk: desk, quietly=False)


def _told(before: Desk, desk: Desk) -> str:
    """Report what an editor did: every file that is not as it was."""
    files, old = ({**one.files, "config.yaml": one.config} for one in (desk, before))
    changed = [f"{path}:\n{text!s}" for path, text in files.items() if old.get(path) != text]
    return "\n".join([f"a build at {desk.now} of", *changed, *(f"{path}: gone" for path in old if path not in files)])


def _check(desk: Desk, edits: list[RandomStep], *, clean: bool = False) -> None:
    with scratch() as folder:
        newsroom, follower = Newsroom(folder / "newsroom"), Follower()
        newsroom.publish(desk, strict=False)
        follower.look(newsroom.folder, desk)
        for step in [*edits, LATER, LATER]:
            before, desk = desk, step.take(desk)
            note(_told(before, desk))
            feeds = _feeds(newsroom)
            newsroom.publish(desk, *step.arguments, strict=False)
            follower.look(newsroom.folder, desk, quietly=step.quietly)
            if (before.files, before.config, things(before)) == (desk.files, desk.config, things(desk)):
                assert _feeds(newsroom) == feeds
        if clean:
            assert published(newsroom.folder) == clean_site(newsroom.folder, now=desk.now)


def _feeds(newsroom: Newsroom) -> dict[str, tuple[int, int, bytes]]:
    """Return the state of every file that is a feed, or looks like one."""
    return {path: state for path, state in states(newsroom.folder, "site").items() if path.endswith((*FORMATS,))}


@few
@given(desks(windows=(3, 50)), st.lists(steps, min_size=5, max_size=5))
def test_after_a_few_steps_of_editors_each_thing_was_new_once_in_one_development(
    desk: Desk, edits: list[RandomStep]
) -> None:
    _check(desk, edits)


@pytest.mark.slow
@many
@given(desks(windows=(1, 3, 50)), st.lists(steps, min_size=4, max_size=14))
def test_after_any_steps_of_editors_each_thing_was_new_once_in_one_development(
    desk: Desk, edits: list[RandomStep]
) -> None:
    _check(desk, edits, clean=True)


@pytest.mark.slow
@some
@given(desks(windows=(50,)), st.lists(steps, min_size=4, max_size=14))
def test_after_any_steps_of_editors_a_real_reader_was_told_of_each_thing_once(
    desk: Desk, edits: list[RandomStep]
) -> None:
    with scratch() as folder:
        newsroom, follower = Newsroom(folder / "newsroom"), Follower()
        told: set[str] = set()
        with library(folder / "memory.sqlite", files=newsroom.site) as subscriber:
            for number, step in enumerate([RandomStep(0, lambda desk: desk, quietly=False), *edits]):
                before, desk = desk, step.take(desk)
                note(_told(before, desk))
                newsroom.publish(desk, *step.arguments, strict=False)
                follower.look(newsroom.folder, desk, quietly=step.quietly)
                if number == 0:
                    subscriber.subscribe(f"{stem}{ending}" for stem in ("feed", "updates") for ending in FORMATS)
                looks = subscriber.look()
                announced = {guid_of(name): one.under for name, one in follower.ever.items() if one.under}
                new = {"updates": {*announced} - told, "feed": {*announced.values()} - told}
                told |= new["updates"] | new["feed"]
                expected = {f"{stem}{ending}": tuple(sorted(new[stem])) for stem in new for ending in FORMATS}
                assert {address: look.unread for address, look in looks.items()} == expected
