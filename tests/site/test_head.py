"""What the head of a page tells search engines and networks: headlines, descriptions, and what they may show."""

import re
from html import unescape

import pytest

from tests.support.sites import CONFIG, article, built, write_site

CONFIG_OF_PRESS = f"{CONFIG}publisher: {{name: Harbour Press}}\n"
GAZETTE = "{name: Gazette, url: 'https://gazette.example/crane'}"
FILES: dict[str, str | bytes] = {
    "content/articles/a.md": article("Crane falls", incident="crane", source=GAZETTE),
    "content/articles/b.md": article("Crane falls", incident="crane", source=GAZETTE),
    "content/articles/c.md": article("Crane falls", "2024-03-27", incident="crane"),
    "content/articles/d.md": article("Excerpt", show="excerpt"),
    "content/articles/e.md": article("Hidden", noindex="true"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a site by their addresses."""
    made = built(write_site(tmp_path_factory.mktemp("site"), FILES, CONFIG_OF_PRESS))
    return {path.removesuffix("index.html"): raw.decode() for path, raw in made.items() if path.endswith(".html")}


def meta(html: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)
    return unescape(found[1]) if found else ""


def test_a_shared_link_has_the_headline_alone_and_a_title_tells_pages_apart(site: dict[str, str]) -> None:
    named = {
        address: (meta(html, "og:title"), unescape(html.partition("<title>")[2].partition("</title>")[0]))
        for address, html in site.items()
        if re.match(r"articles/.*/[abc]/|incidents/crane/", address)
    }
    assert named == {
        "articles/2024/03/a/": ("Crane falls", "Crane falls (Gazette, 2024-03-26) · Harbour Digest"),
        "articles/2024/03/b/": ("Crane falls", "Crane falls (Gazette, 2024-03-26, 2) · Harbour Digest"),
        "articles/2024/03/c/": ("Crane falls", "Crane falls (2024-03-27) · Harbour Digest"),
        "incidents/crane/": ("Crane falls", "Crane falls · Harbour Digest"),
    }


def test_only_an_own_article_in_full_has_a_large_picture_in_search_results(site: dict[str, str]) -> None:
    robots = {address: meta(html, "robots") for address, html in site.items()}
    assert {address: said for address, said in robots.items() if said} == {
        "articles/2024/03/c/": "max-image-preview:large",
        "articles/2024/03/e/": "noindex",
        "404.html": "noindex",
    }
