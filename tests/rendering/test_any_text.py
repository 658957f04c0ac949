"""Whatever text stands in the fields: pages parse as one document that shows it, and feeds are well-formed."""

import json
import tempfile
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.rendering.hostile import PIXEL, article_with, config_with, incident_with
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
    words,
    xml_of,
)
from tests.support.sites import built, write_site

MARKUP = st.sampled_from(
    [
        "<",
        ">",
        "&",
        "&#1;",
        "&amp;",
        '"',
        "'",
        "`",
        "[x](javascript:y)",
        "{{",
        "}}",
        "{%",
        "*",
        "_",
        "\\",
        "]]>",
        "<!--",
        "-->",
        "</script>",
    ]
)
# Shrinking would build hundreds of sites.
QUICK = settings(derandomize=True, max_examples=4, phases=(Phase.explicit, Phase.generate))
TEXTS = st.lists(st.one_of(st.text(max_size=20), MARKUP, st.characters(codec=None)), max_size=12).map("".join)


def build_with(text: str) -> dict[str, bytes]:
    """Build a site in which a text stands in every field of words."""
    files: dict[str, str | bytes] = {
        "content/media/bridge.png": PIXEL,
        "content/articles/crane.json": json.dumps(article_with(text, "crane-case")),
        "content/articles/crane.txt": "y\n\n" + text.encode(errors="replace").decode() + "\n\nz\n",
        "content/incidents/crane-case.json": json.dumps(incident_with(text)),
    }
    with tempfile.TemporaryDirectory() as folder:
        return built(write_site(Path(folder), files, config_with(text.encode(errors="ignore").decode())))


def check(text: str) -> None:
    site = build_with(text)
    pages = pages_of(site)
    # The form of the search is the theme's own, and shows no content.
    assert {
        path: faults for path, page in pages.items() if path != "search/index.html" and (faults := faults_of(page))
    } == {}
    article, incident = pages["articles/2024/03/crane/index.html"], pages["incidents/crane-case/index.html"]
    assert text_of(one(article, "h1")) == text_of(one(incident, "h1")) == shown(text)
    assert text_of(one(pages["index.html"], "h1")) == shown(text.encode(errors="ignore").decode())
    assert text_of(one(article, "figcaption")) == shown(text)
    assert words(one(article, "img").get("alt", "")) == shown(text)
    assert {shown(text), f"by {shown(text)}", f"Licence: {shown(text)}"} - texts_of(article) == set()
    assert {shown(text), f"No. {shown(text)}", f"Charge: {shown(text)}"} - texts_of(incident) == set()
    prose = text_of(one(article, "div[@class='prose']"))
    assert prose.replace(" ", "") == f"y{shown(text.encode(errors='replace').decode())}z".replace(" ", "")
    check_data(article, text)
    for path, raw in site.items():
        if path.endswith(".xml"):
            check_xml(path, raw, text)


def check_data(page: Any, text: str) -> None:  # noqa: ANN401 - an element of html5lib's tree
    [data] = json_ld_of(page)
    held = {words(string) for string in strings_in(data)}
    assert shown(text) in held
    heads = [
        element.get("content", "")
        for name, element in elements(page)
        if name == "meta" and element.get("property") == "og:title"
    ]
    assert [words(head) for head in heads] == [shown(text)]


def check_xml(path: str, raw: bytes, text: str) -> None:
    root = xml_of(raw)
    if root.tag != "rss":
        return
    feed = feedparser.parse(raw)
    assert feed.get("bozo_exception") is None
    assert not feed.bozo
    titles = [words(title.text or "") for title in root.iterfind(".//item/title")]
    if path in {"feed.xml", "incidents/crane-case/feed.xml"}:
        assert shown(text) in titles
    for item in root.iterfind(".//item"):
        # Of an update, and of a development whose newest thing is one, the description is what it says, which is Markdown.
        if "#" in item.findtext("link", "") or (path == "feed.xml" and "/incidents/" in item.findtext("link", "")):
            continue
        content = item.find("description")
        assert content is not None
        inner = page_of(f"<!DOCTYPE html><title>t</title><body>{content.text}</body>".encode())
        assert shown(text) in text_of(one(inner, "body"))


@QUICK
@given(TEXTS)
def test_any_text_is_shown_as_it_is_in_pages_and_feeds(text: str) -> None:
    check(f"a{text} z")


@pytest.mark.slow
@settings(QUICK, max_examples=60)
@given(TEXTS)
def test_many_texts_are_shown_as_they_are_in_pages_and_feeds(text: str) -> None:
    check(f"a{text} z")
