"""Bytes become text, whatever program wrote them; what no page may hold is dropped or mended, and said."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model.diagnostic import Position
from digest.model.text.characters import clean, forbidden_in, is_suspect
from digest.reading.content.body import ChangedWhileReadError, body_of, read_text
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.decode import decode, position_in, report_controls
from tests.reading.reads import codes, read, read_one

HEAD = "---\ntitle: A\ndate: 2024-03-26\n---\n"

# What is hard about texts: every kind of line end, marks, controls, and characters beyond the first plane.
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    st.sampled_from('ab \r\n\t\ufeff\x85\x93\x81\x07\u2028\u202e\ufffe😀\U0001fffeé`[](<>)"-.')
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\r\nb", "a\nb"),
        (b"a\rb", "a\nb"),
        (b"a\n\rb\r\r\nc", "a\n\nb\n\nc"),
        (b"\xef\xbb\xbfa", "a"),
        (b"", ""),
        ("é😀".encode(), "é😀"),
    ],
)
def test_bytes_become_text_with_one_kind_of_line_end(raw: bytes, text: str) -> None:
    findings = DiagnosticCollector()
    assert (decode(raw, "a.md", findings), findings.all) == (text, ())


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"ab\xfc", 1, 3),
        ("é".encode() + b"\xfc", 1, 2),
        (b"a\nb\n\xe4c", 3, 1),
        (b"a\r\nb\xe4", 2, 2),
        (b"\xef\xbb\xbfa\xe4", 1, 2),
        (b"a\rb\xe4", 2, 2),
        (b"\xed\xa0\x80", 1, 1),
        (b"ab\xc3", 1, 3),
    ],
)
def test_a_byte_that_is_no_utf_8_is_named_with_its_line_and_column(raw: bytes, line: int, column: int) -> None:
    findings = DiagnosticCollector()
    assert decode(raw, "a.md", findings) is None
    assert [(one.code, one.position) for one in findings.all] == [("not-utf8", Position("a.md", line, column))]


@given(st.binary())
def test_any_bytes_are_a_text_or_one_error(raw: bytes) -> None:
    findings = DiagnosticCollector()
    text = decode(raw, "a.md", findings)
    assert codes(findings.all) == (["not-utf8"] if text is None else [])
    assert text is None or "\r" not in text


CLEANED = {
    "a\x00b\x07c": "abc",
    "a\x7fb\ufffec\ufffd": "abc\ufffd",
    "\x93loud\x94 \x96 \x85": "“loud” – …",
    "a\x81b": "ab",
    "a\u202eb\u202d": "ab",
    "a\U0001fffeb\U0010ffff😀": "ab😀",
    "a\ufdd0b": "ab",
    "tab\tline\nend\u2028\u200d": "tab\tline\nend\u2028\u200d",
}


@pytest.mark.parametrize(("text", "cleaned"), CLEANED.items())
def test_characters_that_no_page_may_hold_are_dropped_or_mended(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(TEXTS)
@example("\x81")
def test_a_clean_text_stays_what_it_is(text: str) -> None:
    cleaned = clean(text)
    assert (clean(cleaned), is_suspect(cleaned), forbidden_in(cleaned)) == (cleaned, False, [])
    assert is_suspect(text) == (cleaned != text)


def test_controls_are_reported_once_a_kind_at_the_first_place() -> None:
    findings = DiagnosticCollector()
    report_controls("a\nb\x07\x07 \x93c\x94", "a.md", findings, first_line=5)
    assert [(one.code, one.position, one.message) for one in findings.all] == [
        (
            "control-character",
            Position("a.md", 6, 2),
            "2 control characters were removed: U+0007 cannot stand in a page or a feed",
        ),
        (
            "windows-character",
            Position("a.md", 6, 5),
            "2 control characters were read as Windows-1252: U+0093 was taken for ““”",
        ),
    ]


@given(TEXTS)
@example("\x81")
def test_whatever_is_mended_is_reported(text: str) -> None:
    findings = DiagnosticCollector()
    report_controls(text, "a.md", findings)
    assert bool(findings.all) == (clean(text) != text)


@given(st.text(alphabet="a\né"), st.integers(0, 20))
def test_a_character_has_the_line_and_column_that_editors_show(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    lines = text[:offset].split("\n")
    assert position_in(text, offset, "a.md", 3) == Position("a.md", 2 + len(lines), len(lines[-1]) + 1)


@settings(max_examples=60)
@given(body=TEXTS, ending=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.sampled_from(["", "\ufeff"]))
@example(body="a\r\nb", ending="\r\n", mark="\ufeff")
@example(body="\ufeffa", ending="\n", mark="")
@example(body="\x93a\x94", ending="\n", mark="")
@example(body="---\nb: 1\n---\n", ending="\n", mark="")
@example(body="\n0", ending="\r", mark="")
def test_a_text_below_front_matter_is_read_again_as_it_was_read_first(
    tmp_path_factory: pytest.TempPathFactory, body: str, ending: str, mark: str
) -> None:
    folder = tmp_path_factory.mktemp("text")
    whole = HEAD.replace("\n", ending) + body
    content, _ = read(folder, {"articles/a.md": (mark + whole).encode()})
    for article in content.articles:
        text = read_text(folder, article.body_location, article.body)
        assert body_of(text, plain=False) == article.body
        assert text == clean(whole.replace("\r\n", "\n").replace("\r", "\n"))[len(HEAD) :] or not article.body.key


@settings(max_examples=60)
@given(body=TEXTS, ending=st.sampled_from([".txt", ".md"]))
@example(body="\ufeffa", ending=".txt")
@example(body="a\r\n\r\nb", ending=".txt")
def test_a_text_beside_its_metadata_is_read_again_as_it_was_read_first(
    tmp_path_factory: pytest.TempPathFactory, body: str, ending: str
) -> None:
    folder = tmp_path_factory.mktemp("text")
    files = {f"articles/a{ending}": body, "articles/a.yaml": "title: A\ndate: 2024-03-26\nshow: full"}
    content, _ = read(folder, files)
    for article in content.articles:
        assert body_of(read_text(folder, article.body_location, article.body), plain=ending == ".txt") == article.body


def test_a_text_that_changed_since_is_not_taken_for_the_one_that_was_planned(tmp_path: Path) -> None:
    article = read_one(tmp_path, {"articles/a.md": f"{HEAD}Old text.\n"})
    (tmp_path / "content/articles/a.md").write_text(f"{HEAD}New text.\n", encoding="utf-8")
    with pytest.raises(ChangedWhileReadError, match=r"content/articles/a\.md"):
        read_text(tmp_path, article.body_location, article.body)


def test_plain_text_and_markdown_with_the_same_words_are_two_bodies() -> None:
    assert body_of("*a*", plain=True).key != body_of("*a*", plain=False).key
    assert body_of(" \n", plain=True).key == ""


@pytest.mark.parametrize(
    ("character", "meant", "warned"),
    [
        ("\x93", "“", ["windows-character"]),
        ("\x85", "…", ["windows-character"]),
        ("\x07", "", ["control-character"]),
        ("\x7f", "", ["control-character"]),
        ("\ufffe", "", ["control-character"]),
        ("\u202e", "", ["control-character"]),
        ("\u2028", " ", []),
        ("😀", "😀", []),
    ],
)
def test_a_headline_is_mended_like_a_text_and_the_character_is_named(
    tmp_path: Path, character: str, meant: str, warned: list[str]
) -> None:
    content, found = read(
        tmp_path, {"articles/a.md": f"---\ndate: 2024-03-26\ntitle: It was{character}loud\n---\nIt fell.\n"}
    )
    assert [article.title for article in content.articles] == [f"It was{meant}loud"]
    assert [(one.code, one.position) for one in found] == [
        (code, Position("content/articles/a.md", 3, 14)) for code in warned
    ]
