"""Laws of every import: the same again changes nothing, the order of the input does not matter, and a build takes or names each file."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.importing.record import Value
from digest.model.diagnostic import Severity
from digest.reading.cache import unpack_documents
from digest.reading.config.settings import read_config
from digest.reading.scan import find_content, gather, read_documents
from tests.support.sites import Ended, build, run, tree, write_site

PLACES = "Northport Millbrook Easton Weston Ferry Harbour Quayside Ashford Brook Cliffs".split()


def story(seed: int) -> str:
    """Return a text of some paragraphs, unlike those of other seeds."""
    chance = random.Random(seed)
    sentences = [
        f"The {chance.choice('crane bridge ferry mill tower'.split())} at {chance.choice(PLACES)} was closed for {chance.randrange(900)} "
        f"days after an inspection by {chance.choice(PLACES)} engineers found {chance.randrange(900)} loose bolts."
        for _ in range(8)
    ]
    return "\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, 8, 2))


_BOLTS: list[dict[str, Value]] = [
    {
        "id": f"id-{n}",
        "title": f"Inspection finds loose bolts in {PLACES[n]}",
        "date": f"2024-03-{n + 10}",
        "url": f"https://gazette.example/2024/bolts-{n}",
        "text": story(n),
    }
    for n in range(4)
]
RECORDS: list[dict[str, Value]] = [
    *_BOLTS,
    # The same again from other URLs, under another headline, and with a shorter text.
    {
        "title": "Inspection finds bolts",
        "date": "2024-03-10",
        "url": "http://www.gazette.example:80/2024/bolts-0/?utm_source=mail",
        "text": story(0)[:400],
    },
    {"title": "Bolts!", "date": "2024-03-11", "url": "https://gazette.example/other/bolts-1", "text": story(1)},
    # The same text in another outlet, the same headline twice, no date, no URL, a draft.
    {"title": "Loose bolts", "date": "2024-03-12", "url": "https://post.example/bolts-2", "text": story(2)},
    {"title": "Council meets", "date": "2024-04-01", "url": "https://gazette.example/council-1", "text": story(11)},
    {"title": "Council meets", "date": "2024-05-02", "url": "https://gazette.example/council-2", "text": story(12)},
    {"title": "Council Meets", "date": "NODATE", "url": "https://post.example/council-3", "text": story(13)},
    {"title": "Council meets again", "date": "2024-05-04", "text": story(14)},
    {"title": "Held back", "date": "2024-05-04", "url": "https://post.example/held-4", "draft": True, "text": story(15)},
]  # fmt: skip


def imported(folder: Path, records: list[dict[str, Value]], name: str = "in.jsonl") -> Ended:
    if not (folder / "config.yaml").exists():
        write_site(folder, {})
    source = folder.parent / name
    source.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return run("import", str(source), "--folder", str(folder), "--now", "2024-06-01T12:00Z")


def content(folder: Path) -> dict[str, str]:
    return {path: raw.decode() for path, raw in tree(folder / "content").items()}


def test_each_article_becomes_one_file_and_repetitions_are_named(tmp_path: Path) -> None:
    ended = imported(tmp_path / "site", RECORDS)
    assert ended.code == 0
    found = content(tmp_path / "site")
    assert sorted(found) == [
        "articles/2024/03/inspection-finds-loose-bolts-in-easton.md",
        "articles/2024/03/inspection-finds-loose-bolts-in-millbrook.md",
        "articles/2024/03/inspection-finds-loose-bolts-in-northport.md",
        "articles/2024/03/inspection-finds-loose-bolts-in-weston.md",
        "articles/2024/03/loose-bolts.md",
        "articles/2024/04/council-meets.md",
        "articles/2024/05/council-meets-2.md",
        "articles/2024/05/council-meets-again.md",
        "articles/2024/05/held-back.md",
        "articles/undated/council-meets-3.md",
    ]
    assert "\nid: id-0\n" in found["articles/2024/03/inspection-finds-loose-bolts-in-northport.md"]
    assert "\nstatus: draft\n" in found["articles/2024/05/held-back.md"]
    assert "\ndate: ?\n" in found["articles/undated/council-meets-3.md"]
    assert "\n  url: ?\n" in found["articles/2024/05/council-meets-again.md"]
    said = ended.out + ended.err
    assert "same URL but for the port, http:// or https://, www." in said
    assert "same text under another headline" in said


def test_the_order_of_the_input_does_not_matter(tmp_path: Path) -> None:
    for name, records in (("a", RECORDS), ("b", RECORDS[::-1]), ("c", [*RECORDS[5:], *RECORDS[:5]])):
        imported(tmp_path / name / "site", records)
    assert content(tmp_path / "a/site") == content(tmp_path / "b/site") == content(tmp_path / "c/site")


def test_the_same_again_changes_nothing_also_after_an_editor_was_there(tmp_path: Path) -> None:
    imported(tmp_path / "site", RECORDS)
    articles = tmp_path / "site/content/articles"
    bolts, council = articles / "2024/03/loose-bolts.md", articles / "2024/05/council-meets-again.md"
    bolts.write_text(bolts.read_text().replace("title: Loose bolts", "title: Bolts were loose"))
    council.write_text(re.sub(r"The (\w+) at (\w+)", r"In \2, the \1", council.read_text(), count=3))
    (articles / "2024/04/council-meets.md").rename(articles / "council-of-april.md")
    before = content(tmp_path / "site")
    for records in (RECORDS, RECORDS[::-1]):
        ended = imported(tmp_path / "site", records)
        assert (ended.code, content(tmp_path / "site")) == (0, before)
    (tmp_path / "site/.digest").rename(tmp_path / "state")  # it may be deleted at any time
    ended = imported(tmp_path / "site", RECORDS, "again.jsonl")
    assert (ended.code, content(tmp_path / "site")) == (0, before)


def test_what_is_imported_builds_once_the_question_marks_are_answered(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(site, RECORDS)
    refused = build(site)
    assert (refused.code, set(re.findall(r"error: .* \[([a-z-]+)\]", refused.out + refused.err))) == (
        1,
        {"not-known-yet"},
    )
    for file in site.rglob("*.md"):
        text = (
            file.read_text().replace("date: ?", "date: 2024-05-30").replace("url: ?", "url: https://post.example/c-9")
        )
        file.write_text(text)
    assert build(site).code == 0
    assert not list(site.glob("site/**/held-back/"))


NAMES = st.sampled_from(
    "title date url author tags summary places people image lang slug id status draft publish_at aliases source show incident "
    "updates corrections noindex announce expires mood".split()
)
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from("? no true 2024-02-30 2024-03-26 <b>x</b> a:b #x - ' \" \\ https://x.example/ ../x con".split()),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.one_of(WORDS, st.booleans(), st.integers(-10, 3000), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.one_of(NAMES, WORDS), inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=20)
@given(records=st.lists(st.dictionaries(NAMES, VALUES, max_size=6), min_size=1, max_size=8), seed=st.integers(0, 99))
def test_a_build_takes_every_file_or_says_by_a_code_what_is_wrong(
    records: list[dict[str, Value]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("law") / "site"
    ended = imported(site, [{**one, "text": story(seed + n)} for n, one in enumerate(records)])
    assert ended.code == 0
    config, _ = read_config(site)
    assert config is not None
    found = find_content(site)
    assert len(found.documents) == len(list((site / "content").rglob("*.md")))
    entries = unpack_documents(read_documents(site, found.documents, config.zone))
    content, diagnostics = gather(found, entries)
    broken = {one.position.file for one in diagnostics if one.severity is Severity.ERROR}
    assert {one.origin.file for one in content.articles} >= {document.path for document in found.documents} - broken
    # What nobody said, and a date that decides until when a text may be read: digest does not guess it.
    assert {one.code for one in diagnostics if one.severity is Severity.ERROR} <= {
        "not-known-yet",
        "missing-title",
        "impossible-date",
    }
