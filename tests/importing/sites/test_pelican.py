"""A site of Pelican becomes records with the addresses, decisions, translations, pictures and links that it has there."""

import pytest

from digest.importing.record import MediaFile, Record
from digest.model.reports.imported import Note
from tests.importing.sites.folders import read

CONFIG = """\
import os
AUTHOR = 'Ann Lee'
SITEURL = 'https://harbour.example'
PATH = 'content'
TIMEZONE = 'America/New_York'
DEFAULT_LANG = 'en'
SECRET = os.getenv('SECRET')
ARTICLE_URL = 'posts/{date:%Y}/{date:%b}/{slug}/'
ARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'
ARTICLE_LANG_URL = '{lang}/{slug}.html'
ARTICLE_LANG_SAVE_AS = '{lang}/{slug}.html'
"""


def test_texts_of_all_three_kinds_are_records_with_addresses_translations_pictures_and_links() -> None:
    records, skipped = read(
        {
            "pelicanconf.py": CONFIG,
            "content/harbour/crane.md": (
                "Title: Über the crane!\nDate: 2024-03-26 09:30\nTags: cranes, docks\nAuthors: Ann Lee; Bo Day\n\n"
                "![The crane]({static}/images/crane.png), [more]({filename}raised.rst#end), [docks]({tag}Old docks)\n"
            ),
            "content/harbour/raised.rst": (
                "Crane raised\n============\n\n:date: Mon Mar  4 21:30:27 EST 2024\n:slug: raised\n:summary: It was\n  raised.\n\n"
                "It was *raised*, see `us <|filename|/pages/about.md>`_.\n\n.. youtube:: abc123\n\n.. slides::\n\n   One slide\n"
            ),
            "content/harbour/raised-de.rst": "Gehoben\n=======\n\n:date: 2024-03-04\n:slug: raised\n:lang: de\n\nText.\n",
            "content/old.html": (
                '<html><head><title>Old &amp; good</title><meta name="date" content="2009-01-02"><meta name="status" content="draft">'
                "</head><body><p>Body.</p></body></html>"
            ),
            "content/pages/about.md": "Title: About\nsave_as: about/index.html\nurl: about/\n\nWho we are.\n",
            "content/notebook.ipynb": "{}",
            "content/images/crane.png": b"x",
            "content/images/map.html": "<p>a map</p>",
        }
    )
    assert records == {
        "content/harbour/crane.md": Record(
            "content/harbour/crane.md",
            {
                "title": "Über the crane!",
                "date": "2024-03-26T09:30:00-04:00",
                "tags": "cranes, docks",
                "authors": "Ann Lee; Bo Day",
                "category": "harbour",
                "slug": "uber-the-crane",
                "aliases": ["/posts/2024/Mar/uber-the-crane/"],
            },
            "![The crane](/media/images/crane.png), [more](/posts/2024/Mar/raised/#end), [docks](/tags/old-docks/)\n",
            "markdown",
            is_own=True,
            dialect="pelican",
            media=(MediaFile("content/images/crane.png", "images/crane.png"),),
        ),
        "content/harbour/raised.rst": Record(
            "content/harbour/raised.rst",
            {
                "date": "Mon Mar  4 21:30:27 EST 2024",
                "slug": "raised",
                "summary": "It was\nraised.",
                "title": "Crane raised",
                "category": "harbour",
                "id": "raised",
                "lang": "en",
                "aliases": ["/posts/2024/Mar/raised/"],
            },
            '<p>It was <em>raised</em>, see <a class="reference external" href="/about/">us</a>.</p>\n'
            '<p><a class="reference external" href="https://www.youtube.com/watch?v=abc123">https://www.youtube.com/watch?v=abc123</a></p>\n'
            "<p>One slide</p>\n",
            "html",
            is_own=True,
            dialect="pelican",
            notes=(Note("passed-over", "rst-directive", "the directive `slides` is one of a plug-in: its words stay"),),
        ),
        "content/harbour/raised-de.rst": Record(
            "content/harbour/raised-de.rst",
            {
                "date": "2024-03-04",
                "slug": "raised-de",
                "lang": "de",
                "title": "Gehoben",
                "category": "harbour",
                "id": "raised-de",
                "translation_of": "raised",
                "aliases": ["/de/raised.html"],
            },
            "<p>Text.</p>\n",
            "html",
            is_own=True,
            dialect="pelican",
        ),
        "content/old.html": Record(
            "content/old.html",
            {"date": "2009-01-02", "status": "draft", "title": "Old & good", "slug": "old-good", "draft": True},
            "<p>Body.</p>",
            "html",
            is_own=True,
            dialect="pelican",
        ),
        "content/pages/about.md": Record(
            "content/pages/about.md",
            {"title": "About", "slug": "about", "aliases": ["/about/"]},
            "Who we are.\n",
            "markdown",
            kind="pages",
            is_own=True,
            dialect="pelican",
        ),
    }
    assert skipped == {"content/notebook.ipynb": "it is no Markdown, reStructuredText or HTML, but .ipynb"}


NAMES = r"FILENAME_METADATA = r'(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)'" + "\n"


@pytest.mark.parametrize(
    ("settings", "path", "text", "address"),
    [
        ("", "content/a.md", "Title: A Bridge\nDate: 2024-01-02\n\nT.\n", ["/a-bridge.html"]),
        ("SLUGIFY_SOURCE = 'basename'\n", "content/x_y.md", "Title: A\nDate: 2024-01-02\n\nT.\n", ["/x_y.html"]),
        ("ARTICLE_URL = 'n/{slug}'\n", "content/a.md", "Title: A\nSlug: s\nDate: 2024-01-02\n\nT.\n", ["/n/s"]),
        ("ARTICLE_URL='{slug}'\nARTICLE_SAVE_AS='{slug}.html'\n", "content/a.md", "Title: A\nDate: 2024-01-02\n\n.\n", ["/a", "/a.html"]),
        ("ARTICLE_URL = '{category}/{slug}.html'\n", "content/Old Docks/a.md", "Title: A\n\nT.\n", ["/old-docks/a.html"]),
        ("ARTICLE_URL = '{unknown}/{slug}.html'\n", "content/a.md", "Title: A\n\nT.\n", None),
        (f"{NAMES}ARTICLE_URL='{{date:%Y}}/{{slug}}/'\n", "content/2024-01-02_old.md", "Title: A\n\nT.\n", ["/2024/old/"]),
        ("SLUG_REGEX_SUBSTITUTIONS = [('C\\\\+\\\\+', 'cpp'), (' ', '_')]\n", "content/a.md", "Title: On C++\n\nT.\n", ["/on_cpp.html"]),
        ("PATH = 'texts'\n", "texts/a.md", "Title: A\n\nT.\n", ["/a.html"]),
    ],
)  # fmt: skip
def test_addresses_follow_the_settings(settings: str, path: str, text: str, address: list[str] | None) -> None:
    records, _ = read({"pelicanconf.py": settings, path: text})
    assert records[path].fields.get("aliases") == address


@pytest.mark.parametrize("status", ["draft", "hidden", "skip"])
def test_a_decision_is_passed_on(status: str) -> None:
    records, _ = read({"pelicanconf.py": "", "content/a.md": f"Title: A\nDate: 2024-01-02\nStatus: {status}\n\nT.\n"})
    assert records["content/a.md"].fields["status"] == status


def test_settings_are_not_executed() -> None:
    """What only executing a file would say is not known; the rest is."""
    records, _ = read(
        {"pelicanconf.py": "raise SystemExit\nARTICLE_URL = open('x').read()\n", "content/a.md": "Title: A\n\nT.\n"}
    )
    assert records["content/a.md"].fields["aliases"] == ["/a.html"]


def test_fields_end_with_the_first_line_that_is_none_and_pages_are_found_from_the_site_on() -> None:
    settings = "PAGE_PATHS = ['content/pages']\nARTICLE_PATHS = ['content']\n"
    records, _ = read(
        {
            "pelicanconf.py": settings,
            "content/a.md": "Title: A\nDate: 2024-01-02\n# Up\nNote: a text.\n",
            "content/pages/b.md": "Title: B\n\nA page.\n",
        }
    )
    assert [(one.kind, one.fields["title"], one.fields.get("date"), one.text) for one in records.values()] == [
        ("articles", "A", "2024-01-02", "# Up\nNote: a text.\n"),
        ("pages", "B", None, "A page.\n"),
    ]
