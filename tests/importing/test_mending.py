"""What was broken on its way is mended, and no line moves."""

import pytest

from digest.importing.cleaning.datelines import without_dateline
from digest.importing.cleaning.mend import mend
from digest.importing.record import Form, NewArticle, Value


def mended(text: str, form: Form = "plain", **fields: Value) -> tuple[str, list[str]]:
    done = mend(NewArticle("a", {**fields}, text, form))
    assert done.text.count("\n") == text.count("\n")
    return done.text, [note.code for note in done.notes]


@pytest.mark.parametrize(
    ("text", "meant", "code"),
    [
        ("The cafÃ© burned.", "The café burned.", "wrong-encoding"),
        ("AT&amp;amp;T closed &#8217;24", "AT&T closed ’24", "entities"),
        ("Cleveland \u200bPolice\u0007 came\u00a0late", "Cleveland Police came late", "invisible-characters"),
        ("The inves-\ntigation goes on.", "The investigation\ngoes on.", "hyphenation"),
        ("A well-\nknown man.", "A well-known\nman.", "hyphenation"),
    ],
)
def test_what_is_mended(text: str, meant: str, code: str) -> None:
    assert mended(text) == (meant, [code])


def test_typographic_marks_and_blanks_that_are_meant_stay() -> None:
    text = "“It’s 10\u00a0% — or so,” she said. «\u00a0Oui\u00a0!\u00a0» 5-\nyear plan"
    assert mended(text) == (text, [])


def test_entities_of_markdown_are_markdown_s() -> None:
    assert mended("AT&amp;T", "markdown") == ("AT&amp;T", [])


def test_the_headline_and_the_byline_are_not_repeated() -> None:
    text = "Crane falls\n\nBy Ann Lee\n\nIt fell."
    assert mended(text, title="Crane falls - Harbour News", source={"author": "Ann Lee"}) == (
        "\n\n\n\nIt fell.",
        ["repeated-headline", "repeated-byline"],
    )
    assert mended("Crane falls", title="Crane falls") == ("Crane falls", [])


def test_the_second_of_two_equal_paragraphs_goes() -> None:
    long = "The crane had stood on the quay for sixty years before it fell."
    assert mended(f"{long}\n\nIt fell.\n\n{long}") == (f"{long}\n\nIt fell.\n\n", ["doubled-paragraph"])
    assert mended("HARBOUR, Wales —\n\nHARBOUR, Wales —") == ("HARBOUR, Wales —\n\n", ["doubled-paragraph"])
    assert mended("“No.”\n\nHe left.\n\n“No.”") == ("“No.”\n\nHe left.\n\n“No.”", [])


def test_mending_twice_is_mending_once() -> None:
    done = mend(NewArticle("a", {"title": "T"}, "T\n\ncafÃ© inves-\ntigation &amp;amp; more", "plain"))
    assert mend(done).text == done.text


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("CICERO, Ill. (AP) -- A crane fell.", "CICERO, Ill. (AP)", "A crane fell."),
        ("SHARKEY COUNTY, Miss. —\n\nA boy fell.", "SHARKEY COUNTY, Miss.", "\n\nA boy fell."),
        ("By Ann Lee\n\n• PORT HELEN: It fell.", "PORT HELEN", "By Ann Lee\n\nIt fell."),
    ],
)
def test_a_dateline_goes_if_it_is_not_wanted_and_no_line_moves(text: str, words: str, left: str) -> None:
    done = without_dateline(NewArticle("a", {}, text, "plain"), words)
    assert (done.text, [(note.kind, note.code) for note in done.notes]) == (left, [("removed", "dateline")])
    assert without_dateline(done, words) == done
