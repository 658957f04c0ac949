"""What readers will not see of a text as it is written is found when it is read: HTML, foreign files and markup; not in code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.text.code import without_code
from digest.model.text.html_elements import BLOCKS, EMBEDDED, HTML, INLINE, NEEDLESS, REMOVED, UNWRAPPED, WHOLE
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.markup.report import report_markup

HTML_CODE, REMOTE, LEFTOVER = "removed-html", "remote-image", "leftover-markup"


def found_in(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of every warning about a text that begins at line 5."""
    findings = DiagnosticCollector()
    report_markup(text, "content/articles/a.md", findings, 5)
    return [(one.code, one.position.line, one.position.column) for one in findings.all]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a\n\n<script>x</script>", HTML_CODE, 7),
        ("a\n<style>\np {}\n</style>", HTML_CODE, 6),
        ("<TEXTAREA>x</TEXTAREA>", HTML_CODE, 5),
        ("<svg><title>x</title></svg>", HTML_CODE, 5),
        ("a <font color='a>b'>x</font>", HTML_CODE, 5),
        ("a <marquee>x</marquee>", HTML_CODE, 5),
        ("<form><input name=a><button>x</button></form>", HTML_CODE, 5),
        ("a <!-- secret --> b", HTML_CODE, 5),
        ("a <!-- without an end", HTML_CODE, 5),
        ("<?php echo 1; ?>", HTML_CODE, 5),
        ("- item\n\n    <script>x</script>", HTML_CODE, 7),
        ("```\n<script>", HTML_CODE, 6),
        ("\\\\<font>x", HTML_CODE, 5),
        ("![Chart](https://h.example/p.png)", REMOTE, 5),
        ("![Chart](//h.example/p.png)", REMOTE, 5),
        ("a\n\n![Chart][one]\n\n[ONE]: https://h.example/p.png", REMOTE, 7),
        ("![one]\n\n[one]: https://h.example/p.png", REMOTE, 5),
        ("[![Chart](https://h.example/p.png)](/about/)", REMOTE, 5),
        ("![a [b] c](https://h.example/p.png)", REMOTE, 5),
        ("![x](data:image/png;base64,AAAA)", REMOTE, 5),
        ("<img src=https://h.example/p.png alt=x>", REMOTE, 5),
        ("<img alt=x>", REMOTE, 5),
        ("<iframe src='https://v.example/'></iframe>", REMOTE, 5),
        ("<video controls>x</video>", REMOTE, 5),
        ('{{< figure src="x" >}}', LEFTOVER, 5),
        ("{{% note %}}x{{% /note %}}", LEFTOVER, 5),
        ("{% include x.html %}", LEFTOVER, 5),
        ("By {{ site.author }}", LEFTOVER, 5),
        ("<%= x %>", LEFTOVER, 5),
        ('[gallery ids="1,2"]', LEFTOVER, 5),
        ("[gallery]", LEFTOVER, 5),
        ('[foo-bar x="1"]', LEFTOVER, 5),
        ("x[b]y[/b]", LEFTOVER, 5),
        ("import Tabs from '@theme/Tabs';", LEFTOVER, 5),
        ("export const a = 1", LEFTOVER, 5),
        ("<Tabs>x</Tabs>", LEFTOVER, 5),
        ("<VideoPlayer id={1} />", LEFTOVER, 5),
        ("<o:p></o:p>", LEFTOVER, 5),
        ("a\n\n:::tip Title\nx\n:::", LEFTOVER, 7),
        ("!!! note\n    x", LEFTOVER, 5),
        ("> [!WARNING]\n> x", LEFTOVER, 5),
        ("see [[Other page]]", LEFTOVER, 5),
        ("a\n\n{: .lead}\nb", LEFTOVER, 7),
        ('{::options x="y" /}', LEFTOVER, 5),
        ("## A\n{:.no_toc}", LEFTOVER, 5),
    ],
)
def test_what_is_taken_out_or_left_raw_is_found(text: str, code: str, line: int) -> None:
    assert [(found, at) for found, at, _ in found_in(text)] == [(code, line)]


@pytest.mark.parametrize(
    "text",
    [
        "The man, <name withheld>, told us: I <3 it. <https://a.example/> <john@mail.example> a < b > c",
        "<b>x</b> <div class='a'>y</div> <details><summary>z</summary></details>",
        "<picture><source srcset='a.webp'><img src='/media/a.png'></picture> ![x](media/a.png) ![x](a.png)",
        "<!--more--> <!-- truncate --> <!-- wp:paragraph {'a':1} --> <!-- /wp:paragraph --> <!-- TEASER_END --> <!-- -->",
        "`<script>` and ``{{ x }} ` <font>`` and `a\n<font>`",
        "```html\n<script>{{< x >}}\n```",
        "~~~\n```\n<script>\n~~~",
        "- a\n\n  ```\n  <font>\n  ```",
        "a\n\n    <script>\n\n    {% x %}\n",
        "<pre>{{ x }}</pre> and <code>[gallery]</code>",
        "\\<script> \\{{ x }} \\[gallery]",
        "[Editor's note] [sic] [...] [1] [a](b) [a][b] [r/news](/x/) [[1]](/x/)\n\n[b]: /x/",
        "A [more flexible rule], a [video]\n\n[more flexible rule]: /x/\n[video]: /y/",
        "Text\n{: .lead}",
        "1. TOC\n{:toc}",
        "import duties rose\nexport prices fell, and {this} is [a] list: {#id}",
    ],
)
def test_what_is_shown_as_it_is_meant_is_no_news(text: str) -> None:
    assert found_in(text) == []


def test_the_place_is_the_first_and_the_number_is_said() -> None:
    findings = DiagnosticCollector()
    report_markup("a\n<font>b</font> <center>c</center>\n<font>d</font>", "a.md", findings, 5)
    assert [(str(one.position), one.message) for one in findings.all] == [
        ("a.md:6:1", "the tags are taken out, and the words between them stay: “<font>” (2 times), “<center>”")
    ]


def test_every_element_has_one_fate() -> None:
    kinds = [INLINE, BLOCKS, WHOLE - {"img"}, EMBEDDED, REMOVED, NEEDLESS, UNWRAPPED]
    assert sum(map(len, kinds)) == len(HTML)


@given(st.text(st.sampled_from("`~ \t\n<b>-1.[^]:>\\x"), max_size=60))
def test_code_is_blanked_and_nothing_moves(text: str) -> None:
    blank = without_code(text)
    assert len(blank) == len(text)
    assert all(new == old or (new == " " and old != "\n") for old, new in zip(text, blank, strict=True))
