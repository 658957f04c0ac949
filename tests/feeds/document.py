"""A published document of a feed, and how it is held against rules."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

from tests.rendering.strict import xml_of
from tests.support.sites import NOW

ATOM = "{http://www.w3.org/2005/Atom}"
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
_PREFIXES = {url: prefix for prefix, url in NAMESPACES.items()}
XML = "http://www.w3.org/XML/1998/namespace"

_NOW = datetime.fromisoformat(NOW)

Element = Any  # lxml ships no types


@dataclass(frozen=True)
class Document:
    """The bytes that stand at a URL, as of a moment."""

    url: str
    raw: bytes
    now: datetime = _NOW

    @cached_property
    def root(self) -> Element:
        return xml_of(self.raw)

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON says
        return json.loads(self.raw)


Rule = Callable[[Document], Iterator[str]]


def complaints(document: Document, rules: Sequence[Rule]) -> dict[str, list[str]]:
    """Hold a document against rules; give what each complains of, for those that do."""
    found = {rule.__name__: list(rule(document)) for rule in rules}
    return {name: texts for name, texts in found.items() if texts}


def documents_of(site: Mapping[str, bytes], base_url: str, form: str, now: str = NOW) -> dict[str, Document]:
    """Return every document of a site's feeds in one format (`rss`, `atom`, `json`), by its path."""
    starts = {"rss": b"<rss ", "atom": b"<feed ", "json": b'{"version": "https://jsonfeed.org/'}
    return {
        path: Document(base_url + quote(path), raw, datetime.fromisoformat(now))
        for path, raw in site.items()
        if path.endswith(".json" if form == "json" else ".xml") and starts[form] in raw
    }


def name_of(element: Element) -> str:
    """Return the name of an element or an attribute with its usual prefix: `title`, `dc:creator`, `atom:link`."""
    return qualified(str(element.tag))


def qualified(name: str) -> str:
    url, mark, local = name.removeprefix("{").rpartition("}")
    return (f"{_PREFIXES.get(url, url)}:" if mark and url != XML else "xml:" if mark else "") + local


def text_at(element: Element, path: str) -> str:
    """Return the text of the first element at a path with prefixes, or nothing."""
    found = element.find(path, NAMESPACES)
    return "" if found is None else found.text or ""


def zoned(text: str) -> datetime:
    """Read a date of RFC 3339; one that is none counts as the first of all."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
