"""Saved pages of HTML, with made-up words."""

import json
from io import BytesIO

import pytest

from digest.importing.formats.fields import is_page
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped

STORY = (
    "The crane on the north quay of Harbour Town fell on Tuesday morning, an hour before the first ferry. Nobody was hurt.",
    "The harbour office closed the quay until Friday. Engineers will look at the other two cranes first, it said.",
    "“We heard a bang and then it lay in the water,” said a fisher who was mending nets on the pier.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Harbour Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "Crane falls at Harbour Town&#8217;s quay",
            "datePublished": "2024-03-26T09:15:00+01:00",
            "dateModified": "2024-03-27T10:00:00+01:00",
            "author": [
                {"@type": "Person", "name": "By Ann Lee"},
                {"name": "Bo Reed"},
                "https://gazette.example/staff",
                {"name": "Harbour Gazette"},
            ],
            "publisher": {"@type": "Organization", "name": "Harbour Gazette"},
            "articleSection": "Harbour",
            "keywords": ["cranes", "quays"],
            "description": "A crane fell.",
        },
    ],
}


def page(head: str = "", before: str = "", attributes: str = ' lang="en"', body: tuple[str, ...] = STORY) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return (
        f"<!DOCTYPE html>{before}<html{attributes}><head><meta charset='utf-8'>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Crane falls at Harbour Town’s quay</h1>{paragraphs}<img src='/crane.jpg'></article>"
        "<footer><p>© 2024 Harbour Gazette</p></footer></body></html>"
    )


def read(text: str | bytes, name: str = "page.html") -> Record:
    data = text.encode() if isinstance(text, str) else text
    (record,) = read_records("html", BytesIO(data), name, {})
    assert isinstance(record, Record), record
    return record


def test_a_page_says_of_itself_what_it_is_and_only_its_story_is_the_text() -> None:
    record = read(
        page(
            f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>"
            "<link rel='canonical' href='https://gazette.example/2024/crane'><title>Crane falls - Harbour Gazette</title>"
        )
    )
    assert record.fields == {
        "title": "Crane falls at Harbour Town’s quay",
        "url": "https://gazette.example/2024/crane",
        "sitename": "Harbour Gazette",
        "author": ["Ann Lee", "Bo Reed"],
        "description": "A crane fell.",
        "datePublished": "2024-03-26T09:15:00+01:00",
        "dateModified": "2024-03-27T10:00:00+01:00",
        "categories": ["Harbour"],
        "keywords": ["cranes", "quays"],
        "language": "en",
    }
    assert (record.text, record.form) == ("\n\n".join(STORY), "markdown")
    assert [note.code for note in record.notes] == ["page-pictures"]


def test_open_graph_says_it_where_there_is_no_linked_data() -> None:
    record = read(
        page(
            "<meta property='og:title' content='Crane falls at Harbour Town’s quay | Harbour Gazette'>"
            "<meta property='og:site_name' content='Harbour Gazette'><meta property='og:url' content='https://gazette.example/crane'>"
            "<meta property='article:published_time' content='2024-03-26T09:15:00+01:00'>"
            "<meta property='article:tag' content='cranes'><meta property='article:tag' content='quays'>"
            "<meta name='author' content='Ann Lee'>"
        )
    )
    assert record.fields["title"] == "Crane falls at Harbour Town’s quay"
    assert record.fields["sitename"] == "Harbour Gazette"
    assert record.fields["url"] == "https://gazette.example/crane"
    assert record.fields["datePublished"] == "2024-03-26T09:15:00+01:00"
    assert record.fields["keywords"] == ["cranes", "quays"]
    assert record.fields["author"] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("comment", "retrieved"),
    [
        ("<!-- saved from url=(0030)https://gazette.example/crane -->", None),
        (
            (
                "<!--\n Page saved with SingleFile \n url: https://gazette.example/crane \n"
                " saved date: Tue Mar 26 2024 09:00:00 GMT+0100 (Central European Standard Time)\n-->"
            ),
            "26 Mar 2024 09:00:00 +0100",
        ),
    ],
)
def test_who_saved_a_page_says_where_it_was(comment: str, retrieved: str | None) -> None:
    record = read(page(before=f"\n{comment}\n"))
    assert (record.fields["url"], record.fields.get("retrieved")) == ("https://gazette.example/crane", retrieved)


def test_an_address_of_another_host_or_of_the_front_page_is_not_that_of_the_text() -> None:
    saved = "\n<!-- saved from url=(0030)https://gazette.example/crane -->\n"
    for other in ("https://copies.test/crane", "https://www.gazette.example/"):
        assert read(page(f"<link rel=canonical href={other}>", saved)).fields["url"] == "https://gazette.example/crane"
    near = "https://www.gazette.example/2024/crane"
    assert read(page(f"<link rel=canonical href={near}>", saved)).fields["url"] == near


def test_a_part_of_a_page_is_a_page() -> None:
    for part in ("".join(f"<p>{text}</p>" for text in STORY), f"<div>{' '.join(STORY)}</div>"):
        assert " ".join(read(part).text.split()) == " ".join(STORY)


def test_a_date_without_a_time_takes_that_of_the_same_day() -> None:
    record = read(
        page(
            "<meta name='date' content='2024-03-26'>",
            body=("<time datetime='2024-03-26T09:15:00+01:00'>9:15</time>", *STORY),
        )
    )
    assert record.fields["datePublished"] == "2024-03-26T09:15:00+01:00"


def test_a_much_longer_text_in_linked_data_is_the_text() -> None:
    whole = "\n\n".join((*STORY, *(text.replace("crane", "ferry") for text in STORY)))
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": "Crane falls", "articleBody": whole.replace("“", "&#8220;")}
    )
    head = f"<script type='application/ld+json'>{linked}</script>"
    short = read(page(head, body=STORY[:2]))
    assert (short.text, short.form) == (whole, "plain")
    assert read(page(head, body=tuple(whole.split("\n\n")))).form == "markdown"


def test_a_date_that_is_only_in_the_address_is_said_to_be_a_guess() -> None:
    record = read(page("<link rel=canonical href='https://gazette.example/2024/03/26/crane'>"))
    assert record.fields["datePublished"] == "2024-03-26"
    assert [note.code for note in record.notes] == ["page-pictures", "date-of-page"]


def test_the_charset_is_that_of_the_page_unless_it_is_wrong() -> None:
    body = ("Le café du port est fermé depuis mardi, a dit la mairie, et personne ne sait quand il ouvrira.", *STORY)
    text = page(attributes=' lang="fr"', body=body)
    for charset, encoding in (
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("rot13", "utf-8"),
    ):
        assert (
            "Le café du port est fermé"
            in read(text.replace("charset='utf-8'", f"charset='{charset}'").encode(encoding)).text
        )


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body></body></html>",
        b"<html><title>Just a moment...</title><p>Checking that you are no robot. This may take a few seconds. Please wait until then.",
        b"<html><title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server, which has no such file.",
        b"<!doctype html><title>Harbour Gazette</title><nav><a href=/a>A</a></nav>",
        b"<" * 100_000,
        b"<div>" * 20_000,
        b"<html>" + b"\0" * 1000,
        b"<html><script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
        b"<html><script type='application/ld+json'>{\"@type\": {}}</script><meta name=date content=''><time datetime>",
        b"<?xml version='1.0' encoding='utf-7'?><!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html>&a;</html>",
    ],
)
def test_hostile_pages_are_skipped(data: bytes) -> None:
    (found,) = read_records("html", BytesIO(data), "page.html", {})
    assert isinstance(found, Skipped)


def test_patterns_take_no_longer_than_the_page_is_long() -> None:
    for text in ("<!---->" * 500 + "<p>", "<style>" * 100_000, "</style><style" * 50_000, "data:;base64," * 50_000):
        assert not is_page(text)
        (found,) = read_records("html", BytesIO(text.encode()), "page.html", {})
        assert isinstance(found, Skipped)


def test_style_sheets_are_no_text() -> None:
    assert read(page("<STYLE media=print>p { content: '<p>Ink</p>' }</style ><style>b {}</style>")).text == "\n\n".join(
        STORY
    )


def test_pictures_within_a_page_do_not_make_it_too_long() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 20_000_000}'>"
    assert read(page().replace("<footer>", f"{picture}<footer>")).text == "\n\n".join(STORY)
