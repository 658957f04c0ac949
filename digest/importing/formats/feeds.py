"""Feeds: RSS and Atom by feedparser, JSON Feed (https://jsonfeed.org/version/1.1) as JSON."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from digest.importing.formats.fields import clean_text, looks_like_html, record_of
from digest.importing.formats.json_records import read_json
from digest.importing.record import Record, Skipped, Value
from digest.model.reports.imported import Note

_LARGEST = 64 << 20
_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)


def read_feed(stream: BinaryIO, name: str, names: Mapping[str, str]) -> Iterator[Record | Skipped]:
    """Yield the record of each entry of a feed. Its whole text comes before its summary."""
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield Skipped(name, f"the feed is larger than {_LARGEST >> 20} MB")
        return
    feed = _parsed(data)
    if feed is None or not feed.entries:
        yield Skipped(name, "the feed has no entries")
        return
    for number, entry in enumerate(feed.entries, 1):
        place = f"{name}#{number}" if len(feed.entries) > 1 else name
        fields, notes = _fields(entry, feed.feed)
        if not (fields["content_html"] or fields["content_text"] or (fields["url"] and fields["title"])):
            yield Skipped(place, "the feed has neither a text of this entry nor a headline with an address")
            continue
        kept = {key: value for key, value in fields.items() if value or key == "content_text"}
        yield record_of(kept, place, names, notes)


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - the library has no types
    """Return a feed. The library is given bytes, so that it fetches nothing."""
    import feedparser

    try:
        return feedparser.parse(BytesIO(data), resolve_relative_uris=True, sanitize_html=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OSError):
        return None  # the library reads what is broken as well as it can; where it fails, there is nothing to read


def _fields(entry: Any, feed: Any) -> tuple[dict[str, Value], tuple[Note, ...]]:  # noqa: ANN401 - likewise
    text, is_html = _text(entry)
    summary = _words(entry.get("summary"))
    source = entry.get("source") or {}
    fields: dict[str, Value] = {
        "title": _words(entry.get("title")),
        "content_html": text if is_html else "",
        "content_text": "" if is_html else text,
        "url": _words(entry.get("link")),
        "guid": _words(entry.get("id")),
        "author": [*dict.fromkeys(_authors(entry))] or "",
        "published": _words(entry.get("published") or entry.get("updated") or entry.get("created")),
        "updated": _words(entry["updated"]) if "updated" in entry and "published" in entry else "",
        "categories": [*dict.fromkeys(_words(tag.get("label") or tag.get("term")) for tag in entry.get("tags") or [])],
        "description": summary if entry.get("content") and len(summary) < 500 and not _MARKUP.search(summary) else "",
        "sitename": _outlet(_words(source.get("title") or feed.get("title"))),
        "language": _words(_language(entry) or feed.get("language")),
        "license": _words(entry.get("license") or feed.get("license")),
    }
    enclosures = [one for one in entry.get("enclosures") or [] if one.get("href")]
    return fields, tuple(
        Note(
            "passed-over", "enclosure", f"a file beside the entry is not imported: {clean_text(str(one['href']))[:300]}"
        )
        for one in enclosures
    )


def _language(entry: Any) -> object:  # noqa: ANN401 - likewise
    details = [*(entry.get("content") or []), entry.get("title_detail") or {}]
    return next((one["language"] for one in details if one.get("language")), None)


def _text(entry: Any) -> tuple[str, bool]:  # noqa: ANN401 - likewise
    """Return the longest text of an entry, and whether it is HTML; of its summary if it has no other."""
    found = [*(entry.get("content") or []), *([entry["summary_detail"]] if "summary_detail" in entry else [])]
    texts = [(clean_text(str(one.get("value") or "")), str(one.get("type") or "")) for one in found]
    texts = [one for one in texts if one[0].strip()][: len(entry.get("content") or []) or 1]
    if not texts:
        return "", False
    text, kind = max(texts, key=lambda one: len(one[0]))
    return text, looks_like_html(text) or ("html" in kind and bool(_MARKUP.search(text)))


def _words(value: object) -> str:
    return " ".join(clean_text(value).split()) if isinstance(value, str) else ""


def _authors(entry: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    for one in entry.get("authors") or []:
        if name := _words(one.get("name") or one.get("email")):
            yield name


def _outlet(title: str) -> str:
    """Return the title of a feed without what is behind a dash: `Harbour Gazette – Local` is `Harbour Gazette`."""
    return re.split(r"\s[-–—|»:]\s", title)[0].strip()


def read_json_feed(stream: BinaryIO, name: str, names: Mapping[str, str]) -> Iterator[Record | Skipped]:
    """Yield the record of each item of a JSON Feed."""
    for one in read_json(stream, name, names):
        if isinstance(one, Skipped):
            yield one
            continue
        fields = dict(one.fields)
        if isinstance(identity := fields.get("id"), str) and re.search(r"[:/]", identity):
            fields["guid"] = fields.pop("id")  # an address or a tag URI, no id of digest
            if "url" not in fields and "external_url" not in fields and identity.startswith(("http://", "https://")):
                fields["url"] = identity
        yield replace(
            one,
            fields={key: value for key, value in fields.items() if key not in {"attachments", "image", "banner_image"}},
        )
