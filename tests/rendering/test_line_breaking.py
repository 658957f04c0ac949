"""Words wrap into lines: none is lost, none is cut that has room, and nothing is drawn that a font does not have."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.graphics.line_breaking import balanced, fit_text, words_of, wrap

# A font in which each letter is as wide as its number says, at a size of one.
WORDS = st.lists(st.text("iW.", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)
WIDTHS = st.integers(60, 400)
SIZES = ((4, 1), (3, 2), (2, 3))


def measure(line: str, size: int = 2) -> float:
    return sum({"i": 2, "W": 7, ".": 3, " ": 3}.get(letter, 5) for letter in line) * size


@given(WORDS, WIDTHS)
def test_no_word_is_lost_or_cut_and_only_one_word_alone_is_wider_than_a_line(text: str, width: int) -> None:
    lines = wrap(text, width, measure)
    assert " ".join(lines) == text
    assert all(measure(line) <= width or " " not in line for line in lines)
    assert all(measure(f"{line} {after.split()[0]}") > width for line, after in pairwise(lines))


@given(WORDS, WIDTHS)
def test_balanced_lines_are_as_many_and_the_longest_of_them_is_no_longer(text: str, width: int) -> None:
    lines, plain = balanced(text, width, measure), wrap(text, width, measure)
    assert (" ".join(lines), len(lines)) == (text, len(plain))
    assert max(map(measure, lines)) <= max(map(measure, plain))


def test_balanced_lines_leave_no_word_alone() -> None:
    text = "Wii iiW iWi WiW ii"
    assert wrap(text, 120, measure) == ["Wii iiW iWi WiW", "ii"]
    assert balanced(text, 120, measure) == ["Wii iiW", "iWi WiW ii"]


@given(WORDS, WIDTHS)
def test_whatever_is_fitted_has_room(text: str, width: int) -> None:
    size, lines = fit_text(text, SIZES, width, lambda size: lambda line: measure(line, size))
    assert len(lines) <= dict(SIZES)[size]
    assert all(measure(line, size) <= width for line in lines)


@given(WORDS, WIDTHS)
def test_a_text_is_as_large_as_it_has_room_whole_and_ends_with_an_ellipsis_only_if_it_never_has(
    text: str, width: int
) -> None:
    size, lines = fit_text(text, SIZES, width, lambda size: lambda line: measure(line, size))
    for tried, most in SIZES:
        whole = wrap(text, width, lambda line, tried=tried: measure(line, tried))  # type: ignore[misc] # the size is bound
        has_room = len(whole) <= most and all(measure(line, tried) <= width for line in whole)
        if has_room:
            assert (size, " ".join(lines)) == (tried, text)
            return
    assert size == SIZES[-1][0]
    assert lines[-1].endswith("…") or "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_is_cut_only_where_it_has_no_room_alone() -> None:
    sizes = [(2, 2)]
    of = {2: measure}.__getitem__
    assert fit_text("ii WWWWWWWWWWWW ii", sizes, 100, of) == (2, ["ii", "WWWWWW…"])
    assert fit_text("WWWWWWWWW", sizes, 100, of) == (2, ["WWWWWWW", "WW"])
    assert fit_text("WWW WWW WWW WWW WWW", sizes, 100, of) == (2, ["WWW WWW", "WWW WWW…"])
    assert fit_text("i" * 100_000, sizes, 100, of) == (2, ["i" * 25, "i" * 22 + "…"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Harbour\u00a0\nDigest\t", "Harbour Digest"),
        ("Har\u202ebour\x07 \U0001f6a2 Digest \U0001f469\U0001f3fd\u200d\U0001f692\ufe0f", "Harbour Digest"),
        ("1\ufe0f\u20e3 st", "1 st"),
        ("Exam\u00adple", "Example"),
        ("An\u0303o", "Año"),
        ("Нews", ""),  # with a letter that only looks like one of the others
        ("news أخبار", ""),
        ("\U0001f6a2 \u202e ... !", ""),
        ("x\u0302", ""),  # a letter whose accent cannot be drawn is not the letter
        ("", ""),
    ],
)
def test_what_is_no_letter_can_be_left_out_and_a_text_with_an_unknown_letter_is_not_drawn(
    text: str, words: str
) -> None:
    assert words_of(text, lambda character: ord(character) < 0x100) == words


@given(st.text(), st.integers(0x20, 0x10FFFF))
def test_nothing_is_given_that_the_font_does_not_have(text: str, end: int) -> None:
    words = words_of(text, lambda character: ord(character) < end)
    assert all(ord(character) < end for character in words)
    assert {unicodedata.category(character) for character in words}.isdisjoint({"Cc", "Cf", "Zl", "Zp"})
    assert words == " ".join(words.split())
