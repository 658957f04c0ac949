"""Templates compiled by our generator give what Jinja's own compiler gives: the same text, or the same kind of error."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError

from digest.model.site import Template
from digest.rendering.html.jinja_env import Engine, compile_source
from digest.rendering.markup.sanitize import trusted

LIBRARY = """
{% set word = "<library>" %}
{% macro plain(text, other="<o>", last=none) %}[{{ text }}|{{ other }}|{{ last }}|{{ word }}|{{ site }}]{% endmacro %}
{% macro none_given() %}<i>{{ site }}</i>{% endmacro %}
{% macro nested(text) %}{{ plain(plain(text)) }}{{ none_given() }}{% endmacro %}
{% macro around(text) %}<b>{{ text }}{{ caller() }}</b>{% endmacro %}
{% macro loose(text) %}{{ text }}{{ varargs }}{{ kwargs }}{% endmacro %}
"""
BASE = (
    '<{{ page }}>{% block one %}one{{ page }}{% endblock %}{% set x = "&" %}-{% block two %}'
    "{% endblock %}{{ x }}{% block three scoped %}{{ x }}{% endblock %}"
)
IMPORT = '{% from "library" import plain, none_given, nested, around, loose %}'
CASES = (
    "{{ page }} {{ site }} {{ 1 }} {{ 1.5 }} {{ none }} {{ true }} {{ [page] }} {{ '<' }}",
    (
        "{{ markup }}{{ markup ~ page }}{{ page ~ markup }}{{ markup | upper }}{{ page | upper }}"
        "{{ page | safe }}{{ page | e }}{{ page | shout }}{{ page | bold }}"
    ),
    "{{ page if site }}{{ page if not site }}|{{ (page if not site) is defined }}|{{ 'a' if not site else '<' }}",
    (
        "{{ page | default('x') }}{{ nowhere | default('<x>') }}{{ thing.missing is defined }}{{ thing.key }}"
        "{{ thing['key'] }}{{ nowhere is defined }}"
    ),
    "{{ nowhere }}",
    "{{ nowhere.x }}",
    "{{ nowhere() }}",
    "{{ thing.missing }}",
    "{{ page.upper() }}{{ page.split('&')[0] }}{{ page[1:] }}{{ page.nothing() }}",
    (
        "{% for x in words %}{{ loop.index }}{{ x }}{{ ', ' if not loop.last }}{% else %}none{% endfor %}"
        "{% for x in [] %}{% else %}<none>{% endfor %}"
    ),
    "{% for x in words if x != page recursive %}{{ x }}{{ loop([]) }}{% endfor %}",
    "{% set y %}<{{ page }}>{% endset %}{{ y }}{% set n = namespace(a=page) %}{{ n.a }}{% set n.a = '<' %}{{ n.a }}",
    "{% filter upper %}<{{ page }}>{% endfilter %}",
    (
        "{% macro here(a, b=page) %}{{ a }}{{ b }}{{ page }}{% endmacro %}{{ here(page) }}"
        "{{ here(page, '<') }}{{ here(b='x', a='&') }}{{ here() }}"
    ),
    IMPORT
    + "{{ plain(page) }}{{ plain(page, markup) }}{{ plain(page, last=page) }}{{ plain(*[page, page]) }}{{ plain(**{'text': page}) }}",
    IMPORT + "{{ plain() }}",
    IMPORT + "{{ plain(1, 2, 3, 4) }}",
    IMPORT + "{{ plain(1, wrong=2) }}",
    IMPORT
    + (
        "{{ none_given() }}{{ nested(page) }}{{ nested(markup) }}{{ nested(page) | length }}"
        "{% set kept = plain(page) %}{{ kept }}{{ kept ~ page }}"
    ),
    IMPORT
    + "{% call around(page) %}<{{ page }}>{{ plain(page) }}{% endcall %}{{ loose(page, page, a=page) }}{{ loose() }}",
    IMPORT
    + "{% autoescape false %}{{ page }}{{ plain(page) }}{{ none_given() }}{{ markup }}{% endautoescape %}{{ page }}",
    "{% autoescape false %}{% macro raw(x) %}<{{ x }}>{% endmacro %}{{ raw(page) }}{% endautoescape %}{{ raw(page) }}",
    '{% import "library" as library %}{{ library.plain(page) }}{{ library.word }}{{ library.nothing }}',
    '{% from "library" import nothing %}{{ page }}{{ nothing(page) }}',
    'a{{ page }}{% include "part" %}b{% include "part" without context %}c{% include "absent" ignore missing %}d',
    '{% for x in words %}{{ x }}{% include "part" without context %}{% endfor %}{% include "absent" %}',
    (
        '{% extends "base" %}ignored{% set z = page %}{% block one %}{{ super() }}<{{ page }}{{ z }}'
        ">{% endblock %}{% block two %}{{ self.one() }}{% endblock %}"
    ),
    '{% extends base %}{% block two %}{{ page }}{% include "part" without context %}!{% endblock %}',
    "{% block only %}{{ page }}{% endblock %}{% if page %}{% block inner %}<{{ site }}{% endblock %}{% endif %}",
)
PARTS = {"library": LIBRARY, "base": BASE, "part": "(<{{ site }}>)"}
FILTERS = {"shout": lambda text: f"<{text}>!", "bold": lambda text: trusted(f"<b>{len(text)}</b>")}
VALUES = {
    "page": '<p> & "q"',
    "markup": trusted("<m>"),
    "thing": {"key": "<k>"},
    "words": ("<a>", "b", '<p> & "q"'),
    "base": "base",
}


def as_jinja_does(sources: Mapping[str, str]) -> str:
    environment = Environment(
        loader=DictLoader(dict(sources)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    environment.globals["site"] = "S&S"
    return environment.get_template("case").render(VALUES)


def as_we_do(sources: Mapping[str, str], *, own_code: bool = True) -> str:
    templates = [Template(name, f"templates/{name}", source, name) for name, source in sources.items()]
    compiled = {template.key: compile_source(template, FILTERS, {"bold"}, own_code=own_code) for template in templates}
    return Engine(templates, compiled, FILTERS, {"site": "S&S"}).render("case", "", **VALUES)


def outcome_of(render: Callable[[Mapping[str, str]], str], sources: Mapping[str, str]) -> str:
    """Return what is rendered, or what is raised in its place."""
    try:
        return render(sources)
    except (TemplateError, TypeError) as problem:
        return repr(problem)


@pytest.mark.parametrize("case", CASES)
def test_a_template_means_what_it_means_in_jinja(case: str) -> None:
    sources = {**PARTS, "case": case}
    expected = outcome_of(as_jinja_does, sources)
    assert outcome_of(as_we_do, sources) == expected
    assert outcome_of(partial(as_we_do, own_code=False), sources) == expected


def test_our_code_can_be_turned_off() -> None:
    template = Template("case", "templates/case", "{% macro m() %}x{% endmacro %}{{ m() }}", "case")
    ours, plain = (compile_source(template, [], [], own_code=own_code).code for own_code in (True, False))
    assert (b"PlainMacro" in ours, b"PlainMacro" in plain) == (True, False)


def test_a_filter_of_a_constant_is_worked_out_for_each_page() -> None:
    template = Template("case", "templates/case", "{{ 'x' | count }}{% if 'x' | count == 'x2' %}!{% endif %}", "case")
    asked: list[str] = []

    def count(text: str) -> str:
        asked.append(text)
        return f"{text}{len(asked)}"

    engine = Engine([template], {"case": compile_source(template, ["count"], [])}, {"count": count}, {})
    assert [engine.render("case", ""), engine.render("case", "")] == ["x1!", "x3"]
