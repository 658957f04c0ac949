"""Settings that are programs are read and not executed, whatever is in them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.importing.sites.literals.expressions import groups_at_start, replaced
from digest.importing.sites.literals.patterns import filled_braces, filled_colons, page_address
from digest.importing.sites.literals.python import Setting, python_settings
from digest.importing.sites.literals.script import blocks_after, text_setting, texts_setting, without_comments
from digest.importing.sites.slugs import github_slug, hexo_slug, nikola_slug, pelican_slug

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab'\"\\{}é\n", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=40)
@given(st.dictionaries(st.from_regex(r"[A-Z]{1,3}", fullmatch=True), VALUES, max_size=4))
def test_literals_of_python_are_read_as_they_are(values: dict[str, Setting]) -> None:
    text = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    assert python_settings(text) == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A = 'x'\nB = A + '/y'\nC: str = B\n", {"A": "x", "B": "x/y", "C": "x/y"}),
        ("import os\nA = os.environ['X']\nB = [1, f(), 'z']\n", {"B": [1, "z"]}),
        ("A = 'x'\nA = f()\n", {}),
        ("A = {**f(), 'a': 1, g(): 2}\n", {"A": {"a": 1}}),
        ("raise SystemExit\n", {}),
        ("A = (", {}),
        ("\x00", {}),
        ("(" * 100_000, {}),
        ("A = 'xx'\n" + "A = A + A\n" * 60 + "B = 1\n", {"B": 1}),
    ],
)
def test_what_only_running_would_give_is_left_out(text: str, found: dict[str, Setting]) -> None:
    assert python_settings(text) == found


def test_texts_of_a_script_are_found_and_comments_are_not() -> None:
    script = without_comments(
        "// url: 'a'\n/* url: 'b' */\nmodule.exports = {url: 'https://x.example', 'base': \"/y\\'z/\", made: `${x}`, "
        "langs: ['en', 'de'], blog: {path: '}', more: {deep: 1}}, my_url: 'no'}"
    )
    found = [text_setting(script, name) for name in ("url", "base", "made", "gone")]
    assert found == ["https://x.example", "/y'z/", None, None]
    assert texts_setting(script, "langs") == ["en", "de"]
    assert blocks_after(script, r"\bblog\s*:") == ["path: '}', more: {deep: 1}"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (pelican_slug("Über <b>C++</b> & more!"), "uber-c-more"),
        (pelican_slug("Über", keep_letters=True, keep_case=True), "Über"),
        (pelican_slug("Киев"), "kiev"),
        (nikola_slug("A Bridge.ä"), "a-bridgea"),
        (hexo_slug("Hello, Wörld & Co_x"), "Hello-World-Co-x"),
        (hexo_slug("中文 標題!", lower=True), "中文-標題"),
        (github_slug("My Post.One Ä_b"), "my-postone-ä_b"),
        (filled_braces("{a}/{b.c}/{n:x}", {"a": "1", "b": "2", "n": "3"}), "1/2/3"),
        (filled_braces("{a}/{b}", {"a": "1"}), ""),
        (filled_colons(":a/:ab-:a_x", {"a": "1", "ab": "2"}), "1/2-1_x"),
        (filled_colons(":a/:b", {"a": "1"}), ""),
        (page_address("a//b/index.html?x#y"), "/a/b/"),
    ],
)
def test_parts_of_addresses_are_those_of_the_generator(made: str, expected: str) -> None:
    assert made == expected


def test_an_expression_that_would_never_end_is_stopped() -> None:
    begun = time.monotonic()
    assert replaced("(a+)+$", "", f"{'a' * 60}!") == f"{'a' * 60}!"
    assert groups_at_start("(?P<slug>(a|aa)+)$", f"{'a' * 99}!") == {}
    assert [replaced("(", "", "x"), replaced("x", r"\9", "x"), groups_at_start("(", "x")] == ["x", "x", {}]
    assert time.monotonic() - begun < 60  # it takes two seconds at most; without an end, it would take years
