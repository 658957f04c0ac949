"""Addresses are safe on every host and disk, links are links of the web, and names become slugs that stay what they are."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model.url import (
    MAXIMUM_SLUG,
    fold,
    former_slug,
    host_of,
    internal_target,
    is_safe_address,
    is_slug,
    is_web_url,
    name_key,
    path_of,
    quote_address,
    resolve_in_site,
    root_from,
    slugify,
)

UNSAFE = [
    "", "/", "/a", "a//b", "..", "../a", "a/../b", ".", "a/./b",
    "%2e%2e", "%2E%2E/a", "a%2fb", ".git", "a/.htaccess", "con", "CON", "a/Aux.html",
    "NUL.txt", "com1", "LPT9.x", "COM¹", "a.", "a ", " a", "a b", "a\\b",
    "C:", "c:/a", "a:b", "a?b", "a#b", "a*b", 'a"b', "a<b", "a>b", "a|b", "a\0b",
    "a\nb", "a\x7fb", "a\x85b", "a\u202eb", "a\u200bb", "a\ufeffb", "a\u2028b", "a\udc80b", "a" * 201, "a/" * 201,
]  # fmt: skip
SAFE = [
    "a",
    "a/",
    "a/b",
    "feed.xml",
    "incidents/key-bridge/",
    "tags/café/",
    "東京/",
    "a.b.c",
    "~a",
    "console/",
    "com10",
    "a" * 200,
    "a&b",
    "a'b",
    "a+b",
]


@pytest.mark.parametrize("address", UNSAFE)
def test_an_address_that_a_host_or_a_disk_reads_otherwise_is_unsafe(address: str) -> None:
    assert not is_safe_address(address)


@pytest.mark.parametrize("address", SAFE)
def test_an_honest_address_is_safe(address: str) -> None:
    assert is_safe_address(address)


NOT_WEB = [
    "", "x", "example.org", "//example.org", "/a", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    "ftp://example.org",
    "mailto:a@example.org", "http:", "http://", "https:///a", "https://?q", "https://exa mple.org", "https://example.org/a b", "https://example.org/\n",
    "\x01https://example.org", " https://example.org", "https://example.org/\u202egnp.exe",
    "https://example.org/\u200b", "https://user@example.org",
    "https://user:pass@example.org", "https://example.org@evil.example", "https://example.org:0", "https://example.org:99999", "https://example.org:x",
    "https://-example.org", "https://exam..ple", "https://.example.org", "https://[::1", "https://example.org/<script>", 'https://example.org/"x',
    "https://example.org\\@evil.example", "https://example.org/`", "vbscript:x", "https:example.org", "https:/example.org", "https://\ud800.example",
    "https://" + "a" * 64 + ".example", "https://example.org/\x85",
]  # fmt: skip
WEB = [
    "https://example.org", "http://example.org/", "HTTPS://Example.org/a?b=c&d#e", "https://example.org:8443/a", "https://127.0.0.1/",
    "https://[::1]:80/a",
    "https://münchen.example/straße", "https://xn--mnchen-3ya.example/", "https://a_b.example/", "https://example.org/a%20b", "https://example.org./",
    "https://web.archive.org/web/2024/https://example.org/a", "https://example.org/a@b", "https://example.org/(a)", "https://localhost/a",
]  # fmt: skip


@pytest.mark.parametrize("url", NOT_WEB)
def test_what_could_run_mislead_or_break_is_no_url_of_the_web(url: str) -> None:
    assert not is_web_url(url)


@pytest.mark.parametrize("url", WEB)
def test_a_link_of_the_web_is_one(url: str) -> None:
    assert is_web_url(url)


@given(st.text() | st.text(alphabet="https:/@.#?[]\\ aé%").map("https://".__add__))
def test_any_text_is_a_url_of_the_web_or_not_and_one_that_is_has_a_host_and_no_space(text: str) -> None:
    if is_web_url(text):
        assert host_of(text)
        assert not any(character.isspace() or (character in "<>\"'`" and character != "'") for character in text)


SLUGS = {
    "Key Bridge Collapse": "key-bridge-collapse",
    "  --a__b-- ": "a-b",
    "Café Zürich": "cafe-zurich",
    "Straße": "strasse",
    "O'Neill’s report": "oneills-report",
    "Łódź": "łodz",
    "東京 2024": "東京-2024",
    "Пожар в порту": "пожар-в-порту",
    "हिन्दी": "हिन्दी",
    "ไฟไหม้ที่ท่าเรือ": "ไฟไหม้ที่ท่าเรือ",
    "น้ำท่วม": "น้ำท่วม",
    "اَلْحَرِيق في الميناء": "اَلْحَرِيق-في-الميناء",
    "ភ្លើងឆេះ": "ភ្លើងឆេះ",
    "မီးလောင်": "မီးလောင်",
    "אֵשׁ": "אֵשׁ",
    "Чайка": "чайка",
    "Αθήνα": "αθήνα",
    "ශ්\u200dරී ලංකා": "ශ්රී-ලංකා",
    "1\ufe0f\u20e3 fire": "1-fire",
    "ﬁre": "fire",
    "50 % – done!": "50-done",
    "CON": "con-",
    "nul": "nul-",
    "...": "",
    "": "",
    "😀": "",
    "../../etc/passwd": "etc-passwd",
    "%2e%2e": "2e-2e",
}


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_a_name_becomes_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(
    st.text()
    | st.sampled_from(["con", "AUX", "Com¹", "lpt0"])
    | st.text(alphabet="aA-_. ’'éÉßſİıǅµ\u0301\u0345\u0307्ािक", min_size=1)
)
@example("ǰ" * 60)
@example("ΐ" * 60)
@example("℠")
@example("a" * 99 + "é")
@example("con" + "-" * 200)
@example("İstanbul")
@example("ﷺ" * 20)
@example("ͅ")
def test_a_slug_is_a_safe_part_of_an_address_or_empty_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or (is_safe_address(slug) and "/" not in slug)
    assert len(slug.encode()) <= MAXIMUM_SLUG + 1
    assert slugify(slug) == slug
    assert fold(slug) == slug
    assert slug == slug.lower()


MARKED = st.text(st.characters(categories=["L", "M"], exclude_characters="\u034f"), min_size=1, max_size=12)


@given(MARKED)
@example("น้ำ")
@example("й")
@example("a\u0323\u0307")
def test_no_mark_of_a_letter_is_dropped_but_the_accents_of_latin_letters(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slug == slugify(unicodedata.normalize("NFC", text)) == slugify(unicodedata.normalize("NFD", text))
    if not any("LATIN" in unicodedata.name(letter, "") for letter in unicodedata.normalize("NFKD", text)):
        assert len(slug.encode()) > MAXIMUM_SLUG - 4 or _marks(slug) == _marks(text)


def _marks(text: str) -> list[str]:
    """Return the marks of letters, decomposed and sorted: neither those before the first letter, nor those of signs."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().lower())
    start = next((place for place, character in enumerate(folded) if character.isalnum()), len(folded))
    signs = ("VARIATION SELECTOR", "COMBINING ENCLOSING")
    return sorted(
        character
        for character in folded[start:]
        if unicodedata.category(character).startswith("M")
        and not unicodedata.name(character, "").startswith(signs)
        and not "\u20d0" <= character <= "\u20ff"
    )


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_the_slug_of_a_latin_name_is_the_one_that_it_always_had(text: str) -> None:
    assert slugify(text) == former_slug(text)


@given(st.text())
@example("Ꭰ")
def test_the_key_of_a_name_says_nothing_of_case_accents_and_form(name: str) -> None:
    forms = (
        name,
        unicodedata.normalize("NFC", name),
        unicodedata.normalize("NFD", name),
        name.casefold(),
        f" {name}\u00a0",
    )
    assert {name_key(form) for form in forms} == {name_key(name)}
    assert name_key(name_key(name)) == name_key(name)


def test_names_with_other_signs_have_other_keys() -> None:
    names = ("C", "C#", "C++", "Canal", "Canal+", "A/B", "A B", ".NET", "NET", "R&D", "R D", "50%", "50", "мой", "мои")
    assert len({name_key(name) for name in names}) == len(names)
    assert {name_key(name) for name in ("Café", "CAFE", "cafe\u0301")} == {"cafe"}
    assert name_key("O’Neill") == name_key("o'neill")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@example("a/b#c")
def test_a_quoted_address_is_ascii_and_leads_back_to_itself(text: str) -> None:
    address = f"{slugify(text) or 'x'}/"
    quoted = quote_address(address)
    assert quoted.isascii()
    assert internal_target(quoted) == address


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "index.html"),
        ("a/", "a/index.html"),
        ("a/b.xml", "a/b.xml"),
        ("a/#x", "a/index.html"),
        ("#x", "index.html"),
    ],
)
def test_an_address_names_a_file(address: str, path: str) -> None:
    assert path_of(address) == path


@pytest.mark.parametrize(
    ("address", "root"), [("", "./"), ("a/", "../"), ("a/b/", "../../"), ("a/feed.xml", "../"), ("404.html", "./")]
)
def test_every_page_knows_the_way_to_the_root(address: str, root: str) -> None:
    assert root_from(address) == root


TARGETS = {
    "/incidents/x/": "incidents/x/", "incidents/x/": "incidents/x/",
    "media/a%20b.jpg?v=1#top": "media/a b.jpg", "#here": None, "//host/x": None,
    "https://example.org/": None, "mailto:a@example.org": None, "tel:1": None, "/": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("link", "address"), TARGETS.items())
def test_a_link_of_a_text_leads_into_the_site_or_out_of_it(link: str, address: str | None) -> None:
    assert internal_target(link) == address


def test_a_link_of_a_text_counts_from_the_sites_root() -> None:
    base = "https://harbour.example/news/"
    links = ["/a/", "a/", "//cdn.example/x", "///a"]
    assert [resolve_in_site(base, link) for link in links] == [
        f"{base}a/",
        f"{base}a/",
        "https://cdn.example/x",
        "https:///a",
    ]


@given(st.text())
@example("CAFE\u0301")
def test_paths_that_differ_in_case_or_form_fold_to_one(path: str) -> None:
    forms = {path, fold(path), unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)}
    assert {fold(form) for form in forms} == {fold(path)}


HOSTS = st.lists(
    st.sampled_from(
        ["a", "gazette", "x--1", "-a", "a-", "1", "127", "xn--e1a", "A", "é", "a_b", "", "a" * 64, "b" * 63]
    ),
    min_size=1,
    max_size=5,
).map(".".join)
TAILS = st.text(alphabet="/aZ9-._~!$&'()*+,;=:@%?#[]|\\ \"<>{}^`é\x7f", max_size=8)


@settings(max_examples=75)
@given(st.sampled_from(["http", "https", "ftp"]), st.sampled_from(["://", ":/", ":"]), HOSTS, TAILS)
def test_the_case_of_a_scheme_does_not_matter(scheme: str, mark: str, host: str, tail: str) -> None:
    """Only a URL in small letters is known at first glance: one in capitals is taken apart."""
    rest = f"{mark}{host}{tail}"
    assert is_web_url(scheme + rest) == is_web_url(scheme.upper() + rest)


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["a", "crane", "con", "aux", "com1", "9", "-", "_", ".", " ", "x" * 60]), max_size=5).map(
        "".join
    )
)
def test_the_case_of_a_name_does_not_matter(name: str) -> None:
    """Only a slug in small letters is known at first glance: one in capitals is made."""
    assert slugify(name) == slugify(name.upper())
