"""A site of Hexo becomes records with the addresses, decisions, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from digest.model.reports.imported import Note
from tests.importing.sites.folders import read

CONFIG = """\
url: https://harbour.example
root: /blog/
language: [en, de]
timezone: Asia/Taipei
permalink: :year/:month/:title/
post_asset_folder: true
"""


def test_texts_are_records_with_addresses_decisions_pictures_and_links() -> None:
    records, skipped = read(
        {
            "_config.yml": CONFIG,
            "source/_posts/crane.md": (
                "---\ntitle: Crane falls\ndate: 2024-03-26 09:30:00\ncategories: [News, Docks]\npassword: quay\ncover: top.png\n---\n"
                '{% asset_img left crane.png 300 200 "The crane" %}\n![Top](crane/top.png) [x](top.png)\n\n'
                '{% post_link raised "More [now]" %}, {% post_link raised#end %}, {% post_link gone Old words %}, '
                "[p]({% post_path raised %}), {% asset_link crane.png a picture %}\n\n```\n{% post_link raised %}\n```\n"
                "{% note %}n{% endnote %}\n"
            ),
            "source/_posts/crane/crane.png": b"x",
            "source/_posts/crane/top.png": b"y",
            "source/_posts/raised.md": "title: Raised\npermalink: up.html\nalias: old/raised.html\n---\nUp.\n",
            "source/_drafts/later.md": "---\ntitle: Later\n---\nSoon.\n",
            "source/about/index.md": "---\ntitle: About\nlayout: about\n---\nWho we are.\n",
            "source/tags/index.md": "---\ntitle: Tags\ntype: tags\n---\n",
        }
    )
    assert records == {
        "source/_posts/crane.md": Record(
            "source/_posts/crane.md",
            {
                "title": "Crane falls",
                "date": "2024-03-26T09:30:00+08:00",
                "categories": ["News", "Docks"],
                "password": "quay",
                "cover": "top.png",
                "image": {"src": "media/_posts/crane/top.png"},
                "slug": "crane",
                "aliases": ["/2024/03/crane/"],
            },
            "![The crane](/media/_posts/crane/crane.png)\n![Top](/media/_posts/crane/top.png) [x](/media/_posts/crane/top.png)\n\n"
            "[More \\[now\\]](/up.html), [Raised](/up.html#end), Old words, [p](/up.html), [a picture](/media/_posts/crane/crane.png)"
            "\n\n```\n{% post_link raised %}\n```\n{% note %}n{% endnote %}\n",
            "markdown",
            is_own=True,
            dialect="hexo",
            media=(
                MediaFile("source/_posts/crane/crane.png", "_posts/crane/crane.png"),
                MediaFile("source/_posts/crane/top.png", "_posts/crane/top.png"),
            ),
        ),
        "source/_posts/raised.md": Record(
            "source/_posts/raised.md",
            {"title": "Raised", "slug": "raised", "aliases": ["/up.html", "/old/raised.html"]},
            "Up.\n",
            "markdown",
            is_own=True,
            dialect="hexo",
        ),
        "source/_drafts/later.md": Record(
            "source/_drafts/later.md",
            {"title": "Later", "slug": "later", "draft": True},
            "Soon.\n",
            "markdown",
            is_own=True,
            dialect="hexo",
        ),
        "source/about/index.md": Record(
            "source/about/index.md",
            {"title": "About", "slug": "about", "aliases": ["/about/"]},
            "Who we are.\n",
            "markdown",
            kind="pages",
            is_own=True,
            dialect="hexo",
        ),
    }
    assert skipped == {"source/tags/index.md": "it is a list of the theme, and digest makes its own"}


FIELDS = "title: A Big Crane\ndate: 2024-03-06 09:30:05\nurlname: big\ncategories: [News, Old Docks]\n"


@pytest.mark.parametrize(
    ("settings", "path", "addresses"),
    [
        ("", "crane.md", ["/2024/03/06/crane/"]),
        ("permalink: :category/:title.html", "crane.md", ["/News/Old-Docks/crane.html"]),
        (
            "permalink: :category/:title/\nfilename_case: 1\ncategory_map: {News: n}",
            "crane.md",
            ["/n/old-docks/crane/"],
        ),
        ("permalink: :i_month/:i_day/:post_title/", "crane.md", ["/3/6/a-big-crane/"]),
        ("permalink: :urlname.html\npretty_urls: {trailing_html: false}", "crane.md", ["/big.html", "/big"]),
        ("permalink: :lang/:name/\npermalink_defaults: {lang: en}", "docks/crane.md", ["/en/crane/"]),
        ("permalink: :title/", "docks/Crane No 1.md", ["/docks/Crane No 1/"]),
        ("permalink: :title/\nnew_post_name: :year-:month-:day-:title.md", "2024-03-06-crane.md", ["/crane/"]),
        ("permalink: :title-:hash/\ntimezone: UTC", "crane.md", ["/crane-ca145444337d/"]),
        ("permalink: :id/", "crane.md", None),
    ],
)
def test_addresses_follow_the_settings(settings: str, path: str, addresses: list[str] | None) -> None:
    records, _ = read({"_config.yml": settings, f"source/_posts/{path}": f"---\n{FIELDS}---\nT.\n"})
    assert records[f"source/_posts/{path}"].fields.get("aliases") == addresses


@pytest.mark.parametrize(
    ("zone", "addresses"),
    [
        ("Asia/Taipei", ["/2024/03/07/a/", "/2024/03/06/a/"]),
        ("", ["/2024/03/06/a/"]),
        ("Mars/Olympus", ["/2024/03/06/a/"]),
    ],
)
def test_a_moment_with_an_offset_has_the_day_of_the_site_s_zone(zone: str, addresses: list[str]) -> None:
    text = "---\ntitle: A\ndate: 2024-03-06T20:30:00Z\n---\nT.\n"
    records, _ = read({"_config.yml": f"timezone: {zone}", "source/_posts/a.md": text})
    assert records["source/_posts/a.md"].fields["aliases"] == addresses


def test_an_address_that_settings_cannot_say_is_told() -> None:
    """`:id` is a number of Hexo's own database."""
    records, _ = read(
        {"_config.yml": "permalink: :id/", "source/_posts/a.md": "---\ntitle: A\ndate: 2024-01-02\n---\nT.\n"}
    )
    told = "its old address cannot be known from the settings: if it had one, write it into `aliases:`"
    assert records["source/_posts/a.md"].notes == (Note("unknown", "old-address", told),)
