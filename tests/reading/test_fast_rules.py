"""Whatever is made fast gives what the plain rule gives, on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.text.characters import clean, count_words, is_surely_clean, is_suspect
from digest.reading.content.sentences import opening
from digest.reading.files.decode import line_ends, one_line
from digest.reading.formats.fences import find_front_matter
from tests.reading import plain_rules

pytestmark = pytest.mark.slow

EVERY_CHARACTER = [chr(code) for code in (*range(0x1_1000), *range(0x1_FFF0, 0x11_0000, 0x1_0000), 0x1_FFFE, 0x10_FFFF)]
MANY = settings(max_examples=400)


def test_every_character_that_is_suspect_is_known() -> None:
    for character in EVERY_CHARACTER:
        for text in (character, f"a\n{character}b"):
            expected = plain_rules.is_suspect(text)
            assert (is_suspect(text), clean(text) != text) == (expected, expected), ascii(character)
            assert not (expected and is_surely_clean(text.encode(errors="replace"))), ascii(character)


def test_every_character_that_ends_a_word_or_is_one_is_known() -> None:
    for character in EVERY_CHARACTER:
        text = f"{character} {character}{character}a{character}b"
        assert count_words(text) == plain_rules.count_words(text), ascii(character)


WORDS = st.sampled_from(
    ["a", "It", "東京", "“café”", "\u00a0", "\u2003", "\u0085", "\u2028", " ", "\n", "\t", "\x1c", "—", "กา"]
)


@MANY
@given(st.text() | st.lists(WORDS, max_size=30).map("".join))
def test_words_are_counted_as_white_space_divides_them(text: str) -> None:
    assert count_words(text) == plain_rules.count_words(text)


@MANY
@given(st.lists(WORDS, max_size=12).map("".join))
def test_one_line_has_single_spaces_and_none_at_its_ends(text: str) -> None:
    assert one_line(text) == plain_rules.one_line(text)


LINES = st.sampled_from(
    [
        b"---",
        b"...",
        b"--- ",
        b"---\t",
        b"----",
        b"-- -",
        b"title: x",
        b"- x",
        b" x",
        b"",
        b"\xef\xbb\xbf---",
        b"text ---",
        b"a ...",
        b"--- x",
    ]
)


@MANY
@given(
    st.lists(LINES, max_size=8),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.binary(max_size=6).filter(lambda raw: b"{" not in raw),
    st.booleans(),
)
def test_front_matter_is_what_stands_between_two_lines_of_dashes(
    lines: list[bytes],
    end: bytes,
    more: bytes,
    begins: bool,  # noqa: FBT001
) -> None:
    raw = (b"---\n" if begins else b"") + end.join(lines) + more
    assert (find_front_matter(raw), line_ends(raw)) == (plain_rules.front_matter(raw), plain_rules.line_ends(raw))


PIECES = st.sampled_from(
    [
        *(
            "He fell.",
            "She ran!",
            "Did it?",
            "Springfield, Ill. ",
            "The U.S. ",
            "at 5 p.m. ",
            "Police said ",
            "J. R. R. ",
        ),
        *(
            "(Mr. ",
            "“Gov. ",
            "approx. ",
            "Calif. ",
            "W.Va. ",
            "x Sept.",
            "No.",
            "東京。",
            "大阪。",
            "¿Qué?",
            "“",
            '"',
            "'",
            "(",
            " ",
        ),
        *(
            "# Head",
            "> quote",
            "- item",
            "1. one",
            "12) two",
            "٣. three",
            "| a |",
            "```",
            "~~~",
            "    code",
            "\tcode",
            "[^1]: note",
        ),
        *(
            "[x]: /y",
            "***",
            "---",
            "===",
            "*a*",
            "**b**",
            "_c_",
            "`d`",
            "<b>",
            "</b>",
            "<br>",
            "<!-- x -->",
            "[a](b)",
            "![a](b)",
        ),
        *("\\*", "&amp;", "&#1;", "&lt;", "\n", "\n\n", "\n \n", "\n\t\n", "\n---\n", "\n===  \n", "\n| a "),
    ]
)
LONG = st.sampled_from(["", "x" * 990, "One is long. " * 90, "A long one goes on and on, " * 60, "\n\nWord. " * 120])


@settings(max_examples=250)
@given(
    st.lists(PIECES, max_size=25).map("".join), LONG, st.sampled_from(["en", "de", "es-MX", "ZH", "xx"]), st.booleans()
)
def test_the_opening_of_a_text_is_that_of_the_plain_rule(text: str, more: str, language: str, plain: bool) -> None:  # noqa: FBT001
    for whole in (text + more, more + text):
        assert opening(whole, language, plain=plain) == plain_rules.opening(whole, language, plain=plain)
