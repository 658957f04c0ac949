"""Plain text becomes Markdown that shows the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importing.markup.plain import plain_to_markdown
from tests.importing.markup.shown import words_shown

PIECES = "&amp;|1. |- |# |[x](y)|https://|www.a.b|[^1]|---|```|~~|{:|{%|<b>|*[|[gallery]|[[a]]"
SIGNS = st.sampled_from([*"ab1 \n*_`~#<>&[](){}!|\\:.-+='\"é漢=^$%@;,/", "\n\n", "    ", *PIECES.split("|")])


@given(st.lists(SIGNS, max_size=25).map("".join))
def test_markdown_of_plain_text_shows_its_words(text: str) -> None:
    markdown = plain_to_markdown(text)
    assert words_shown(markdown) == text.split(), markdown


@pytest.mark.parametrize(
    "text",
    [
        "He said 5 * 3 is 15, and wrote snake_case_name.",
        'Officials said on Monday that the crane (built in 1986) fell. "We don\'t know why," one said – at 10.30 a.m.',
        "See https://gazette.example/a_b_c?x=1&y=[2] for more.",
        "[Editor's note]: this was changed. It cost $5 & more; AT&T paid 50% [sic].",
        "It is 3 < 5 > 2, ~50 people, C# and #MeToo.",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    assert plain_to_markdown(text) == text


WRAPPED = """The crane that fell into the harbour on Tuesday had been inspected
only a week before, the port authority said. Nobody was hurt, but
two boats were damaged and the pier stays closed."""


def test_lines_are_paragraphs_and_wrapped_prose_is_one() -> None:
    assert plain_to_markdown("The crane fell.\nNobody was hurt.\n\n- one\n1. two\n# three") == (
        "The crane fell.\n\nNobody was hurt.\n\n\\- one\n\n1\\. two\n\n\\# three"
    )
    assert plain_to_markdown(f"{WRAPPED}\n\n{WRAPPED}") == f"{WRAPPED}\n\n{WRAPPED}"
    long = "The port authority said that nobody was hurt when the crane fell into the harbour on Tuesday, and that the pier stays closed."
    assert plain_to_markdown(f"{long}\n{long}") == f"{long}\n\n{long}"
