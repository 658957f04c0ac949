"""All URLs of one article have one canonical form, and those of different articles have different ones."""

import pytest

from digest.importing.urls import canonical, canonical_url, with_original_url

FIRE = "https://gazette.example/2016/harbour-fire.html?id=3"
SAME = """
http://www.gazette.example:80/2016/harbour-fire.html?utm_source=mail&id=3
https://gazette.example:443/2016/harbour-fire.html?id=3&fbclid=abc
https://m.gazette.example/2016/harbour-fire.html?id=3#comments
https://amp.gazette.example/2016/harbour-fire.amp.html?id=3
https://gazette.example/2016/harbour-fire.html?id=3&outputType=amp
https://www.google.com/amp/s/gazette.example/2016/harbour-fire.html/amp?id=3
https://gazette-example.cdn.ampproject.org/c/s/gazette.example/amp/2016/harbour-fire.html?id=3
https://web.archive.org/web/20160101000000/http://www.gazette.example:80/2016/harbour-fire.html?id=3
https://web.archive.org/web/2016id_/gazette.example/2016/harbour-fire.html?id=3
http://archive.org/wayback/20160101/http:/gazette.example/2016/harbour-fire.html?id=3
https://archive.ph/2016.01.01-120000/https://gazette.example/2016/harbour-fire.html?id=3
https://archive.today/newest/https://gazette.example/2016/harbour-fire.html?id=3
https://archive.is/o/Ab1cD/https://gazette.example/2016/harbour-fire.html?id=3
https://wayback.archive-it.org/123/20160101/http://gazette.example/2016/harbour-fire.html?id=3
https://www.google.com/url?sa=t&url=http%3A%2F%2Fgazette.example%2F2016%2Fharbour-fire.html%3Fid%3D3&usg=AF
""".split()


@pytest.mark.parametrize("url", SAME)
def test_urls_of_one_article_have_one_form(url: str) -> None:
    assert canonical_url(url) == FIRE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://gazette.example/index.php?cid=5", "https://gazette.example/index.php?cid=6"),
        ("https://gazette.example/story?gallery=6", "https://gazette.example/story?gallery=7"),
        ("https://gazette.example/?p=6", "https://gazette.example/?p=7"),
        ("https://gazette.example/camp", "https://gazette.example/c"),
        ("https://gazette.example:8080/a", "https://gazette.example/a"),
        ("https://m.example/a", "https://example/a"),
        ("https://gazette.example/#!/a", "https://gazette.example/#!/b"),
    ],
)
def test_urls_of_different_articles_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "?",
        "https://gazette.example/",
        "http://www.gazette.example",
        "javascript:x",
        "http://[",
        "https://a.example:99999/",
    ],
)
def test_what_names_no_article_has_no_form(url: str) -> None:
    assert canonical_url(url) == ""


def test_an_archived_copy_is_told_from_the_page() -> None:
    found = canonical(SAME[7])
    assert found.original == "http://www.gazette.example:80/2016/harbour-fire.html?id=3"
    assert found.archive == SAME[7]
    assert found.without == ("the archive's address", "the port", "http:// or https://", "www.")


def test_the_source_is_the_page_and_the_copy_its_archive() -> None:
    page = "http://www.gazette.example:80/2016/harbour-fire.html?id=3"
    assert with_original_url({"name": "Gazette", "url": SAME[7]}) == {
        "name": "Gazette",
        "url": page,
        "archive": SAME[7],
    }
    assert with_original_url({"url": SAME[7], "archive": "https://a.example/"}) == {
        "url": page,
        "archive": "https://a.example/",
    }
    assert with_original_url({"url": SAME[14]}) == {"url": "http://gazette.example/2016/harbour-fire.html?id=3"}
    assert with_original_url({"url": SAME[0]}) == {"url": SAME[0]}


def test_the_canonical_form_is_its_own() -> None:
    assert {canonical_url(canonical_url(url)) for url in SAME} == {FIRE}
