"""A site of Docusaurus becomes records with the addresses, authors, decisions, translations, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from digest.model.reports.imported import Note
from tests.importing.sites.folders import read

CONFIG = """\
// url: 'https://wrong.example'
const config = {
  url: 'https://harbour.example', /* baseUrl: '/no/' */
  baseUrl: "/notes/",
  i18n: { defaultLocale: 'en', locales: ['en', 'de'] },
  presets: [['classic', { docs: { path: 'docs' }, blog: { routeBasePath: 'news', path: './blog', feedOptions: { type: 'all' } } }]],
};
"""


def test_texts_are_records_with_addresses_authors_translations_pictures_and_links() -> None:
    records, skipped = read(
        {
            "docusaurus.config.js": CONFIG,
            "blog/authors.yml": "ann:\n  name: Ann Lee\n  url: https://ann.example\n",
            "blog/tags.yml": "docks:\n  label: Old docks\n",
            "blog/2024-03-26-crane/index.mdx": (
                "---\nauthors: [ann, {name: Bo}]\ntags: [docks, {label: Cranes, permalink: /c}]\nimage: ./top.png\nunlisted: true\n"
                "last_update: {date: 2024-04-01}\n---\nimport X from '@site/src/x';\n\n# Crane falls {#crane}\n\n"
                "![The crane](./crane.png) [more](../2024/3/7/raised.md#end) [pdf](pathname:///terms.pdf) ![m](@site/static/map.png)\n"
            ),
            "blog/2024-03-26-crane/crane.png": b"x",
            "blog/2024-03-26-crane/top.png": b"y",
            "blog/2024/3/7/raised.md": "---\ntitle: Raised\nslug: /up\n---\nUp.\n",
            "i18n/de/docusaurus-plugin-content-blog/2024/3/7/raised.md": "---\ntitle: Gehoben\nslug: /up\n---\nText.\n",
            "blog/later.md": "---\ntitle: Later\ndraft: true\n---\nSoon.\n",
            "blog/_part.md": "A part.\n",
            "docs/one.md": "# One\n",
            "docs/two.md": "# Two\n",
            "src/pages/about.md": "# About\n\nWho we are.\n",
            "static/terms.pdf": b"t",
            "static/map.png": b"m",
        }
    )
    assert records == {
        "blog/2024-03-26-crane/index.mdx": Record(
            "blog/2024-03-26-crane/index.mdx",
            {
                "authors": ["Ann Lee", {"name": "Bo"}],
                "tags": ["Old docks", "Cranes"],
                "image": {"src": "media/blog/2024-03-26-crane/top.png"},
                "unlisted": True,
                "updated": "2024-04-01",
                "title": "Crane falls",
                "date": "2024-03-26",
                "slug": "crane",
                "aliases": ["/news/2024/03/26/crane/"],
            },
            "import X from '@site/src/x';\n\n# Crane falls {#crane}\n\n"
            "![The crane](/media/blog/2024-03-26-crane/crane.png) [more](/news/up/#end) [pdf](/media/terms.pdf) ![m](/media/map.png)\n",
            "markdown",
            is_own=True,
            dialect="docusaurus",
            media=(
                MediaFile("blog/2024-03-26-crane/crane.png", "blog/2024-03-26-crane/crane.png"),
                MediaFile("static/terms.pdf", "terms.pdf"),
                MediaFile("static/map.png", "map.png"),
                MediaFile("blog/2024-03-26-crane/top.png", "blog/2024-03-26-crane/top.png"),
            ),
        ),
        "blog/2024/3/7/raised.md": Record(
            "blog/2024/3/7/raised.md",
            {"title": "Raised", "date": "2024-03-07", "slug": "up", "id": "up", "lang": "en", "aliases": ["/news/up/"]},
            "Up.\n",
            "markdown",
            is_own=True,
            dialect="docusaurus",
        ),
        "i18n/de/docusaurus-plugin-content-blog/2024/3/7/raised.md": Record(
            "i18n/de/docusaurus-plugin-content-blog/2024/3/7/raised.md",
            {
                "title": "Gehoben",
                "date": "2024-03-07",
                "slug": "up-de",
                "id": "up-de",
                "translation_of": "up",
                "lang": "de",
                "aliases": ["/de/news/up/"],
            },
            "Text.\n",
            "markdown",
            is_own=True,
            dialect="docusaurus",
        ),
        "blog/later.md": Record(
            "blog/later.md",
            {"title": "Later", "draft": True, "slug": "later"},
            "Soon.\n",
            "markdown",
            is_own=True,
            dialect="docusaurus",
        ),
        "src/pages/about.md": Record(
            "src/pages/about.md",
            {"title": "About", "slug": "about", "aliases": ["/about/"]},
            "# About\n\nWho we are.\n",
            "markdown",
            kind="pages",
            is_own=True,
            dialect="docusaurus",
        ),
    }
    assert skipped == {"docs/": "it is documentation, and not articles (2 texts)"}


@pytest.mark.parametrize(
    ("settings", "path", "address"),
    [
        ("", "blog/2024-03-26-crane.md", "/blog/2024/03/26/crane/"),
        ("", "blog/2024/03/26/crane.mdx", "/blog/2024/03/26/crane/"),
        ("", "blog/news/2024-03-26-crane.md", "/blog/2024/03/26/news/crane/"),
        ("", "blog/crane.md", "/blog/crane/"),
        ("blog: {routeBasePath: '/'}", "blog/2024-03-26-v1.0.md", "/2024/03/26/v1.0/"),
        (
            "plugins: [['@docusaurus/plugin-content-blog', {id: 'desk', path: 'desk', routeBasePath: 'd'}]]",
            "desk/crane.md",
            "/d/crane/",
        ),
    ],
)
def test_addresses_follow_the_settings(settings: str, path: str, address: str) -> None:
    records, _ = read({"docusaurus.config.ts": f"export default {{{settings}}}", path: "---\ntitle: A\n---\nT.\n"})
    assert records[path].fields["aliases"] == [address]


def test_a_day_that_no_calendar_has_gives_way_to_the_one_of_the_name() -> None:
    path = "blog/2017-03-01-crane.md"
    records, _ = read({"docusaurus.config.js": "", path: "---\ntitle: A\ndate: 2017-02-29 11:00:00\n---\nT.\n"})
    told = "there is no day 2017-02-29 11:00:00; the date is that of the file's name or address: 2017-03-01"
    assert records[path].fields["date"] == "2017-03-01"
    assert records[path].notes == (Note("mended", "impossible-date", told),)
