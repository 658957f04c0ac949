"""What YAML, an invisible character or a tag of HTML takes out of a text is reported, or nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.text.characters import unseen_in, without_stray
from digest.reading.dialects.values import without_markup
from tests.reading.reads import codes, fields, read, read_one

HEAD = "title: Crane falls\ndate: 2024-03-26\n"
CUT = [
    "title: Top #1 story\ndate: 2024-03-26", "title: #1 story\ndate: 2024-03-26", HEAD + "tags: #fire #pier", HEAD + "tags: fire #pier",
    HEAD + "tags:\n- fire #1\n- pier", HEAD + "summary: We are #1", HEAD + "description: We are #1", HEAD + "author: Ann #2",
    HEAD + "places: [Pier]\npeople:\n- name: Ann #2", HEAD + "source: Gazette #1", HEAD + "source:\n  name: Gazette #1",
    HEAD + "updates:\n- date: 2024-03-27\n  text: Now #1", HEAD + "categories: #fire",
]  # fmt: skip
WHOLE = [
    "title: Top # the headline\ndate: 2024-03-26", "title: 'Top #1 story'\ndate: 2024-03-26", 'title: "Top #1"\ndate: 2024-03-26',
    "title: Top#1 story\ndate: 2024-03-26", HEAD + "tags: [fire] # todo", HEAD + "# tags: #fire",
    "title: Top ## a comment\ndate: 2024-03-26",
    "title: Crane falls\ndate: 2024-03-26 #checked", HEAD + "lang: en #english", HEAD + "summary: >\n  We are #1\n",
    HEAD + "layout: post #main",
    HEAD + "tags: C#",
]  # fmt: skip


@pytest.mark.parametrize("lines", CUT)
def test_a_text_that_yaml_cuts_is_an_error_once(tmp_path: Path, lines: str) -> None:
    assert codes(read(tmp_path, {"articles/crane.md": f"---\n{lines}\n---\nIt fell.\n"})[1]) == ["cut-text"]


@pytest.mark.parametrize("lines", WHOLE)
def test_a_comment_is_one(tmp_path: Path, lines: str) -> None:
    assert codes(read(tmp_path, {"articles/crane.md": f"---\n{lines}\n---\nIt fell.\n"})[1]) == []


WORDS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_no_word_after_a_number_sign_is_lost(before: str, after: str) -> None:
    taken, findings = fields(f"title: x{before} #{after}")
    taken.text("title")
    assert codes(findings.all) == ["cut-text"]
    assert f"x{before} #{after}" in findings.all[0].hint


INVISIBLE = [
    "\u200b", "\ufeff", "\u00ad", "\u2060", "\U000e0041\U000e007f", "\u200b \u200d", "\u3164", "\u2800", "\u200e\u200f",
    "\u115f", "\ufe0f", "\u00a0\u200b",
]  # fmt: skip


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_title_that_nobody_sees_is_missing(tmp_path: Path, text: str) -> None:
    (found,) = read(tmp_path, {"articles/crane.md": f'---\ntitle: "{text}"\ndate: 2024-03-26\n---\nIt fell.\n'})[1]
    assert (found.code, "nobody sees, such as U+" in found.message) == ("missing-title", True)


@pytest.mark.parametrize("text", INVISIBLE)
def test_any_other_text_that_nobody_sees_is_empty(tmp_path: Path, text: str) -> None:
    lines = f'summary: "{text}"\ntags: ["{text}", fire]\nsource: {{name: "{text}"}}\nslug: "{text}"'
    found = read_one(tmp_path, {"articles/crane.md": f"---\n{HEAD}{lines}\n---\nIt fell.\n"})
    assert (found.summary, found.tags, found.source.name, found.slug) == ("", ("fire",), "", "crane")


STRAY = {
    "Cra\u200bne": "Crane", "\ufeffCrane": "Crane", "Crane\u2060 falls": "Crane falls", "Crane\U000e0041": "Crane",
    "می\u200cخواهم": "می\u200cخواهم", "👩\u200d🚒": "👩\u200d🚒", "ภาษา\u200bไทย": "ภาษา\u200bไทย",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
}  # fmt: skip


@pytest.mark.parametrize(("text", "seen"), STRAY.items())
def test_invisible_characters_go_where_they_mean_nothing(text: str, seen: str) -> None:
    assert without_stray(text) == seen


def test_those_within_a_text_are_warned_of_and_those_at_its_ends_are_not(tmp_path: Path) -> None:
    lines = "title: \ufeffCra\u200bne\nsummary: \u200bFalls\u200b\ndate: 2024-03-26"
    content, found = read(tmp_path, {"articles/crane.md": f"---\n{lines}\n---\nIt fell.\n"})
    assert (content.articles[0].title, content.articles[0].summary, codes(found)) == (
        "Crane",
        "Falls",
        ["invisible-character"],
    )


@given(st.text())
def test_what_can_be_seen_stays(text: str) -> None:
    assert [c for c in without_stray(text) if c.isalnum()] == [c for c in text if c.isalnum()]
    assert not (unseen_in(text) and any(c.isalpha() and c not in "\u115f\u1160\u3164\uffa0" for c in text))


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u3000", "\u200b"])
@pytest.mark.parametrize("before", ["", "layout: post\n"])
def test_a_blank_that_is_none_is_named(tmp_path: Path, blank: str, before: str) -> None:
    (found,) = read(tmp_path, {"articles/crane.md": f"---\n{before}title:{blank}Crane\n---\nIt fell.\n"})[1]
    assert (found.code, found.position.line) == ("no-break-space", 2 + before.count("\n"))
    assert f"U+{ord(blank):04X}" in found.message


MARKUP = {
    "The <em>Titanic</em> rises": "The Titanic rises",
    "A<br>B": "A B",
    'See <a href="https://x.example">this</a>': "See this",
    "H<sub>2</sub>O": "H2O",
    "<name withheld> speaks": "<name withheld> speaks",
    "1 < 2 and 3 > 2": "1 < 2 and 3 > 2",
    "<script>x</script>": "<script>x</script>",
    "a <b": "a <b",
}


@pytest.mark.parametrize(("text", "words"), MARKUP.items())
def test_a_headline_is_words(tmp_path: Path, text: str, words: str) -> None:
    found = read_one(tmp_path, {"articles/crane.md": f"---\ntitle: '{text}'\ndate: 2024-03-26\n---\nIt fell.\n"})
    assert (found.title, without_markup(text)) == (words, words)
