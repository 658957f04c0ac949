"""Front matter in every format makes the same fields, with the lines and columns of the file."""

import json
import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Article, Correction, Source
from digest.model.diagnostic import Position
from digest.model.moment import Moment
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.formats.fences import find_front_matter
from digest.reading.formats.toml import parse_toml
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from tests.reading.reads import codes, day, read, read_one

YAML = "---\ntitle: 'Crane: falls'\ndate: 2024-03-26\ntags: [quay]\n---\nIt fell.\n"
FORMS = {
    "yaml": YAML,
    "yaml, ended by dots": "---\ntitle: 'Crane: falls'\ndate: 2024-03-26\ntags: [quay]\n...\nIt fell.\n",
    "yaml, blanks behind the fences": "--- \ntitle: 'Crane: falls'\ndate: 2024-03-26\ntags: [quay]\n---\t\nIt fell.\n",
    "yaml, named": "---yaml\ntitle: 'Crane: falls'\ndate: 2024-03-26\ntags: [quay]\n---\nIt fell.\n",
    "yaml, longer fences": "-----\ntitle: 'Crane: falls'\ndate: 2024-03-26\ntags: [quay]\n-----\nIt fell.\n",
    "yaml, without the first fence": "title: 'Crane: falls'\ndate: 2024-03-26\ntags:\n- quay\n---\nIt fell.\n",
    "toml": '+++\ntitle = "Crane: falls"\ndate = 2024-03-26\ntags = ["quay"]\n+++\nIt fell.\n',
    "toml, named": "---toml\ntitle = 'Crane: falls'\ndate = '2024-03-26'\ntags = [\n  'quay', # one\n]\n---\nIt fell.\n",
    "json": '{\n\t"title": "Crane: falls",\n\t"date": "2024-03-26",\n\t"tags": ["quay"]\n}\nIt fell.\n',
    "json, one line": '{"title": "Crane: falls", "date": "2024-03-26", "tags": ["quay"]}\n\nIt fell.\n',
    "json, named": '---json\n{"title": "Crane: falls", "date": "2024-03-26", "tags": ["quay"]}\n---\nIt fell.\n',
    "json, without braces": ';;;\n"title": "Crane: falls",\n"date": "2024-03-26",\n"tags": ["quay"]\n;;;\nIt fell.\n',
    "headers": "Title: Crane: falls\nDate: 2024-03-26\nTags: quay\n\nIt fell.\n",
    "headers, a value on two lines": "Title: Crane:\n    falls\nDate: 2024-03-26\nTags: quay\n\nIt fell.\n",
    "nikola": ".. title: Crane: falls\n.. date: 2024-03-26\n.. tags: quay\n\nIt fell.\n",
    "nikola, in a comment": "<!--\n.. title: Crane: falls\n.. date: 2024-03-26\n.. tags: quay\n-->\n\nIt fell.\n",
    "nikola, on the line of the comment": "<!-- .. title: Crane: falls\n.. date: 2024-03-26\n.. tags: quay -->\nIt fell.\n",
}


def meaning(article: Article) -> tuple[object, ...]:
    return article.title, article.date, article.tags, article.opening, article.id, article.slug


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n", "\ufeff\n\n", " \t\n  "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_means_the_same_in_every_format(tmp_path: Path, form: str, before: str, end: str) -> None:
    text = (before + FORMS[form]).replace("\n", end)
    found = read_one(tmp_path, {"articles/crane.md": text.encode()})
    assert meaning(found) == ("Crane: falls", day(26), ("quay",), ("It fell.",), "crane", "crane")


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is prose.\n\nTitle: none.\n",
        "{{< figure >}}\n",
        "{% raw %}\n",
        "{ a: b }\n",
        "***\nIt fell.\n",
        ".. image:: crane.png\n",
        "<!-- a comment -->\n",
        "Title: an incident\nfell from the crane.\n",
    ],
)
def test_prose_is_no_front_matter(text: str) -> None:
    assert find_front_matter(text.encode()) is None


def toml_of(tmp_path: Path, lines: str) -> Article:
    return read_one(tmp_path, {"articles/crane.md": f'+++\ntitle = "Crane falls"\n{lines}\n+++\nIt fell.\n'})


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-26", day(26)),
        ("2024-03-26T05:30:00", Moment(datetime(2024, 3, 26, 9, 30, tzinfo=UTC))),
        ("2024-03-26 05:30:00", Moment(datetime(2024, 3, 26, 9, 30, tzinfo=UTC))),
        ("2024-03-26T05:30:00.123456", Moment(datetime(2024, 3, 26, 9, 30, tzinfo=UTC))),
        ("2024-03-26T05:30:00Z", Moment(datetime(2024, 3, 26, 5, 30, tzinfo=UTC))),
        ("2024-03-26 05:30:00.5+02:00", Moment(datetime(2024, 3, 26, 3, 30, tzinfo=UTC))),
    ],
)
def test_dates_of_toml_are_read_as_they_are_written(tmp_path: Path, written: str, moment: Moment) -> None:
    assert toml_of(tmp_path, f"date = {written}").date == moment


def test_tables_and_lists_of_toml_are_groups_of_fields(tmp_path: Path) -> None:
    lines = 'date = 2024-03-26\nsource.name = "Gazette"\n[[corrections]]\ndate = 2024-03-27\ntext = """\nIt was\ngreen."""\n'
    found = toml_of(tmp_path, lines)
    assert found.source == Source("Gazette")
    assert found.corrections == (Correction(day(27), "It was\ngreen.", "correction-2024-03-27"),)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('+++\ntitle = "A"\ndate: 2024\n+++\n', "broken-toml", 3, 5),
        ('+++\ntitle = "A\n+++\n', "broken-toml", 2, 11),
        ('\n\n+++\ntitle = "A"\ntitle = "B"\n+++\n', "repeated-key", 5, 1),
        ('+++\ntitle = "A"\n[source]\n[source]\n+++\n', "repeated-key", 4, 2),
        ('+++\ntitle = "A"\nx = "1\n+++\n', "broken-toml", 3, 7),
        ('{\n  "title": "A",\n  "title": "B"\n}\n', "repeated-key", 3, 3),
        ('---json\n{"title": A}\n---\n', "broken-json", 2, 11),
        (';;;\n"title": "A",\n"date" "B"\n;;;\n', "broken-json", 3, 8),
        ("Title: A\nDate: 2024-03-26\ntitle: B\n\nx\n", "repeated-key", 3, 1),
        (".. title: A\n.. title: B\n\nx\n", "repeated-key", 2, 4),
    ],
)
def test_a_mistake_is_reported_where_it_is(tmp_path: Path, text: str, code: str, line: int, column: int) -> None:
    _, found = read(tmp_path, {"articles/crane.md": text})
    first = found[0]
    assert (first.code, first.position) == (code, Position("content/articles/crane.md", line, column))


def test_fields_of_toml_have_the_places_of_the_file(tmp_path: Path) -> None:
    text = '\n+++\ntitle = "Crane"\ndate = 2024-03-26\n[source]\nname = "G"\nuri = "x"\n+++\nIt fell.\n'
    _, found = read(tmp_path, {"articles/crane.md": text})
    assert [(one.code, one.position.line, one.position.column) for one in found] == [("unknown-key", 7, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 30 + "]" * 30,
        "x = " + "[" * 100_000,
        ".".join("a" * 60) + " = 1",
        "[" + ".".join(["a"] * 100_000) + "]",
        "x = " + "{ y = " * 30 + "1" + "}" * 30,
    ],
)
def test_toml_that_is_too_deep_is_one_error(tmp_path: Path, text: str) -> None:
    assert codes(read(tmp_path, {"articles/crane.md": f"+++\n{text}\n+++\nIt fell.\n"})[1])[0] == "yaml-too-deep"


def test_toml_without_end_is_not_read(tmp_path: Path) -> None:
    assert codes(read(tmp_path, {"articles/crane.md": "+++\n" + "x\n" * 600_000 + "+++\n"})[1]) == ["file-too-large"]


def plain(node: Node) -> Any:  # noqa: ANN401 - whatever a field may be
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, _, value) in node.pairs.items()}


def as_text(value: Any) -> Any:  # noqa: ANN401 - whatever TOML may contain
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else str(value)


KEYS = st.sampled_from(["title", "a-b", "0", '"with. dot"', "'#'", '"]"', "x_y"])
TEXTS = st.text(st.sampled_from(list("ab\"'\\#[]{},=\n é🙂.-")), max_size=8)


def _multi(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"""', '""\\"').replace('"', '\\"') + '"""'


VALUES = st.one_of(
    TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False)),
    TEXTS.map(_multi),
    st.sampled_from(
        ["'a\\b'", "'''\na'b\n'''", "1", "-17", "1_000", "0xff", "true", "false", "1.5", "2024-03-26", "05:30:00"]
    ),
)
NESTED = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ # one, ] two\n" + ",\n ".join(items) + " ]"),
        st.dictionaries(KEYS, inner, max_size=3).map(
            lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"
        ),
    ),
    max_leaves=6,
)
LINES = st.one_of(
    st.tuples(KEYS, NESTED).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    st.tuples(KEYS, KEYS, NESTED).map(lambda three: f"{three[0]} . {three[1]}= {three[2]}"),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]] # more"),
    st.tuples(KEYS, KEYS).map(lambda pair: f"[{pair[0]}.{pair[1]}]"),
    st.sampled_from(["", "# a comment = 1", "  "]),
)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_toml_is_read_as_the_standard_library_reads_it(text: str) -> None:
    findings = DiagnosticCollector()
    found = parse_toml(text, "x", findings)
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert (found, len(findings.all)) == (None, 1)
        return
    assert found is not None
    assert findings.all == ()
    assert plain(found) == as_text(expected)
    rows = text.split("\n")
    for key, (line, column, value) in found.pairs.items():
        written = rows[line - 1][column - 1 :]
        assert written.lstrip("\"'").startswith(key)
        if isinstance(value, Scalar):
            first = rows[value.line - 1][value.column - 1 :]
            assert first[:1] in "\"'" or first.startswith(value.value[:1]) or first[:2] == "0x"


BYTES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [
            *(
                b"---\n",
                b"+++\n",
                b";;;\n",
                b"{",
                b"}",
                b'"',
                b"title",
                b": ",
                b" = ",
                b"\n",
                b"\r",
                b"\r\n",
                b"[[",
                b"]]",
                b"\x00",
            ),
            *(
                b"\xff\xfe",
                b"\xef\xbb\xbf",
                b"<!-- ",
                b"-->",
                b".. title: x\n",
                b"Title: x\n",
                b"# x\n",
                b"===\n",
                b"\xc2\xa0",
                b"a.b",
                b"...",
            ),
        ]
    ),
)


@given(st.lists(BYTES, max_size=14).map(b"".join), st.sampled_from(["md", "txt", "json", "toml", "yaml", "markdown"]))
def test_no_bytes_are_more_than_a_mistake(tmp_path_factory: pytest.TempPathFactory, raw: bytes, ending: str) -> None:
    content, found = read(tmp_path_factory.mktemp("any"), {f"articles/x.{ending}": raw})
    assert content.articles or found


def test_many_blank_lines_are_read_quickly() -> None:
    for blank in (b"\r\n", b"\n", b" \t", b"\r"):
        assert find_front_matter(blank * 200_000 + b"x") is None


def test_a_mapping_of_toml_says_its_file() -> None:
    found = parse_toml("a = {b = 1}", "x.md", DiagnosticCollector(), first_line=7)
    assert found == Mapping(
        "x.md", 7, 1, {"a": (7, 1, Mapping("x.md", 7, 5, {"b": (7, 6, Scalar(7, 10, "1", plain=True))}))}
    )
