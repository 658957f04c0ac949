"""What editors, or the web, wrote as HTML comes out with nothing in it that could run, load or pretend."""

import re

import pytest

from digest.rendering.markup.sanitize import (
    Sanitizer,
    classed,
    clean_line,
    clean_short,
    image,
    link,
    paragraph,
    resolve,
)

CLEANED = {
    '<p onclick="x" style="color:red" class="skip" data-x="1">a</p>': "<p>a</p>",
    "<script>a</script>b": "b",
    "<style>a</style>b": "b",
    "<svg><circle/><text>a</text></svg>b": "b",
    "<math><mi>a</mi></math>b": "b",
    "<iframe>a</iframe>b": "  ab",
    "<noscript>a</noscript>b": "b",
    "<template>a</template>b": "b",
    "<textarea>a</textarea>b": "b",
    "<form><input><button>a</button></form>": "\n\n\na\n\n",
    "<video src=x></video><audio src=x></audio><embed src=x>": ' <a href="x">x</a>  <a href="x">x</a>  <a href="x">x</a> ',
    "<h1>a</h1>": "<h2>a</h2>",
    "<font color=red>a</font><center>b</center><blink>c</blink>": "a\nb\nc",
    "a<!-- b -->c": "ac",
    "<p>a<b>b": "<p>a<b>b</b></p>",
    "</p></div></main>a": "a",
    '<a href="javascript:x">a</a>': "<a>a</a>",
    '<a href="JAVASCRIPT:x">a</a>': "<a>a</a>",
    '<a href="java&#9;script:x">a</a>': "<a>a</a>",
    '<a href="&#1;javascript:x">a</a>': "<a>a</a>",
    '<a href="data:text/html,x">a</a>': "<a>a</a>",
    '<a href="vbscript:x">a</a>': "<a>a</a>",
    '<a href="mailto:a@b.example">a</a>': '<a href="mailto:a@b.example">a</a>',
    '<a href="tel:+1">a</a>': '<a href="tel:+1">a</a>',
    '<a href="https://a.example/?b&c" target="_blank" ping="x" download>a</a>': '<a href="https://a.example/?b&amp;c">a</a>',
    '<a name="main">a</a>': "<a>a</a>",
    '<img src="https://a.example/x.png" alt="b">': '<a href="https://a.example/x.png">b</a>',
    '<img src="//a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="\\\\a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="/\\a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="&#9;//a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="/&#9;/a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="ht&#10;tps://a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="https:a.example/x.png">': '<a href="https://a.example/x.png">a.example</a>',
    '<img src="data:image/png;base64,AA">': "",
    '<img alt="b">': "b",
    '<img src="data:image/png;base64,AA" alt="b">c': "bc",
    '<a href="https://a.example/"><img src="https://b.example/x.png" alt="c"></a>': '<a href="https://a.example/">c</a>',
    "<name withheld> said </Unclear>": "&lt;name withheld&gt; said &lt;/Unclear&gt;",
    '<img src="media/x.png" alt="b" width="1" height="99999" srcset="y" loading="lazy">': '<img src="media/x.png" alt="b" width="1">',
    '<p id="main">a</p><p id="main">b</p>': '<p id="text-main">a</p><p>b</p>',
    '<p id="a b">a</p>': "<p>a</p>",
    '<a href="#main">a</a>': '<a href="#text-main">a</a>',
    "<td>a</td>": "a",
    '<table><tr><td style="text-align:left;color:red;background:url(x)" colspan="2" rowspan="x">a</td></tr></table>': (
        '<table><tbody><tr><td style="text-align:left" colspan="2">a</td></tr></tbody></table>'
    ),
    '<p dir="rtl" lang="ar">a</p><p dir="x">b</p>': '<p dir="rtl" lang="ar">a</p><p>b</p>',
    '<a class="footnote-ref skip">a</a><div class="notice">b</div>': '<a class="footnote-ref">a</a><div class="">b</div>',
    "a&#1;b&#x80;c&#xFDD0;d": "ab€cd",
    "a\x93b\x94 \u202ec\ufffe": "a“b” c",
    "&lt;script&gt;": "&lt;script&gt;",
}


@pytest.mark.parametrize("html", CLEANED)
def test_html_is_cleaned(html: str) -> None:
    cleaned = Sanitizer().clean(html)
    assert cleaned.replace(' class=""', "") == CLEANED[html].replace(' class=""', "")


@pytest.mark.parametrize("html", CLEANED)
def test_what_is_clean_stays_as_it_is(html: str) -> None:
    once = Sanitizer().clean(html)
    assert Sanitizer().clean(once).replace("text-text-", "text-") == once


def test_ids_are_unique_in_each_text_alone() -> None:
    sanitizer = Sanitizer()
    assert [sanitizer.clean('<p id="a">b</p>') for _ in range(2)] == ['<p id="text-a">b</p>'] * 2


def test_a_short_text_has_blocks_but_no_pictures_tables_headings_and_ids() -> None:
    html = (
        '<h2 id="a">b</h2><p id="c">d</p><table><tr><td>e</td></tr></table><img src="media/x.png"><ul><li>f</li></ul>'
    )
    assert clean_short(html).split() == ["b", "<p>d</p>", "e", "<a", 'href="media/x.png">x.png</a><ul><li>f</li></ul>']
    assert clean_line(html).split() == ["b", "d", "e", "<a", 'href="media/x.png">x.png</a>f']


RESOLVED = {
    '<a href="/x/">a</a>': '<a href="R/x/">a</a>',
    '<a href="x/y">a</a>': '<a href="R/x/y">a</a>',
    '<img src="media/x.png">': '<img src="R/media/x.png">',
    '<a href="//a.example/x">a</a>': '<a href="https://a.example/x">a</a>',
    '<a href="https://a.example/x">a</a>': '<a href="https://a.example/x">a</a>',
    '<a href="mailto:a@b.example">a</a>': '<a href="mailto:a@b.example">a</a>',
    '<a href="#text-a">a</a><p id="text-a">b</p>': '<a href="P#text-a">a</a><p id="text-a">b</p>',
    '<a href="#text-nowhere">a</a>': "<a>a</a>",
    '<a href="/x/?q=1&amp;r=2#s">a</a>': '<a href="R/x/?q=1&amp;r=2#s">a</a>',
    '<a href="">a</a>': '<a href="R/">a</a>',
    "<p>a &amp; b</p>": "<p>a &amp; b</p>",
}


@pytest.mark.parametrize("html", RESOLVED)
def test_links_of_a_text_are_resolved_from_the_root_of_the_site(html: str) -> None:
    root, page = "https://site.example/news/", "https://site.example/news/here/"
    assert resolve(html, root, page) == RESOLVED[html].replace('"R/', f'"{root}').replace('"P#', f'"{page}#')


@pytest.mark.parametrize("html", [html for html in RESOLVED if "//a.example/x" not in html or "https" in html])
def test_links_of_a_page_are_relative_to_it(html: str) -> None:
    assert resolve(html, "../../") == RESOLVED[html].replace('"R/', '"../../').replace('"P#', '"#')


def test_a_link_to_another_host_without_a_scheme_stays_one_on_a_page() -> None:
    page = resolve('<a href="//a.example/x">a</a>', "../../")
    assert page in {'<a href="//a.example/x">a</a>', '<a href="https://a.example/x">a</a>'}


def test_parts_are_escaped() -> None:
    assert (paragraph("<a> & 'b'"), link('https://a/?b"c', "<d>"), image("https://a/?b&c", '"d"')) == (
        "<p>&lt;a&gt; &amp; &#39;b&#39;</p>",
        '<a href="https://a/?b&#34;c">&lt;d&gt;</a>',
        '<p><img src="https://a/?b&amp;c" alt="&#34;d&#34;"></p>',
    )


def test_cells_say_by_a_class_where_their_letters_stand_and_no_style_is_left() -> None:
    cells = (
        '<td style="text-align: right;" title="b">a</td>',
        '<th style="color:red" colspan="2">style="text-align:left"</th>',
        '<td title="<td style=\'text-align:left\'>" style="text-align:justify">a</td>',
        '<td style="color:red">a</td>',
    )
    cleaned = classed(Sanitizer().clean(f"<table><tr>{''.join(cells)}</tr></table>"))
    assert re.findall(r"<t[dh][^>]*>", cleaned) == [
        '<td class="text-right" title="b">',
        '<th colspan="2">',
        "<td title=\"&lt;td style='text-align:left'&gt;\">",
        "<td>",
    ]
    assert '<th colspan="2">style="text-align:left"</th>' in cleaned
