"""YAML 1.2's meaning of what editors write, with the place of everything, and bounds on what a file may ask for."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.model.diagnostic import Position, Severity
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.nodes import Mapping, Scalar, Sequence
from digest.reading.yaml.parser import MAXIMUM_ALIASES, MAXIMUM_DEPTH, parse_mapping
from digest.reading.yaml.plain_values import plain_value
from tests.reading.reads import codes, fields, parsed
from tests.support.growth import growth


@pytest.mark.parametrize("text", "no on off yes y 12:30 1:30:00 0123 0o17 1e3 1_000 0x1F .inf 2024-03-26 = <<".split())
def test_a_plain_scalar_stays_the_text_that_stands_there(text: str) -> None:
    taken, findings = fields(f"title: {text}")
    assert (taken.text("title"), findings.all) == (text, ())


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_what_is_null_to_yaml_is_no_value(text: str) -> None:
    taken, _ = fields(f"title: {text}")
    assert (taken.has("title"), taken.text("title")) == (False, "")


@pytest.mark.parametrize("text", ["null", "~", "true", "1"])
def test_a_quoted_scalar_is_a_text_whatever_it_says(text: str) -> None:
    taken, _ = fields(f"a: \"{text}\"\nb: '{text}'")
    assert (taken.has("a"), taken.text("a"), taken.text("b")) == (True, text, text)


@pytest.mark.parametrize(
    ("written", "meant"), [("true", True), ("True", True), ("TRUE", True), ("false", False), ("", False), ("~", False)]
)
def test_flags_are_true_and_false(written: str, *, meant: bool) -> None:
    taken, findings = fields(f"noindex: {written}")
    assert (taken.flag("noindex"), findings.all) == (meant, ())


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "y", "1"])
def test_the_flags_of_yaml_1_1_are_mistakes_not_guesses(written: str) -> None:
    taken, findings = fields(f"noindex: {written}")
    assert (taken.flag("noindex"), codes(findings.all)) == (False, ["not-a-flag"])


def test_every_node_knows_its_line_and_column() -> None:
    root, _ = parsed("title: Crane\nsource:\n  name: Gazette\ntags: [a, bc]\n")
    assert root == Mapping(
        "x.yaml",
        1,
        1,
        {
            "title": (1, 1, Scalar(1, 8, "Crane", plain=True)),
            "source": (2, 1, Mapping("x.yaml", 3, 3, {"name": (3, 3, Scalar(3, 9, "Gazette", plain=True))})),
            "tags": (4, 1, Sequence(4, 7, [Scalar(4, 8, "a", plain=True), Scalar(4, 11, "bc", plain=True)])),
        },
    )


def test_a_folded_and_a_literal_text_are_texts() -> None:
    taken, _ = fields("a: >\n  one\n  two\nb: |\n  one\n  two\n")
    assert (taken.text("a"), taken.text("b")) == ("one two", "one\ntwo")


def test_an_empty_text_and_a_comment_are_an_empty_mapping() -> None:
    assert [parsed(text)[0] for text in ("", "# nothing\n", "~\n")] == [Mapping("x.yaml", 1, 1, {})] * 3


def test_a_repeated_key_is_an_error_at_its_second_place_and_the_first_one_stays() -> None:
    root, found = parsed("title: One\ndate: 2024-03-26\ntitle: Two\n")
    assert root is not None
    assert root.pairs["title"] == (1, 1, Scalar(1, 8, "One", plain=True))
    assert [(one.code, one.position) for one in found] == [("repeated-key", Position("x.yaml", 3, 1))]


def test_an_anchor_stands_for_its_value() -> None:
    taken, _ = fields("a: &x one\nb: *x\nc: &y [two, *x]\nd: *y\n")
    assert (taken.text("b"), taken.texts("d")) == ("one", ("two", "one"))


BROKEN = [
    "a: *nobody",
    "a: &x [*x]",
    "? [a, b]\n: c",
    "a: 1\n---\nb: 2",
    "\ta: 1",
    "a:\n\tb: 1",
    "a: [1, 2",
    'a: "b',
    "a: @b",
    "a: b: c",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_mapping_of_yaml_is_one_error(text: str) -> None:
    assert [(root, codes(found)) for root, found in [parsed(text)]] == [(None, ["broken-yaml"])]


@pytest.mark.parametrize("text", ["- a\n- b", "just words", "[a, b]", '"quoted"'])
def test_a_list_or_a_text_in_place_of_fields_is_an_error(text: str) -> None:
    assert [(root, codes(found)) for root, found in [parsed(text)]] == [(None, ["not-a-mapping"])]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!include", "!!binary", "!!set", "!x"])
def test_a_tag_that_says_more_than_a_text_is_an_error(tag: str) -> None:
    assert [(root, codes(found)) for root, found in [parsed(f"a: {tag} x")]] == [(None, ["yaml-tag"])]


@pytest.mark.parametrize("tag", ["!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!"])
def test_a_core_tag_makes_a_text_of_what_follows(tag: str) -> None:
    taken, findings = fields(f"a: {tag} 12")
    assert (taken.text("a"), findings.all) == ("12", ())


def aliases(levels: int, times: int) -> str:
    """Write lists of which each holds the one before it `times` over, and `tags`, which is the last of them."""
    lists = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * times)}]" for n in range(1, levels)]
    return "\n".join([f"a0: &a0 [{', '.join('x' * times)}]", *lists, f"tags: *a{levels - 1}"])


def test_a_billion_laughs_end_at_once() -> None:
    root, found = parsed(aliases(12, 9))
    assert (root, codes(found)) == (None, ["yaml-aliases"])
    assert max(growth(lambda levels: parsed(aliases(levels, 9)), 2, 4)) < 2.5


def test_as_many_aliases_as_are_allowed_do_not_grow_beyond_all_bounds() -> None:
    """Within the limit a list may still double with every line: taking it must stay cheap."""

    def take(levels: int) -> None:
        taken, _ = fields(aliases(levels, 2))
        taken.texts("tags")
        taken.groups("tags", lambda group: group)

    for sizes in ((2, 4, 8), (12, MAXIMUM_ALIASES // 2)):  # if it did grow, the first ones would still end
        assert max(growth(take, *sizes)) < 2.5


@pytest.mark.parametrize(
    ("before", "level", "after"), [("a: ", "[", ""), ("a: ", "[", "]"), ("a: ", "{b: ", ""), ("", "- ", "")]
)
def test_a_hundred_thousand_levels_are_one_error_and_no_crash(before: str, level: str, after: str) -> None:
    def read(levels: int) -> list[str]:
        root, found = parsed(before + level * levels + after * levels)
        assert root is None
        return codes(found)

    assert read(100_000) == ["yaml-too-deep"]
    assert max(growth(read, 1_000, 2_000, 4_000)) < 2.5


def test_two_thousand_indented_levels_are_one_error_and_no_crash() -> None:
    text = "\n".join(" " * depth + "a:" for depth in range(2_000))
    assert codes(parsed(text)[1]) == ["yaml-too-deep"]


def test_depth_is_allowed_up_to_its_limit() -> None:
    inner = MAXIMUM_DEPTH - 1
    assert [codes(parsed(f"a: {'[' * depth}x{']' * depth}")[1]) for depth in (inner, inner + 1)] == [
        [],
        ["yaml-too-deep"],
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\ufeff---\n")
@example("\x00")
@example("a: &x\nb: *x")
def test_no_text_makes_the_reader_raise(text: str) -> None:
    root, found = parsed(text)
    assert root is not None or [one.severity for one in found if one.severity is Severity.ERROR] != []


_PIECES = st.sampled_from(
    [
        "b: ",
        ": ",
        "- ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "&x ",
        "*x",
        "!t ",
        "? ",
        "|\n",
        ">\n",
        "#",
        "---\n",
        "\t",
        ",",
        "\x85",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_heap_of_yamls_signs_makes_the_reader_raise_and_every_error_names_a_line_of_it(text: str) -> None:
    root, found = parsed(text)
    assert root is not None or found != ()
    last = text.count("\n") + text.count("\x85") + 2
    assert [one for one in found if not 1 <= one.position.line <= last] == []


def test_a_question_mark_that_is_a_whole_value_is_a_text() -> None:
    findings = DiagnosticCollector()
    text = "title: é\ndate: ?  # nobody knows\nsource:\n  url: ?\nsummary: |\n  b: ?\nplaces:\n  - name: ?\n    lat: 1\nid: '?'\n"
    mapping = parse_mapping(text, "a.md", findings)
    assert mapping is not None
    assert findings.all == ()
    assert plain_value(mapping) == {
        "title": "é",
        "date": "?",
        "source": {"url": "?"},
        "summary": "b: ?\n",
        "places": [{"name": "?", "lat": 1}],
        "id": "?",
    }
    line, column, date = mapping.pairs["date"]
    assert (line, column, date) == (2, 1, Scalar(2, 7, "?", plain=True))


@pytest.mark.parametrize("text", ["date: ? 2024\n", "date: ?\n  - a\n", "? a\n: b\ndate: [\n", "date: ?\nb: [\n"])
def test_other_question_marks_are_no_values(text: str) -> None:
    findings = DiagnosticCollector()
    parse_mapping(text, "a.md", findings)
    assert [one.code for one in findings.all] == ["broken-yaml"]


def test_a_field_that_is_there_twice_is_reported_once_beside_a_question_mark() -> None:
    findings = DiagnosticCollector()
    parse_mapping("title: a\ntitle: b\ndate: ?\nurl: ?\n", "a.md", findings)
    assert [one.code for one in findings.all] == ["repeated-key"]
