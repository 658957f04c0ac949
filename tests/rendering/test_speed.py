"""Text that pattern engines choke on is rendered about as fast as any other: in time that grows with its length."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose, line_html, short_html
from digest.rendering.markup.markdown import TooNestedError
from tests.support.growth import growth
from tests.support.sites import NOW, article, write_site

PIECES = (
    *(
        "[",
        "]",
        "*",
        "_",
        "<",
        ">",
        "`",
        "![",
        "[](",
        "](",
        "[^",
        "[a",
        "&",
        "&#",
        "|",
        "a|",
        "\\",
        "(",
        "{",
        "{: ",
        "**a",
        "*a_",
        "a_b",
        "<a",
    ),
    *(
        "<!--",
        "<?",
        '"',
        "a.",
        "x",
        " ",
        "word ",
        "<div>",
        "<p>",
        "<b>",
        '<a href="',
        "~~~\n",
        "- a\n",
        "1. a\n",
        "a\n\n",
        "a\n: b\n",
    ),
    *(
        "*[a]: b\n",
        "[^f]: b\n",
        "[r]: /b\n",
        "> ",
        "| a | b |\n|---|---|\n",
        "# a\n",
        "a\n===\n",
        "    a\n",
        "\t",
        "</a>",
        "&amp;",
    ),
)

# What the work of Python-Markdown grows with the square of, and why.
SQUARE = {
    "# a\n": "it numbers equal headings, and counts from 1 for each",
    "a\n===\n": "it numbers equal headings, and counts from 1 for each",
    "*[a]: b\n": "it takes one abbreviation after the other off a block, and looks at all the rest again",
}
# Seconds after which a build is taken for one without an end: the slowest one of this file needs 30 of a processor. It would take
# hours if an expression needed the square of a megabyte, or the cube of twenty thousand characters.
ENDLESS = 1800


# One of each kind that a parser looks at (of some of the others, such as `[` alone, it never gets to see a text): a word, an emphasis,
# a link, code, an entity, a tag, a list, and what grows with the square.
QUICK = {"word ", "*a_", "[](", "`", "&amp;", "<b>", "- a\n", "*[a]: b\n"}


def text_of(piece: str, size: int) -> str:
    return (piece * size)[:size]


def body_html(text: str) -> None:
    with suppress(TooNestedError):
        Prose(lambda _body: (text, False)).html(Body("key", 1))


@pytest.mark.parametrize(
    "piece", [piece if piece in QUICK else pytest.param(piece, marks=pytest.mark.slow) for piece in PIECES]
)
def test_twice_as_many_characters_of_one_kind_are_about_twice_the_work(piece: str) -> None:
    most = 4.2 if piece in SQUARE else 2.5
    for convert in (body_html, short_html, line_html):
        factors = growth(lambda size: convert(text_of(piece, size)), 500, 1_000)  # noqa: B023 - called at once
        assert max(factors) < most, (convert, factors)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_so_they_are_in_the_longest_paragraph_that_is_parsed(piece: str) -> None:
    """What is known to grow with the square does so still: what no longer does is to be taken out of the table.

    A square shows in half the length, which takes a quarter of the time. That such a text ends, the build below shows.
    """
    longest = 10_000 if piece in SQUARE else 20_000
    factors = growth(lambda size: body_html(text_of(piece, size)), longest // 4, longest // 2, longest)
    assert max(factors) < 4.2
    assert (max(factors) > 2.5) == (piece in SQUARE), factors


def ended_building(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digest", "build", str(folder), "--now", NOW, "--jobs", "1"]
    root = Path(__file__).parents[2]
    return subprocess.run(command, timeout=ENDLESS, capture_output=True, text=True, check=False, cwd=root)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["[", "*a", "<", ">", "`", "![", "word ", "&", "x", "a. ", "<a"])
def test_the_build_of_a_paragraph_of_a_megabyte_ends(piece: str, tmp_path: Path) -> None:
    text = f"It fell.\n\n{text_of(piece, 1_000_000)}"
    ended = ended_building(write_site(tmp_path, {"content/articles/crane.md": article(text=text)}))
    assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
def test_the_build_of_twenty_thousand_characters_of_each_kind_ends(tmp_path: Path) -> None:
    """No expression loses its way either, which lines of Python would not show."""
    files: dict[str, str | bytes] = {
        f"content/articles/a{number}.md": article(text=f"It fell.\n\n{text_of(piece, 20_000)}")
        for number, piece in enumerate(PIECES)
    }
    ended = ended_building(write_site(tmp_path, files))
    errors = [line.rpartition("[")[2] for line in ended.stderr.splitlines() if ": error: " in line]
    assert set(errors) <= {"too-nested]"}  # how deep a parser gets depends on the version of Python
    assert ended.returncode == (1 if errors else 0), ended.stderr
