"""Litter goes, the story stays: the rules of litter.toml, repetition, and what becomes of the lines."""

from collections import Counter
from functools import cache

import pytest

from digest.adapters.serialization import read_toml
from digest.importing.cleaning.clean import clean
from digest.importing.cleaning.lines import visible
from digest.importing.cleaning.repetition import lines_of, outlet_of
from digest.importing.cleaning.rules import Litter, LitterRules, Rule
from digest.importing.record import Form, NewArticle
from digest.reading.files.program import read_litter


@cache
def rules() -> LitterRules:
    return read_toml(read_litter(), LitterRules)


@cache
def litter() -> Litter:
    return Litter(rules())


def article(
    text: str, form: Form = "plain", url: str = "https://gazette.example/a", *, is_own: bool = False
) -> NewArticle:
    return NewArticle("a", {"title": "T", "source": {"url": url}}, text, form, is_own=is_own)


def cleaned(text: str, form: Form = "plain") -> str:
    return clean(article(text, form), litter(), lambda _: 0).text


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: f"{rule.id}-{rule.language}")
def test_each_rule_takes_its_examples_and_leaves_its_near_misses(rule: Rule) -> None:
    found = [(line, litter().rule_of(visible(line))) for line in rule.examples]
    assert [(line, other and other.id) for line, other in found if other is None or other.id != rule.id] == []
    assert rule.near_misses, "a rule shows what it must keep"
    assert rule.examples or rule.companion
    assert rule.reason


def test_no_rule_takes_the_near_miss_of_any_rule() -> None:
    near = [(rule.id, line) for rule in rules().rules for line in rule.near_misses]
    assert [(name, line, taken.id) for name, line in near if (taken := litter().rule_of(visible(line)))] == []


def test_litter_goes_and_the_story_stays_as_it_was() -> None:
    text = "HARBOUR, Wales — A crane fell.\n\nAdvertisement\n\nNo one was hurt.\n\nCopyright 2016 WQXY. All rights reserved."
    assert cleaned(text) == "HARBOUR, Wales — A crane fell.\n\nNo one was hurt."


def test_each_removal_is_a_note_with_line_text_and_reason() -> None:
    done = clean(article("A crane fell.\n\nAdvertisement"), litter(), lambda _: 0)
    [note] = done.notes
    assert (note.kind, note.code, note.line, note.text) == ("removed", "advertisement", 3, "Advertisement")
    assert note.message == "a marker of an advertisement"


def test_what_is_one_s_own_is_not_cleaned() -> None:
    own = article("Advertisement\n\nA crane fell.", is_own=True)
    assert clean(own, litter(), lambda _: 99) is own


@pytest.mark.parametrize(
    "line",
    [
        "**Advertisement**",
        "[Share this](https://gazette.example/share): [Facebook](https://f.example/)",
        "## Related Stories",
        "- [READ MORE: Five hurt in Harbour County](/five)",
        "\u200bCopyright\u00a02016\u00a0WQXY.",
        "Don’t miss a thing. Get email alerts from WQXY today.",
        "Donâ€™t miss a thing. Get email alerts from WQXY today.",
        "&copy; 2016 WQXY",
        '[Sign up for our newsletter](https://gazette.example/news "News")',
    ],
)
def test_markup_and_characters_do_not_hide_litter(line: str) -> None:
    assert cleaned(f"A crane fell.\n\n{line}\n", "markdown").strip() == "A crane fell."


def test_lines_that_an_outlet_repeats_go_if_they_speak_to_its_readers() -> None:
    line = "You are reading the harbour's own newspaper, thank you for your visit on this website."
    articles = [article(f"Story {number} is told.\n\n{line}") for number in range(3)]
    counts = Counter(one for each in articles for one in lines_of(each))
    done = [clean(each, litter(), lambda folded: counts[folded]) for each in articles]
    assert [one.text for one in done] == [f"Story {number} is told." for number in range(3)]
    assert {note.code for one in done for note in one.notes} == {"repeated-line"}


def test_sentences_of_stories_stay_however_often_they_are_repeated() -> None:
    for line in (
        "The investigation is ongoing.",
        "No arrests have been made.",
        "Anyone with information is asked to call your police.",
    ):
        assert cleaned(line) == line
        assert clean(article(line), litter(), lambda _: 1_000).text == line


def test_an_outlet_is_known_by_the_host_else_by_the_name() -> None:
    assert outlet_of(article("")) == "gazette.example"
    assert outlet_of(NewArticle("a", {"source": {"name": "Harbour Gazette"}}, "", "plain")) == "harbour gazette"
    assert outlet_of(NewArticle("a", {"source": {"url": "https://[bad"}}, "", "plain")) == ""


@pytest.mark.parametrize(
    "line",
    [
        "This is your harbour website.",
        "Click here for the pier",
        "Sign up with the harbour",
        "Follow us to the pier",
        "Latest news of the quay",
        "Text alerts from the quay",
        "The trending things of the week",
        "A page of our team at the quay",
    ],
)
def test_lines_that_speak_to_readers_are_counted(line: str) -> None:
    assert list(lines_of(article(line)))
