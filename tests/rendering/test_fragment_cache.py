"""A remembered macro prints what it would print if it were made anew, wherever the page stands, and little is kept."""

import weakref

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.site import Template
from digest.rendering.html.fragment_cache import FragmentCache
from digest.rendering.html.jinja_env import Engine, compile_source

VALUES = (1, True, 1.0, "1", "<1>", None, (), ("1",))
LIBRARY = """
{% macro piece(value, other="<o>") %}<i>{{ value }}|{{ other }}|{{ "x" | link }}|{{ site }}</i>{% endmacro %}
{% macro around(value) %}{{ caller() }}{{ value }}{% endmacro %}
"""
REMEMBERED = "{% set piece = piece | remembered %}{% set around = around | remembered %}"
CASE = """
{% from "library" import around, piece %}
{{ piece(page) }}{{ piece(page, page) }}{{ piece(other=page, value=1) }}{{ piece(piece(page)) }}{{ piece(page) }}
{% call around(page) %}{{ page }}{% endcall %}
{% macro own() %}{{ page }}{% endmacro %}{% set own = own | remembered %}{{ own() }}
"""


class Thing:
    pass


def said_by(library: str, pages: list[tuple[str, object]], *, fragments: bool = True) -> list[str]:
    """Render a page for each place and value."""
    place = ""

    def link(address: str) -> str:
        return f"<{place}{address}>"

    sources = {"library": library, "case": CASE}
    templates = [Template(name, f"templates/{name}", source, name) for name, source in sources.items()]
    compiled = {template.key: compile_source(template, ["link"], []) for template in templates}
    engine = Engine(templates, compiled, {"link": link}, {"site": "S&S"}, fragments=fragments)
    said = []
    for place, value in pages:
        said.append(engine.render("case", place, page=value))
    return said


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["", "../", "../../"]), st.sampled_from(VALUES)), max_size=8))
def test_a_remembered_macro_prints_what_it_prints_otherwise(pages: list[tuple[str, object]]) -> None:
    expected = said_by(LIBRARY, pages)
    assert said_by(LIBRARY + REMEMBERED, pages) == said_by(LIBRARY + REMEMBERED, pages, fragments=False) == expected


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(VALUES))), st.integers(0, 2_000))
def test_a_piece_is_what_was_made_whatever_its_capacity(asked: list[tuple[str, object]], capacity: int) -> None:
    pieces = FragmentCache(capacity)
    piece = pieces.cached(lambda value: f"{pieces.location}{value!r}")
    for place, value in asked:
        pieces.location = place
        assert piece(value) == f"{place}{value!r}"


def test_a_piece_is_made_once_for_each_value_and_place() -> None:
    made: list[object] = []
    pieces = FragmentCache()

    def make(*values: object) -> str:
        made.append(values)
        return ""

    piece = pieces.cached(make)
    for place in ("a", "b", "a"):
        pieces.location = place
        for values in ((1,), (True,), (1, 2), (1,), ()):
            piece(*values)
    assert made == [(1,), (True,), (1, 2), ()] * 2


def test_what_is_forgotten_keeps_nothing_alive() -> None:
    piece = FragmentCache(0).cached(lambda thing: type(thing).__name__)
    first, second = Thing(), Thing()
    piece(first)
    gone = weakref.ref(first)
    del first
    assert gone() is not None  # or another object could take its identity
    piece(second)
    assert gone() is None
