"""The style sheet is small, and each of its classes is one that digest writes."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "templates/static/style.css"
# What may write a class: templates, scripts of pages, and what renders.
WRITERS = ("templates/**/*.html", "templates/static/*.js", "digest/rendering/**/*.py")
# Classes that code joins from two parts: shades of a calendar, and how the cells of a table are aligned.
JOINED = {"s0", "s1", "s2", "text-left", "text-center", "text-right"}


def classes_of(style: str) -> set[str]:
    """Return the classes in the selectors of a style sheet."""
    plain = re.sub(r'/\*.*?\*/|"[^"]*"', "", style, flags=re.DOTALL)
    selectors = [found for found in re.findall(r"([^{};]*)\{", plain) if "@" not in found]
    return {name for selector in selectors for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selector)}


def test_the_classes_of_a_style_sheet_are_found() -> None:
    style = '/* .f */ a.b > .c:not(.d) { margin: .5rem }\n@media (x) { .e-e { content: ".g"; } }'
    assert classes_of(style) == {"b", "c", "d", "e-e"}


def test_every_class_of_the_style_sheet_is_one_that_digest_writes() -> None:
    texts = [file.read_text(encoding="utf-8") for pattern in WRITERS for file in ROOT.glob(pattern)]
    written = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    assert classes_of(STYLE.read_text(encoding="utf-8")) - written == JOINED


def test_the_style_sheet_is_at_most_24_kb() -> None:
    assert STYLE.stat().st_size <= 24_000
