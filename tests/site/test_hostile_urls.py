"""Hostile URLs in every field that takes Markdown, and in every output that shows one: pages, feeds, JSON-LD and data files."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from tests.rendering.hostile import PIXEL, as_yaml
from tests.rendering.hostile_urls import CORE, HOME, fault_of, faults_in, faults_of_page
from tests.support.sites import CONFIG, built, write_site

SHOWN_SHAPES = (
    "[x](URL)",
    '<a href="URL">x</a>',
    "[x][r]\n\n[r]: <URL>",
    '<del cite="URL">x</del>',
    '<img src="URL" alt="x">',
)
HIDDEN = [shape.replace("URL", url) for shape in SHOWN_SHAPES for url in CORE]
# In JSON and XML, the fields and attributes that hold a URL.
IS_URL = (
    "url",
    "href",
    "src",
    "link",
    "image",
    "id",
    "uri",
    "page",
    "feed",
    "address",
    "icon",
    "logo",
    "loc",
    "sameas",
    "archive",
)


def files_with(hidden: list[str]) -> dict[str, str | bytes]:
    """Write a site in which each text is in every field that takes Markdown; no text holds another link."""
    notes = [{"date": "2024-03-27", "text": text} for text in hidden]
    charges = [{"charge": "Theft", "outcomes": notes}]
    people = [{"name": "Ann Lee", "role": "suspect", "note": text, "charges": charges} for text in hidden[:1]]
    people += [{"name": f"Ann Lee {number}", "role": "victim", "note": text} for number, text in enumerate(hidden)]
    facts = [{"name": f"Fact {number}", "value": text, "date": "2024-03"} for number, text in enumerate(hidden)]
    case = {"title": "Case", "status": notes, "timeline": notes, "people": people, "facts": facts}
    files: dict[str, str | bytes] = {
        "content/media/bridge.png": PIXEL,
        "content/incidents/case.json": json.dumps(case),
        "content/articles/notes.json": json.dumps(
            {"title": "Notes", "date": "2024-03-26", "updates": notes, "corrections": notes, "incident": "case"}
        ),
        "content/articles/notes.md": "Words.\n",
    }
    for number, text in enumerate(hidden):
        status = {"date": "2024-03-28", "text": text}
        # A card shows the last status; an item of a feed has one text.
        files |= {
            f"content/articles/body-{number}.md": f"---\n{as_yaml({'title': f'Body {number}', 'date': '2024-03-26'})}---\n{text}\n",
            f"content/incidents/last-{number}.json": json.dumps(
                {"title": f"Last {number}", "date": "2024-03-26", "status": [status]}
            ),
            f"content/incidents/last-{number}.md": f"{text}\n",
            f"content/articles/last-{number}.json": json.dumps(
                {"title": f"Of {number}", "date": "2024-03-26", "incident": f"last-{number}", "corrections": [status]}
            ),
            f"content/articles/last-{number}.md": "Words.\n",
            f"content/pages/own-{number}.json": json.dumps({"title": f"Own {number}", "summary": text}),
            f"content/pages/own-{number}.md": f"{text}\n",
        }
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    footer = json.dumps("[x](java&#1;script:alert(1))")
    config = f"{CONFIG}feeds:\n  also: [atom, json]\ntheme:\n  footer: {footer}\n"
    return built(write_site(tmp_path_factory.mktemp("site"), files_with(HIDDEN), config))


def address_of(path: str) -> str:
    return HOME + path.removesuffix("index.html")


def test_no_page_has_a_url_that_leads_where_nothing_may(site: dict[str, bytes]) -> None:
    pages = {path: raw for path, raw in site.items() if path.endswith(".html")}
    assert len(pages) > 4 * len(HIDDEN)
    assert {path: faults for path, raw in pages.items() if (faults := faults_of_page(raw, address_of(path)))} == {}


def test_no_json_ld_has_one(site: dict[str, bytes]) -> None:
    faulty = {}
    for path, raw in site.items():
        if path.endswith(".html"):
            root = html5lib.parse(raw, transport_encoding="utf-8", namespaceHTMLElements=False)
            scripts = [
                script.text or "" for script in root.iter("script") if script.get("type") == "application/ld+json"
            ]
            if faults := [
                fault for script in scripts for fault in faults_in_json(json.loads(script), address_of(path))
            ]:
                faulty[path] = faults
    assert faulty == {}


def test_no_feed_and_no_data_file_has_one(site: dict[str, bytes]) -> None:
    faulty, count = {}, 0
    for path, raw in site.items():
        faults: list[str] = []
        if path.endswith((".xml", ".opml")):
            faults = faults_in_xml(ElementTree.fromstring(raw), address_of(path))
        elif path.endswith((".json", ".jsonld")):
            faults = list(faults_in_json(json.loads(raw), address_of(path)))
        else:
            continue
        count += 1
        if faults:
            faulty[path] = faults
    assert count > 100
    assert faulty == {}


def faults_in_xml(root: ElementTree.Element, page: str) -> list[str]:
    """Return the faults of HTML within the elements of a feed, and of its own URLs."""
    faults = []
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        text = element.text or ""
        faults += faults_in(text, page)
        if any(name.endswith(word) for word in IS_URL):
            faults += [fault for fault in [fault_of(text, page)] if fault and not text.startswith("urn:uuid:")]
        for attribute, value in element.attrib.items():
            if any(str(attribute).lower().endswith(word) for word in IS_URL):
                faults += [fault for fault in [fault_of(value, page)] if fault and not value.startswith("urn:uuid:")]
    return faults


def faults_in_json(value: Any, page: str, name: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever JSON says
    """Return the faults of HTML within the texts of JSON, and of its URLs."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from faults_in_json(inner, page, key)
    elif isinstance(value, list):
        for inner in value:
            yield from faults_in_json(inner, page, name)
    elif isinstance(value, str):
        if name == "content_html":
            yield from faults_in(value, page)
        if (
            any(name.lower().endswith(word) for word in IS_URL)
            and not value.startswith("urn:uuid:")
            and (fault := fault_of(value, page))
        ):
            yield f"{name} {fault}: {value}"
