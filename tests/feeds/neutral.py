"""What a document of a feed says, whatever its format: the same value for RSS, Atom and JSON Feed."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from tests.feeds.document import NAMESPACES, XML, Document, Element, text_at
from tests.feeds.xml import head_of, is_archive, links_of

_MINUTES = {"hourly": 60, "daily": 1440}


@dataclass(frozen=True, slots=True)
class Said:
    """An item. `picture` is URL, type, size, alternative text, credit; `original` URL and name; `published` is exact to the second."""

    guid: str
    link: str
    title: str
    content: str
    summary: str
    author: str
    tags: tuple[str, ...]
    published: datetime
    updated: datetime
    picture: tuple[str, str, int, str, str] | None
    language: str
    original: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SaidFeed:
    """A document. Its own and other documents' addresses have no ending."""

    id: str
    stem: str
    title: str
    description: str
    page: str
    language: str
    publisher: str
    email: str
    generator: str
    rights: str
    updated: datetime
    minutes: int
    hub: str
    older: str
    newer: str
    current: str
    archive: bool
    items: tuple[Said, ...]


def said_by_rss(document: Document) -> SaidFeed:
    """Read RSS. What it must repeat, since it requires a description, is not counted as one."""
    head = head_of(document)
    language, title = text_at(head, "language"), text_at(head, "title")
    return SaidFeed(
        id=text_at(head, "atom:id"),
        stem=_stem(links_of(document, "self")),
        title=title,
        description=_other(text_at(head, "description"), title),
        page=text_at(head, "link"),
        language=language,
        publisher=text_at(head, "dc:publisher"),
        email=text_at(head, "managingEditor").partition(" ")[0],
        generator=text_at(head, "generator"),
        rights=text_at(head, "copyright"),
        updated=parsedate_to_datetime(text_at(head, "lastBuildDate")),
        minutes=int(text_at(head, "ttl") or 0),
        items=tuple(_rss_item(item, language) for item in head.findall("item")),
        **_links(document),
    )


def _rss_item(item: Element, language: str) -> Said:
    source, title = item.find("source"), text_at(item, "title")
    return Said(
        guid=text_at(item, "guid"),
        link=text_at(item, "link"),
        title=title,
        content=text_at(item, "content:encoded"),
        summary=_other(unescape(text_at(item, "description")), title),
        author=text_at(item, "dc:creator"),
        tags=tuple(category.text for category in item.findall("category")),
        published=parsedate_to_datetime(text_at(item, "pubDate")),
        updated=_moment(text_at(item, "atom:updated")),
        picture=_picture(item, item.find("enclosure"), "url"),
        language=text_at(item, "dc:language") or language,
        original=("", "") if source is None else (source.get("url"), source.text),
    )


def said_by_atom(document: Document) -> SaidFeed:
    """Read Atom."""
    root = document.root
    language, title = root.get(f"{{{XML}}}lang"), text_at(root, "atom:title")
    period = text_at(root, "sy:updatePeriod")
    return SaidFeed(
        id=text_at(root, "atom:id"),
        stem=_stem(links_of(document, "self")),
        title=title,
        description=_other(text_at(root, "atom:subtitle"), title),
        page=links_of(document, "alternate")[0],
        language=language,
        publisher=text_at(root, "atom:author/atom:name"),
        email=text_at(root, "atom:author/atom:email"),
        generator=text_at(root, "atom:generator"),
        rights=text_at(root, "atom:rights"),
        updated=_moment(text_at(root, "atom:updated")).replace(microsecond=0),
        minutes=_MINUTES[period] // int(text_at(root, "sy:updateFrequency")) if period else 0,
        items=tuple(_atom_entry(entry, language) for entry in root.findall("atom:entry", NAMESPACES)),
        **_links(document),
    )


def _atom_entry(entry: Element, language: str) -> Said:
    title = text_at(entry, "atom:title")
    via = entry.find("atom:link[@rel='via']", NAMESPACES)
    return Said(
        guid=text_at(entry, "atom:id"),
        link=entry.find("atom:link[@rel='alternate']", NAMESPACES).get("href"),
        title=title,
        content=text_at(entry, "atom:content"),
        summary=_other(text_at(entry, "atom:summary"), title),
        author=text_at(entry, "atom:author/atom:name"),
        tags=tuple(category.get("term") for category in entry.findall("atom:category", NAMESPACES)),
        published=_moment(text_at(entry, "atom:published")).replace(microsecond=0),
        updated=_moment(text_at(entry, "atom:updated")),
        picture=_picture(entry, entry.find("atom:link[@rel='enclosure']", NAMESPACES), "href"),
        language=entry.get(f"{{{XML}}}lang", language),
        original=("", "") if via is None else (via.get("href"), via.get("title")),
    )


def _links(document: Document) -> dict[str, Any]:
    return {
        "hub": "".join(links_of(document, "hub")),
        "older": _stem(links_of(document, "prev-archive")),
        "newer": _stem(links_of(document, "next-archive")),
        "current": _stem(links_of(document, "current")),
        "archive": is_archive(document),
    }


def _picture(parent: Element, link: Element, address: str) -> tuple[str, str, int, str, str] | None:
    if link is None:
        return None
    words = (text_at(parent, f"media:content/media:{name}") for name in ("description", "credit"))
    return (link.get(address), link.get("type"), int(link.get("length")), *words)


def said_by_json(document: Document) -> SaidFeed:
    """Read JSON Feed, and the extension that stands in it for what it has no fields for."""
    feed = document.json
    own = feed["_digest"]
    return SaidFeed(
        id=own["id"],
        stem=_stem([feed["feed_url"]]),
        title=feed["title"],
        description=_other(feed.get("description", ""), feed["title"]),
        page=feed["home_page_url"],
        language=feed["language"],
        publisher=feed["authors"][0]["name"],
        email=own.get("publisher_email", ""),
        generator=own["generator"],
        rights=own.get("rights", ""),
        updated=_moment(own["updated"]).replace(microsecond=0),
        minutes=own.get("minutes", 0),
        hub="".join(hub["url"] for hub in feed.get("hubs", [])),
        older=_stem([feed.get("next_url", "")]),
        newer=_stem([own.get("newer_url", "")]),
        current=_stem([own.get("current_url", "")]),
        archive=own.get("archive", False),
        items=tuple(_json_item(item) for item in feed["items"]),
    )


def _json_item(item: dict[str, Any]) -> Said:
    own, picture, url = item.get("_digest", {}), None, item.get("external_url", "")
    for found in item.get("attachments", []):
        words = (found.get("title", ""), own.get("credit", ""))
        picture = (found["url"], found["mime_type"], found["size_in_bytes"], *words)
    return Said(
        guid=item["id"],
        link=item["url"],
        title=item["title"],
        content=item["content_html"],
        summary=_other(item.get("summary", ""), item["title"]),
        author=item["authors"][0]["name"],
        tags=tuple(item.get("tags", [])),
        published=_moment(item["date_published"]).replace(microsecond=0),
        updated=_moment(item["date_modified"]),
        picture=picture,
        language=item["language"],
        original=(url, own.get("source") or url),
    )


def _stem(urls: list[str]) -> str:
    """Return where a document stands, without the ending that says its format."""
    [url] = urls or [""]
    place, mark, name = url.rpartition("/")
    return place + mark + name.partition(".")[0]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _other(text: str, title: str) -> str:
    """Return a text that says more than the title does."""
    return "" if text == title else text
