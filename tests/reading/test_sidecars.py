"""A text with its metadata beside it, and the files that extraction tools write: each is read as what it says."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.content.article import Article, BodyLocation, Image, Source
from digest.model.diagnostic import Position
from digest.model.moment import Moment
from digest.model.text.characters import is_suspect
from digest.reading.content.body import body_of, read_text
from digest.reading.formats.json import json_as_yaml
from digest.reading.yaml.nodes import Scalar
from tests.reading.reads import codes, parsed, read, read_one

NEWS_PLEASE = {
    "authors": ["Ann Miller", "Bob Ray"], "date_download": "2024-03-27 08:00:01", "date_modify": "2024-03-26 12:00:00",
    "date_publish": "2024-03-26 09:30:00", "description": "A crane fell at the north quay.", "filename": "crane.json",
    "image_url": "https://gazette.example/crane.jpg", "language": "en", "localpath": None, "maintext": "The crane fell.\nNobody was hurt.",
    "source_domain": "gazette.example", "title": "Crane falls", "title_page": None, "title_rss": None, "url": "https://gazette.example/crane",
}  # fmt: skip
TRAFILATURA = {
    "title": "Crane falls", "author": "Ann Miller; Bob Ray", "hostname": "gazette.example", "date": "2024-03-26", "fingerprint": "1a2b3c",
    "id": None,
    "license": None, "comments": "", "raw_text": "The crane fell. Nobody was hurt.", "text": "The crane fell.\nNobody was hurt.",
    "language": None, "image": "https://gazette.example/crane.jpg", "pagetype": "article", "filedate": "2024-03-27",
    "source": "https://gazette.example/crane", "source-hostname": "Gazette", "excerpt": "A crane fell at the north quay.",
    "categories": "Harbour", "tags": "crane", "sitename": "Gazette",
}  # fmt: skip
NEWSPAPER4K = {
    "url": "https://gazette.example/crane", "read_more_link": "", "language": "en", "title": "Crane falls", "top_image": "", "meta_img": "",

    "images": ["https://gazette.example/a.jpg"], "movies": [], "keywords": ["crane", "quay"], "keyword_scores": {"crane": 1.5},
    "meta_keywords": [""],
    "tags": [], "authors": ["Ann Miller"], "publish_date": "2024-03-26T09:30:00-04:00", "summary": "A crane fell at the north quay.",
    "meta_description": "", "meta_lang": "en", "meta_favicon": "", "meta_site_name": "Gazette", "canonical_link": "https://gazette.example/crane",
    "text": "The crane fell \ud83d\ude00.\n\nNobody was hurt.",
}  # fmt: skip

SUMMARY = "A crane fell at the north quay."


def moment(day: int, hour: int, minute: int = 0, second: int = 0) -> Moment:
    return Moment(datetime(2024, 3, day, hour, minute, second, tzinfo=UTC))


def said(article: Article) -> dict[str, Any]:
    names = ("title", "date", "updated", "source", "summary", "tags", "language", "image", "opening", "body_location")
    return {name: getattr(article, name) for name in names}


def test_what_news_please_writes_is_an_article(tmp_path: Path) -> None:
    article = read_one(tmp_path, {"articles/crane.json": json.dumps(NEWS_PLEASE)})
    assert said(article) == {
        "title": "Crane falls",
        "date": moment(26, 13, 30),
        "updated": moment(26, 16),
        "source": Source(
            "gazette.example", "https://gazette.example/crane", "Ann Miller, Bob Ray", retrieved=moment(27, 12, 0, 1)
        ),
        "summary": SUMMARY,
        "tags": (),
        "language": "en",
        "image": None,
        "opening": ("The crane fell.", "Nobody was hurt."),
        "body_location": BodyLocation("content/articles/crane.json", field="maintext", plain=True),
    }


def test_what_trafilatura_writes_is_an_article(tmp_path: Path) -> None:
    article = read_one(tmp_path, {"articles/crane.json": json.dumps(TRAFILATURA)})
    assert said(article) == {
        "title": "Crane falls",
        "date": Moment(datetime(2024, 3, 26, 4, tzinfo=UTC), "day"),
        "updated": None,
        "source": Source(
            "Gazette",
            "https://gazette.example/crane",
            "Ann Miller; Bob Ray",
            retrieved=Moment(datetime(2024, 3, 27, 4, tzinfo=UTC), "day"),
        ),
        "summary": SUMMARY,
        "tags": ("crane", "Harbour"),
        "language": "",
        "image": None,
        "opening": ("The crane fell.", "Nobody was hurt."),
        "body_location": BodyLocation("content/articles/crane.json", field="text", plain=True),
    }


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_what_newspaper4k_writes_is_an_article_however_it_is_laid_out(
    tmp_path: Path, indent: int | str | None, *, ascii_only: bool
) -> None:
    data = {**NEWSPAPER4K, "text": "The crane fell 😀.\n\nNobody was hurt."}
    article = read_one(tmp_path, {"articles/crane.json": json.dumps(data, indent=indent, ensure_ascii=ascii_only)})
    assert said(article) == {
        "title": "Crane falls",
        "date": moment(26, 13, 30),
        "updated": None,
        "source": Source("Gazette", "https://gazette.example/crane", "Ann Miller"),
        "summary": SUMMARY,
        "tags": ("crane", "quay"),
        "language": "en",
        "image": None,
        "opening": ("The crane fell 😀.", "Nobody was hurt."),
        "body_location": BodyLocation("content/articles/crane.json", field="text", plain=True),
    }
    assert read_text(tmp_path, article.body_location, article.body) == "The crane fell 😀.\n\nNobody was hurt."


PAIRS = [(".txt", ".yaml"), (".txt", ".yml"), (".md", ".yaml"), (".md", ".json"), (".txt", ".json")]


@pytest.mark.parametrize(("ending", "beside"), PAIRS)
def test_a_text_has_its_metadata_beside_it(tmp_path: Path, ending: str, beside: str) -> None:
    metadata = '{"title": "Crane falls", "date": "2024-03-26", "image": {"src": "media/a.jpg"}}'
    article = read_one(tmp_path, {f"articles/crane{ending}": "*It* fell.\n", f"articles/crane{beside}": metadata})
    assert (article.id, article.slug, article.origin.file) == ("crane", "crane", f"content/articles/crane{beside}")
    assert article.body_location == BodyLocation(f"content/articles/crane{ending}", plain=ending == ".txt")
    assert article.opening == (("*It* fell.",) if ending == ".txt" else ("It fell.",))
    assert article.image == Image("media/a.jpg")


def test_metadata_with_a_text_beside_them_keep_the_text_beside_them(tmp_path: Path) -> None:
    files = {"articles/crane.txt": "It fell.", "articles/crane.json": json.dumps(NEWS_PLEASE)}
    assert read_one(tmp_path, files).opening == ("It fell.",)


def test_front_matter_may_stand_in_a_plain_text(tmp_path: Path) -> None:
    article = read_one(tmp_path, {"articles/crane.txt": "---\ntitle: A\ndate: 2024-03-26\n---\n*It* fell.\n"})
    assert (article.body_location.plain, article.opening) == (True, ("*It* fell.",))


def test_a_text_beside_metadata_that_are_no_fields_is_one_error_in_the_metadata(tmp_path: Path) -> None:
    _, found = read(tmp_path, {"articles/crane.txt": "It fell.", "articles/crane.json": "[1, 2]"})
    assert [(one.code, one.position) for one in found] == [
        ("not-a-mapping", Position("content/articles/crane.json", 1, 1))
    ]


BROKEN_JSON = ["", "{", '{"a": 1,}', "{'a': 1}", '{"a": 1} x', '{"a": "b\nc"}', "title: A", '{"a": "\x00"}']


@pytest.mark.parametrize("text", BROKEN_JSON)
def test_what_is_no_json_is_one_error(tmp_path: Path, text: str) -> None:
    assert codes(read(tmp_path, {"articles/crane.json": text})[1]) == ["broken-json"]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"a": ' + "[" * 50_000 + "]" * 50_000 + "}"])
def test_json_of_any_depth_is_one_error_and_no_crash(tmp_path: Path, text: str) -> None:
    assert codes(read(tmp_path, {"articles/crane.json": text})[1]) in (["yaml-too-deep"], ["broken-json"])


def test_a_lone_surrogate_is_the_sign_of_a_lost_character(tmp_path: Path) -> None:
    article = read_one(
        tmp_path,
        {"articles/a.json": r'{"title": "A \ud83d b", "date": "2024-03-26", "text": "It fell \udc00 \\ud83d"}'},
    )
    assert (article.title, article.opening) == ("A \ufffd b", ("It fell \ufffd \\ud83d",))


# Cc, Zl and Zp hold what is mended before a file is read (tests/reading/test_decode.py), and the line ends that only YAML 1.1 knew.
PLAIN = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]).filter(lambda character: not is_suspect(character))
KEYS = st.text(PLAIN, min_size=1, max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    st.sampled_from('a\r\n\t\\"u😀\ufeff\x85\u2028\x07 ')
)
VALUES = st.recursive(
    st.text(PLAIN | st.sampled_from("\n\t\r"), max_size=12) | st.booleans() | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3),
)


LAYOUTS = st.sampled_from([(None, True), (None, False), (1, True), ("\t", False)])


@settings(max_examples=60)
@given(st.dictionaries(KEYS, VALUES, max_size=4), LAYOUTS)
def test_any_json_object_is_the_same_fields_in_yaml(
    data: dict[str, Any], layout: tuple[int | str | None, bool]
) -> None:
    text = json.dumps(data, indent=layout[0], ensure_ascii=layout[1])
    root, found = parsed(json_as_yaml(text))
    assert found == ()
    assert root is not None
    texts = {
        name: node.value
        for name, (_, _, node) in root.pairs.items()
        if isinstance(data[name], str) and isinstance(node, Scalar)
    }
    written = {name: value for name, value in data.items() if isinstance(value, str)}
    assert texts == written


@settings(max_examples=60)
@given(TEXTS, LAYOUTS)
def test_a_text_within_json_is_read_again_as_it_was_read_first(
    tmp_path_factory: pytest.TempPathFactory, text: str, layout: tuple[int | str | None, bool]
) -> None:
    folder = tmp_path_factory.mktemp("json")
    data = {"title": "A", "date": "2024-03-26", "text": text}
    content, _ = read(folder, {"articles/a.json": json.dumps(data, indent=layout[0], ensure_ascii=layout[1])})
    for article in content.articles:
        assert body_of(read_text(folder, article.body_location, article.body), plain=True) == article.body
