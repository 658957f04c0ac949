"""Exports of Ghost become records: what only some could read is a draft."""

import json
from collections.abc import Mapping
from io import BytesIO

import pytest

from digest.importing.exports.ghost import read_ghost
from digest.importing.record import MediaFile, Record, Skipped

POST = {
    "id": "5",
    "title": "Crane falls",
    "slug": "crane-falls",
    "html": '<p>See <a href="__GHOST_URL__/pier-9/">pier 9</a> <img src="__GHOST_URL__/content/images/size/w600/2024/03/a.jpg"></p>',
    "type": "post",
    "status": "published",
    "visibility": "public",
    "published_at": "2024-03-26T10:00:00.000Z",
    "updated_at": "2024-03-27T10:00:00.000Z",
    "feature_image": "__GHOST_URL__/content/images/2024/03/b.jpg",
    "custom_excerpt": None,
}
TABLES = {
    "tags": [{"id": "1", "name": "Cranes"}, {"id": "2", "name": "#internal"}, {"id": "3", "name": "Harbour"}],
    "posts_tags": [
        {"post_id": "5", "tag_id": "1", "sort_order": 1},
        {"post_id": "5", "tag_id": "2", "sort_order": 2},
        {"post_id": "5", "tag_id": "3", "sort_order": 0},
    ],
    "users": [{"id": "8", "name": "Ann Lee", "email": "ann@gazette.example"}],
    "posts_authors": [{"post_id": "5", "author_id": "8"}],
    "posts_meta": [{"post_id": "5", "feature_image_alt": "The crane", "feature_image_caption": "Photo: <b>Ann</b>"}],
}


def read(post: Mapping[str, object], files: tuple[str, ...] = ()) -> Record:
    raw = json.dumps({"db": [{"meta": {}, "data": {"posts": [{**POST, **post}], **TABLES}}]}).encode()
    (record,) = read_ghost(BytesIO(raw), "export.json", {}, files)
    assert isinstance(record, Record)
    return record


def test_a_post_has_its_fields_pictures_and_links() -> None:
    record = read({}, ("content/images/2024/03/a.jpg", "content/images/2024/03/b.jpg"))
    assert dict(record.fields) == {
        "title": "Crane falls",
        "slug": "crane-falls",
        "date": "2024-03-26T10:00:00.000Z",
        "updated_at": "2024-03-27T10:00:00.000Z",
        "tags": ["Harbour", "Cranes"],
        "author": ["Ann Lee"],
        "image": {"src": "media/2024/03/b.jpg", "alt": "The crane", "credit": "Photo: Ann"},
        "aliases": ["/crane-falls/"],
    }
    assert record.text == '<p>See <a href="/pier-9/">pier 9</a> <img src="/media/2024/03/a.jpg"></p>'
    assert record.media == (
        MediaFile("content/images/2024/03/a.jpg", "2024/03/a.jpg"),
        MediaFile("content/images/2024/03/b.jpg", "2024/03/b.jpg"),
    )
    assert record.notes == ()
    assert [note.text for note in read({}).notes] == [
        "/content/images/size/w600/2024/03/a.jpg",
        "/content/images/2024/03/b.jpg",
    ]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "scheduled"}, "scheduled"),
        ({"status": "sent"}, "sent"),
        ({"visibility": "members"}, "protected"),
        ({"visibility": "paid"}, "protected"),
        ({"email_only": True}, "sent"),
        ({}, None),
    ],
)
def test_only_what_everybody_could_read_is_published(fields: dict[str, object], status: str | None) -> None:
    record = read(fields)
    assert record.fields.get("status") == status
    assert ("aliases" in record.fields) == (status is None)


LEXICAL = {
    "root": {
        "children": [
            {
                "type": "paragraph",
                "children": [{"type": "text", "text": "The crane "}, {"type": "link", "children": [{"text": "fell"}]}],
            },
            {"type": "image", "caption": "The pier"},
            {"type": "list", "children": [{"type": "listitem", "children": [{"type": "text", "text": "one"}]}]},
        ]
    }
}
MOBILEDOC = {
    "cards": [["markdown", {"markdown": "A card"}]],
    "sections": [[1, "p", [[0, [], 0, "The crane "], [0, [0], 1, "fell"]]], [10, 0], [3, "ul", [[[0, [], 0, "one"]]]]],
}


def test_words_are_taken_from_whatever_form_there_is() -> None:
    for key, document, text in (
        ("lexical", LEXICAL, "The crane fell\n\nThe pier\n\none"),
        ("mobiledoc", MOBILEDOC, "The crane fell\n\nA card\n\none"),
    ):
        record = read({"html": None, key: json.dumps(document)})
        assert (record.text, record.form, [note.code for note in record.notes][:1]) == (text, "plain", ["no-html"])
    assert read({"html": None, "lexical": "{", "plaintext": "Words."}).text == "Words."


def test_what_is_no_export_is_skipped() -> None:
    for raw in (b"{", b"[" * 100_000, b"null", b'{"db": [1]}', b'{"db": [{"data": {"posts": {}}}]}', b"\xff\xfe"):
        assert [type(one) for one in read_ghost(BytesIO(raw), "export.json", {})] == [Skipped]
    odd = json.dumps(
        {"db": [{"data": {"posts": [1, {"id": 1, "html": [], "title": {}, "email_only": {}}], "tags": 3}}]}
    ).encode()
    assert [type(one) for one in read_ghost(BytesIO(odd), "export.json", {})] == [Record]
