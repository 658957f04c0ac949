"""Text that pattern engines choke on is rendered about as fast as any other: in time that grows with its length."""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose, line_html, short_html
from digest.rendering.markup.markdown import TooNestedError
from tests.sites import NOW, article, write_site

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


@pytest.mark.parametrize("piece", PIECES)
def test_three_thousand_characters_of_one_kind_take_less_than_two_seconds(piece: str) -> None:
    text = (piece * 3_000)[:3_000]
    started = time.process_time()
    with suppress(TooNestedError):
        Prose(lambda _body: (text, False)).html(Body("key", 1))
    short_html(text)
    line_html(text)
    assert time.process_time() - started < 2


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["[", "*a", "<", ">", "`", "![", "word ", "&", "x", "a. ", "<a"])
def test_a_paragraph_of_a_megabyte_is_built_within_a_minute(piece: str, tmp_path: Path) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    write_site(tmp_path, {"content/articles/crane.md": article(text=f"It fell.\n\n{text}")})
    command = [sys.executable, "-m", "digest", "build", str(tmp_path), "--now", NOW, "--jobs", "1"]
    ended = subprocess.run(command, timeout=60, capture_output=True, check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_forty_thousand_characters_of_one_kind_take_less_than_forty_seconds(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    started = time.process_time()
    with suppress(TooNestedError):
        Prose(lambda _body: (text, False)).html(Body("key", 1))
    assert time.process_time() - started < 40
