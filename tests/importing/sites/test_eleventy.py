"""A site of Eleventy becomes records with the addresses, decisions, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from tests.importing.sites.folders import read

SETTINGS = """\
module.exports = (config) => {
  config.addPassthroughCopy("src/images");
  config.addFilter("slugDate", (date) => {
    return DateTime.fromJSDate(date, { zone: "utc" }).toFormat("y/MM");
  });
  return { dir: { input: "src", includes: "_includes" } };
};
"""


def test_texts_have_the_fields_of_their_folder_and_the_address_of_its_permalink() -> None:
    records, skipped = read(
        {
            ".eleventy.js": SETTINGS,
            "README.md": "# Read me\n",
            "src/_data/authors.json": '{"ann": {"name": "Ann Lee"}}',
            "src/_data/site.json": '{"url": "https://harbour.example"}',
            "src/_includes/note.md": "Not a page.\n",
            "src/index.md": "---\ntitle: Home\n---\n{% for post in collections.posts %}{{ post.url }}{% endfor %}\n",
            "src/about.md": "---\ntitle: About\n---\nWe are ten people who write about what happens at the harbour.\n",
            "src/posts/posts.json": (
                '{"layout": "post.njk", "tags": ["posts"], "author": "ann", '
                '"permalink": "/notes/{{ page.date | slugDate }}/{{ page.fileSlug }}/"}'
            ),
            "src/posts/2024-03-26-crane.md": (
                "---\ntitle: Crane falls\ntags: [cranes]\n---\n"
                '![The crane](/images/crane.svg) [raised]({{ "/notes/2024/03/raised/" | url }}) <a href="../raised/">b</a>\n'
            ),
            "src/posts/2024-03-27-raised.md": "---\ntitle: Raised\neleventyExcludeFromCollections: true\n---\nUp.\n",
            "src/posts/secret.md": "---\ntitle: Secret\ndate: 2024-03-28\npermalink: false\n---\nNo.\n",
            "src/images/crane.svg": b"<svg/>",
        }
    )
    assert records == {
        "src/about.md": Record(
            "src/about.md",
            {"title": "About", "slug": "about", "aliases": ["/about/"]},
            "We are ten people who write about what happens at the harbour.\n",
            "markdown",
            "pages",
            is_own=True,
            dialect="eleventy",
        ),
        "src/posts/2024-03-26-crane.md": Record(
            "src/posts/2024-03-26-crane.md",
            {
                "tags": ["cranes"],
                "author": "Ann Lee",
                "title": "Crane falls",
                "date": "2024-03-26",
                "slug": "crane",
                "aliases": ["/notes/2024/03/crane/"],
            },
            '![The crane](/media/images/crane.svg) [raised](/notes/2024/03/raised/) <a href="/notes/2024/03/raised/">b</a>\n',
            "markdown",
            is_own=True,
            dialect="eleventy",
            media=(MediaFile("src/images/crane.svg", "images/crane.svg"),),
        ),
        "src/posts/2024-03-27-raised.md": Record(
            "src/posts/2024-03-27-raised.md",
            {
                "author": "Ann Lee",
                "title": "Raised",
                "eleventyExcludeFromCollections": True,
                "date": "2024-03-27",
                "slug": "raised",
                "aliases": ["/notes/2024/03/raised/"],
            },
            "Up.\n",
            "markdown",
            is_own=True,
            dialect="eleventy",
        ),
        "src/posts/secret.md": Record(
            "src/posts/secret.md",
            {"author": "Ann Lee", "title": "Secret", "date": "2024-03-28", "permalink": False, "slug": "secret"},
            "No.\n",
            "markdown",
            is_own=True,
            dialect="eleventy",
        ),
    }
    assert skipped == {"src/index.md": "it is a page without a date, and not at the top of the site"}


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("", ["/posts/crane/"]),
        ("/{{ title | slugify }}/index.html", ["/fire-at-pier-9/"]),
        ('{{ page.date | date: "%Y/%m" }}/{{ slug }}.html', ["/2024/03/pier.html"]),
        ("/{{ page.filePathStem }}.{{ page.outputFileExtension }}", ["/posts/crane.html"]),
        (
            "/{{ page.date | unknownToUs }}/crane/",
            ["/2024/03/26/crane/", "/2024/03/crane/", "/2024/crane/", "/2024-03-26/crane/"],
        ),
        ("/{{ pagination.hrefs[0] }}/", None),
    ],
)
def test_the_old_address_follows_the_permalink(permalink: str, expected: list[str] | None) -> None:
    field = f"permalink: '{permalink}'\n" if permalink else ""
    text = f"---\ntitle: Fire at pier 9\nslug: pier\n{field}---\nIt burned.\n"
    records, _ = read({"eleventy.config.js": "", "posts/2024-03-26-crane.md": text})
    assert records["posts/2024-03-26-crane.md"].fields.get("aliases") == expected
