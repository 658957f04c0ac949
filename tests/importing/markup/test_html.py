"""HTML becomes Markdown without the loss of a word."""

from collections import Counter
from html import escape

import pytest
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


@pytest.mark.parametrize(
    "html",
    [
        "<p>a&#1;b&#xFFFE;c</p><p\x01x>d</p>",
        '<p"x=1>a</p><a href="&#2;x">b</a><img alt="&#3;" src="a&#4;b.png">',
        "<x:y>a</x:y><\U000f0041>b",
        "<div>" * 3000 + "a",
        "<b>" * 500 + "a",
        "<ul><li>" * 200 + "a",
        "<table><tr><td>" * 100 + "a",
        "<dl><dd>" * 100 + "a",
        "&#55296;&bogus;&",
        "\udc80 a",
        "<",
        "",
    ],
)
def test_hostile_html_is_converted_without_harm(html: str) -> None:
    converted = to_markdown(html, "html")
    assert "a" in converted.text or "a" not in html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>5 * 3, snake_case, _x_, `t`, &lt;name&gt;, &amp;amp;, ~~x~~</p>",
            "5 * 3, snake_case, \\_x\\_, \\`t\\`, \\<name>, &amp;amp;, \\~\\~x\\~\\~",
        ),
        ("<p># a</p><p>1. b</p><p>- c</p><p>+ d</p><p>&gt; e</p>", "\\# a\n\n1\\. b\n\n\\- c\n\n\\+ d\n\n\\> e"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>x<br>y</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | x y |",
        ),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\n\nb\n\nc"),
        ("<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>", "- a\n  - b\n    1. c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<dl><dt>T</dt><dd>a</dd><dd><p>b</p><ul><li>c</li></ul></dd></dl>", "T\n:   a\n:   b\n\n    - c"),
        (
            '<p>a<sup><a href="#fn1" id="r1">1</a></sup></p><hr><ol><li id="fn1">b <a href="#r1">↩</a></li></ol>',
            "a[^1]\n\n---\n\n[^1]: b",
        ),
        (
            '<figure><img src="/a b.png" alt="A [x]"><figcaption>The <a href="/p">pier</a></figcaption></figure>',
            "![A \\[x\\]](/a%20b.png)\n\n*The [pier](/p)*",
        ),
        ('<pre><code class="language-py">a = "```"\n</code></pre>', '````py\na = "```"\n````'),
        ("<p>a<br>b<br><br>c</p>", "a\\\nb\n\nc"),
        ('<video title="The crane" src="/a.mp4">no player</video>', "[The crane](/a.mp4)"),
        (
            '<img src="data:image/gif;base64,x" data-src="/a.png" alt=""><img width="1" height="1" src="/t.gif">',
            "![](/a.png)",
        ),
        ("<p>H<sub>2</sub>O <mark>m</mark></p>", "H<sub>2</sub>O <mark>m</mark>"),
        ('<p><a href="javascript:x()">a</a><a name="b"></a></p><p hidden>c</p>', "a"),
    ],
)
def test_structure_becomes_markdown(html: str, expected: str) -> None:
    assert to_markdown(html, "html").text == expected
