"""A site of Jekyll becomes records with the addresses, decisions, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from tests.importing.sites.folders import read

CONFIG = """\
title: Harbour Notes
url: https://harbour.example
baseurl: /notes
timezone: America/New_York
defaults:
  - scope: {path: "", type: posts}
    values: {author: ann}
"""


def test_a_post_is_a_record_with_its_old_address_author_picture_and_links() -> None:
    records, skipped = read(
        {
            "_config.yml": CONFIG,
            "_data/authors.yml": "ann:\n  name: Ann Lee\n",
            "_posts/2024-03-26-crane-falls.md": (
                "---\ntitle: Crane falls\ncategories: [Harbour]\ntags: cranes docks\nimage: /assets/crane (1).svg\n"
                "redirect_from: /old/crane/\n---\n"
                "![The crane]({{ site.baseurl }}/assets/crane (1).svg) and [more]({% post_url 2024-03-27-crane-raised %}#end).\n\n"
                "`{{ site.baseurl }}/x`\n"
            ),
            "_posts/2024-03-27-crane-raised.md": "---\ntitle: Crane raised\nauthor: Bo\npermalink: /raised/\n---\n[a](../crane) [b](https://harbour.example/notes/about.html)\n",
            "about.md": "---\nlayout: page\ntitle: About\n---\nWe are ten people who write about what happens at the harbour.\n",
            "index.html": "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
            "assets/crane (1).svg": b"<svg/>",
        }
    )
    assert records == {
        "_posts/2024-03-26-crane-falls.md": Record(
            "_posts/2024-03-26-crane-falls.md",
            {
                "author": "Ann Lee",
                "title": "Crane falls",
                "categories": ["Harbour"],
                "tags": ["cranes", "docks"],
                "image": {"src": "media/assets/crane (1).svg"},
                "date": "2024-03-26",
                "slug": "crane-falls",
                "aliases": ["/harbour/2024/03/26/crane-falls.html", "/old/crane/"],
            },
            "![The crane](/media/assets/crane%20%281%29.svg) and [more](/raised/#end).\n\n`{{ site.baseurl }}/x`\n",
            "markdown",
            is_own=True,
            dialect="jekyll",
            media=(MediaFile("assets/crane (1).svg", "assets/crane (1).svg"),),
        ),
        "_posts/2024-03-27-crane-raised.md": Record(
            "_posts/2024-03-27-crane-raised.md",
            {
                "author": "Bo",
                "title": "Crane raised",
                "date": "2024-03-27",
                "slug": "crane-raised",
                "aliases": ["/raised/"],
            },
            "[a](/crane) [b](/about.html)\n",
            "markdown",
            is_own=True,
            dialect="jekyll",
        ),
        "about.md": Record(
            "about.md",
            {"title": "About", "slug": "about", "aliases": ["/about.html"]},
            "We are ten people who write about what happens at the harbour.\n",
            "markdown",
            kind="pages",
            is_own=True,
            dialect="jekyll",
        ),
    }
    assert skipped == {"index.html": "it is a list or a page of the theme, and digest makes its own"}


def test_a_moment_with_an_offset_that_there_is_not_is_its_day() -> None:
    records, _ = read(
        {"_config.yml": "", "_posts/2023-01-29-a.md": "---\ntitle: A\ndate: 2023-01-29 19:56:50 -06000\n---\na\n"}
    )
    record = records["_posts/2023-01-29-a.md"]
    assert (record.fields["date"], [note.code for note in record.notes]) == ("2023-01-29", ["unread-time"])


def test_the_day_in_an_address_is_that_of_the_site_s_zone() -> None:
    text = "---\ntitle: A\ndate: 2024-03-26 23:30:00 -0400\n---\na\n"
    records, _ = read({"_config.yml": "timezone: Europe/Berlin\n", "_posts/2024-03-26-a.md": text})
    assert records["_posts/2024-03-26-a.md"].fields["aliases"] == ["/2024/03/27/a.html", "/2024/03/26/a.html"]


def test_drafts_and_decisions_are_kept_and_categories_are_folders_too() -> None:
    records, _ = read(
        {
            "_config.yml": "collections: {cases: {output: true}}\n",
            "_drafts/plan.md": "---\ntitle: Plan\n---\nLater.\n",
            "news/_posts/2024-03-26-a.md": "---\ntitle: A\npublished: false\ncategory: Port\n---\na\n",
            "_cases/one.md": "---\ntitle: One\ndate: 2024-03-27\n---\none\n",
            "_cases/two.md": "---\ntitle: Two\n---\ntwo\n",
        }
    )
    told = {
        place: (one.fields.get("draft"), one.fields.get("published"), one.fields.get("aliases"))
        for place, one in records.items()
    }
    assert told == {
        "_cases/one.md": (None, None, ["/cases/one.html"]),
        "_drafts/plan.md": (True, None, None),
        "news/_posts/2024-03-26-a.md": (None, False, ["/news/port/2024/03/26/a.html"]),
    }
    assert records["news/_posts/2024-03-26-a.md"].fields["categories"] == ["news", "Port"]


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("date", ["/port/2024/03/06/Crane-falls.html"]),
        ("pretty", ["/port/2024/03/06/Crane-falls/"]),
        ("ordinal", ["/port/2024/066/Crane-falls.html"]),
        ("none", ["/port/Crane-falls.html"]),
        ("/blog/:year-:i_month-:i_day/:slug", ["/blog/2024-3-6/crane-falls", "/blog/2024-3-6/crane-falls.html"]),
        ("/:short_year/:title:output_ext", ["/24/Crane-falls.html"]),
        ("/:unknown/:title/", None),
    ],
)
def test_the_old_address_follows_the_permalink(permalink: str, expected: list[str] | None) -> None:
    text = "---\ntitle: x\ncategories: Port\n---\na\n"
    records, _ = read({"_config.yml": f'permalink: "{permalink}"\n', "_posts/2024-03-06-Crane-falls.md": text})
    assert records["_posts/2024-03-06-Crane-falls.md"].fields.get("aliases") == expected


def test_translations_are_tied_and_the_most_usual_language_is_that_of_the_originals() -> None:
    records, _ = read(
        {
            "_config.yml": "permalink: pretty\n",
            "en/news/_posts/2024-03-26-a.md": "---\ntitle: A\nlang: en\n---\na\n",
            "en/news/_posts/2024-03-27-b.md": "---\ntitle: B\nlang: en\nref: b\n---\nb\n",
            "de/news/_posts/2024-03-26-a.md": "---\ntitle: Ä\nlang: de\n---\nä\n",
            "de/news/_posts/2024-03-28-be.md": "---\ntitle: Be\nlang: de\nref: b\n---\nbe\n",
        }
    )
    assert {place: (one.fields["id"], one.fields.get("translation_of")) for place, one in records.items()} == {
        "en/news/_posts/2024-03-26-a.md": ("a", None),
        "en/news/_posts/2024-03-27-b.md": ("b", None),
        "de/news/_posts/2024-03-26-a.md": ("a-de", "a"),
        "de/news/_posts/2024-03-28-be.md": ("be", "b"),
    }
