"""Hostile text in every field of every file: nothing of it runs, loads, pretends or breaks a page or a feed."""

import re
from xml.etree import ElementTree

import feedparser
import pytest

from digest.model.url import is_safe_address
from tests.rendering.hostile import config_with, hostile_files
from tests.rendering.strict import (
    elements,
    faults_of,
    json_ld_of,
    one,
    page_of,
    pages_of,
    shown,
    strings_in,
    text_of,
    texts_of,
    xml_of,
)
from tests.support.sites import built, write_site

MARKUP = (
    "<script>alert(1)</script>z",
    '"><img src=x onerror=alert(1)>z',
    "'><svg/onload=alert(1)>z",
    "</title></script></style></textarea>--><script>alert(1)</script>z",
    "]]><b>z<![CDATA[ ]]>",
    "<!-- z --> <!--><b> -- --!> z",
    "{{ 7*7 }}z{% raw %}{% include 'base.html' %}{# z #}${7*7}",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot; &nbsp z",
    "a\x00b\x01c\x08d\x0be\x1ff\x7fg\x80h\x93i\x9fj\ufdd0k\ufffel\uffffm\U0001fffen",
    "&#0;&#1;&#8;&#11;&#x1f;&#127;&#x80;&#x93;&#xFDD0;&#xFFFE;&#x1FFFE;&#xD800;&#x110000; z",
    "\u202eevil\u202c \u2066isolate\u2069 z",
    "\ud800 lone \udfff halves \ud83d z",
    "😀 👩‍👩‍👧‍👦 🇩🇪 Ünïcödé z\u0301\u0302",
    "العربية עברית z",
    "line one\nline two\r\nline three\u2028four\u2029five\x85six",
    "<z" + " a" * 40 + ">" + "'\"`" * 20,
)
LINKS = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1)) [y](&#x6A;avascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>) [y](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=) [y](vbscript:msgbox(1)) [z](file:///etc/passwd) [b](blob:x) [f](feed:javascript:alert(1))",
    "<javascript:alert(1)> <https://ok.example/>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    '[x](https://ok.example/ "t" onclick=alert(1)) [y](https://ok.example/" onmouseover="alert(1))',
    '<a href="javascript:alert(1)">x</a> <a href=" &#14; javascript:alert(1)">y</a> <a href="java&#10;script:alert(1)">z</a>',
    '<a href="//evil.example/x">x</a> [y](//evil.example/) <a href="\\\\evil.example">z</a>',
    '![x](https://evil.example/x.png) ![y](//evil.example/x.png) <img src="https://evil.example/x.png">',
    '<img src="/\\evil.example/x.png"> <img src="&#9;//evil.example/x.png"> <img src="ht\ntp://evil.example/x">',
    '<img src=x onerror=alert(1)> <p onclick="alert(1)" style="position:fixed;background:url(//evil.example)">p</p>',
    '<table><tr><td style="text-align:left;background:url(//evil.example)" background="//evil.example">c</td></tr></table>',
    '<img srcset="//evil.example/x.png 2x" src="media/bridge.png"> <video src="//evil.example" poster="//evil.example"></video>',
    '<iframe src="//evil.example" srcdoc="<script>alert(1)</script>"></iframe><object data="//evil.example"></object><embed src="x">',
    '<svg><a xlink:href="javascript:alert(1)"><script>alert(1)</script></a></svg><math><mtext><img src=x onerror=alert(1)></mtext></math>',
    '<form action="//evil.example"><input name=x><button formaction="javascript:alert(1)">b</button></form>',
    '<meta http-equiv="refresh" content="0;url=//evil.example"><base href="//evil.example/"><link rel=stylesheet href="//evil.example">',
    '<style>@import "//evil.example"; body{display:none}</style>',
    '<p id="main">m</p><p id="main">m</p><h2 id="in-1">i</h2><a name="main">n</a><p id="a b">s</p><p id="">e</p>',
    '# Head {: id="main" onclick="alert(1)" class="skip" }\n\n# Head\n\ntext {: style="color:red" href="javascript:alert(1)" }',
    '[x](https://ok.example){: href="javascript:alert(1)" onclick="alert(1)" } ![x](media/bridge.png){: src="//evil.example" }',
    'a[^main]\n\n[^main]: note <script>alert(1)</script>\n\n*[HTML]: "><script>alert(1)</script>\n\nHTML',
    '```html" onload="alert(1)\n<script>alert(1)</script>\n```\n\n`<script>alert(1)</script>`',
    '<div markdown="1" onclick="alert(1)">[x](javascript:a)</div><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "</div></article></main></body></html><p>after</p><plaintext>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>"><table><td><select><option><template><b>',
    "<details open ontoggle=alert(1)><summary>s</summary></details><marquee onstart=alert(1)>m</marquee><dialog open>d</dialog>",
)
IN_PROSE = set(
    "a abbr aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul "
    "var wbr".split()
)
Site = dict[str, bytes]
Pages = dict[str, ElementTree.Element]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    config = config_with("".join((MARKUP[1], MARKUP[3], MARKUP[6], MARKUP[8], MARKUP[12])))
    return built(write_site(tmp_path_factory.mktemp("site"), hostile_files(MARKUP, LINKS), config))


@pytest.fixture(scope="module")
def pages(site: Site) -> Pages:
    return pages_of(site)


def test_no_page_holds_what_could_run_load_or_pretend(pages: Pages) -> None:
    # The form of the search is the theme's own.
    faulty = {path: faults for path, page in pages.items() if (faults := faults_of(page))}
    assert faulty == {"search/index.html": ["element form", "element input"]}


def test_every_script_is_json_ld_and_holds_titles_whole(pages: Pages) -> None:
    held = [
        string
        for path, page in pages.items()
        if path != "search/index.html"
        for data in json_ld_of(page)
        for string in strings_in(data)
    ]
    assert [text for text in MARKUP if shown(text) not in {" ".join(string.split()) for string in held}] == []


def test_a_title_is_shown_as_it_was_written(pages: Pages) -> None:
    for number, text in enumerate(MARKUP, 1):
        for path in (f"articles/2024/03/article-{number}", f"incidents/incident-{number}", f"own-{number}"):
            assert text_of(one(pages[f"{path}/index.html"], "h1")) == shown(text)


def test_plain_fields_are_shown_as_they_were_written(pages: Pages) -> None:
    for number, text in enumerate(MARKUP, 1):
        found = texts_of(pages[f"articles/2024/03/article-{number}/index.html"])
        assert {shown(text), f"Licence: {shown(text)}"} - found == set()
        found = texts_of(pages[f"incidents/incident-{number}/index.html"])
        assert {shown(text), f"No. {shown(text)}", f"Charge: {shown(text)}"} - found == set()


def test_a_plain_text_is_shown_as_it_was_written(pages: Pages) -> None:
    for number, text in enumerate((*MARKUP, *LINKS), 1):
        prose = one(pages[f"articles/2024/03/plain-{number}/index.html"], "div[@class='prose']")
        assert text_of(prose).replace(
            " ", ""
        ) == f"Before.{shown(text.encode(errors='replace').decode())}After.".replace(" ", "")


def test_prose_holds_only_elements_of_a_list(pages: Pages) -> None:
    found = {
        name
        for page in pages.values()
        for _, prose in elements(page)
        if "prose" in prose.get("class", "")
        for name, _ in elements(prose)
    }
    assert found - IN_PROSE == set()
    assert found >= {"a", "abbr", "code", "details", "div", "h2", "img", "li", "p", "sup", "table", "td"}


def test_template_syntax_is_text(site: Site, pages: Pages) -> None:
    number = MARKUP.index("{{ 7*7 }}z{% raw %}{% include 'base.html' %}{# z #}${7*7}") + 1
    assert "{{ 7*7 }}z{% raw %}" in text_of(pages[f"articles/2024/03/article-{number}/index.html"])
    assert [path for path, raw in site.items() if path.endswith((".html", ".xml")) and b"49z" in raw] == []


def test_no_output_holds_a_control_character(site: Site) -> None:
    forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e\U0001fffe]")
    texts = {path: raw.decode() for path, raw in site.items() if path.endswith((".html", ".xml", ".txt"))}
    put_in = [text for text in MARKUP if forbidden.search(text)]
    assert [
        len([path for path, text in texts.items() if path.endswith(".html") and shown(one) in text]) > 5
        for one in put_in
    ] == [
        True,
        True,
        True,
    ]
    assert {path: found[0] for path, text in texts.items() if (found := forbidden.search(text))} == {}


@pytest.mark.slow
def test_every_xml_file_is_well_formed_and_readers_take_every_feed(site: Site) -> None:
    files = {path: raw for path, raw in site.items() if path.endswith(".xml")}
    for raw in files.values():
        xml_of(raw)
    feeds = {path: feedparser.parse(raw) for path, raw in files.items() if raw.find(b"<rss") >= 0}
    assert len(feeds) > 50
    assert {path: feed.get("bozo_exception") for path, feed in feeds.items() if feed.bozo} == {}


def test_content_of_feeds_holds_what_pages_may_hold(site: Site) -> None:
    said = set()
    for path, raw in site.items():
        if path.endswith("feed.xml"):
            for content in xml_of(raw).iterfind(".//item/*"):
                if str(content.tag).rpartition("}")[2] not in {"description", "encoded"}:
                    continue
                text = (content.text or "").replace("https://harbour.example/news/", "./")
                body = page_of(f"<!DOCTYPE html><html><head><title>t</title></head><body>{text}</body></html>".encode())
                assert faults_of(body) == [], path
                said.update(text_of(one(body, "body")).split())
    assert {word for text in MARKUP for word in shown(text).split()} - said == set()


def test_every_output_path_is_safe_on_every_disk(site: Site) -> None:
    assert [path for path in site if not is_safe_address(path)] == []
