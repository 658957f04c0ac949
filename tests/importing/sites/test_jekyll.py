"""A site of Jekyll becomes records with the addresses, decisions, pictures and links that it has there."""

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
