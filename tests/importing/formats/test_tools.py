"""What the usual extraction tools write is understood as a whole: text, headline, moment, outlet, address, authors."""

import json
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from digest.importing.formats.read import read_records
from digest.importing.record import Record
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.records import TranslatedRecord, translate_record

URL = "https://gazette.example/crane"
TEXT = "The crane on the north quay fell on Tuesday.\n\nNobody was hurt."
HTML = "<p>The crane on the north quay fell on Tuesday.</p>\n<p>Nobody was hurt.</p>"
BODY = {"summary": [], "sections": [{"headline": [], "paragraphs": TEXT.split("\n\n")}]}
PICTURE = f"{URL}.jpg"
#: By tool: what it writes, and what of headline, date, address, outlet, authors and tags is in it. All words are made up.
TOOLS: dict[str, tuple[object, str]] = {
    "trafilatura": (
        {
            "title": "Crane falls",
            "author": "Ann Lee; Bo Reed",
            "hostname": "gazette.example",
            "date": "2024-03-26",
            "fingerprint": "52",
            "id": None,
            "license": None,
            "comments": "First!",
            "raw_text": "The crane…",
            "text": TEXT,
            "language": "en",
            "image": PICTURE,
            "pagetype": "article",
            "filedate": "2024-04-01",
            "source": URL,
            "source-hostname": "Harbour Gazette",
            "excerpt": "A crane fell.",
            "categories": "Harbour",
            "tags": "cranes;quays",
        },
        "date url name author tags",
    ),
    "newspaper4k": (
        {
            "url": URL,
            "read_more_link": URL,
            "language": "en",
            "title": "Crane falls",
            "top_image": PICTURE,
            "meta_img": PICTURE,
            "images": [PICTURE],
            "movies": [],
            "keywords": ["fell", "nobody"],
            "meta_keywords": ["cranes"],
            "tags": ["quays"],
            "authors": ["Ann Lee", "Bo Reed"],
            "publish_date": "2024-03-26T09:15:00+01:00",
            "summary": "A crane fell.",
            "meta_description": "A crane fell.",
            "meta_lang": "en",
            "meta_favicon": "",
            "meta_site_name": "Harbour Gazette",
            "canonical_link": URL,
            "text": TEXT,
        },
        "date url name author tags",
    ),
    "news-please": (
        {
            "authors": ["Ann Lee", "Bo Reed"],
            "date_download": "2024-04-01 00:00:00",
            "date_modify": "2024-03-27 00:00:00",
            "date_publish": "2024-03-26 09:15:00",
            "description": "A crane fell.",
            "filename": "crane.json",
            "image_url": PICTURE,
            "language": "en",
            "localpath": None,
            "maintext": TEXT,
            "source_domain": "Harbour Gazette",
            "title": "Crane falls",
            "title_page": None,
            "title_rss": None,
            "url": URL,
        },
        "date url name author",
    ),
    "readability": (
        {
            "title": "Crane falls",
            "byline": "By Ann Lee, Bo Reed",
            "dir": "ltr",
            "lang": "en",
            "content": HTML,
            "textContent": TEXT,
            "length": 62,
            "excerpt": "A crane fell.",
            "siteName": "Harbour Gazette",
            "publishedTime": "2024-03-26T09:15:00+01:00",
        },
        "date name author",
    ),
    "mercury": (
        {
            "title": "Crane falls",
            "content": HTML,
            "author": "Ann Lee, Bo Reed",
            "date_published": "2024-03-26T08:15:00.000Z",
            "lead_image_url": PICTURE,
            "dek": None,
            "next_page_url": None,
            "url": URL,
            "domain": "Harbour Gazette",
            "excerpt": "A crane fell.",
            "word_count": 11,
            "direction": "ltr",
            "total_pages": 1,
            "rendered_pages": 1,
        },
        "date url name author",
    ),
    "goose3": (
        {
            "meta": {
                "description": "A crane fell.",
                "lang": "en",
                "keywords": "",
                "favicon": "",
                "canonical": URL,
                "encoding": "utf-8",
            },
            "image": None,
            "domain": "gazette.example",
            "title": "Crane falls",
            "cleaned_text": TEXT,
            "tags": ["cranes", "quays"],
            "opengraph": {"site_name": "Harbour Gazette"},
            "tweets": [],
            "movies": [],
            "links": [URL],
            "authors": ["Ann Lee", "Bo Reed"],
            "publish_date": "2024-03-26T09:15:00+01:00",
        },
        "date url name author tags",
    ),
    "fundus": (
        {
            "Harbour Gazette": [
                {
                    "title": "Crane falls",
                    "body": BODY,
                    "authors": ["Ann Lee", "Bo Reed"],
                    "free_access": True,
                    "publishing_date": "2024-03-26 09:15:00+01:00",
                    "topics": ["cranes", "quays"],
                    "images": [],
                }
            ]
        },
        "date name author tags",
    ),
}


def translated(record: Record) -> TranslatedRecord:
    return translate_record(record.fields, record.place, Conventions(), ZoneInfo("Europe/London"))


@pytest.mark.parametrize("tool", TOOLS)
def test_the_output_of_a_tool_is_understood_as_a_whole(tool: str) -> None:
    data, has = TOOLS[tool]
    (record,) = read_records("json", BytesIO(json.dumps(data).encode()), "export.json", {})
    assert isinstance(record, Record)
    assert record.text in {TEXT, HTML}
    found = translated(record)
    source = found.fields["source"]
    assert isinstance(source, dict)
    assert found.unknown == ()
    assert found.fields["title"] == "Crane falls"
    assert str(found.fields["date"])[:10] == "2024-03-26"
    assert ("url" in has) == (source.get("url") == URL)
    assert source["name"] == "Harbour Gazette"
    assert str(source["author"]).replace(";", ",") == "Ann Lee, Bo Reed"
    if "tags" in has:
        assert {"cranes", "quays"} <= {*map(str, found.fields["tags"])}  # type: ignore[arg-type] # a list, which the law of tags says
        assert "nobody" not in str(found.fields["tags"])
