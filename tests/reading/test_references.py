"""Links and pictures are found by whatever name people write, and the page leads to the same file."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.url import internal_target
from digest.reading.content.body import references_in
from digest.rendering.markup.markdown import convert
from digest.rendering.markup.sanitize import Sanitizer

FOUND = {
    "![x](media/photo(1).jpg)": ["media/photo(1).jpg"],
    "[r](/media/a_(b)_c.pdf)": ["media/a_(b)_c.pdf"],
    "![x](<media/a b.jpg>)": ["media/a b.jpg"],
    '![x](media/a b.jpg "title")': ["media/a b.jpg"],
    "![x](media/a%20b.jpg)": ["media/a b.jpg"],
    "![x](media/a&amp;b.jpg)": ["media/a&b.jpg"],
    r"![x](media/a\(b.jpg)": ["media/a(b.jpg"],
    "[q]: /a/ 't'": ["a/"],
    "[a](/b/ 'c') and [d]( /e/ )": ["b/", "e/"],
    "[Editor's note]: this story was changed on Tuesday.": [],
    "[Note]: Corrected.": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_links_are_found_as_they_are_written(text: str) -> None:
    assert [reference.address for reference in references_in(text, "a.md", 1)] == FOUND[text]


names = st.lists(
    st.sampled_from(["a", "é", "e\u0301", " ", "(1)", "[b]", "-", "&amp;", "%20", "ф", "_c_"]), min_size=1, max_size=6
).map(lambda parts: f"x{''.join(parts)}y.jpg")


@settings(max_examples=80, derandomize=True)
@given(names, st.booleans())
def test_reading_and_the_page_mean_the_same_file(name: str, in_brackets: bool) -> None:  # noqa: FBT001 - drawn
    text = f"![x](<media/{name}>)" if in_brackets else f"![x](media/{name})"
    html = Sanitizer().clean(convert(text))
    found = re.search(r'src="([^"]*)"', html)
    assert found, html
    assert [reference.address for reference in references_in(text, "a.md", 1)] == [internal_target(unescape(found[1]))]
