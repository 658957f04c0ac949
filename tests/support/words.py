"""All texts that digest says by itself, found where it says them: in the templates, and in what plans and renders."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from digest.model.config import Config, Publisher
from digest.model.site import Compiled
from digest.model.text.words import Words
from digest.planning.pages.archive import MONTH
from digest.planning.pages.article import WITHDRAWN
from digest.planning.pages.editions.contents import EDITION
from digest.planning.site.sections import SECTIONS, SITE_FEED_WORDS
from digest.planning.site.taxonomies import TAXONOMIES
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.theme.templates import read_theme
from digest.rendering.html.theme import compile_template
from tests.support.program import called, syntax_trees

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "templates/words"
# A language that knows nothing but this, so that every text is missing in it.
NOTHING = Words("xx", (("?", ("?",)),))
_COUNTED = re.compile(r'_n\([^"]*"((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"')


def texts_of_templates() -> Iterator[str]:
    """Return every text of the default templates; of one that counts, the form for one."""
    templates, _ = read_theme(ROOT, DiagnosticCollector())
    for template in templates:
        compiled = compile_template(template, NOTHING)
        assert isinstance(compiled, Compiled), compiled
        yield from (text for text, _ in compiled.unknown)


@cache
def plurals() -> dict[str, str]:
    """Return the form for many of every text that counts, by the form for one."""
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html"))
    return dict(found for source in sources for found in _COUNTED.findall(source))


def texts_of_program() -> Iterator[str]:
    """Return every text that the program says: constants where it says them, and those that have names."""
    for tree in syntax_trees().values():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and called(node) == "say"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)
    yield from (room.text for room in SECTIONS)
    yield from (text for name, description, _ in SITE_FEED_WORDS for text in (name, description))
    yield from (f"{word}: {{name}}" for word in (taxonomy.word for taxonomy in TAXONOMIES.values()))
    yield from (WITHDRAWN, "Its text is no longer published here.", EDITION, MONTH)


@cache
def all_texts() -> list[str]:
    """Return all of them, sorted."""
    return sorted({*texts_of_templates(), *texts_of_program()})


def settings(language: str, words: Words) -> Config:
    """Return the settings of a site in a language."""
    return Config(
        "0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11",
        "Digest",
        "https://digest.example/",
        "",
        Publisher("Press"),
        language,
        words=words,
    )
