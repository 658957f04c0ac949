"""What feedgen does not do by itself: links of every kind, and texts that read well where nobody parses them."""

import json
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.markup.sanitize import text
from tests.rendering.feeds import FILES
from tests.rendering.strict import xml_of
from tests.support.sites import CONFIG, built, write_site

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://harbour.example/news/"


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ('New Year\'s "Day" > night', 'New Year\'s "Day" > night'),
        ("AT&T & R&D", "AT&amp;T & R&amp;D"),
        ("a &amp; b & c", "a &amp;amp; b & c"),
        ("&copy", "&amp;copy"),
        ("<b> &lt;", "&lt;b> &amp;lt;"),
    ],
)
def test_only_what_html_would_take_for_markup_is_escaped(plain: str, html: str) -> None:
    assert text(plain) == html


@given(st.text(alphabet="&<>;#x3'\" altmpcoy/!?-").map(str.strip))
def test_html_made_of_a_plain_text_is_that_text(plain: str) -> None:
    parsed = html5lib.parse(f"<!DOCTYPE html><title>t</title><body><p>{text(plain)}</p>", namespaceHTMLElements=False)
    assert ("".join(parsed.itertext()), parsed.findall("body/p/*")) == (f"t{plain}", [])


def test_links_of_an_entry_in_atom_say_what_they_lead_to(tmp_path: Path) -> None:
    root = xml_of(built(write_site(tmp_path, FILES))["updates.atom.xml"])
    links = {
        entry.findtext(f"{ATOM}title"): [dict(link.attrib) for link in entry.findall(f"{ATOM}link")]
        for entry in root.iterfind(f"{ATOM}entry")
    }
    assert links["Crane falls & blocks <Pier 1>"] == [
        {"rel": "alternate", "type": "text/html", "href": f"{BASE}articles/2024/03/crane/"},
        {"rel": "enclosure", "href": f"{BASE}media/crane.png", "type": "image/png", "length": "8"},
    ]
    assert links["Ship waits"] == [
        {"rel": "alternate", "type": "text/html", "href": f"{BASE}articles/2024/03/ship/"},
        {"rel": "via", "href": "https://gazette.example/ship?a=1&b=2", "title": "Gazette"},
    ]


def test_items_in_json_are_written_as_the_library_writes_them(tmp_path: Path) -> None:
    feed = built(write_site(tmp_path, FILES))["updates.json"].decode()
    head, *items, end = feed.split("\n")
    assert head.endswith(', "items": [')
    assert end == ""
    lines = [line.removesuffix(",") for line in items[:-1]]
    assert [json.dumps(json.loads(line), ensure_ascii=False) for line in lines] == lines
    assert {"Crane falls & blocks <Pier 1>", "Ship waits"} <= {json.loads(line)["title"] for line in lines}


def test_every_document_of_a_feed_names_its_neighbours_and_its_hub(tmp_path: Path) -> None:
    config = f"{CONFIG}hub: https://hub.example/\nfeeds:\n  items: 2\n"
    site = built(write_site(tmp_path, FILES, config))
    for ending in (".xml", ".atom.xml"):
        links = {
            path: [
                (link.get("rel"), link.get("href"))
                for link in xml_of(site[path]).iter(f"{ATOM}link")
                if link.get("rel")
            ]
            for path in (f"updates{ending}", f"updates-2024-03{ending}")
        }
        assert {("hub", "https://hub.example/"), ("prev-archive", f"{BASE}updates-2024-03{ending}")} <= set(
            links[f"updates{ending}"]
        )
        assert ("current", f"{BASE}updates{ending}") in links[f"updates-2024-03{ending}"]
