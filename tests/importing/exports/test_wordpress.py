"""Exports of WordPress become records: what was public is published, and every old address is kept."""

from collections.abc import Mapping
from io import BytesIO, RawIOBase
from typing import BinaryIO, cast

import pytest

from digest.importing.exports.detect import is_ghost, is_wxr
from digest.importing.exports.wordpress import read_wxr
from digest.importing.record import MediaFile, Record, Skipped

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<wp:base_site_url>https://gazette.example</wp:base_site_url>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>
"""
END = "</channel></rss>"


def item(more: str = "", *, text: str = "It fell.", **fields: str) -> str:
    """Return a post of 26 March 2024, or what the fields say instead."""
    given = {
        "post_id": "5",
        "post_name": "crane-falls",
        "post_date": "2024-03-26 10:00:00",
        "post_date_gmt": "2024-03-26 09:00:00",
        "status": "publish",
        "post_type": "post",
        **fields,
    }
    link = given.pop("link", f"https://gazette.example/2024/03/{given['post_name']}/")
    title = given.pop("title", "Crane falls")
    inner = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in given.items())
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link}</link><dc:creator>ann</dc:creator>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>{inner}{more}</item>"
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def read(*items: str, files: tuple[str, ...] = (), names: Mapping[str, str] | None = None) -> list[Record | Skipped]:
    raw = (HEAD + "".join(items) + END).encode()
    return list(read_wxr(BytesIO(raw), "export.xml", names or {}, files))


def one(*items: str, files: tuple[str, ...] = ()) -> Record:
    record = read(*items, files=files)[0]
    assert isinstance(record, Record)
    return record


def test_a_post_has_its_fields_and_its_old_addresses() -> None:
    more = (
        '<category domain="category" nicename="harbour">Harbour</category><category domain="category" nicename="uncategorized">U</category>'
        '<category domain="post_tag" nicename="cranes">Cranes</category><excerpt:encoded><![CDATA[Nobody <b>was</b> hurt &amp; so on.]]>'
        f"</excerpt:encoded>{meta('_wp_old_slug', 'crane')}<wp:comment><wp:comment_content>First!</wp:comment_content></wp:comment>"
    )
    record = one(item(more, post_modified="2024-03-27 10:00:00", post_modified_gmt="2024-03-27 09:00:00"))
    assert dict(record.fields) == {
        "title": "Crane falls",
        "date": "2024-03-26T10:00:00+01:00",
        "modified": "2024-03-27T10:00:00+01:00",
        "slug": "crane-falls",
        "excerpt": "Nobody was hurt & so on.",
        "author": "Ann Lee",
        "tags": ["Harbour", "Cranes"],
        "aliases": ["/2024/03/crane-falls/", "/2024/03/crane/"],
    }
    assert (record.place, record.form, record.kind, record.is_own, record.dialect) == (
        "export.xml:7",
        "html",
        "articles",
        True,
        "wordpress",
    )
    assert [(note.code, note.text) for note in record.notes] == [("comments", "1")]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        *(({"status": status}, status) for status in ("draft", "pending", "private", "future", "trash", "auto-draft")),
        ({"post_password": "secret"}, "password"),
        ({}, None),
    ],
)
def test_only_what_everybody_could_read_is_published(fields: dict[str, str], status: str | None) -> None:
    record = one(item(**fields))
    assert record.fields.get("status") == status
    assert ("aliases" in record.fields) == (status is None)
    assert "secret" not in str(record)


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        (meta("_yoast_wpseo_meta-robots-noindex", "1"), "noindex", True),
        (meta("rank_math_robots", 'a:1:{i:0;s:7:"noindex";}'), "noindex", True),
        (meta("_expiration-date-status", "saved") + meta("_expiration-date", "1900000000"), "expires", "1900000000"),
        (meta("_members_access_role", "editor"), "status", "protected"),
        (meta("_yoast_wpseo_metadesc", "In short."), "excerpt", "In short."),
        ('<category domain="language" nicename="fr">Français</category>', "lang", "fr"),
    ],
)
def test_what_plug_ins_decide_is_kept(more: str, field: str, value: object) -> None:
    assert one(item(more)).fields[field] == value


def test_pages_are_pages_and_what_is_no_text_is_not_read() -> None:
    page, *rest = read(
        item(post_type="page"), item(post_type="nav_menu_item"), item(post_type="attachment"), item(post_type="event")
    )
    assert isinstance(page, Record)
    assert page.kind == "pages"
    assert [(one.place, one.reason) for one in rest if isinstance(one, Skipped)] == [
        ("export.xml", "neither posts nor pages: entries of the kind “event” (1)")
    ]


def test_pictures_beside_the_export_are_copied_and_others_are_named() -> None:
    text = (
        '<a href="https://www.gazette.example/pier-9/">x</a><img src="http://gazette.example/wp-content/uploads/2024/03/crane-300x200.jpg">'
        '<img src="https://gazette.example/wp-content/uploads/gone.png"><a href="https://other.example/">y</a>'
    )
    attachment = item(
        meta("_wp_attachment_image_alt", "The pier"),
        post_id="9",
        post_type="attachment",
        attachment_url="https://gazette.example/wp-content/uploads/2024/03/pier.jpg",
    )
    files = ("export.xml", "uploads/2024/03/crane.jpg", "uploads/2024/03/pier.jpg", "uploads/2024/03/other.jpg")
    record = one(item(meta("_thumbnail_id", "9"), text=text), attachment, files=files)
    assert record.text == (
        '<a href="/pier-9/">x</a><img src="/media/2024/03/crane.jpg">'
        '<img src="https://gazette.example/wp-content/uploads/gone.png"><a href="https://other.example/">y</a>'
    )
    assert record.media == (
        MediaFile("uploads/2024/03/crane.jpg", "2024/03/crane.jpg"),
        MediaFile("uploads/2024/03/pier.jpg", "2024/03/pier.jpg"),
    )
    assert record.fields["image"] == {"src": "media/2024/03/pier.jpg", "alt": "The pier"}
    assert [(note.code, note.text) for note in record.notes] == [
        ("remote-picture", "https://gazette.example/wp-content/uploads/gone.png")
    ]


def test_translations_are_tied_and_footnotes_of_the_block_editor_are_in_the_text() -> None:
    tie = '<category domain="post_translations" nicename="pll_1">pll_1</category>'
    first, second = read(
        item(tie),
        item(tie + meta("footnotes", '[{"id": "f", "content": "A note."}]'), post_name="la-grue", post_id="6"),
    )
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.fields["id"], second.fields["translation_of"]) == ("crane-falls", "crane-falls")
    assert second.text.endswith('<ol class="wp-block-footnotes"><li id="f">A note.</li></ol>')


class Pipe(RawIOBase):
    """A stream that cannot go back, such as standard input."""

    def __init__(self, raw: bytes) -> None:
        self._inner = BytesIO(raw)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._inner.read(size)


def test_a_pipe_is_read_once() -> None:
    stream = cast("BinaryIO", Pipe((HEAD + item() + END).encode()))
    assert [one.fields["author"] for one in read_wxr(stream, "-", {}) if isinstance(one, Record)] == ["Ann Lee"]


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def test_hostile_exports_are_skipped_with_the_reason_or_read_without_harm() -> None:
    broken = list(read_wxr(BytesIO((HEAD + item() + "<item><title>").encode()), "export.xml", {}))
    assert [type(one) for one in broken] == [Record, Skipped]
    entities = HEAD.replace("<rss", f"{LAUGHS}<rss", 1) + item().replace("<![CDATA[Crane falls]]>", "x&b;&c;y") + END
    for one in read_wxr(BytesIO(entities.encode()), "export.xml", {}):
        assert "haha" not in str(one)
        assert "root:" not in str(one)
    controls = read(item(text="It\x0bfell\x08."))
    assert [one.text for one in controls if isinstance(one, Record)] == ["It fell ."]
    deep = read(item(text="<div>" * 5000 + "word"), item("<a>" * 200 + "</a>" * 200))
    assert len(deep) == 2


class Crumbs(Pipe):
    """A stream that gives a byte at a time."""

    def read(self, size: int = -1, /) -> bytes:
        return super().read(1 if size else 0)


def test_what_is_no_xml_but_usual_in_exports_is_mended() -> None:
    raw = HEAD + item(link="https://gazette.example/a/?p=1&lang=en&amp;x=2", text="A &amp; B & &nbsp; C") + END
    raw = raw.replace("<![CDATA[Crane falls]]>", "Crane &nbsp;falls &hellip; AT&T &#8217; ]]> &lt;")
    for stream in (BytesIO(raw.encode()), cast("BinaryIO", Crumbs(raw.encode()))):
        (record,) = read_wxr(stream, "export.xml", {})
        assert isinstance(record, Record)
        assert (record.fields["title"], record.text) == ("Crane falls … AT&T ’ ]]> <", "A &amp; B & &nbsp; C")
        assert record.notes[0].text == "https://gazette.example/a/?p=1&lang=en&x=2"


def test_exports_are_known_by_their_first_bytes() -> None:
    assert is_wxr(HEAD.encode())
    assert not is_wxr(b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>')
    assert is_ghost(b'{"db":[{"meta":{"exported_on":1}}]}')
    assert not is_ghost(b'{"title": "x", "text": "y"}')
