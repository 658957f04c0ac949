"""What a file is: by its content, then by the ending of its name."""

import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importing.formats.detect import detect, unknown
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("page.html", b"<!DOCTYPE html><html><p>x", "html"),
        ("-", b"\n<!-- saved from url=(0023)https://gazette.example/ -->\n<html>", "html"),
        ("page", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\" \"x\">\n<html>", "html"),
        ("part.html", b"<p>A crane", "html"),
        ("page.mht", b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n", "mhtml"),
        ("crane.txt", b"Crane falls\n\nIt fell.", "text"),
        ("-", b"Crane falls\n\nIt fell.", "text"),
        ("notes", b"[Editor's note] It fell.", "text"),
        ("crane.md", b"<p>It fell.", "markdown"),
        ("crane.txt", b"<name withheld> told us.", "text"),
        ("-", b"<nitf><head/></nitf>", None),
        ("crane.md", b'{"title": "Crane"}\n\nIt fell.', "markdown"),
        ("crane.html", b"---\ntitle: Crane\n---\n<p>It fell.", "markdown"),
        ("-", b'[{"title": "Crane"}]', "json"),
        ("a.json", b'{\n "title": "Crane",\n "text": "x"}', "json"),
        ("a.json", b'{"title": "Crane"}\n{"title": "Pump"}\n', "json-lines"),
        ("a.jsonl", b'{"title": "Crane"}', "json-lines"),
        ("a.jsonl", b"broken\n{}", "json-lines"),
        ("a.csv", b"a,b\n1,2\n", "table"),
        ("a.csv", b"<name>,text\n<p>x,It fell.\n", "table"),
        ("a.csv", b"<!DOCTYPE html><html>", "html"),
        ("-", b"title;url;text\nCrane;;It fell\n", "table"),
        ("a.xml", b"<doc title='x'><main><p>x</p></main></doc>", "trafilatura-xml"),
        ("a.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "tei"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'>", "feed"),
        ("-", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "json-feed"),
        ("x.xml", b"<rss xmlns:wp='http://wordpress.org/export/1.2/'>", "wxr"),
        ("x.json", b'{"text": "<rss xmlns:wp=http://wordpress.org/export/1.2/>"}', "json"),
        ("x.json", b'{"db": [{"meta": {"exported_on": 1}}]}', "ghost"),
        ("log.md", b"# Log\n\n## 2024-03-26\n\nIt fell.\n\n## 2024-03-27\n\nIt was lifted.\n", "dated-sections"),
        ("crawl.warc", b"WARC/1.0\r\n", "warc"),
        ("crawl.warc.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0), "warc"),
        ("sitemap.xml", b"<urlset xmlns='x'>", None),
        ("a.gz", gzip.compress(b"{}", mtime=0), None),
        ("a.pdf", b"%PDF-1.7\n", None),
        ("style.css", b"body { color: red }", None),
        ("a.bin", b"\0\1\2\3", None),
        ("empty.txt", b"", None),
        ("Crane_files/ad.html", b"<html><p>x", None),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_content_and_by_its_ending(name: str, head: bytes, form: str | None) -> None:
    assert detect(name, head) == form


@pytest.mark.parametrize(
    ("name", "head", "hint"),
    [
        ("a.docx", b"PK\x03\x04", "convert it with pandoc: pandoc FILE -o article.md"),
        ("renamed", b"PK\x03\x04", "convert it with pandoc: pandoc FILE -o article.md"),
        ("a.pdf", b"%PDF-", "take its text out first, for example with pdftotext FILE article.txt"),
        ("export.jsonl.gz", b"\x1f\x8b", "unpack it first, and import what is in it"),
    ],
)
def test_what_is_not_read_is_skipped_with_what_to_do(name: str, head: bytes, hint: str) -> None:
    assert unknown(name, head).hint == hint


def test_the_hint_for_an_unknown_file_names_the_formats_and_the_option() -> None:
    assert "--map" in unknown("style.css", b"body {}").hint


_NAMES = st.sampled_from(
    ["-", "a", "a.txt", "a.html", "a.md", "a.json", "a.jsonl", "a.csv", "a.xml", "a.warc", "a.warc.gz", "a.mht"]
)
_STARTS = st.sampled_from(
    [
        b"", b"<html>", b"<!doctype html><p>", b"<rss><channel><item>", b"<feed><entry>", b'{"text":', b'[{"text": "a"},', b"WARC/1.0\r\n",
        b"title,text\n", b"<TEI>", b"<doc><main>", b"---\n", b"\xff\xfe", b"\x1f\x8b", b'{"version": "https://jsonfeed.org/version/1",',
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", b"Crane falls\n\n",
    ]
)  # fmt: skip


@given(
    _NAMES,
    _STARTS,
    st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))),
)
def test_any_bytes_under_any_name_give_records_or_are_skipped(name: str, start: bytes, rest: bytes) -> None:
    data = start + rest
    form = detect(name, data)
    if form is None:
        assert isinstance(unknown(name, data), Skipped)
        return
    for one in read_records(form, BytesIO(data), name, {}):
        assert isinstance(one, Record | Skipped)
        assert one.place.startswith(name)
