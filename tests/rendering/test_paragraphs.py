"""The fast way for texts without markup gives, byte for byte, what the parser and the sanitizer give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.characters import clean
from digest.rendering.html import Sanitizer
from digest.rendering.markdown import convert
from digest.rendering.paragraphs import only_paragraphs

# Pieces that mean something to Markdown, or to Python, somewhere; most of them are harmless elsewhere.
PIECES = [
    *"\n\n\n   aaZ09.,:;!?'\"()-–—/%$€&#+=>|^~@é中ñا\u00a0\u200b\u2003\u2028\x85\u3000",
    *[
        "\n\n",
        " \n",
        "  \n",
        "\n ",
        "\n\n\n",
        "& ",
        "&amp;",
        "&#1;",
        "AT&T",
        "1. ",
        "12) ",
        "- ",
        "+ ",
        "> ",
        "# ",
        "===",
        "---",
        "    ",
    ],
    *[
        "\t",
        ": ",
        "https://x.example/a?b=c&d=e",
        "a@b.example",
        "U.S.",
        "word",
        "The end.",
        "٣. ",
        "wiki:x",
        "\n:   x",
        "1986. A year",
    ],
]
text_of_pieces = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def assert_both_ways_agree(text: str) -> None:
    fast = only_paragraphs(text)
    if fast is not None:
        assert fast == Sanitizer().clean(convert(text))


@settings(max_examples=600, derandomize=True, deadline=None)
@given(text_of_pieces)
def test_texts_made_of_critical_pieces_render_alike_both_ways(text: str) -> None:
    assert_both_ways_agree(clean(text))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(max_size=60))
def test_any_text_renders_alike_both_ways(text: str) -> None:
    assert_both_ways_agree(clean(text))


@pytest.mark.slow
@settings(max_examples=5_000, derandomize=True, deadline=None)
@given(text_of_pieces | st.text(max_size=80))
def test_very_many_texts_render_alike_both_ways(text: str) -> None:
    assert_both_ways_agree(clean(text))


def test_ordinary_news_takes_the_fast_way() -> None:
    text = "The crane fell on Monday, police said.\n\n“Nobody was hurt,” Chief O’Neill (54) told R&D: it’s 5–6 p.m.; 30% of it.\nSo?"
    assert only_paragraphs(text) == (
        "<p>The crane fell on Monday, police said.</p>\n"
        "<p>“Nobody was hurt,” Chief O’Neill (54) told R&amp;D: it’s 5–6 p.m.; 30% of it.\nSo?</p>"
    )
