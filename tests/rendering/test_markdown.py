"""Markdown with its extras, as clean HTML; and plain texts, in which nothing is markup."""

from contextlib import suppress

import pytest

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose, line_html, plain_html, short_html
from digest.rendering.markup.markdown import TooNestedError

MARKDOWN = {
    "paragraphs": ("One *two* **three**.\n\nFour.", "<p>One <em>two</em> <strong>three</strong>.</p>\n<p>Four.</p>"),
    "headings begin at the second level": (
        "# One\n\n## Two\n\n### Three\n\n###### Six",
        '<h2 id="text-one">One</h2>\n<h3 id="text-two">Two</h3>\n<h4 id="text-three">Three</h4>\n<h5 id="text-six">Six</h5>',
    ),
    "equal headings have ids of their own": ("# A\n\n# A", '<h2 id="text-a">A</h2>\n<h2 id="text-a_1">A</h2>'),
    "a table": (
        "| a | b |\n|:--|--:|\n| 1 | 2 |",
        (
            '<table>\n<thead>\n<tr>\n<th style="text-align:left">a</th>\n<th style="text-align:right">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td style="text-align:left">1</td>\n<td style="text-align:right">2</td>\n</tr>\n</tbody>\n</table>'
        ),
    ),
    "a footnote": (
        "Text.[^1]\n\n[^1]: Note.",
        (
            '<p>Text.<sup id="text-fnref:1"><a class="footnote-ref" href="#text-fn:1">1</a></sup></p>\n<div class="footnote">\n<hr>\n<ol>\n'
            '<li id="text-fn:1">\n<p>Note.&nbsp;<a class="footnote-backref" href="#text-fnref:1" '
            'title="Jump back to footnote 1 in the text">↩︎</a></p>\n'
            "</li>\n</ol>\n</div>"
        ),
    ),
    "a list of definitions": (
        "Crane\n:   A machine.\n:   A bird.",
        "<dl>\n<dt>Crane</dt>\n<dd>A machine.</dd>\n<dd>A bird.</dd>\n</dl>",
    ),
    "fenced code": ("```python\nif a < b:\n    *c*\n```", "<pre><code>if a &lt; b:\n    *c*\n</code></pre>"),
    "indented code": ("    a < b", "<pre><code>a &lt; b\n</code></pre>"),
    "an abbreviation": ("The HTML.\n\n*[HTML]: Hypertext", '<p>The <abbr title="Hypertext">HTML</abbr>.</p>'),
    "an attribute for a language": ("Hola.\n{: lang=es onclick=x }", '<p lang="es">Hola.</p>'),
    "a list that begins with 3": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "a quotation": ("> a\n> b", "<blockquote>\n<p>a\nb</p>\n</blockquote>"),
    "a link with a title": ('[a](https://b.example/ "c")', '<p><a href="https://b.example/" title="c">a</a></p>'),
    "a picture": ("![alt](media/x.png)", '<p><img alt="alt" src="media/x.png"></p>'),
    "a line break": ("a  \nb", "<p>a<br>\nb</p>"),
    "HTML with Markdown in it": ('<aside markdown="1">*a*</aside>', "<aside>\n<p><em>a</em></p>\n</aside>"),
    "an address in brackets": ("<https://a.example/>", '<p><a href="https://a.example/">https://a.example/</a></p>'),
    "words with underscores": ("snake_case_name", "<p>snake_case_name</p>"),
    "escapes": (r"\*a\* &amp; &copy; < b", "<p>*a* &amp; © &lt; b</p>"),
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown_becomes_html(case: str) -> None:
    text, html = MARKDOWN[case]
    assert Prose(lambda _body: (text, False)).html(Body("key", 1)).strip() == html


def test_a_text_is_converted_once_and_one_text_leaves_nothing_behind_for_the_next() -> None:
    texts = {
        "a": ("# A\n\nx[^1] HTML [r]\n\n[^1]: n\n\n*[HTML]: h\n\n[r]: /r", False),
        "b": ("# A\n\nHTML [r]", False),
        "c": ("# A", True),
    }
    read: list[str] = []

    def text_of(body: Body) -> tuple[str, bool]:
        read.append(body.key)
        return texts[body.key]

    prose = Prose(text_of)
    found = [prose.html(Body(key, 1)).strip() for key in ("a", "b", "c", "a", "b")]
    assert found[1:3] == ['<h2 id="text-a">A</h2>\n<p>HTML [r]</p>', "<p># A</p>"]
    assert (found[3:], read) == (found[:2], ["a", "b", "c"])
    assert prose.html(Body()) == ""


PLAIN = {
    "blank lines end paragraphs": ("a\nb\n\nc", "<p>a b</p>\n<p>c</p>"),
    "without blank lines every line is one": ("a\nb", "<p>a</p>\n<p>b</p>"),
    "a blank line may hold blanks": ("a\n \t\nb", "<p>a</p>\n<p>b</p>"),
    "blank lines at the ends say nothing": ("\n\na\nb\n\n", "<p>a</p>\n<p>b</p>"),
    "nothing is markup": ("*a* [b](c) <b> & {{ d }}", "<p>*a* [b](c) &lt;b&gt; &amp; {{ d }}</p>"),
    "runs of blanks are one": ("a   b\t c", "<p>a b c</p>"),
    "nothing": (" \n ", ""),
}


@pytest.mark.parametrize("case", PLAIN)
def test_plain_text_becomes_paragraphs(case: str) -> None:
    text, html = PLAIN[case]
    assert plain_html(text) == html


SHORT = {
    "blocks": ("a *b*\n\nc", "<p>a <em>b</em></p>\n<p>c</p>", "a <em>b</em>\nc"),
    "a list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "a\nb"),
    "a heading is no heading": ("# a", "a", "a"),
    "a picture is a link": ("a ![b](c)", '<p>a <a href="c">b</a></p>', 'a <a href="c">b</a>'),
    "a link": ("[a](/b/)", '<p><a href="/b/">a</a></p>', '<a href="/b/">a</a>'),
    "ids are dropped": ('<b id="main">a</b>', "<p><b>a</b></p>", "<b>a</b>"),
}


@pytest.mark.parametrize("case", SHORT)
def test_short_texts_become_blocks_or_one_line(case: str) -> None:
    text, short, line = SHORT[case]
    assert (short_html(text).strip(), " ".join(line_html(text).split())) == (short, " ".join(line.split()))


NESTED = {
    "quotations": "> " * 2000 + "z",
    "lists": "- " * 2000 + "z",
    "indented lists": "\n".join(f"{' ' * 4 * depth}- z" for depth in range(120)),
    "emphasis": "*" * 2000 + "z",
    "elements": "<div>" * 2000 + "z",
}


@pytest.mark.parametrize("case", NESTED)
def test_short_text_is_shown_however_deep_it_nests_and_the_next_one_is_as_ever(case: str) -> None:
    deep = NESTED[case]
    assert "z" in short_html(deep)
    assert "z" in line_html(deep)
    assert short_html(f"*a*\n\n{case}") == f"<p><em>a</em></p>\n<p>{case}</p>"


@pytest.mark.parametrize("case", NESTED)
def test_a_text_that_nests_too_deep_spoils_no_other(case: str) -> None:
    texts = {"deep": NESTED[case], "next": f"*a*\n\n{case}\n\n- b"}
    prose = Prose(lambda body: (texts[body.key], False))
    with suppress(TooNestedError):
        prose.html(Body("deep", 1))
    assert prose.html(Body("next", 1)) == f"<p><em>a</em></p>\n<p>{case}</p>\n<ul>\n<li>b</li>\n</ul>"
