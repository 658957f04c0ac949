"""What holds of any text: redacting twice is redacting once, and nobody finds a name in what was redacted."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.privacy.leak_gate.gate import Gate
from digest.privacy.redact.redactor import Redactor
from tests.privacy.cases import ANNA, INNOCENT, JAMES, JANE, JOSE, NOW, PROSE, TESTMAN, YAMADA
from tests.privacy.scanner import holds

RULES = (JANE, JOSE, JAMES, YAMADA, ANNA, TESTMAN)
REDACTOR, GATE = Redactor(RULES, NOW), Gate(RULES, NOW)
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff"
GAPS = [
    " ",
    "  ",
    "\n",
    "\u00a0",
    "\u2009",
    " \n ",
    "\n> ",
    "&nbsp;",
    "&#32;",
    " **",
    "_",
    "-",
    ".",
    "%20",
    "\u3000",
    "</b> <i>",
]
PIECES = [
    *(written for written, _ in PROSE),
    *INNOCENT,
    *"Jane Example Example, Tom James 's ’s ** * _ [ ]( ) <b> </b> < & ; % # @ (34) Mr. the a https://ok.test/ \\ \" “ ” 山田 太郎".split(),
    *"Анна Примерова J. Testman José Muñoz - Ferrer &#74; ane ] ![ ` | : /".split(),
    *(" ", "\n", "\n\n", ", 34,", "- ", "\u200b"),
]


@st.composite
def disguised(draw: st.DrawFn, name: str = "Jane Example") -> str:
    """Return a name with letters of any case, invisible characters within, and any gap between."""
    letters = []
    for index, letter in enumerate(name):
        if letter == " ":
            letters.append(draw(st.sampled_from(GAPS)))
            continue
        chosen = draw(st.sampled_from([letter, letter.upper(), letter.lower(), f"&#{ord(letter)};"]))
        if index and name[index - 1] != " " and draw(st.integers(0, 9)) == 0:
            letters.append(draw(st.sampled_from(INVISIBLE)))
        letters.append(chosen)
    return "".join(letters)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7), st.sampled_from(["", " "]))
def test_redacting_twice_is_redacting_once_and_leaves_no_name(pieces: list[str], between: str) -> None:
    redacted = REDACTOR.redact(between.join(pieces))
    assert REDACTOR.redact(redacted) is redacted
    assert GATE.scan("p", redacted.encode(errors="replace")) == []


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_the_scanner_of_the_tests_finds_nothing_either(pieces: list[str]) -> None:
    redacted = REDACTOR.redact(" ".join(pieces))
    assert not holds(redacted.encode(errors="replace"), "Jane Example", "José Muñoz-Ferrer", "Анна Примерова")


@settings(max_examples=100)
@given(
    st.sampled_from(["", "So ", "They met, "]), disguised(), st.sampled_from(["", " came.", "'s car.", ", 34, came."])
)
def test_a_disguised_name_is_found_and_goes(before: str, name: str, after: str) -> None:
    text = f"{before}{name}{after}"
    assert GATE.scan("p", text.encode())
    redacted = REDACTOR.redact(text)
    assert redacted != text
    assert GATE.scan("p", redacted.encode()) == []
    assert GATE.scan("p", json.dumps(redacted).encode()) == []
    assert not holds(redacted.encode(), "Jane Example")


@settings(max_examples=100)
@given(st.lists(st.sampled_from(INNOCENT), min_size=1, max_size=6))
def test_innocent_strings_together_are_the_same_object(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    assert REDACTOR.redact(text) is text
    assert GATE.scan("p", text.encode()) == []


@settings(max_examples=100)
@given(st.text())
def test_any_text_without_a_name_is_the_same_object(text: str) -> None:
    assert REDACTOR.redact(text) is text


@settings(max_examples=100)
@given(st.binary())
def test_the_gate_reads_any_bytes(data: bytes) -> None:
    assert GATE.scan("p", data) == []
