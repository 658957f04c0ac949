"""What looks like a slip is a warning, and an editor can accept it."""

import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Body, BodyLocation, Source
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import ACCEPTABLE, Accepted, Origin, Position, error, warning
from digest.model.ledger import Ledger
from digest.model.site import Content
from digest.planning.content.suspicions import near_incidents, repeated_articles, sort_out
from tests.planning.plans import article
from tests.support.sites import CONFIG, build, write_site
from tests.support.sites import article as text_of


def told(*named: str, files: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the suspects and what they may mean, if each of these names is in an article of its own, in the order of their dates."""
    articles = [
        article(f"a{day}", f"20{day // 28:02}-03-{day % 28 + 1:02}", incidents=(name,))
        for day, name in enumerate(named, 1)
    ]
    known = {name: IncidentFile(Origin(f"{name}.md"), name, name, name, BodyLocation("")) for name in files}
    found = [one.message.split("“") for one in near_incidents(articles, known)]
    return [(parts[1].partition("”")[0], parts[2].partition("”")[0]) for parts in found]


@pytest.mark.parametrize(
    "slip",
    [
        "quay-steet-fire",
        "quay-stret-fire",
        "quay-steret-fire",
        "quay-streett-fire",
        "quay-strset-fire",
        "quay-street-fires",
        "quaystreet-fire",
        "fire-quay-street",
    ],
)
def test_a_name_with_one_slip_is_a_suspect(slip: str) -> None:
    right = "quay-street-fire"
    assert told(right, slip) == [(slip, right)]
    assert told(slip, right, right) == [(slip, right)]
    assert told(slip, slip, right, files=(right,)) == [(slip, right)]
    assert told(right, slip, files=(right, slip)) == []


@pytest.mark.parametrize(
    "other",
    ["quay-street-flood", "bay-street-fire", "quay-street-fire-2", "quay-street", "quay-road-fire", "Quay Street Fire"],
)
def test_another_name_is_none(other: str) -> None:
    assert told("quay-street-fire", other) == []


@pytest.mark.parametrize(
    "pair", [("fire-2023", "fire-2024"), ("storm-1a", "storm-1b"), ("east-gate", "west-gate"), ("102443", "102444")]
)
def test_numbers_and_short_words_are_different_names(pair: tuple[str, str]) -> None:
    assert told(*pair) == []


WORD = st.text(string.ascii_lowercase, min_size=5, max_size=9)


@given(st.lists(WORD, min_size=2, max_size=4, unique=True), st.data())
def test_every_letter_that_is_missing_but_a_first_one_is_found_in_any_number_of_names(
    words: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    letter = data.draw(st.integers(1, len(words[place]) - 1))
    mistyped = words[place][:letter] + words[place][letter + 1 :]
    slip = "-".join([*words[:place], mistyped, *words[place + 1 :]])
    right = "-".join(words)
    many = [f"{'-'.join(words[:place])}-x{number}q{number}x-{'-'.join(words[place + 1 :])}" for number in range(50)]
    assert (slip, right) in told(right, slip)
    assert (slip, right) in told(right, *many, slip)


def repeated(*given: tuple[str, str, str], words: int = 99, title: str = "") -> list[tuple[str, str]]:
    """Return code and file of each warning for articles of one day, each a URL, an outlet and the key of a text."""
    articles = [
        article(f"a{place}", source=Source(name, url), body=Body(key, words if key else 0), title=title)
        for place, (url, name, key) in enumerate(given)
    ]
    return [(one.code, one.position.file.rpartition("/")[2]) for one in repeated_articles(articles)]


def test_one_report_filed_twice_is_found_however_its_url_is_written() -> None:
    same = [
        "https://gazette.example/crane?id=3",
        "http://www.gazette.example/crane/?id=3",
        "https://GAZETTE.example/crane?utm_source=mail&id=3#top",
    ]
    assert repeated(*((url, "Gazette", f"k{url}") for url in same)) == [
        ("repeated-source", "a1.md"),
        ("repeated-source", "a2.md"),
    ]
    other = ["https://gazette.example/crane?id=4", "https://gazette.example/Crane?id=3", ""]
    assert repeated((same[0], "Gazette", "a"), *((url, "Gazette", f"k{url}") for url in other)) == []


def test_one_text_is_found_twice_unless_two_outlets_print_it() -> None:
    assert repeated(("", "", "k"), ("", "", "k")) == [("repeated-text", "a1.md")]
    assert repeated(("", "", "k"), ("", "", "k"), words=5) == []
    assert repeated(("", "", "k"), ("", "", "k"), words=5, title="Crane falls") == [("repeated-text", "a1.md")]
    assert repeated(("https://a.example/", "A", "k"), ("https://b.example/", "B", "k")) == []
    assert repeated(("https://a.example/", "A", "k"), ("https://a.example/", "A", "k")) == [
        ("repeated-source", "a1.md")
    ]
    assert repeated(("", "", ""), ("", "", "")) == []


FILES: dict[str, str | bytes] = {
    "content/articles/a.md": text_of("Crane falls"),
    "content/articles/b.md": text_of("Crane falls down", text="Text of it. [x](/nowhere/)"),
}


def test_a_warning_is_accepted_in_its_file_or_for_the_whole_site(tmp_path: Path) -> None:
    files = dict(FILES) | {"content/articles/c.md": text_of("Mast", text="More. [x](/nowhere/)")}
    site = write_site(tmp_path, files)
    assert build(site, "--strict").err.count("[broken-link]") == 2
    in_one = text_of("Mast", text="More. [x](/nowhere/)", accept="[broken-link]")
    strict = build(write_site(site, {"content/articles/c.md": in_one}), "--strict")
    assert (strict.code, strict.err.count("[broken-link]"), "articles/b.md" in strict.err) == (1, 1, True)
    everywhere = build(write_site(site, {}, f"{CONFIG}accept: [broken-link]\n"), "--strict")
    assert (everywhere.code, everywhere.err) == (0, "")


def test_a_warning_is_accepted_with_a_reason(tmp_path: Path) -> None:
    reasons = ("[{broken-link: It is to come.}]", "{broken-link: It is to come.}", "[far-date, {broken-link: }]")
    for accept in reasons:
        text = text_of("Mast", text="More. [x](/nowhere/)", accept=accept)
        ended = build(write_site(tmp_path / str(reasons.index(accept)), {"content/articles/c.md": text}), "--strict")
        assert (ended.code, ended.err) == (0, ""), accept
    config = f"{CONFIG}accept:\n- broken-link: Many are to come.\n"
    ended = build(write_site(tmp_path / "all", FILES, config), "--strict")
    assert (ended.code, ended.err) == (0, "")
    wrong = build(write_site(tmp_path / "wrong", FILES, f"{CONFIG}accept: [{{broken-links: x}}]\n"))
    assert (wrong.code, "[unknown-word]" in wrong.err) == (1, True)


def test_what_is_accepted_is_told_apart_with_its_reason_and_so_is_what_was_accepted_in_vain() -> None:
    one, other = Accepted("far-date", "It is history."), Accepted("mojibake")
    file = replace(article("crane", "2024-03-26"), accept=(one, other))
    link, date = (warning(code, Position(file.origin.file, 3, 1), "") for code in ("broken-link", "far-date"))
    broken = error("far-date", Position(file.origin.file), "")
    everywhere = (Accepted("broken-link", "Soon."), Accepted("near-incident"))
    content = Content((file,), (), (), (), Ledger())
    place, config = Position(file.origin.file), Position("config.yaml")
    assert sort_out((link, date, broken), content, everywhere) == (
        (broken,),
        ((link, "Soon.", config), (date, "It is history.", place)),
        ((everywhere[1], config), (other, place)),
    )


def test_only_suspicions_can_be_accepted(tmp_path: Path) -> None:
    for code in ("missing-date", "lost-address", "nonsense"):
        ended = build(write_site(tmp_path, {"content/articles/a.md": text_of("Crane", accept=f"[{code}]")}))
        assert (ended.code, "[unknown-word]" in ended.err, ", ".join(ACCEPTABLE) in ended.err) == (1, True, True)
