"""The canonical form of a URL: one for all the ways to write the same URL, and the same in the JavaScript of docs/data.md."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.url import is_web_url
from digest.planning.pages.data import TRACKING
from digest.rendering.canonical_url import ascii_url, canonicalizer

DOCS = Path(__file__).parents[2] / "docs/data.md"
CASES = {
    "https://example.org": "example.org",
    "http://www.Example.ORG:80/": "example.org",
    "https://www.www.example.org./a": "example.org/a",
    "https://example.org:8443/a/": "example.org:8443/a",
    "http://example.org:443/": "example.org",
    "https://example.org:443/a//b//": "example.org/a//b",
    "https://example.org/a/../b/./c/%2e%2e/d": "example.org/b/d",
    "https://example.org/%7Euser/%c3%a4/ä/%2F": "example.org/~user/%C3%A4/%C3%A4/%2F",
    "https://example.org/100%/%zz/a[1]": "example.org/100%25/%25zz/a%5B1%5D",
    "https://example.org/?": "example.org",
    "https://example.org/a?&&b=2&a=1&c=&d&": "example.org/a?a=1&b=2&c&d",
    "https://example.org/a?q=a==&=x&b==": "example.org/a?=x&b==&q=a==",
    "https://example.org/a?UTM_Source=x&utm%5Fmedium=y&fbclid=1&id=7&gclid#top": "example.org/a?id=7",
    "https://example.org/a?next=/b/&q='&r=%27": "example.org/a?next=/b/&q=%27&r=%27",
    "https://[2001:DB8:0:0::1]:443/x": "[2001:db8::1]/x",
    "https://[2001:db8::1]:8080/x": "[2001:db8::1]:8080/x",
    "https://bücher.example/": "xn--bcher-kva.example",
    "https://faß.example/": "xn--fa-hia.example",
    "https://www.com/": "com",
    "https://a_b.example/x": "a_b.example/x",
}
canonical = canonicalizer(TRACKING)

_parts = st.text(st.sampled_from("abAB01-._~!$&'()*+,;=:@%/?[]|ä日é\u0301"), max_size=12)
_hosts = st.sampled_from(
    ["example.org", "WWW.Example.org", "a.b.example.", "bücher.example", "[2001:db8::A]", "10.0.0.1"]
)
_urls = st.builds(
    "{}://{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "https"]),
    _hosts,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    *(_parts, _parts, _parts),
).filter(is_web_url)


@pytest.mark.parametrize("url", CASES)
def test_a_url_has_the_canonical_form_that_the_rule_says(url: str) -> None:
    assert canonical(url) == CASES[url]


@given(_urls)
def test_the_canonical_form_of_a_canonical_form_is_itself(url: str) -> None:
    once = canonical(url)
    assert once is not None
    assert canonical(f"https://{once}") == once


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "c", "ä", "%41", "~"]), min_size=1, max_size=5).map("".join), max_size=3
    ),
    st.dictionaries(
        st.sampled_from(["id", "page", "q", "Ä"]), st.text(st.sampled_from("abö7"), max_size=4), max_size=3
    ),
    st.data(),
)
def test_all_ways_to_write_one_url_have_one_canonical_form(
    path: list[str], query: dict[str, str], data: st.DataObject
) -> None:
    plain = (
        "https://news.example/" + "/".join(path) + "?" + "&".join(f"{name}={value}" for name, value in query.items())
    )
    scheme, port = data.draw(st.sampled_from([("http", ""), ("http", ":80"), ("https", ":443")]))
    host = data.draw(st.sampled_from(["news.example", "www.news.example", "NEWS.example.", "www.News.Example"]))
    parts = [data.draw(st.sampled_from([part, part.replace("a", "%61"), part.replace("ä", "%c3%A4")])) for part in path]
    found = [f"{name}={value}" for name, value in query.items()]
    tracked = data.draw(
        st.lists(st.sampled_from(["utm_source=x", "fbclid=7", "UTM_campaign", "", "gclid="]), max_size=3)
    )
    mixed = data.draw(st.permutations(found + tracked))
    end = data.draw(st.sampled_from(["", "/"])) if path else ""
    fragment = data.draw(st.sampled_from(["", "#top", "#?utm_source=y"]))
    assert canonical(f"{scheme}://{host}{port}/{'/'.join(parts)}{end}?{'&'.join(mixed)}{fragment}") == canonical(plain)


@pytest.mark.parametrize(
    "url", ["https://a.b.999/", "https://xn--\u00e4.example/", "https://exa mple.org/", "nonsense", "https://["]
)
def test_what_browsers_do_not_accept_has_no_canonical_form(url: str) -> None:
    assert canonical(url) is None


def test_a_very_long_url_has_a_canonical_form_at_once() -> None:
    url = (
        "https://example.org/" + "a/%41" * 50_000 + "?" + "&".join(f"k{number}=%7e" for number in range(50_000, 0, -1))
    )
    assert canonical(url) == "example.org/" + "a/A" * 50_000 + "?" + "&".join(
        sorted(f"k{number}=~" for number in range(1, 50_001))
    )


_ordinary = st.builds(
    "http://{}{}/{}?{}#{}".format,
    st.sampled_from(["", "www.", "www.www."]),
    st.lists(st.text("abw0-", min_size=1, max_size=4), min_size=1, max_size=3).map(".".join).map("{}.org".format)
    | st.sampled_from(
        [
            "www.com",
            "xn--bcher-kva.example",
            "a.xn--p1ai",
            "localhost",
            "1.2.3.4",
            "a.0x1",
            "a..b",
            "-a-.b",
            "ab--c.example",
        ]
    ),
    *(st.text("aB0-._~!$&()*+,;=:@/?'#%\\", max_size=12),) * 3,
)


@given(_ordinary | _urls)
def test_ordinary_urls_are_read_as_browsers_read_them(url: str) -> None:
    # What is written unusually goes through a browser's parser; the scheme does not count.
    assert canonical(url) == canonical(url.replace("http", "HTTP", 1))


@pytest.mark.slow
def test_the_javascript_of_the_documentation_gives_the_same_keys_in_a_browser() -> None:
    from tests.browser.browsers import browser

    [script] = re.findall(r"```js\n(function canonical.*?\n}\n)", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    urls = [
        *CASES,
        *(f"https://example.org/{chr(code)}a%{code:02x}?x{chr(code)}=%{code:02X}b" for code in range(0x21, 0x17F)),
    ]
    with browser() as chromium:
        keys = chromium.new_page().evaluate(
            f"([urls, ignored]) => {{ {script} return urls.map((url) => canonical(url, ignored)); }}",
            [urls, list(TRACKING)],
        )
    assert dict(zip(urls, keys, strict=True)) == {url: canonical(url) for url in urls}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://gazette.example/a?b=1&c=%2f#d", "https://gazette.example/a?b=1&c=%2f#d"),
        ("https://zeitung.example/straße?a[]=1#ö", "https://zeitung.example/stra%C3%9Fe?a%5B%5D=1#%C3%B6"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://[::1]:8080/a|b", "https://[::1]:8080/a%7Cb"),
    ],
)
def test_feeds_say_urls_in_ascii_and_most_as_they_are(url: str, said: str) -> None:
    assert ascii_url(url) == said


@given(st.text(min_size=1))
def test_whatever_stands_in_a_url_feeds_say_what_rfc_3986_allows(text: str) -> None:
    url = f"https://gazette.example/{text}"
    if is_web_url(url):
        said = ascii_url(url)
        assert re.fullmatch(
            r"https://gazette\.example/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-F]{2}|%[0-9a-f]{2})*",
            said,
            re.IGNORECASE,
        )
        assert ascii_url(said) == said
