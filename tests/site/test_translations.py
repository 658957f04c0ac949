"""Articles in several languages lead to each other: on their pages, to search engines, and in the data."""

import json
import re
from pathlib import Path

import pytest

from tests.support.sites import article, built, write_site

ORIGINAL = "articles/2024/03/crane/"
GERMAN = "articles/2024/03/kran/"
SPANISH = "articles/2024/03/grua/"
FILES = {
    "content/articles/crane.md": article("Crane falls"),
    "content/articles/kran.md": article("Der Kran fällt", lang="de", translation_of="Crane"),
    # A translation of a translation.
    "content/articles/grua.md": article("Cae la grúa", lang="es", translation_of="kran"),
    "content/articles/mast.md": article("Mast falls"),
}
LINK = re.compile(r'<a href="([^"]+)" hreflang="([^"]+)" lang="\2">([^<]+)</a>')
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="https://harbour\.example/news/([^"]+)">')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(write_site(tmp_path_factory.mktemp("site"), FILES))


def page(site: dict[str, bytes], address: str) -> str:
    return site[f"{address}index.html"].decode()


def led_to(site: dict[str, bytes], address: str) -> list[tuple[str, str, str]]:
    return LINK.findall(page(site, address))


def data_of(site: dict[str, bytes], address: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(site, address), re.DOTALL)
    assert found
    graph = json.loads(found[1])["@graph"]
    return {name: graph[0][name] for name in ("translationOfWork", "workTranslation") if name in graph[0]}


def work(address: str, language: str) -> dict[str, str]:
    url = f"https://harbour.example/news/{address}"
    return {"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": language}


def test_each_version_leads_to_the_others_in_their_own_words(site: dict[str, bytes]) -> None:
    up = "../../../../"
    english, german = (f"{up}{ORIGINAL}", "en", "English"), (f"{up}{GERMAN}", "de", "Deutsch")
    spanish = (f"{up}{SPANISH}", "es", "Español")
    assert led_to(site, ORIGINAL) == [german, spanish]
    assert led_to(site, GERMAN) == [english, spanish]
    assert led_to(site, SPANISH) == [english, german]
    assert led_to(site, "articles/2024/03/mast/") == []


def test_search_engines_are_told_of_all_versions_on_each(site: dict[str, bytes]) -> None:
    versions = {"en": ORIGINAL, "de": GERMAN, "es": SPANISH}
    for address in versions.values():
        assert dict(ALTERNATE.findall(page(site, address))) == versions
    assert data_of(site, ORIGINAL) == {"workTranslation": [work(GERMAN, "de"), work(SPANISH, "es")]}
    assert data_of(site, GERMAN) == {"translationOfWork": work(ORIGINAL, "en")}
    assert data_of(site, "articles/2024/03/mast/") == {}


def test_a_version_that_is_not_visible_is_not_named(tmp_path: Path) -> None:
    files = FILES | {"content/articles/crane.md": article("Crane falls", status="draft")}
    site = built(write_site(tmp_path, files))
    assert [code for _, code, _ in led_to(site, GERMAN)] == ["es"]
    assert all(b"hreflang" not in raw or name.startswith("articles/") for name, raw in site.items())


def test_translations_in_a_circle_lead_to_each_other(tmp_path: Path) -> None:
    files = FILES | {"content/articles/crane.md": article("Crane falls", translation_of="grua")}
    site = built(write_site(tmp_path, files))
    found = {address: {code for _, code, _ in led_to(site, address)} for address in (ORIGINAL, GERMAN, SPANISH)}
    assert found == {ORIGINAL: {"de", "es"}, GERMAN: {"en", "es"}, SPANISH: {"en", "de"}}


def test_the_data_name_the_original(site: dict[str, bytes]) -> None:
    rows = json.loads(site["data/v1/articles.json"])["articles"]
    assert {row["id"]: row["translation_of"] for row in rows} == {
        "crane": None,
        "kran": "Crane",
        "grua": "kran",
        "mast": None,
    }
