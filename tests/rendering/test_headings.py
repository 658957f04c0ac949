"""The headings of a text: whatever is written, they begin below the page's own, and no level is left out (WCAG 2.2, 1.3.1 and 2.4.10)."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose

# What makes a heading, hides one, takes one out, or looks like one.
BLOCKS = st.sampled_from(
    [
        *(f"{'#' * level} Word" for level in range(1, 7)),
        *(f"<h{level}>Word</h{level}>" for level in range(1, 7)),
        *(
            "Word\n====",
            "Word\n----",
            "> ##### Word",
            "- #### Word",
            "<h3/>Word",
            "<H1 class=x>Word</H4>",
            "</h2>",
            "<h4",
        ),
        *("<script><h2></script>", "<style><h3></style>", "<svg><h4>Word</h4></svg>", "<!-- <h2> -->", "`<h2>`"),
        *("<details><summary><h5>Word</h5></summary>", "</details>", "<div markdown=1>", "</div>", "~~~\n# Word\n~~~"),
        *("Words are in a line.", "[^1]: ## Word", "<table><tr><td><h6>Word</h6></td></tr></table>", "<template><h2>"),
    ]
)
TEXTS = st.lists(BLOCKS, max_size=8).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n"]).map(lambda gap: gap.join(blocks))
)


def levels(text: str, *, paragraphs: bool = True) -> list[int]:
    """Return the levels of the headings that a text has on a page."""
    html = Prose(lambda _body: (text, False), paragraphs=paragraphs).html(Body("key", 1))
    return [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#### First\n\n##### Second\n\n# Third", [2, 3, 2]),
        ("<h5>Raw</h5>\n\nText\n\n<h3>Raw</h3>", [2, 2]),
        ("<script><h2></script>\n\n#### First\n\n###### Second", [2, 3]),
        ("<h3/>First\n\n##### Second", [2, 3]),
    ],
)
def test_headings_begin_at_the_second_level_and_leave_out_none(text: str, expected: list[int]) -> None:
    assert levels(text) == expected


@given(TEXTS)
def test_no_text_makes_a_page_skip_a_level(text: str) -> None:
    for paragraphs in (True, False):
        found = levels(text, paragraphs=paragraphs)
        assert found[:1] in ([], [2])
        assert [pair for pair in pairwise(found) if not 2 <= pair[1] <= pair[0] + 1] == []
