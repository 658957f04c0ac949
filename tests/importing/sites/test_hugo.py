"""A site of Hugo becomes records with the addresses, decisions, translations, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from tests.importing.sites.folders import read

SETTINGS = """\
baseURL = "https://harbour.example/"
defaultContentLanguage = "en"
[languages.en]
[languages.de]
[permalinks]
news = "/:year/:month/:slug/"
"""
SVG = b"<svg/>"


def test_posts_bundles_translations_and_pages_are_records() -> None:
    records, skipped = read(
        {
            "hugo.toml": SETTINGS,
            "data/authors/ann.yaml": "name: Ann Lee\n",
            "content/_index.md": "---\ntitle: Home\n---\n",
            "content/about.md": "---\ntitle: About us\nmenu: main\n---\nWe are ten.\n",
            "content/docs/lights.md": "---\ntitle: How the lights work\n---\nThey turn.\n",
            "content/news/crane.md": (
                '+++\ntitle = "Crane falls!"\ndate = 2024-03-26T10:00:00+01:00\nauthors = ["ann"]\ndraft = false\n'
                'aliases = ["/old/crane.html", "kran"]\n+++\n'
                '![The crane](/images/crane.svg) [raised]({{< ref "raised.md#end" >}})\n\n{{< figure src="/images/crane.svg" >}}\n'
            ),
            "content/news/crane.de.md": '+++\ntitle = "Der Kran fällt"\ndate = 2024-03-26\n+++\nEr fiel.\n',
            "content/news/raised/index.md": "---\ntitle: Raised\ndate: 2024-03-27\nslug: up\ncover: crane.svg\n---\n![It](crane.svg)\n",
            "content/news/raised/crane.svg": SVG,
            "content/news/raised/notes.md": "For us.\n",
            "content/news/secret.md": "---\ntitle: Secret\ndate: 2024-03-28\ndraft: true\n---\nNo.\n",
            "static/images/crane.svg": SVG,
        }
    )
    crane = MediaFile("static/images/crane.svg", "images/crane.svg")
    inner = MediaFile("content/news/raised/crane.svg", "news/raised/crane.svg")
    assert records == {
        "content/about.md": Record(
            "content/about.md",
            {"title": "About us", "menu": "main", "slug": "about", "aliases": ["/about/"]},
            "We are ten.\n",
            "markdown",
            "pages",
            is_own=True,
            dialect="hugo",
        ),
        "content/news/crane.md": Record(
            "content/news/crane.md",
            {
                "title": "Crane falls!",
                "date": "2024-03-26T10:00:00+01:00",
                "authors": ["Ann Lee"],
                "draft": False,
                "slug": "crane",
                "id": "crane",
                "lang": "en",
                "aliases": ["/2024/03/crane-falls/", "/old/crane.html", "/2024/03/kran"],
            },
            "![The crane](/media/images/crane.svg) [raised](/2024/03/up/#end)\n\n"
            '{{< figure src="/media/images/crane.svg" >}}\n',
            "markdown",
            is_own=True,
            dialect="hugo",
            media=(crane,),
        ),
        "content/news/crane.de.md": Record(
            "content/news/crane.de.md",
            {
                "title": "Der Kran fällt",
                "date": "2024-03-26",
                "slug": "crane-de",
                "id": "crane-de",
                "translation_of": "crane",
                "lang": "de",
                "aliases": ["/de/2024/03/der-kran-fällt/"],
            },
            "Er fiel.\n",
            "markdown",
            is_own=True,
            dialect="hugo",
        ),
        "content/news/raised/index.md": Record(
            "content/news/raised/index.md",
            {
                "title": "Raised",
                "date": "2024-03-27",
                "cover": "crane.svg",
                "image": {"src": "media/news/raised/crane.svg"},
                "slug": "up",
                "aliases": ["/2024/03/up/"],
            },
            "![It](/media/news/raised/crane.svg)\n",
            "markdown",
            is_own=True,
            dialect="hugo",
            media=(inner,),
        ),
        "content/news/secret.md": Record(
            "content/news/secret.md",
            {
                "title": "Secret",
                "date": "2024-03-28",
                "draft": True,
                "slug": "secret",
                "aliases": ["/2024/03/secret/"],
            },
            "No.\n",
            "markdown",
            is_own=True,
            dialect="hugo",
        ),
    }
    assert skipped == {
        "content/_index.md": "it is a list page, and digest makes its own",
        "content/docs/lights.md": "it is in the section docs, whose texts have no dates",
        "content/news/raised/notes.md": "it belongs to the bundle that it is in, and has no page of its own",
    }


@pytest.mark.parametrize(
    ("settings", "fields", "expected"),
    [
        ("", "", ["/news/crane-1/"]),
        ("uglyURLs = true\n", "", ["/news/crane-1.html"]),
        ("disablePathToLower = true\n", "", ["/news/Crane-1/"]),
        ("", "slug: pier\n", ["/news/pier/"]),
        ("", "url: /a/b.html\n", ["/a/b.html"]),
        ('[permalinks.page]\nnews = "/:section/:yearday/:title"\n', "", ["/news/086/fire-at-pier-9/"]),
        ('[permalinks]\nnews = "/:sections[0]/:monthname/:contentbasename/"\n', "", ["/news/March/crane-1/"]),
        ("defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.de]\n", "", ["/en/news/crane-1/"]),
    ],
)
def test_the_old_address_follows_the_settings(settings: str, fields: str, expected: list[str]) -> None:
    text = f"---\ntitle: Fire at pier 9\ndate: 2024-03-26\n{fields}---\nIt burned.\n"
    records, _ = read({"hugo.toml": settings, "content/news/Crane 1.md": text})
    assert records["content/news/Crane 1.md"].fields["aliases"] == expected


def test_what_a_list_page_decides_for_the_texts_below_it_counts_and_dates_come_from_name_folder_and_git() -> None:
    records, _ = read(
        {
            "config/_default/hugo.yaml": "title: x\n",
            "content/news/_index.md": "---\ntitle: News\ncascade:\n  build: {list: never, render: never}\n---\n",
            "content/news/2024-03-26-a.md": "---\ntitle: A\n---\na\n",
            "content/log/2023/05/b.md": "---\ntitle: B\n---\nb\n",
            "content/log/c.md": "---\ntitle: C\n---\nc\n",
        },
        {"content/log/c.md": "2022-01-02T03:04:05+00:00"},
    )
    assert {place: (one.fields["date"], one.fields.get("build")) for place, one in records.items()} == {
        "content/log/2023/05/b.md": ("2023-05-01", None),
        "content/log/c.md": ("2022-01-02T03:04:05+00:00", None),
        "content/news/2024-03-26-a.md": ("2024-03-26", {"list": "never", "render": "never"}),
    }
