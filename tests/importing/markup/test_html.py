"""HTML becomes Markdown without the loss of a word."""

from collections import Counter
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from digest.importing.markup.convert import to_markdown
from tests.importing.markup.shown import letters_shown

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab1 \n*_`~#<>&[](){}!|\\:.-+='\"é漢"), st.characters(min_codepoint=32, max_codepoint=0x2FF)
    ),
    min_size=1,
    max_size=25,
)
INLINE = ("b", "i", "em", "strong", "u", "sub", "sup", "s", "mark", "span", "small", "code", "q", "font", "abbr")
BLOCKS = (
    "p",
    "div",
    "blockquote",
    "ul><li",
    "ol><li",
    "h2",
    "h4",
    "section",
    "details><summary",
    "pre",
    "dl><dt",
    "dl><dd",
    "td",
    "li",
)


def wrapped(names: tuple[str, ...], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def around(name: str, text: str) -> str:
        return f"<{name}>{text}</{'></'.join(reversed(name.split('><')))}>"

    return st.builds(around, st.sampled_from(names), inner)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=3).map("".join)


WORDS = TEXTS.map(escape)
LINE = joined(
    st.one_of(
        WORDS,
        wrapped(INLINE, WORDS),
        wrapped(INLINE, wrapped(INLINE, WORDS)),
        st.just("<br>"),
        WORDS.map(lambda text: f'<a href="https://gazette.example/a_b?c=1&amp;d=(2)">{text}</a>'),
        st.just('<img src="/a b.png" alt="">'),
    )
)
ROW = st.lists(LINE, min_size=1, max_size=3).map(lambda cells: f"<tr><td>{'</td><td>'.join(cells)}</td></tr>")
TABLE = st.lists(ROW, min_size=1, max_size=3).map(lambda rows: f"<table>{''.join(rows)}</table>")
PAGES = joined(
    st.recursive(
        st.one_of(wrapped(BLOCKS, LINE), LINE, TABLE), lambda inner: wrapped(BLOCKS, joined(inner)), max_leaves=4
    )
)


@given(PAGES)
def test_every_word_of_made_up_html_is_shown(html: str) -> None:
    from digest.importing.markup.trees import html_tree

    tree = html_tree(html)
    expected = Counter(filter(str.isalnum, "" if tree is None else tree.text_content()))
    converted = to_markdown(html, "html").text
    assert expected - letters_shown(converted) == Counter(), converted
