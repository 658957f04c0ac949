"""No link of a text leads anywhere but to the web: whatever its scheme, trick and field, and in every output.

Cases are made by combining schemes, tricks and forms of links. Each is a text of its own, without another link in it. What comes out is
read as a browser reads it: HTML by html5lib, URLs by the parser of the WHATWG.
"""

import json
from collections.abc import Iterator
from itertools import product
from xml.etree import ElementTree as ET

import html5lib
import pytest
from ada_url import URL
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose
from digest.rendering.markup.sanitize import classed, resolve
from tests.support.sites import CONFIG, article, built, write_site

ALLOWED = {"http:", "https:", "mailto:", "tel:"}
SCHEMES = {
    "javascript": "alert(1)",
    "vbscript": "msgbox(1)",
    "data": "text/html,<b>",
    "file": "///etc/passwd",
    "blob": "https://a.example/x",
    "view-source": "https://a.example",
    "x-odd": "y",
}
CHARACTERS = [
    *map(chr, (*range(0x21), *range(0x7F, 0xA1))),
    *"\xad\u200b\u200e\u202e\u2028\u2029\u2060\ufeff\ufffe\ufffd",
]
URL_ATTRIBUTES = {
    *(
        "action",
        "archive",
        "background",
        "cite",
        "classid",
        "codebase",
        "data",
        "formaction",
        "href",
        "longdesc",
        "manifest",
    ),
    *("ping", "poster", "profile", "src", "srcset", "usemap", "xlink:href"),
}


def written(character: str) -> Iterator[str]:
    """Return the ways to write a character in HTML."""
    code = ord(character)
    yield from (character, f"&#{code};", f"&#x{code:x};", f"&#{code:07d};", f"&#{code}", f"&amp;#{code};")


def spelled(scheme: str, rest: str) -> Iterator[str]:
    """Return the URL in all disguises."""
    half = len(scheme) // 2
    yield from (f"{scheme}:{rest}", f"{scheme.upper()}:{rest}", f"{scheme.title()}:{rest}", f"{scheme}&colon;{rest}")
    yield from (
        f"{scheme}&#58;{rest}",
        f"{scheme}%3A{rest}",
        f"&#{ord(scheme[0])};{scheme[1:]}:{rest}",
        f"{scheme}\\:{rest}",
    )
    yield from (f"{scheme[:half]}&Tab;{scheme[half:]}:{rest}", f"{scheme[:half]}&NewLine;{scheme[half:]}:{rest}")
    yield f"{''.join(chr(ord(letter) + 0xFEE0) for letter in scheme if letter.isalpha())}:{rest}"
    for character in CHARACTERS:
        for form in written(character):
            yield from (
                f"{form}{scheme}:{rest}",
                f"{scheme[:half]}{form}{scheme[half:]}:{rest}",
                f"{scheme}{form}:{rest}",
            )


FORMS = (
    "[x]({})",
    "[x](<{}>)",
    "[x][r]\n\n[r]: {}",
    "<{}>",
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<A HREF={}>x</A>",
    "![x]({})",
    '<img src="{}" alt="x">',
    '<blockquote cite="{}">x</blockquote>',
    '<ins cite="{}">x</ins>',
    '<iframe src="{}"></iframe>',
    '<video src="{}">x</video>',
    '<object data="{}">x</object>',
    '<svg><a xlink:href="{}">x</a></svg>',
    '<form action="{}"><button formaction="{}">x</button></form>',
    '<div>\n<a href="{}">x</a>\n</div>',
    '<a href="{}"\n title="<img src={}>">x</a>',
)
SPELLED = [url for scheme, rest in SCHEMES.items() for url in spelled(scheme, rest)]


def unsafe(html: str) -> list[tuple[str, str]]:
    """Return the attributes with which HTML could run something, or lead out of the web."""
    found = []
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        for name, value in element.attrib.items():
            plain = name if isinstance(name, str) else str(name)
            if plain.startswith("on") or (plain in URL_ATTRIBUTES and scheme(value) not in ALLOWED):
                found.append((plain, value))
        if element.tag in {"script", "iframe", "object", "embed", "form", "svg", "base"}:
            found.append((str(element.tag), ""))
    return found


def scheme(url: str) -> str:
    try:
        return str(URL(url, base="https://digest.example/a/").protocol)
    except ValueError:
        return "https:"  # a browser makes no link of it


def shown(text: str) -> list[str]:
    """Return a text as HTML: of a body, a short text and a line, in a page and in a feed."""
    prose = Prose(lambda _body: (text, False), cached=False)
    cleaned = [prose.html(Body("key", 1)), prose.short(text), prose.line(text)]
    return [
        *cleaned,
        *(classed(resolve(html, "../")) for html in cleaned),
        *(resolve(html, "https://digest.example/", "https://digest.example/a/") for html in cleaned),
    ]


def test_the_judge_of_this_test_sees_what_is_unsafe() -> None:
    assert unsafe('<a href="java\nscript:alert(1)">x</a>') == [("href", "java\nscript:alert(1)")]
    assert unsafe('<p onclick="x">') == [("onclick", "x")]
    assert unsafe('<a href="https://a.example/">x</a> <a href="/b/">x</a>') == []


@pytest.mark.parametrize("form", [FORMS[0], FORMS[4], FORMS[10]])
def test_no_disguise_of_javascript_becomes_a_link(form: str) -> None:
    bad = {}
    for url in spelled("javascript", "alert(1)"):
        text = form.replace("{}", url)
        if found := [one for html in shown(text)[:3] for one in unsafe(html)]:
            bad[text] = found
    assert bad == {}


@given(
    st.sampled_from(FORMS), st.sampled_from(SPELLED), st.sampled_from(["", "\n", "> ", "- ", "# ", "| a |\n|---|\n| "])
)
def test_no_scheme_becomes_a_link_in_any_form_and_block(form: str, url: str, before: str) -> None:
    assert [one for html in shown(before + form.replace("{}", url)) for one in unsafe(html)] == []


STRONG = [
    "java&#1;script:alert(1)",
    "java&#12;script:alert(1)",
    "&#1;javascript:alert(1)",
    "java&#x9d;script:alert(1)",
    "java&#xfffe;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript&colon;alert(1)",
    "JaVaScRiPt:alert(1)",
    "vb&#2;script:msgbox(1)",
    "da&#3;ta:text/html,x",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site with a text for each of these URLs in each field that is Markdown, as a Markdown link and as HTML."""
    files: dict[str, str | bytes] = {}
    for place, (url, form) in enumerate(product(STRONG, ("[x]({})", '<a href="{}">x</a>'))):
        text = form.replace("{}", url)
        value = json.dumps(text)
        files[f"content/articles/body-{place}.md"] = article(f"Body {place}", text=text, incident=f"case-{place}")
        files[f"content/articles/short-{place}.md"] = article(
            f"Short {place}",
            text="Nothing.",
            updates=f"[{{date: 2024-03-27, title: T, text: {value}}}]",
            corrections=f"[{{date: 2024-03-27, text: {value}}}]",
        )
        note = f"{{date: 2024-03-27, text: {value}}}"
        files[f"content/incidents/case-{place}.md"] = (
            f"---\ntitle: Case {place}\nstatus: [{note}]\ntimeline: [{note}]\n"
            f"facts: [{{name: Dead, value: {value}, date: 2024-03-27}}]\n"
            f"people: [{{name: Bo, note: {value}, charges: [{{charge: {value}, outcomes: [{note}]}}]}}]\n---\n{text}\n"
        )
        files[f"content/pages/own-{place}.md"] = f"---\ntitle: Own {place}\n---\n{text}\n"
    footer = json.dumps("[x](java&#1;script:alert(1))")
    config = f"{CONFIG}feeds: {{also: [atom, json]}}\ntheme: {{footer: {footer}}}\n"
    return built(write_site(tmp_path_factory.mktemp("site"), files, config))


def html_in(path: str, raw: bytes) -> Iterator[str]:
    """Return what of an output is read as HTML."""
    if path.endswith(".json") and b"jsonfeed.org" in raw:  # the data files hold texts as they are written
        yield from (item["content_html"] for item in json.loads(raw)["items"])
    elif path.endswith((".xml", ".opml")):
        for element in ET.fromstring(raw).iter():
            yield element.text or ""


def test_every_field_is_safe_in_every_output(site: dict[str, bytes]) -> None:
    """Pages have scripts and forms of their own; what of a text is in them are its links."""
    bad = {}
    for path, raw in site.items():
        found = [one for html in html_in(path, raw) for one in unsafe(html) if "<" in html]
        if path.endswith(".html"):
            elements = html5lib.parse(raw, namespaceHTMLElements=False, transport_encoding="utf-8").iter()
            found = [
                (str(name), value)
                for element in elements
                for name, value in element.attrib.items()
                if str(name).startswith("on") or (name in URL_ATTRIBUTES and scheme(value) not in ALLOWED)
            ]
        if found:
            bad[path] = found
    assert bad == {}
    read = [path for path in site if any(True for _ in html_in(path, site[path]))]
    assert {path.rpartition(".")[2] for path in read} >= {"xml", "json"}
