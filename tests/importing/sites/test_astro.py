"""A site of Astro becomes records with the addresses that its routes say, decisions, languages, pictures and links."""

import pytest

from digest.importing.record import MediaFile, Record
from digest.model.reports.imported import Note
from tests.importing.sites.folders import read

CONFIG = """\
export default defineConfig({ site: 'https://harbour.example', base: '/notes', i18n: { defaultLocale: 'en', locales: ['en', 'de'] } })
"""
ROUTE = """\
---
export async function getStaticPaths() {
  const posts = await getCollection('news');
  return posts.map((post) => ({ params: { slug: post.slug }, props: post }));
}
---
"""


def test_texts_are_records_with_addresses_languages_pictures_and_links() -> None:
    records, skipped = read(
        {
            "astro.config.mjs": CONFIG,
            "src/content.config.ts": "const news = defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/data/news' }) });\n"
            "export const collections = { news };\n",
            "src/pages/n/[...slug].astro": ROUTE,
            "src/pages/tags/[tag].astro": ROUTE,
            "src/data/news/en/Crane Falls.mdx": (
                "---\ntitle: Crane falls\npubDate: Mar 26 2024\nheroImage: '@/assets/crane.png'\n---\n"
                "![The crane](../../../assets/crane.png) [more](./raised.md) ![m](/map.png)\n"
            ),
            "src/data/news/en/raised.md": "---\ntitle: Raised\nslug: up\nadded: 2024-03-27\n---\nUp.\n",
            "src/data/news/de/crane-falls.md": "---\ntitle: Kran\npubDate: 2024-03-27\n---\nText.\n",
            "src/content/team/ann.md": "---\nname: Ann Lee\n---\n",
            "src/pages/2024-01-02-old.md": "---\ntitle: Old\n---\nOld.\n",
            "src/pages/about.md": "---\ntitle: About\n---\nWho we are.\n",
            "src/pages/index.md": "---\ntitle: Home\n---\nWelcome.\n",
            "src/assets/crane.png": b"x",
            "public/map.png": b"m",
        }
    )
    assert records == {
        "src/data/news/en/Crane Falls.mdx": Record(
            "src/data/news/en/Crane Falls.mdx",
            {
                "title": "Crane falls",
                "pubDate": "Mar 26 2024",
                "heroImage": "@/assets/crane.png",
                "image": {"src": "media/crane.png"},
                "slug": "crane-falls",
                "id": "crane-falls",
                "lang": "en",
                "aliases": ["/n/en/crane-falls/"],
            },
            "![The crane](/media/crane.png) [more](/n/up/) ![m](/media/map.png)\n",
            "markdown",
            is_own=True,
            dialect="astro",
            media=(MediaFile("src/assets/crane.png", "crane.png"), MediaFile("public/map.png", "map.png")),
        ),
        "src/data/news/en/raised.md": Record(
            "src/data/news/en/raised.md",
            {"title": "Raised", "slug": "up", "added": "2024-03-27", "date": "2024-03-27", "aliases": ["/n/up/"]},
            "Up.\n",
            "markdown",
            is_own=True,
            dialect="astro",
        ),
        "src/data/news/de/crane-falls.md": Record(
            "src/data/news/de/crane-falls.md",
            {
                "title": "Kran",
                "pubDate": "2024-03-27",
                "slug": "crane-falls-de",
                "id": "crane-falls-de",
                "translation_of": "crane-falls",
                "lang": "de",
                "aliases": ["/n/de/crane-falls/"],
            },
            "Text.\n",
            "markdown",
            is_own=True,
            dialect="astro",
        ),
        "src/pages/2024-01-02-old.md": Record(
            "src/pages/2024-01-02-old.md",
            {"title": "Old", "date": "2024-01-02", "slug": "old", "aliases": ["/2024-01-02-old/"]},
            "Old.\n",
            "markdown",
            is_own=True,
            dialect="astro",
        ),
        "src/pages/about.md": Record(
            "src/pages/about.md",
            {"title": "About", "slug": "about", "aliases": ["/about/"]},
            "Who we are.\n",
            "markdown",
            kind="pages",
            is_own=True,
            dialect="astro",
        ),
    }
    assert skipped == {
        "src/content/team/ann.md": "it is of the collection team and has no date",
        "src/pages/index.md": "it is the home page or one of errors, and digest makes its own",
    }


@pytest.mark.parametrize(
    ("route", "script", "addresses"),
    [
        ("src/pages/blog/[...slug].astro", "getCollection('blog')", ["/blog/crane-falls/"]),
        ("src/pages/p/[id]/index.astro", "getCollection<X>(`blog`)", ["/p/crane-falls/"]),
        ("src/pages/[year]/[month]/[slug].astro", "getCollection('blog')", ["/2024/03/crane-falls/"]),
        ("src/pages/[...slug].astro", 'getCollection("blog"); params: { slug: p.data.path },', ["/own/"]),
        ("src/pages/[lang]/blog/[slug].astro", "getCollection('blog')", ["/en/blog/crane-falls/"]),
        ("src/pages/[...slug].astro", "readPosts()", ["/crane-falls/"]),
    ],
)
def test_a_route_says_the_address(route: str, script: str, addresses: list[str]) -> None:
    path = "src/content/blog/Crane Falls.md"
    text = "---\ntitle: A\ndate: 2024-03-06\npath: own\nlang: en\n---\nT.\n"
    records, _ = read({"astro.config.mjs": "", route: script, path: text})
    assert records[path].fields["aliases"] == addresses


def test_without_a_route_the_address_is_a_guess_and_a_note_says_so() -> None:
    records, _ = read(
        {"astro.config.mjs": "", "src/content/blog/crane.md": "---\ntitle: A\ndate: 2024-03-06\n---\nT.\n"}
    )
    record = records["src/content/blog/crane.md"]
    assert (record.fields["aliases"], record.notes) == (
        ["/blog/crane/"],
        (
            Note(
                "guessed",
                "address-of-folder",
                "the old address /blog/crane/ is a guess from its folder: no route in src/pages says it",
            ),
        ),
    )
