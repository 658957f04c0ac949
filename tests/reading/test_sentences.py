"""The first whole sentences of a text, without markup: what summaries and excerpts are cut from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.reading.content.sentences import opening, without_markup
from tests.support.growth import growth

WHOLE = [
    "He moved from Springfield, Ill. Smith was born there.",
    "The trial began on Sept. 9 in Cook County.",
    "It happened near St. Louis in March.",
    "The U.S. Coast Guard closed the port.",
    "Martin Luther King Jr. Drive was closed.",
    "J. R. R. Tolkien was there.",
    "Officer Maria G. Lopez was wounded.",
    "Gov. Wes Moore and Sen. Ben Cardin spoke.",
    "Dr. Ann Miller saw it at 5:30 a.m. Tuesday.",
    "The ship was built by Hyundai Co. Ltd. in 2015.",
    "It weighed 1.5 million tons.",
    "See example.org for more.",
    "Washington, D.C. Mayor Bowser spoke.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_an_abbreviation_does_not_end_a_sentence(sentence: str) -> None:
    tail = "The second one follows."
    assert opening(f"{sentence} {tail}", "en", plain=True) == (sentence, tail)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He lives in the U.S. The trial is in May.", ("He lives in the U.S.", "The trial is in May.")),
        ("It began at 5 p.m. Police closed the road.", ("It began at 5 p.m.", "Police closed the road.")),
        ("“It fell.” She ran.", ("“It fell.”", "She ran.")),
        ("Did it fall? Yes! It did.", ("Did it fall?", "Yes!", "It did.")),
        ("One.\n\nTwo.", ("One.", "Two.")),
        ("One.\nTwo.", ("One.", "Two.")),
        ("One\nand more.\n\nTwo.", ("One and more.", "Two.")),
        ("", ()),
        (" \n\n ", ()),
    ],
)
def test_plain_text_is_cut_at_the_ends_of_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert opening(text, "en", plain=True) == sentences


def test_nothing_in_plain_text_is_markup() -> None:
    assert opening("It was *very* <b>loud</b> &amp; [long].", "en", plain=True) == (
        "It was *very* <b>loud</b> &amp; [long].",
    )


MARKDOWN = {
    "It was **very** *loud* and `long`.": "It was very loud and long.",
    "It was __very__ _loud_ in snake_case_names.": "It was very loud in snake_case_names.",
    "See [the report](https://a.example/x_(1)) now.": "See the report now.",
    'See [the report](https://a.example/ "Title") now.': "See the report now.",
    "See [the report][1] now.": "See the report now.",
    "It fell.[^1]": "It fell.",
    "![A crane](media/crane.jpg) It fell.": "It fell.",
    "<b>It</b> fell<br>down.": "It fell down.",
    "<script>alert(1)</script>It fell.": "It fell.",
    "<!-- not this. -->It fell.": "It fell.",
    "AT&amp;T fell &lt;down&gt;.": "AT&T fell <down>.",
    r"It cost 5\* or 6\_.": "It cost 5* or 6_.",
    "Write to <https://a.example/> now.": "Write to https://a.example/ now.",
    "2 * 3 * 4 is 24.": "2 * 3 * 4 is 24.",
}


@pytest.mark.parametrize(("text", "words"), MARKDOWN.items())
def test_markup_is_no_part_of_a_sentence(text: str, words: str) -> None:
    assert opening(text, "en", plain=False) == (words,)


BLOCKS = [
    "# Heading",
    "Heading\n---",
    "> Quoted.",
    "- A list.",
    "1. A list.",
    "| a | b |\n|---|---|",
    "```\ncode.\n```",
    "    code.",
    "***",
    "[^1]: A note.",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_what_is_no_prose_is_passed_over(block: str) -> None:
    assert opening(f"{block}\n\nIt fell.", "en", plain=False) == ("It fell.",)


def test_a_text_is_looked_at_only_near_its_beginning() -> None:
    found = opening("This is one sentence of a long text. " * 100_000, "en", plain=True)
    assert 900 < len(" ".join(found)) < 1100


@pytest.mark.parametrize("language", ["en", "de", "es-MX", "pt-BR", "zh-Hant", "xx", "", "hi"])
def test_any_language_has_sentences(language: str) -> None:
    assert opening("One two three.", language, plain=True) == ("One two three.",)


@pytest.mark.parametrize("piece", ["[", "<", "*a", "`", "![", "<!--", "_a_b", "A. "])
def test_a_hostile_text_is_no_more_work_than_any_other(piece: str) -> None:
    longer, longest = growth(lambda size: opening((piece * size)[:size], "en", plain=False), 1_000, 5_000, 50_000)
    assert longer < 5.5, "the work grows with the beginning of the text"
    assert longest == 1, "and with nothing else"


@settings(max_examples=150)
@given(st.text() | st.text(alphabet="aB. \n*_`[]()<>!#-&;\\"), st.booleans())
def test_any_text_has_sentences_of_one_line_without_empty_ones(text: str, plain: bool) -> None:  # noqa: FBT001
    for sentence in opening(text, "en", plain=plain):
        assert sentence == sentence.strip() != ""
        assert "\n" not in sentence


def test_escapes_and_strikethrough_leave_their_words() -> None:
    assert without_markup(r"The \<unclear\> man, ~~old~~, \~50.") == "The <unclear> man, old, ~50."
