"""Clean HTML as lines: whatever begins a line of its own on a page begins one on a terminal, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.markup.lines import lines_of
from digest.rendering.markup.sanitize import paragraph, words


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", []),
        ("<p>One.</p>\n<p>Two <b>bold</b>\nwords.</p>", [("", "One."), ("", "Two bold words.")]),
        ("Bare words", [("", "Bare words")]),
        ("<p>a &amp; b &lt;c&gt; &#233;</p>", [("", "a & b <c> é")]),
        ("<p>One<br>Two</p><hr><h2>Head</h2>", [("", "One"), ("", "Two"), ("", "Head")]),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", [("• ", "a"), ("• ", "b"), ("", "c")]),
        ("<ul><li><p>a</p><p>b</p></li><li></li></ul>", [("• ", "a"), ("  ", "b")]),
        ("<ol><li>a<ul><li>b<p>c</p></li></ul></li></ol>", [("• ", "a"), ("  • ", "b"), ("    ", "c")]),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", [("", "a b"), ("", "c")]),
        ('<p><img src="x.jpg" alt="A crane"> and <img src="y.jpg" alt=""></p>', [("", "[A crane] and")]),
        ('<div lang="fr"><p>oui</p></div>', [("", "oui")]),
        ("<blockquote><p>Said.</p></blockquote><pre><code>x  y</code></pre>", [("", "Said."), ("", "x y")]),
    ],
)
def test_blocks_are_lines(html: str, lines: list[tuple[str, str]]) -> None:
    assert list(lines_of(html)) == lines


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20), max_size=5))
def test_all_words_of_all_paragraphs_are_shown(texts: list[str]) -> None:
    html = "\n".join(map(paragraph, texts))
    assert " ".join(text for _, text in lines_of(html)) == words(html)
