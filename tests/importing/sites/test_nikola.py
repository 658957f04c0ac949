"""A site of Nikola becomes records with the addresses, decisions, translations, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from tests.importing.sites.folders import read

CONFIG = """\
import time
from nikola import filters
SITE_URL = "https://harbour.example/"
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "de": "./de"}
POSTS = (("posts/*.rst", {"en": "blog", "de": "texte"}, "post.tmpl"), ("posts/*.md", "blog", "post.tmpl"))
PAGES = (("pages/*.md", "", "page.tmpl"),)
TIMEZONE = "Europe/Berlin"
REDIRECTIONS = [("crane.php", "/blog/2024/crane/")]
"""


def test_texts_are_records_with_addresses_translations_pictures_and_links() -> None:
    records, skipped = read(
        {
            "conf.py": CONFIG,
            "posts/2024/crane.md": (
                "<!--\n.. title: Crane falls\n.. slug: crane\n.. date: 2024-03-26 09:30:00\n.. tags: docks, private\n"
                ".. previewimage: /images/crane.png\n-->\n\n![The crane](/images/crane.png), [more](link://slug/raised#end), "
                "[docks](link://tag/Docks), [terms](/terms.pdf)\n"
            ),
            "posts/Raised.rst": ".. title: Raised\n.. slug: raised\n.. date: 2024-03-27 10:00:00 UTC+01:00\n\nUp\n--\n\nIt was *raised*.\n",
            "posts/Raised.de.rst": ".. title: Gehoben\n\nText.\n",
            "pages/index.md": ".. title: Home\n\nWelcome.\n",
            "pages/about.md": "About us.\n",
            "pages/about.meta": ".. title: About\n.. slug: who\n.. pretty_url: False\n",
            "posts/notes.ipynb": "{}",
            "images/crane.png": b"x",
            "files/terms.pdf": b"x",
        }
    )
    assert records == {
        "posts/2024/crane.md": Record(
            "posts/2024/crane.md",
            {
                "title": "Crane falls",
                "slug": "crane",
                "date": "2024-03-26T09:30:00+01:00",
                "tags": ["docks"],
                "previewimage": "/images/crane.png",
                "private": True,
                "image": {"src": "media/crane.png"},
                "aliases": ["/blog/2024/crane/", "/crane.php"],
            },
            "\n![The crane](/media/crane.png), [more](/blog/raised/#end), [docks](/tags/docks/), [terms](/media/terms.pdf)\n",
            "markdown",
            is_own=True,
            dialect="nikola",
            media=(MediaFile("images/crane.png", "crane.png"), MediaFile("files/terms.pdf", "terms.pdf")),
        ),
        "posts/Raised.rst": Record(
            "posts/Raised.rst",
            {
                "title": "Raised",
                "slug": "raised",
                "date": "2024-03-27 10:00:00 UTC+01:00",
                "id": "raised",
                "lang": "en",
                "aliases": ["/blog/raised/"],
            },
            '<section id="up">\n<h2>Up</h2>\n<p>It was <em>raised</em>.</p>\n</section>\n',
            "html",
            is_own=True,
            dialect="nikola",
        ),
        "posts/Raised.de.rst": Record(
            "posts/Raised.de.rst",
            {
                "title": "Gehoben",
                "slug": "raised-de",
                "date": "2024-03-27 10:00:00 UTC+01:00",
                "id": "raised-de",
                "translation_of": "raised",
                "lang": "de",
                "aliases": ["/de/texte/raised/"],
            },
            "<p>Text.</p>\n",
            "html",
            is_own=True,
            dialect="nikola",
        ),
        "pages/about.md": Record(
            "pages/about.md",
            {"title": "About", "slug": "who", "pretty_url": False, "aliases": ["/who.html"]},
            "About us.\n",
            "markdown",
            kind="pages",
            is_own=True,
            dialect="nikola",
        ),
    }
    assert skipped == {
        "pages/index.md": "it is the home page, and digest makes its own",
        "posts/notes.ipynb": "it is no Markdown, reStructuredText or HTML, but .ipynb",
    }


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("", "/posts/a-bridge/"),
        ("PRETTY_URLS = False\n", "/posts/a-bridge.html"),
        ("POSTS = [('posts/*.md', '', 'post.tmpl')]\n", "/a-bridge/"),
        ("POSTS = [('posts/*.md', 'b/c', 'post.tmpl')]\nTRANSLATIONS = {'en': 'en'}\n", "/en/b/c/a-bridge/"),
        ("BLOG_TITLE = open('x').read()\nPOSTS = (('posts/*.md', 'n'),)\n", "/n/a-bridge/"),
    ],
)
def test_addresses_follow_the_settings(settings: str, address: str) -> None:
    text = ".. title: A\n.. date: 2024-01-02\n\nT.\n"
    records, _ = read({"conf.py": f"BLOG_TITLE = 'x'\n{settings}", "posts/A Bridge.md": text})
    assert records["posts/A Bridge.md"].fields["aliases"] == [address]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [("status: draft", "draft", True), ("tags: Draft, x", "draft", True), ("status: private", "status", "private")],
)
def test_a_decision_is_passed_on(line: str, field: str, value: object) -> None:
    records, _ = read(
        {"conf.py": "POSTS = [('p/*.md', 'p')]", "p/a.md": f".. title: A\n.. date: 2024-01-02\n.. {line}\n\nT.\n"}
    )
    assert records["p/a.md"].fields[field] == value


def test_a_translation_without_an_original_has_the_address_that_nikola_gives_it() -> None:
    records, _ = read({"conf.py": CONFIG, "posts/only.de.rst": ".. title: Nur\n.. date: 2024-01-02\n\nText.\n"})
    assert records["posts/only.de.rst"].fields["aliases"] == ["/de/texte/onlyde/"]
