"""The file of an import: a name that is unique, and front matter that digest reads as the same values."""

from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from digest.importing.placing import Taken, file_text, front_matter, path_of, stem_of
from digest.importing.record import NewArticle, Suggestion, Value
from digest.model.text.characters import clean
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.parser import parse_mapping
from digest.reading.yaml.plain_values import plain_value

ZONE = ZoneInfo("UTC")


def of(fields: dict[str, Value], suggestions: tuple[Suggestion, ...] = ()) -> NewArticle:
    return NewArticle("a:1", fields, "Words.", "markdown", is_own=True, suggestions=suggestions)


def article(**fields: Value) -> NewArticle:
    return of(fields)


def read(text: str) -> dict[str, Value]:
    findings = DiagnosticCollector()
    mapping = parse_mapping(text, "a.md", findings)
    assert findings.all == ()
    assert mapping is not None
    value = plain_value(mapping)
    assert isinstance(value, dict)
    return value


def test_front_matter_is_as_an_editor_writes_it() -> None:
    suggestions = (
        Suggestion("places", [], "from the dateline “CICERO, Ill.”"),
        Suggestion("people", "Luis Duarte", "named twice", written=False),
        Suggestion("source.name", "Gazette", "from its host"),
    )
    found = NewArticle(
        "a:1",
        {
            "aliases": ["/2016/11/fire/"],
            "id": "97fbe68e97b3f7f5",
            "tags": ["fire", "no", "2016"],
            "places": [{"precision": "town", "lon": -87.75, "lat": 41.84, "name": "Cicero"}],
            "announce": False,
            "summary": "Two cranes at the northern quay were repaired by their owner. " * 4 + "Both work again.",
            "source": {
                "url": "https://gazette.example/a?x=1#y",
                "author": "3 staff writers",
                "name": "Harbour Gazette",
            },
            "date": "2016-11-30T14:00:00-05:00",
            "title": 'Police: 3 "dead" in #1 fire',
        },
        "Words.\n",
        "markdown",
        suggestions=suggestions,
    )
    assert (
        file_text(found, found.text)
        == """\
---
title: 'Police: 3 "dead" in #1 fire'
date: 2016-11-30T14:00:00-05:00
source:
  name: Harbour Gazette  # suggested: from its host
  url: https://gazette.example/a?x=1#y
  author: 3 staff writers
summary: >-
  Two cranes at the northern quay were repaired by their owner. Two cranes at the northern quay were
  repaired by their owner. Two cranes at the northern quay were repaired by their owner. Two cranes at
  the northern quay were repaired by their owner. Both work again.
places:  # suggested: from the dateline “CICERO, Ill.”
  - name: Cicero
    lat: 41.84
    lon: -87.75
    precision: town
tags:
  - fire
  - "no"
  - "2016"
# people: Luis Duarte  # suggested: named twice
announce: false
id: 97fbe68e97b3f7f5
aliases:
  - /2016/11/fire/
---

Words.
"""
    )


def test_what_is_not_known_is_a_question_mark() -> None:
    assert (
        front_matter(NewArticle("a:1", {"title": "Fire"}, "", "plain")) == "title: Fire\ndate: ?\nsource:\n  url: ?\n"
    )
    assert front_matter(article(title="Fire", date="2024-03-26")) == "title: Fire\ndate: 2024-03-26\n"


TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=" \n\t#:-?!&*|>'\"%@`{}[],~=\\aeonxYNT0123.\x85\u2028\ufeff\u00a0é", max_size=12),
    st.sampled_from("yes no on off null ~ ? - : # 12:30 0123 1e5 1_000 0x1F 0o7 .inf 2016-11-30 <<: =".split()),
    st.lists(st.sampled_from("the fire: 3 #1 “harbour” don't a- x: - ? & *".split()), max_size=60).map(" ".join),
)
VALUES = st.one_of(
    TEXTS, st.lists(TEXTS, min_size=1, max_size=3), st.dictionaries(TEXTS.filter(bool), TEXTS, min_size=1, max_size=3)
)
FIELDS = st.dictionaries(st.sampled_from("title summary tags id people places slug other".split()), VALUES, max_size=6)


@given(fields=FIELDS, flag=st.booleans(), angle=st.floats(-90, 90))
def test_what_is_written_is_read_as_the_same_values(fields: dict[str, Value], angle: float, *, flag: bool) -> None:
    fields |= {"date": "2024-03-26", "noindex": flag, "image": {"lat": round(angle, 6), "alt": "x"}}
    assert read(front_matter(of(fields))) == _cleaned(fields)


def _cleaned(value: Value) -> Value:
    if isinstance(value, dict):
        return {clean(key): _cleaned(inner) for key, inner in value.items()}
    return (
        [_cleaned(one) for one in value]
        if isinstance(value, list)
        else clean(value)
        if isinstance(value, str)
        else value
    )


@given(st.one_of(TEXTS, st.text(alphabet="0123456789.eExXoOb_+-:abcdefTZ ", max_size=8)))
def test_every_version_of_yaml_reads_the_same_text(text: str) -> None:
    written = front_matter(of({"title": text, "summary": text, "tags": [text], "date": "2024-03-26"}))
    for loaded in (yaml.safe_load(written), YAML(typ="safe", pure=True).load(written)):  # 1.1 and 1.2
        assert (loaded["title"], loaded["summary"], loaded["tags"]) == (clean(text), clean(text), [clean(text)])


@given(TEXTS, TEXTS)
def test_evidence_of_any_kind_stays_a_comment(evidence: str, value: str) -> None:
    suggestions = (Suggestion("title", "x", evidence), Suggestion("people", [value], evidence, written=False))
    assert read(front_matter(of({"title": "Fire", "date": "2024-03-26"}, suggestions))) == {
        "title": "Fire",
        "date": "2024-03-26",
    }


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"title": "Bridge reopens", "date": "2024-03-26"}, "content/articles/2024/03/bridge-reopens.md"),
        (
            {"title": "Bridge reopens", "date": "2024-03-26T05:30:00Z", "slug": "bridge"},
            "content/articles/2024/03/bridge.md",
        ),
        ({"title": "Bridge reopens"}, "content/articles/undated/bridge-reopens.md"),
        ({"title": "Index", "date": "2024-03-26"}, "content/articles/2024/03/article-index.md"),
        ({"title": "2024-03-26: the day"}, "content/articles/undated/article-2024-03-26-the-day.md"),
        ({"title": "NUL"}, "content/articles/undated/nul-.md"),
        ({"title": "!!!"}, "content/articles/undated/article.md"),
        ({"title": "Fire", "slug": "../../etc"}, "content/articles/undated/fire.md"),
        ({"title": " ".join(["harbour"] * 30)}, "content/articles/undated/" + "-".join(["harbour"] * 10) + ".md"),
    ],
)
def test_a_file_is_named_after_its_slug_or_its_headline(fields: dict[str, Value], path: str) -> None:
    assert path_of(of(fields), Taken()) == path


def test_names_are_unique_whatever_their_case_or_unicode_form() -> None:
    taken = Taken(["Bridge-Reopens", "fe\u0301te"])
    assert path_of(article(title="Bridge reopens"), taken) == "content/articles/undated/bridge-reopens-2.md"
    taken.add("bridge-reopens-2")
    assert (
        path_of(article(title="Bridge reopens", date="2024-03-26"), taken)
        == "content/articles/2024/03/bridge-reopens-3.md"
    )
    assert "f\u00c9TE" in taken
    assert stem_of(article(title="Bridge reopens")) == "bridge-reopens"
