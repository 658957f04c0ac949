"""The fast ways for texts with little or no markup give, byte for byte, what the parser and the sanitizer give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.text.characters import clean
from digest.rendering.markup.body import line_html, short_html
from digest.rendering.markup.fast_path import around_paragraphs, only_paragraphs
from digest.rendering.markup.markdown import convert, convert_short
from digest.rendering.markup.sanitize import Sanitizer, clean_line, clean_short

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
        *["~~", "www.x.example ", "\n- ", "\n1) ", "\\\n", "\n#", "#a", "\n  - ", "\n```\n", "- [ ] x", "\n1986. "],
        "1986. A year",
    ],
]
text_of_pieces = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)

# Paragraphs that need no parser, though many look as if they did; markup within a line; and blocks of every kind.
PLAIN = (
    "word|The crane fell, police said.|AT&T & co|a > b|1986. A|U.S.|R&D;|x\u00a0y|z.\nNext line|HTML|"
    "term|[would] come|a_b|_|* x|`m scared|~J~|"
    "[a] [b]|-- N|+ V|13.9k|w\n- n|w\n1. x|w\n-- N|===x|[c|d]|(e)|==|///Footnotes Go Here///|x ¦ y|f***|_ _|a_b_c"
).split("|")
INLINE = (
    "**b**¦*i*¦_x_¦[x](https://e.example/)¦[x](tags/a/)¦[r]¦[x][r]¦[^1]¦`c`¦![i](media/a.png)¦{: #id }¦"
    "&lt;¦&amp;¦&#57344;¦\\*¦  ¦*¦_¦[¦]¦(¦|¦~¦<b>¦</b>¦"
    "<div>¦<!--¦**¦***¦___¦[TOC]¦&nbsp;¦&copy¦^¦\ue000¦a | b¦x|y¦~~d~~¦https://e.example/a_b.¦www.e.example)¦\\~¦~~"
).split("¦")
BLOCKS = (
    "# H¦## H¦## H {: #in}¦Head\n====¦Head\n---¦---¦***¦- a¦- a\n- b¦* a¦1. a\n2. b¦> q¦> q\n> r¦> - a¦    code¦\tcode¦- a\n\n    para¦"
    "- a\n\n    code\n\n        deep¦    more¦```\ncode\n\nx\n```¦```¦~~~¦"
    "| a | b |\n|---|---|\n| c | d |¦a | b\n--|--\nc | d¦term\n: def¦: def¦"
    ":   def\n\n    more¦[r]: https://r.example/¦[^1]: foot¦[^1]: foot\n\n    more¦*[HTML]: Hyper¦<div>\n\nx\n\n</div>¦"
    '<div markdown="1">\n\nx\n\n</div>¦+ a¦text\n# head¦text\n> q¦==¦-¦  indented¦#no¦text\n{: #y }¦> Head\n> ===¦- # x¦'
    "text:\n- a\n  - b¦text\n1. a¦text\n- a\n+ b\n- c¦1) a\n   - b¦- a\n  ```\n  c\n  ```¦- [x] done¦## C#"
).split("¦")
GAPS = ["\n\n"] * 8 + ["\n", "\n\n\n", "\n\n\n\n", "\n \n", "\n  \n\n", "", "\n\n    "]
line = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3).map(" ".join)
marked_line = st.lists(st.sampled_from(PLAIN + INLINE), min_size=1, max_size=4).map(" ".join)
block = line | line | marked_line | st.sampled_from(BLOCKS)
text_of_blocks = st.lists(st.tuples(block, st.sampled_from(GAPS)).map("".join), min_size=1, max_size=8).map("".join)


def slowly(text: str) -> str:
    return Sanitizer().clean(convert(text))


def assert_all_ways_agree(text: str) -> None:
    slow = slowly(text)
    fast = only_paragraphs(text)
    if fast is not None:
        assert fast == slow
    assert around_paragraphs(text, slowly) == slow
    assert short_html(text) == clean_short(convert_short(text))
    assert line_html(text) == clean_line(convert_short(text))


@settings(max_examples=60, derandomize=True)
@given(text_of_pieces)
def test_texts_made_of_critical_pieces_render_alike_all_ways(text: str) -> None:
    assert_all_ways_agree(clean(text))


@settings(max_examples=60, derandomize=True)
@given(text_of_blocks)
def test_texts_made_of_blocks_of_all_kinds_render_alike_all_ways(text: str) -> None:
    assert_all_ways_agree(clean(text))


@settings(max_examples=60, derandomize=True)
@given(st.text(max_size=60))
def test_any_text_renders_alike_all_ways(text: str) -> None:
    assert_all_ways_agree(clean(text))


@pytest.mark.slow
@settings(max_examples=2_000, derandomize=True)
@given(text_of_blocks | text_of_pieces | st.text(max_size=80))
def test_very_many_texts_render_alike_all_ways(text: str) -> None:
    assert_all_ways_agree(clean(text))


def test_ordinary_news_takes_the_fast_way() -> None:
    text = "The crane fell on Monday, police said.\n\n“Nobody was hurt,” Chief O’Neill (54) told R&D: it’s 5–6 p.m.; 30% of it.\nSo?"
    assert only_paragraphs(text) == (
        "<p>The crane fell on Monday, police said.</p>\n"
        "<p>“Nobody was hurt,” Chief O’Neill (54) told R&amp;D: it’s 5–6 p.m.; 30% of it.\nSo?</p>"
    )


SEEMING = {
    "words in brackets": "“I wish you guys [would] come.”",
    "bars": "Follow us | Twitter: @harbour",
    "a sign-off": "-30-",
    "a lone asterisk": "Costs* are up.",
    "underscores within words": "See crane_fell_on_monday.html",
    "a backtick for an apostrophe": "I`m here.",
    "signs within a paragraph": "Previously -\n-it fell\n+it rose\n1.it stood",
    "a decimal number": "13.9k shares",
}


@pytest.mark.parametrize("case", SEEMING)
def test_what_only_looks_like_markup_takes_the_fast_way(case: str) -> None:
    fast = only_paragraphs(SEEMING[case])
    assert fast == f"<p>{SEEMING[case]}</p>" == slowly(SEEMING[case])


def test_the_parser_gets_only_what_it_has_to_look_at() -> None:
    seen: list[str] = []

    def convert_and_note(part: str) -> str:
        seen.append(part)
        return slowly(part)

    text = "One.\n\nTwo.\n\n## Three\n\nFour.\n\nFive.\n\n- six\n\nSeven."
    assert around_paragraphs(text, convert_and_note) == slowly(text)
    assert seen == ["\n\n## Three\n\n\ue000\n\n- six"]


@pytest.mark.parametrize(
    "text", ["One.\n\n&#xE000;\n\n*Two*\n\nThree.\n\n*Four*", "A\ue000.\n\n*Two*", "One\n\n: *two*"]
)
def test_where_marks_would_mislead_the_parser_gets_all(text: str) -> None:
    assert around_paragraphs(text, slowly) == slowly(text)
