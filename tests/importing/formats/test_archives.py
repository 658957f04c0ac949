"""Web archives and pages that browsers save in one file, in made-up words."""

import gzip
from io import BytesIO

import pytest

from digest.importing.formats.detect import detect
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped

STORY = "The crane on the north quay of Harbour Town fell on Tuesday morning, an hour before the first café opened. Nobody was hurt."
PAGE = f"<!DOCTYPE html><html><title>Crane falls</title><body><h1>Crane falls on quay</h1><p>{STORY}</p>"


def warc(*, packed: bool) -> bytes:
    records = []
    for url, status, kind, body in (
        ("https://gazette.example/old", "301 Moved", "text/html", b"moved"),
        ("https://gazette.example/crane", "200 OK", "text/html; charset=windows-1252", PAGE.encode("cp1252")),
        ("https://gazette.example/crane.jpg", "200 OK", "image/jpeg", b"\xff\xd8"),
    ):
        block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-26T09:15:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(gzip.compress(record) if packed else record for record in records)


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_web_archive_are_read_and_the_rest_is_counted(packed: bool) -> None:  # noqa: FBT001 - of pytest
    data = warc(packed=packed)
    assert detect("crawl.warc.gz", data[:65536]) == "warc"
    page, rest = read_records("warc", BytesIO(data), "crawl.warc.gz", {})
    assert isinstance(page, Record)
    assert page.place == "crawl.warc.gz#2"
    assert page.text == STORY
    assert page.fields["title"] == "Crane falls on quay"
    assert page.fields["url"] == "https://gazette.example/crane"
    assert page.fields["retrieved"] == "2024-03-26T09:15:00Z"
    assert rest == Skipped(
        "crawl.warc.gz",
        "other records of the archive are no articles: 1 of errors and redirects, 1 of pictures, scripts and other files",
    )


@pytest.mark.parametrize("cut", [40, 300, 700])
def test_a_broken_archive_says_so(cut: int, capfd: pytest.CaptureFixture[str]) -> None:
    found = list(read_records("warc", BytesIO(warc(packed=True)[:cut] + b"broken"), "crawl.warc.gz", {}))
    assert isinstance(found[-1], Skipped)
    assert capfd.readouterr() == ("", "")


def test_a_record_that_is_longer_than_it_says_is_read_without_a_word_on_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    data = warc(packed=False).replace(b"\r\n\r\nWARC/1.0", b"more\r\n\r\nWARC/1.0")
    assert [type(one) for one in read_records("warc", BytesIO(data), "crawl.warc", {})]
    assert capfd.readouterr() == ("", "")


def test_a_page_that_a_browser_saved_in_one_file_says_where_it_was() -> None:
    text = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/crane\r\nSubject: Crane falls\r\n"
        "Date: Tue, 26 Mar 2024 09:15:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n'
        "------x\r\nContent-Type: text/css\r\n\r\np {}\r\n"
        "------x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + PAGE.replace("=", "=3D").replace("é", "=C3=A9")
        + "\r\n------x--\r\n"
    )
    assert detect("page.mhtml", text.encode()) == "mhtml"
    (page,) = read_records("mhtml", BytesIO(text.encode()), "page.mhtml", {})
    assert isinstance(page, Record)
    assert page.text == STORY
    assert page.fields["url"] == "https://gazette.example/crane"
    assert page.fields["retrieved"] == "Tue, 26 Mar 2024 09:15:00 +0100"


def test_one_file_without_a_page_is_skipped() -> None:
    (found,) = read_records(
        "mhtml", BytesIO(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx"), "page.mhtml", {}
    )
    assert found == Skipped("page.mhtml", "the file has no page of HTML")
