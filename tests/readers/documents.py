"""What the documents of a built feed say, read by the letter: for laws that need many builds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.rendering.strict import xml_of

FORMATS = {".xml": "RSS", ".atom.xml": "Atom", ".json": "JSON Feed"}
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a feed: the ids of its items in their order, when each was published, and the URL of the archive before it."""

    ids: tuple[str, ...]
    published: tuple[str, ...]
    older: str


def read_feed(site: Path, base_url: str, address: str) -> Iterator[Document]:
    """Read the document at an address, and then all archives to which it leads, as a reader does that was away (RFC 5005)."""
    url = base_url + address
    while url:
        assert url.startswith(base_url), url
        raw = (site / url.removeprefix(base_url)).read_bytes()
        document = _read_json(raw) if address.endswith(".json") else _read_xml(raw)
        yield document
        url = document.older


def _read_json(raw: bytes) -> Document:
    feed = json.loads(raw)
    ids, published = ([item[name] for item in feed["items"]] for name in ("id", "date_published"))
    return Document(tuple(ids), tuple(published), feed.get("next_url", ""))


def _read_xml(raw: bytes) -> Document:
    root = xml_of(raw)
    entries, identity, date = (
        ("channel/item", "guid", "pubDate")
        if root.tag == "rss"
        else (f"{_ATOM}entry", f"{_ATOM}id", f"{_ATOM}published")
    )
    ids, published = ([entry.findtext(name) or "" for entry in root.findall(entries)] for name in (identity, date))
    older = [link.get("href", "") for link in root.iter(f"{_ATOM}link") if link.get("rel") == "prev-archive"]
    assert len(older) <= 1
    return Document(tuple(ids), tuple(published), "".join(older))
