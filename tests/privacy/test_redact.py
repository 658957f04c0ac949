"""Names are replaced in sentences that stay sentences, and innocent strings are not touched."""

from datetime import timedelta

import pytest

from digest.model.moment import Moment
from digest.model.redaction import Rule
from digest.model.text.letters import plain_letters
from digest.privacy.leak_gate.gate import Gate
from digest.privacy.redact.forms import squeeze
from digest.privacy.redact.prefilter import _letters
from digest.privacy.redact.redactor import Redactor
from tests.privacy.cases import INNOCENT, JANE, NAMESAKE, NOW, ONLY, PROSE, RULES, UNSEEN
from tests.privacy.scanner import holds

REDACTOR = Redactor(RULES, NOW)
GATE = Gate(RULES, NOW)


@pytest.mark.parametrize(("written", "wanted"), PROSE)
def test_a_name_is_replaced_and_the_sentence_stays_one(written: str, wanted: str) -> None:
    assert REDACTOR.redact(written) == wanted


@pytest.mark.parametrize(("written", "wanted"), PROSE)
def test_what_was_redacted_holds_no_name_and_stays_as_it_is(written: str, wanted: str) -> None:
    assert GATE.scan("p", written.encode())
    assert GATE.scan("p", wanted.encode()) == []
    assert REDACTOR.redact(wanted) is wanted
    assert not holds(
        wanted.encode(), *(name for rule in RULES if rule not in (UNSEEN, NAMESAKE) for name in rule.names)
    )


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_strings_are_given_back_as_they_are(text: str) -> None:
    assert REDACTOR.redact(text) is text
    assert not REDACTOR.holds_name(text)


@pytest.mark.parametrize(
    ("slug", "wanted"),
    [
        ("jane-example-held", "held"),
        ("trial-of-jane-example", "trial-of"),
        ("the-jane-examples-trial", "the-trial"),
        ("jane-example-s-trial", "trial"),
        ("jane-example", ""),
        ("janeexample", ""),
        ("example-jane-held", "held"),
        ("JaneExample_2", "2"),
        ("trialJaneExampleDay", "trial-day"),
        ("jane%20example-held", "held"),
        ("j%61ne-example-held", "held"),
        ("jane-example-and-jane-example", "and"),
        ("testman-held", "held"),
        ("jose-munoz-ferrer-held", "held"),
        ("josé-muñoz-ferrer-held", "held"),
        ("山田太郎-held", "held"),
        ("jane-exampleton-held", "jane-exampleton-held"),
        ("janet-examples", "janet-examples"),
        ("for-example", "for-example"),
        ("jane", "jane"),
        ("examples-of-janes", "examples-of-janes"),
        ("testmanship", "testmanship"),
    ],
)
def test_a_slug_keeps_what_is_left_without_the_name(slug: str, wanted: str) -> None:
    assert REDACTOR.redact_slug(slug) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "x Jane Example",
        "j%61ne%2Dexample",
        "J&#97;ne Example",
        r"Jan\u0065 Example",
        "photos/JaneExample.jpg",
        "j%2561ne-example",
    ],
)
def test_a_name_is_seen_in_any_encoding(text: str) -> None:
    assert REDACTOR.holds_name(text)


def test_a_text_without_a_name_is_the_same_object() -> None:
    text = "A long text — with “signs”, [links](https://ok.test/), &amp; 100% of é."
    assert REDACTOR.redact(text) is text


def test_a_rule_begins_by_itself() -> None:
    later = Rule(1, "Jane Example", (), "a resident", since=Moment(NOW + timedelta(days=1), "day"))
    assert Redactor((later,), NOW).redact("So Jane Example") == "So Jane Example"
    assert Redactor((later,), NOW + timedelta(days=1)).redact("So Jane Example") == "So a resident"


def test_a_namesake_stays() -> None:
    text = "So Sam Sample came."
    assert REDACTOR.redact(text) == "So a man came."
    assert REDACTOR.redact(text, article="fair") is text
    assert REDACTOR.redact(text, incidents=("derby",)) is text
    assert REDACTOR.redact(text, context="It was The\njockey who won.") is text
    assert REDACTOR.redact("the jockey Sam Sample") == "the jockey Sam Sample"


def test_a_limited_rule_holds_there_alone() -> None:
    text = "So Lou Limited came."
    assert REDACTOR.redact(text) is text
    assert REDACTOR.redact(text, article="fire") == "So a neighbour came."
    assert ONLY not in REDACTOR.rules_in(text)


def test_rules_of_all_levels_are_told_of_a_text() -> None:
    assert REDACTOR.rules_in("Nora Noindex and Jane Example") == (JANE, UNSEEN)
    assert REDACTOR.rules_in("see https://ok.test/nora-noindex/") == (UNSEEN,)
    assert REDACTOR.redact("Nora Noindex") == "Nora Noindex"


def test_of_two_names_the_longer_is_replaced() -> None:
    rules = Rule(1, "Jane Example", (), "a resident"), Rule(2, "Mary Jane Example", (), "her aunt")
    assert Redactor(rules, NOW).redact("So Mary Jane Example and Jane Example") == "So her aunt and a resident"


def test_words_beside_words_are_no_name_in_the_end() -> None:
    rules = Rule(1, "Jane Example", (), "J.E."), Rule(2, "E. Foobar", (), "a friend")
    redacted = Redactor(rules, NOW).redact("So Jane Example Foobar came.")
    assert Gate(rules, NOW).scan("p", redacted.encode()) == []


@pytest.mark.slow
def test_the_quick_look_sees_the_same_letters_as_the_careful_one() -> None:
    """For every character of Unicode: what the bytes of Windows-1252 are folded to is what `plain_letters` says."""
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert [c for c in characters if _letters(f"a{c}b") != squeeze(f"a{c}b").encode()] == []


def test_plain_letters_are_plain_for_good() -> None:
    characters = "".join(chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000)
    assert plain_letters(plain_letters(characters)) == plain_letters(characters)


def test_a_name_may_hold_full_stops() -> None:
    rules = Rule(1, "Wm. Example", ("Mr. Foobar", "J.E."), "a resident"), Rule(2, "St. John Smythe", (), "X.Y.")
    redactor, gate = Redactor(rules, NOW), Gate(rules, NOW)
    text = "Now Wm. Example, Wm Example, Mr. Foobar, Mr Foobar, J.E., J. E. and St. John Smythe."
    assert gate.scan("p", text.encode())
    assert redactor.redact(text) == (
        "Now a resident, a resident, a resident, a resident, a resident, a resident and X.Y."
    )
    assert [redactor.redact(innocent) for innocent in ("Je JE je", "Foobar")] == ["Je JE je", "Foobar"]


@pytest.mark.parametrize(
    "noise",
    [
        "[",
        "*",
        "&",
        "x",
        "@",
        "Jane ",
        "1, ",
        *(
            pytest.param(noise, marks=pytest.mark.slow)
            for noise in (
                "](",
                "<",
                "<!--",
                "<b>",
                "-x",
                "http",
                "![a](",
                "'",
                '"',
                "%41",
                "Mr. ",
                "\n> ",
                "#",
                "(",
            )
        ),
    ],
)
def test_texts_made_to_keep_it_busy_do_not(noise: str) -> None:
    """The time grows with the length of a text: with the square of it, these would take minutes."""
    assert GATE.scan("p", REDACTOR.redact(f"Jane Example {noise * 10_000} Jane Example").encode()) == []
