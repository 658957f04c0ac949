"""What is known to be fields without a YAML parser is exactly what the parser says, with the same places."""

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.reading.findings import Findings
from digest.reading.ordinary import read_ordinary
from digest.reading.yaml import _parse_mapping

ORDINARY = """\
title: "Crane rises: the facts"
date: 2024-03-26T05:30:00-04:00
incident: crane
source:
  name: 'Harbour Gazette'
  url: https://gazette.example/crane?a=1#top
tags: ["quay, north", harbour, 'x']
empty: []
summary: It fell (twice), said nobody.
"""

KEYS = st.sampled_from(
    ["title", "date", "a", "A-b", "x_1", "_", "null", "1", "-", "é", '"q"', "? k", "a b", "a:b", "<<", "a#"]
)
VALUES = st.lists(
    st.sampled_from(
        [
            *(
                "Crane",
                "a b",
                "2024-03-26",
                "12:30",
                "0x1",
                "null",
                "~",
                "true",
                "é",
                "“It",
                "東京",
                "x-y",
                "-",
                "- x",
                "-1",
                "?",
                "? x",
            ),
            *(
                ":",
                ": ",
                " :",
                ":x",
                "#",
                " #",
                "# ",
                "x#",
                ",",
                "[",
                "]",
                "{",
                "}",
                "&",
                "&a ",
                "*",
                "*a",
                "!",
                "!!str ",
                "|",
                ">",
                "%",
                "@",
                "`",
            ),
            *(
                '"',
                "'",
                '"a"',
                "'b'",
                "''",
                '""',
                '"a, b"',
                "\\",
                "\\n",
                "(",
                ")",
                ".",
                "/",
                " ",
                "  ",
                "...",
                "---",
                "\t",
                "\u00a0",
                "\x85",
                "\u2028",
            ),
            *(
                "[a]",
                "[a, b]",
                "[a,b]",
                "[ a]",
                "[a ,b]",
                "[a, ]",
                '["a", b]',
                '["a" , b]',
                "['a': b]",
                "[a: b]",
                "[a:b]",
                "[a#]",
                "[]",
                "\ufeff",
            ),
        ]
    ),
    max_size=4,
).map("".join)
FIELDS = st.builds(
    "{}{}:{}{}".format,
    st.sampled_from(["", "", "", "  ", "  ", " ", "    ", "- ", "\t"]),
    KEYS,
    st.sampled_from([" ", " ", "  ", ""]),
    VALUES,
)
LINES = (
    FIELDS
    | st.builds("{}:".format, KEYS)
    | st.sampled_from(["", " ", "# no", "---", "...", "- a", "  - a", "text", "  text"])
)
ENDS = st.sampled_from(["\n", "\n", "\n", "", "\n\n"])


def agrees(text: str) -> bool:
    """Tell whether a text is taken for ordinary: then it must be what the parser says that it is, without a mistake."""
    found = read_ordinary(text, "x.md", 2)
    if found is None:
        return False
    findings = Findings()
    parsed = _parse_mapping(text, "x.md", findings, 2)
    assert (found, findings.all) == (parsed, ())
    assert parsed is not None
    assert [*found.pairs] == [*parsed.pairs]
    return True


def test_what_nearly_everybody_writes_needs_no_parser() -> None:
    assert agrees(ORDINARY)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6).map("\n".join), ENDS)
def test_whatever_is_taken_for_ordinary_is_what_the_parser_says(text: str, end: str) -> None:
    agrees(text + end)


WHOLE = st.sampled_from(
    [
        *(
            "a: 1",
            "b: x",
            'c: "y"',
            "d: [e, 'f']",
            "a:",
            "b:",
            "c: ",
            "  a: 1",
            "  b: x",
            "  c: 'y'",
            "  d: [e]",
            "  a:",
            "    a: 1",
            " b: 2",
        ),
        *("", "- a", "  - a", "  text", "# no", "a: b # no", "a: b#c"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WHOLE, min_size=1, max_size=5).map("\n".join), ENDS)
def test_fields_in_any_order_and_depth_are_what_the_parser_says(text: str, end: str) -> None:
    agrees(text + end)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_an_ordinary_text_with_anything_put_into_it_is_what_the_parser_says(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ORDINARY)))
    agrees(ORDINARY[:at] + data.draw(VALUES | st.text(max_size=3)) + ORDINARY[at + data.draw(st.integers(0, 3)) :])


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_any_text_as_a_value_is_what_the_parser_says(text: str) -> None:
    for value in (text, f"a{text}", f'"{text}"', f"'{text}'", f"[a{text}]"):
        agrees(f"title: {value}\n")
