"""A site of Zola becomes records with the addresses, decisions, translations, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from tests.importing.sites.folders import read

SETTINGS = 'base_url = "https://harbour.example"\ndefault_language = "en"\n[languages.de]\n'


def test_pages_with_a_date_are_articles_with_their_old_address_links_and_pictures() -> None:
    records, skipped = read(
        {
            "config.toml": SETTINGS,
            "content/about.md": '+++\ntitle = "About"\n+++\nWe are ten.\n',
            "content/blog/_index.md": "+++\n+++\n",
            "content/blog/2024-03-26_crane/index.md": (
                '+++\ntitle = "Crane falls"\naliases = ["old/crane.html"]\n[taxonomies]\ntags = ["cranes"]\n'
                '[extra]\nimage = "crane.svg"\n+++\n'
                "![The crane](crane.svg) [raised](@/blog/raised.md#end) [all](@/blog/_index.md)\n"
            ),
            "content/blog/2024-03-26_crane/crane.svg": b"<svg/>",
            "content/blog/raised.md": '+++\ntitle = "Raised"\ndate = 2024-03-27\npath = "up/here"\n+++\n[home](https://harbour.example/about/)\n',
            "content/blog/raised.de.md": '+++\ntitle = "Gehoben"\ndate = 2024-03-27\n+++\nOben.\n',
            "content/wip/_index.md": "+++\ndraft = true\n+++\n",
            "content/wip/secret.md": '+++\ntitle = "Secret"\ndate = 2024-03-28\n+++\nNo.\n',
        }
    )
    assert records == {
        "content/about.md": Record(
            "content/about.md",
            {"title": "About", "slug": "about", "aliases": ["/about/"]},
            "We are ten.\n",
            "markdown",
            "pages",
            is_own=True,
            dialect="zola",
        ),
        "content/blog/2024-03-26_crane/index.md": Record(
            "content/blog/2024-03-26_crane/index.md",
            {
                "title": "Crane falls",
                "taxonomies": {"tags": ["cranes"]},
                "extra": {"image": "crane.svg"},
                "date": "2024-03-26",
                "image": {"src": "media/blog/2024-03-26_crane/crane.svg"},
                "slug": "crane",
                "aliases": ["/blog/crane/", "/old/crane.html"],
            },
            "![The crane](/media/blog/2024-03-26_crane/crane.svg) [raised](/up/here/#end) [all](/blog/)\n",
            "markdown",
            is_own=True,
            dialect="zola",
            media=(MediaFile("content/blog/2024-03-26_crane/crane.svg", "blog/2024-03-26_crane/crane.svg"),),
        ),
        "content/blog/raised.md": Record(
            "content/blog/raised.md",
            {
                "title": "Raised",
                "date": "2024-03-27",
                "slug": "raised",
                "id": "raised",
                "lang": "en",
                "aliases": ["/up/here/"],
            },
            "[home](/about/)\n",
            "markdown",
            is_own=True,
            dialect="zola",
        ),
        "content/blog/raised.de.md": Record(
            "content/blog/raised.de.md",
            {
                "title": "Gehoben",
                "date": "2024-03-27",
                "slug": "raised-de",
                "id": "raised-de",
                "translation_of": "raised",
                "lang": "de",
                "aliases": ["/de/blog/raised/"],
            },
            "Oben.\n",
            "markdown",
            is_own=True,
            dialect="zola",
        ),
        "content/wip/secret.md": Record(
            "content/wip/secret.md",
            {
                "title": "Secret",
                "date": "2024-03-28",
                "slug": "secret",
                "draft": True,
                "aliases": ["/wip/secret/"],
            },
            "No.\n",
            "markdown",
            is_own=True,
            dialect="zola",
        ),
    }
    assert skipped == {
        "content/blog/_index.md": "it is a list page, and digest makes its own",
        "content/wip/_index.md": "it is a list page, and digest makes its own",
    }


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", "/news/pier-9-burns/"),
        ('slugify.paths = "off"\n', "/news/Pier 9 burns/"),
        ('slugify.paths = "safe"\n', "/news/Pier_9_burns/"),
    ],
)
def test_the_old_address_follows_the_settings(settings: str, expected: str) -> None:
    text = '+++\ntitle = "Fire"\ndate = 2024-03-26\n+++\nIt burned.\n'
    records, _ = read(
        {"config.toml": f'base_url = "https://a.example"\n{settings}', "content/news/Pier 9 burns.md": text}
    )
    assert records["content/news/Pier 9 burns.md"].fields["aliases"] == [expected]


def test_a_page_without_a_date_among_dated_ones_has_that_of_its_old_address_or_of_git() -> None:
    records, skipped = read(
        {
            "config.toml": 'base_url = "https://a.example"\n',
            "content/news/a.md": '+++\ntitle = "A"\npath = "news/2024/03/26/a"\n+++\na\n',
            "content/news/b.md": '+++\ntitle = "B"\n+++\nb\n',
            "content/docs/c.md": '+++\ntitle = "C"\n+++\nc\n',
        },
        {"content/news/b.md": "2022-01-02T03:04:05+00:00"},
    )
    assert {place: one.fields["date"] for place, one in records.items()} == {
        "content/news/a.md": "2024-03-26",
        "content/news/b.md": "2022-01-02T03:04:05+00:00",
    }
    assert skipped == {"content/docs/c.md": "it has no date"}
