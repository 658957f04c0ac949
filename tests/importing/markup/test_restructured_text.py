"""reStructuredText becomes HTML with the same words; nothing is read or run for it."""

import sys

import pytest

from digest.importing.markup.restructured_text import RstHead, RstText, rst_head, rst_to_html
from digest.model.reports.imported import Note


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "Crane\n=====\n\n:date: 2024-03-26\n:tags: a,\n  b\n\nText.\n",
            RstHead("Crane", {"date": "2024-03-26", "tags": "a,\nb"}, "Text.\n", 7),
        ),
        ("=====\n Crane \n=====\n:date: 2024\n\nT.\n", RstHead("Crane", {"date": "2024"}, "T.\n", 6)),
        (":title: Crane\n\nText.\n", RstHead("", {"title": "Crane"}, "Text.\n", 3)),
        ("Crane\n=====\n\nText.\n", RstHead("Crane", {}, "Crane\n=====\n\nText.\n", 1)),
        ("Text only.\n", RstHead("", {}, "Text only.\n", 1)),
        ("", RstHead("", {}, "", 1)),
    ],
)
def test_the_head_has_a_title_and_fields(text: str, head: RstHead) -> None:
    found = rst_head(text)
    assert found._replace(below=found.below.lstrip("\n"), first_line=head.first_line) == head


REFERENCE = '<a class="brackets" href="#footnote-1" id="footnote-reference-1" role="doc-noteref">[1]</a>'
LIST = '<div class="footnote-list brackets">\n<div class="footnote brackets" id="footnote-1" role="doc-footnote">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A *word*.\n", "<p>A <em>word</em>.</p>\n"),
        ("Up\n--\n\nText.\n", '<section id="up">\n<h2>Up</h2>\n<p>Text.</p>\n</section>\n'),
        (
            ".. code-block:: python\n   :emphasize-lines: 1\n\n   x = 1\n     y\n",
            '<pre><code class="language-python">x = 1\n  y</code></pre>\n',
        ),
        ("A ``*a <b>`` c.\n", "<p>A <code>*a &lt;b&gt;</code> c.</p>\n"),
        (".. code:: c\n\n   x;\n", '<pre><code class="language-c">x;</code></pre>\n'),
        ("See :doc:`the crane <crane>` and |x|.\n", "<p>See <span>the crane</span> and <span>x</span>.</p>\n"),
        ("A [1]_.\n\n.. [1] Note.\n", f"<p>A {REFERENCE}.</p>\n{LIST}<p>Note.</p>\n</div>\n</div>\n"),
        (".. thumbnail:: /a.png\n\n   The crane\n", '<img alt="The crane" src="/a.png" />\n<p>The crane</p>\n'),
        ("T\n\n.. a comment\n", "<p>T</p>\n"),
    ],
)
def test_words_stay(text: str, html: str) -> None:
    assert rst_to_html(text) == RstText(html)


def test_files_are_not_read_and_what_is_not_shown_is_told() -> None:
    text = ".. include:: /etc/hostname\n\n.. raw:: html\n   :file: /etc/hostname\n\n.. chart:: Bar\n   :width: 2\n\n   'Fox', [1, 2]\n"
    assert rst_to_html(text) == RstText(
        "<p>Bar</p>\n<p>'Fox', [1, 2]</p>\n",
        (
            Note("passed-over", "rst-directive", "the directive `include` reads a file: /etc/hostname"),
            Note("passed-over", "rst-directive", "the directive `raw` reads a file: html"),
            Note("passed-over", "rst-directive", "the directive `chart` is one of a plug-in: its words stay"),
        ),
    )


@pytest.mark.parametrize("text", ["- " * 3_000 + "x", "x" * 200_000])
def test_what_docutils_cannot_read_keeps_its_words(text: str) -> None:
    found = rst_to_html(f"A & b.\n\n{text}\n")
    assert (found.html, [note.code for note in found.notes]) == (
        f"<p>A &amp; b.</p>\n<p>{text.strip()}</p>",
        ["rst-unread"],
    )


def test_without_the_extra_nothing_is_taken_for_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docutils.core", None)
    with pytest.raises(ModuleNotFoundError):
        rst_to_html("A.\n")
