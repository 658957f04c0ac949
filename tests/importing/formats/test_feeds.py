"""RSS, Atom and JSON Feed, in made-up words."""

import json
from io import BytesIO

from digest.importing.formats.detect import detect
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Gazette – Local</title><link>https://gazette.example/</link><language>en-GB</language>
<item><title>Crane &amp; ferry</title><link>https://gazette.example/crane</link><guid isPermaLink="false">tag:1</guid>
<dc:creator>Ann Lee</dc:creator><category>Harbour</category><category>Cranes</category>
<pubDate>Tue, 26 Mar 2024 09:15:00 +0100</pubDate><description>A crane fell.</description>
<content:encoded><![CDATA[<p>The crane fell. <a href="/town">Harbour Town</a></p><script>alert(1)</script>]]></content:encoded>
<enclosure url="https://gazette.example/crane.mp3" type="audio/mpeg" length="1"/></item>
<item><title>Pump</title><guid>https://gazette.example/pump</guid><description>The pump works &amp;amp; hums again.</description></item>
<item><title>Quay</title><link>https://gazette.example/quay</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Gazette</title><id>urn:x</id><updated>2024-03-27T00:00:00Z</updated>
<entry xml:lang="fr"><title type="html">Crane &lt;b&gt;falls&lt;/b&gt;</title><id>urn:1</id><link href="https://gazette.example/crane"/>
<author><name>Ann Lee</name></author><author><name>Bo Reed</name></author><published>2024-03-26T09:15:00+01:00</published>
<updated>2024-03-27T10:00:00+01:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It fell.</p></div></content><summary>Short.</summary></entry></feed>"""


def read(text: str, name: str = "feed.xml") -> list[Record | Skipped]:
    form = detect(name, text.encode())
    assert form in {"feed", "json-feed"}
    return list(read_records(form, BytesIO(text.encode()), name, {}))


def test_an_item_of_rss_has_its_whole_text_and_what_the_feed_says_of_it() -> None:
    first = read(RSS)[0]
    assert isinstance(first, Record)
    assert first.place == "feed.xml#1"
    assert first.fields == {
        "title": "Crane & ferry",
        "url": "https://gazette.example/crane",
        "guid": "tag:1",
        "author": ["Ann Lee"],
        "published": "Tue, 26 Mar 2024 09:15:00 +0100",
        "categories": ["Harbour", "Cranes"],
        "description": "A crane fell.",
        "sitename": "Harbour Gazette",
        "language": "en-GB",
    }
    assert first.text == '<p>The crane fell. <a href="https://gazette.example/town">Harbour Town</a></p>'
    assert first.form == "html"
    assert [note.code for note in first.notes] == ["enclosure"]


def test_a_summary_is_the_text_if_there_is_no_other_and_a_headline_alone_is_a_link() -> None:
    _, second, third = read(RSS)
    assert isinstance(second, Record)
    assert second.fields["url"] == "https://gazette.example/pump"
    assert second.text.replace("&amp;", "&") == "The pump works & hums again."
    assert isinstance(third, Record)
    assert (third.text, third.fields["url"]) == ("", "https://gazette.example/quay")


def test_an_entry_of_atom_keeps_zones_authors_and_its_own_language() -> None:
    (entry,) = read(ATOM)
    assert isinstance(entry, Record)
    assert entry.place == "feed.xml"
    assert entry.fields["author"] == ["Ann Lee", "Bo Reed"]
    assert entry.fields["published"] == "2024-03-26T09:15:00+01:00"
    assert entry.fields["updated"] == "2024-03-27T10:00:00+01:00"
    assert entry.fields["language"] == "fr"
    assert "<p>It fell.</p>" in entry.text


def test_an_item_of_json_feed_is_a_record() -> None:
    item = {
        "id": "https://gazette.example/crane",
        "title": "Crane",
        "content_html": "<p>It fell.</p>",
        "content_text": "It fell.",
        "date_published": "2024-03-26T09:15:00+01:00",
        "authors": [{"name": "Ann Lee"}],
        "tags": ["cranes"],
        "attachments": [{"url": "https://gazette.example/crane.mp3"}],
    }
    (record,) = read(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Gazette", "items": [item]}),
        "feed.json",
    )
    assert isinstance(record, Record)
    assert (record.text, record.form) == ("<p>It fell.</p>", "html")
    assert record.fields == {
        "title": "Crane",
        "date_published": "2024-03-26T09:15:00+01:00",
        "authors": [{"name": "Ann Lee"}],
        "tags": ["cranes"],
        "guid": "https://gazette.example/crane",
        "url": "https://gazette.example/crane",
    }


def test_hostile_feeds_are_read_or_skipped() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    for text in (
        f"<?xml version='1.0'?>{bomb}<rss><channel><item><title>&x;</title><description>&a9;</description></item></channel></rss>",
        "<rss><channel><item><description>" + "<b>" * 500,
        "<rss><channel>" + "<item>" * 200,
        "<feed><entry><content type='application/octet-stream'>%%%</content></entry>",
    ):
        for one in read(text):
            assert isinstance(one, Skipped) or len(one.text) < 100_000
