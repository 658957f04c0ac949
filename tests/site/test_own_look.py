"""A site has a look of its own without copies of templates: a style sheet, blocks, layouts of its own pages."""

import re
from pathlib import Path

import pytest

from tests.support.sites import article, build, built, run, write_site

DOCUMENT = Path(__file__).parents[2] / "docs/theming.md"
EXTRA = "templates/static/extra.css"
LINKS = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
ABOUT = "---\ntitle: About us\n{}---\nWe read *all* reports.\n"


def example(heading: str) -> str:
    """Return the first example of a section of the document."""
    section = DOCUMENT.read_text(encoding="utf-8").partition(f"### {heading}\n")[2]
    return section.partition("```jinja\n")[2].partition("```")[0]


def test_a_style_sheet_of_the_site_is_linked_after_that_of_digest_if_there_is_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/articles/a.md": article(), EXTRA: "p { margin: 0 }"}
    site = built(write_site(tmp_path, files))
    assert site["static/extra.css"] == b"p { margin: 0 }"
    pages = {path: text.decode() for path, text in site.items() if path.endswith(".html")}
    assert {path: LINKS.findall(page)[1].rpartition("/")[2] for path, page in pages.items()} == dict.fromkeys(
        pages, "extra.css"
    )
    (tmp_path / EXTRA).unlink()
    assert [LINKS.findall(page.decode()) for path, page in built(tmp_path).items() if path == "index.html"] == [
        ["./static/style.css"]
    ]


def test_the_list_of_templates_says_what_the_style_sheet_is_for(tmp_path: Path) -> None:
    write_site(tmp_path, {EXTRA: ""})
    assert "  static/extra.css  (each page links it)\n" in run("templates", "--folder", str(tmp_path)).out
    ended = run("templates", "static/extra.css", "--folder", str(tmp_path))
    assert (ended.code, "write templates/static/extra.css yourself" in ended.err) == (1, True)


def test_the_blocks_of_the_document_are_added_to_every_page(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article(),
        "content/pages/about.md": ABOUT.format(""),
        "templates/base.html": example("Add to every page"),
    }
    site = built(write_site(tmp_path, files))
    pages = {path: text.decode() for path, text in site.items() if path.endswith(".html")}
    for path, page in pages.items():
        inside = page.partition('<main id="main">\n')[2].partition("</main>")[0]
        assert "News of the harbour, every Friday." in inside.partition("<h1")[0], path
        assert ">Write to us</a>" in page.partition("</main>")[2].partition('<footer class="colophon">')[0], path
    assert {"index.html", "404.html", "about/index.html", "articles/2024/03/a/index.html"} <= pages.keys()


def test_a_template_that_extends_the_default_one_is_made_again_when_it_changes(tmp_path: Path) -> None:
    base = '{{% extends "digest/base.html" %}}{{% block after_content %}}{}{{% endblock %}}'
    write_site(tmp_path, {"content/articles/a.md": article(), "templates/base.html": base.format("<p>One</p>")})
    assert b"<p>One</p>" in built(tmp_path)["index.html"]
    (tmp_path / "templates/base.html").write_text(base.format("<p>Two</p>"))
    assert b"<p>Two</p>" in built(tmp_path)["index.html"]


def test_a_mistake_in_a_block_has_its_line(tmp_path: Path) -> None:
    base = '{% extends "digest/base.html" %}\n{% block footer %}\n{{ site.titel }}\n{% endblock %}'
    ended = build(write_site(tmp_path, {"content/articles/a.md": article(), "templates/base.html": base}))
    assert "templates/base.html:3:1: error: there is no `titel` in SiteView; did you mean `title`?" in ended.err


@pytest.mark.parametrize("name", ["landing", "landing.html", "templates/landing.html"])
def test_a_page_is_shown_with_the_layout_that_it_names(name: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/pages/about.md": ABOUT.format(f"layout: {name}\n"),
        "content/pages/contact.md": ABOUT.replace("About", "Contact").format(""),
        "templates/landing.html": example("A layout for a page"),
    }
    site = built(write_site(tmp_path, files))
    about, contact = (site[f"{page}/index.html"].decode() for page in ("about", "contact"))
    assert "<h1>About us</h1>\n<p>We read <em>all</em> reports.</p>" in about
    assert ('<a class="btn fill" href="../feeds/">' in about, "btn" in contact) == (True, False)


def test_a_change_of_the_layout_makes_the_page_again(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/pages/about.md": ABOUT.format("layout: landing\n"),
        "templates/landing.html": "One",
        "templates/other.html": "Two",
    }
    assert built(write_site(tmp_path, files))["about/index.html"] == b"One\n"
    (tmp_path / "content/pages/about.md").write_text(ABOUT.format("layout: other\n"))
    assert built(tmp_path)["about/index.html"] == b"Two\n"


@pytest.mark.parametrize("name", ["page", "default", "base", "null", "layouts/base.njk", "post.liquid"])
def test_a_layout_of_another_generator_chooses_nothing(name: str, tmp_path: Path) -> None:
    site = built(write_site(tmp_path, {"content/pages/about.md": ABOUT.format(f"layout: {name}\n")}))
    assert b'<div class="prose">' in site["about/index.html"]


@pytest.mark.parametrize("name", ["base.html", "home", "parts/lists", "mail.html"])
def test_a_template_for_something_else_is_no_layout(name: str, tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, {"content/pages/about.md": ABOUT.format(f"layout: {name}\n")}), "--json")
    assert [(one["code"], one["line"]) for one in ended.report["diagnostics"]] == [("unknown-layout", 3)]
