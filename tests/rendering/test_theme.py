"""Templates: a site's own stand in for the default ones, and each mistake in them is reported at its line."""

from pathlib import Path

import pytest

from digest.model.diagnostic import Diagnostic
from digest.model.site import Compiled, Template
from digest.model.text.words import ENGLISH
from digest.rendering.html.theme import compile_template
from digest.rendering.recipes import is_made_of, recipe_keys
from tests.support.sites import article, build, built, write_site

HOME = "templates/home.html"
MISTAKES: dict[str, tuple[dict[str, str | bytes], tuple[str, int, str]]] = {
    "an undefined name": ({HOME: "one\n{{ pages.title }}\n"}, (HOME, 2, "template-error")),
    "an undefined attribute": ({HOME: "one\n\n{{ page.titel }}\n"}, (HOME, 3, "template-error")),
    "an undefined filter": ({HOME: "one\n{{ page.title | shout }}\n"}, (HOME, 2, "template-syntax")),
    "a tag that is not closed": ({HOME: "one\n{% if page %}\ntwo\n"}, (HOME, 3, "template-syntax")),
    "a brace that is not closed": ({HOME: "one\n{{ page.title }\n"}, (HOME, 2, "template-syntax")),
    "an include that is missing": ({HOME: "one\n{% include 'parts/nowhere.html' %}\n"}, (HOME, 0, "template-missing")),
    "a parent that is missing": ({HOME: "{% extends 'nowhere.html' %}\n"}, (HOME, 0, "template-missing")),
    "an error within a macro of another file": (
        {
            HOME: "{% from 'parts/own.html' import card %}\n{{ card(page) }}\n",
            "templates/parts/own.html": "{% macro card(x) %}\n\n{{ x.titel }}\n{% endmacro %}",
        },
        ("templates/parts/own.html", 3, "template-error"),
    ),
    "an error of Python": ({HOME: "one\n{{ 1 / 0 }}\n"}, (HOME, 2, "template-error")),
    "a filter on the wrong kind of value": ({HOME: "one\n{{ page.head | when }}\n"}, (HOME, 2, "template-error")),
    "a name that is known only when the page is made": (
        {HOME: "one\n{% include page.head.title %}\n"},
        (HOME, 2, "template-missing"),
    ),
    "a template that is not UTF-8": ({HOME: b"one\n\xff\n"}, (HOME, 2, "not-utf8")),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_a_template_is_reported_at_its_line(case: str, tmp_path: Path) -> None:
    files, (file, line, code) = MISTAKES[case]
    ended = build(write_site(tmp_path, files), "--json")
    assert ended.code == 1, ended.err
    found = [(one["file"], one["line"], one["code"]) for one in ended.report["diagnostics"]]
    assert found == [(file, line, code)]
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ page.counts.artcles }}", "there is no `artcles` in Counts; did you mean `articles`?"),
        ("{{ pages.title }}", "'pages' is undefined; did you mean `page`?"),
        ("{{ counts.articles }}", "'counts' is undefined; did you mean `page.counts`?"),
        ("{{ base_url }}", "'base_url' is undefined; did you mean `site.base_url`?"),
        ("{{ page.zzz }}", "there is no `zzz` in HomeView"),
        ("{{ zzz }}", "'zzz' is undefined"),
    ],
)
def test_an_undefined_name_gets_the_nearest_one_that_there_is(template: str, said: str, tmp_path: Path) -> None:
    ended = build(write_site(tmp_path, {HOME: template}), "--json")
    assert [one["message"] for one in ended.report["diagnostics"]] == [f"{said} (while making /)"]


def test_one_mistake_that_many_pages_share_is_reported_for_no_more_than_it_is(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/articles/a{n}.md": article(f"Report {n}") for n in range(3)}
    ended = build(write_site(tmp_path, files | {"templates/article.html": "\n{{ page.titel }}\n"}))
    assert ended.code == 1
    assert ended.err.count("templates/article.html:2:1: error:") == 3


def test_a_template_of_the_site_stands_in_for_the_default_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("A <b>"),
        "templates/article.html": "{{ page.title }} {% include 'parts/own.html' %}",
        "templates/parts/own.html": "{{ site.title }} {{ 'x/' | link }} {{ page.head.address | absolute }} {{ 12345 | count }}",
        "templates/static/style.css": "p {}",
        "templates/static/own.css": "q {}",
    }
    site = built(write_site(tmp_path, files))
    here = "articles/2024/03/a"
    assert site[f"{here}/index.html"] == (
        f"A &lt;b&gt; Harbour Digest ../../../../x/ https://harbour.example/news/{here}/ 12,345\n".encode()
    )
    assert (site["static/style.css"], site["static/own.css"]) == (b"p {}", b"q {}")
    assert site["incidents/index.html"].startswith(b"<!DOCTYPE html>")


def test_nothing_is_trusted_but_what_this_program_cleaned(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article(
            "<i>",
            text="*b* <script>c</script>",
            summary="'<u>'",
            corrections="[{date: 2024-03-27, text: '<s>d</s> <p id=x onclick=y>e</p>'}]",
        ),
        "templates/article.html": "{{ page.title }}|{{ page.text.body | prose }}|{{ page.summary }}|{% set c = page.corrections[0].text %}"
        "{{ c | markdown }}|{{ c | inline }}",
    }
    raw = built(write_site(tmp_path, files))["articles/2024/03/a/index.html"].decode()
    assert raw.replace("\n", "") == "&lt;i&gt;|<p><em>b</em> </p>|&lt;u&gt;|<p><s>d</s> </p><p>e</p>|<s>d</s> e"


def template(name: str, source: str) -> Template:
    return Template(name, f"templates/{name}", source, f"key of {source}")


THEME = (
    template("base.html", "{% from 'parts/words.html' import a %}"),
    template("home.html", "{% extends 'base.html' %}"),
    template("list.html", "{% extends 'base.html' %}{% include 'parts/card.html' %}"),
    template("lone.html", "alone"),
    template("any.html", "{% include page.name %}"),
    template("some.html", "{% include ['parts/card.html', 'lone.html'] %}"),
    template("maybe.html", "{% include 'lone.html' ignore missing %}"),
    template("parts/card.html", "{% import 'parts/words.html' as words %}"),
    template("parts/words.html", "{% macro a() %}{% endmacro %}"),
)
CLOSURES = {
    "base.html": {"base.html", "home.html", "list.html", "any.html"},
    "lone.html": {"lone.html", "any.html", "some.html", "maybe.html"},
    "parts/card.html": {"parts/card.html", "list.html", "any.html", "some.html"},
    "parts/words.html": {
        "parts/words.html",
        "base.html",
        "home.html",
        "list.html",
        "any.html",
        "some.html",
        "parts/card.html",
    },
    "any.html": {"any.html"},
}


def keys_of(templates: tuple[Template, ...]) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    compiled = {one.key: compile_template(one, ENGLISH) for one in templates}
    return recipe_keys(templates, {key: one for key, one in compiled.items() if isinstance(one, Compiled)}, "program")


@pytest.mark.parametrize("edited", CLOSURES)
def test_an_edit_changes_the_keys_of_exactly_the_templates_that_need_it(edited: str) -> None:
    before, diagnostics = keys_of(THEME)
    edits = tuple(template(one.name, f"{one.source} ") if one.name == edited else one for one in THEME)
    after, _ = keys_of(edits)
    assert diagnostics == ()
    assert {name for name in before if before[name] != after[name]} == CLOSURES[edited]
    compiled = {one.key: made for one in THEME if isinstance(made := compile_template(one, ENGLISH), Compiled)}
    parts = [one for one in THEME if one.name == edited]
    assert {name for name in before if is_made_of(name, parts, THEME, compiled)} == CLOSURES[edited]


def test_a_new_template_changes_only_what_may_need_it() -> None:
    before, _ = keys_of(THEME)
    after, _ = keys_of((*THEME, template("new.html", "new")))
    assert {name for name in after if before.get(name) != after[name]} == {"new.html", "any.html"}


def test_editing_a_part_writes_exactly_the_pages_that_show_it(tmp_path: Path) -> None:
    default = (Path(__file__).parents[2] / "templates/parts/sources.html").read_text()
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("A", "2024-01-01", source="{name: Gazette}"),
        "content/articles/b.md": article("B", "2024-02-01", corrections="[{date: 2024-05-01, text: Wrong.}]"),
    }
    before = built(write_site(tmp_path, files))
    whens = {path: (tmp_path / "site" / path).stat().st_mtime_ns for path in before}
    after = built(
        write_site(tmp_path, {"templates/parts/sources.html": default.replace("<cite>", '<cite class="own">')})
    )
    written = {path for path in after if (tmp_path / "site" / path).stat().st_mtime_ns != whens[path]}
    assert written == {path for path, raw in after.items() if b'<cite class="own">' in raw}
    assert {"articles/2024/01/a/index.html", "archive/2024/01/index.html", "sources/gazette/index.html"} <= written
    built(write_site(tmp_path, {"templates/parts/sources.html": default + "{# a comment #}"}))
    assert {path: raw.replace(b' class="own"', b"") for path, raw in after.items()} == before
    ended = build(write_site(tmp_path, {"templates/parts/sources.html": default}), "--json")
    assert (ended.code, ended.report["counts"]["written"]) == (0, 0), "a comment changes no byte of any page"
