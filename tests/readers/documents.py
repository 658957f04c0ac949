"""What the documents of a built feed say, read by the letter: for laws that need many builds."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path

from tests.rendering.strict import xml_of

FORMATS = {".xml": "RSS", ".atom.xml": "Atom", ".json": "JSON Feed"}
_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_HREF = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its id, its URL, when it was published and updated, in UTC, and its text, which is HTML."""

    id: str
    url: str
    published: datetime
    updated: datetime
    text: str

    @property
    def links(self) -> frozenset[str]:
        """The URLs to which its text links."""
        return frozenset(map(unescape, _HREF.findall(self.text)))


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a feed: its items in their order, and the URL of the archive before it."""

    items: tuple[Item, ...]
    older: str

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.items)


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
    items = (
        Item(
            item["id"],
            item["url"],
            _moment(item["date_published"]),
            _moment(item["date_modified"]),
            item["content_html"],
        )
        for item in feed["items"]
    )
    return Document(tuple(items), feed.get("next_url", ""))


def _read_xml(raw: bytes) -> Document:
    root = xml_of(raw)
    if root.tag == "rss":
        items = [
            Item(
                item.findtext("guid") or "",
                item.findtext("link") or "",
                _moment(item.findtext("pubDate") or ""),
                _moment(item.findtext(f"{_ATOM}updated") or ""),
                item.findtext(_CONTENT) or item.findtext("description") or "",
            )
            for item in root.findall("channel/item")
        ]
    else:
        items = [
            Item(
                entry.findtext(f"{_ATOM}id") or "",
                entry.find(f"{_ATOM}link").get("href"),
                _moment(entry.findtext(f"{_ATOM}published") or ""),
                _moment(entry.findtext(f"{_ATOM}updated") or ""),
                entry.findtext(f"{_ATOM}content") or entry.findtext(f"{_ATOM}summary") or "",
            )
            for entry in root.findall(f"{_ATOM}entry")
        ]
    older = [link.get("href", "") for link in root.iter(f"{_ATOM}link") if link.get("rel") == "prev-archive"]
    assert len(older) <= 1
    return Document(tuple(items), "".join(older))


def _moment(written: str) -> datetime:
    """Read a date as RSS or as all others write it: the zone in which it is said may change, the moment may not."""
    moment = datetime.fromisoformat(written) if written[0].isdigit() else parsedate_to_datetime(written)
    assert moment.tzinfo
    return moment.astimezone(UTC)
