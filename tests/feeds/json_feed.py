"""Rules for JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.feeds import content, values
from tests.feeds.document import Document, Rule, zoned
from tests.rendering.strict import strings_in

_VERSION = "https://jsonfeed.org/version/1.1"
_FEED: dict[str, type] = {
    **dict.fromkeys(
        "version title home_page_url feed_url description user_comment next_url icon favicon language".split(), str
    ),
    **dict.fromkeys(("authors", "hubs", "items"), list),
    "expired": bool,
}
_ITEM: dict[str, type] = {
    **dict.fromkeys(
        "id url external_url title content_html content_text summary image banner_image date_published date_modified language".split(),
        str,
    ),
    **dict.fromkeys(("authors", "tags", "attachments"), list),
}
_AUTHOR: dict[str, type] = dict.fromkeys(("name", "url", "avatar"), str)
_HUB: dict[str, type] = dict.fromkeys(("type", "url"), str)
_ATTACHMENT: dict[str, type] = {
    **dict.fromkeys(("url", "mime_type", "title"), str),
    "size_in_bytes": int,
    "duration_in_seconds": int,
}
_LINE = ("title", "name", "id", "language", "version")
_PLAIN = ("title", "description", "summary", "name")
_A_MOMENT = timedelta(minutes=10)

Fields = dict[str, Any]


def _objects(document: Document) -> Iterator[tuple[str, Fields, dict[str, type]]]:
    """Return every object of a feed with what it is called and the fields that the specification gives it."""
    feed = document.json
    yield "the feed", feed, _FEED
    for name, known in (("authors", _AUTHOR), ("hubs", _HUB)):
        yield from ((f"one of its {name}", found, known) for found in feed.get(name, []))
    for item in _items(document):
        yield "an item", item, _ITEM
        for name, known in (("authors", _AUTHOR), ("attachments", _ATTACHMENT)):
            yield from ((f"one of an item's {name}", found, known) for found in item.get(name, []))


def _items(document: Document) -> list[Fields]:
    return list(document.json.get("items", []))


def utf_8(document: Document) -> Iterator[str]:
    """Require UTF-8 without a mark of byte order (RFC 8259, section 8.1)."""
    if document.raw.startswith(b"\xef\xbb\xbf"):
        yield "begins with a mark of byte order"


def right_version(document: Document) -> Iterator[str]:
    """Require the version whose fields these rules know."""
    if document.json.get("version") != _VERSION:
        yield f"is of the version {document.json.get('version')!r}"


def known_fields(document: Document) -> Iterator[str]:
    """Require fields of the specification, of the types that it gives them; what is our own begins with `_` and is an object."""
    for name, fields, known in _objects(document):
        for key, value in fields.items():
            expected = dict if key.startswith("_") else known.get(key)
            if expected is None:
                yield f"{name} has the field {key}"
            elif type(value) is not expected:
                yield f"{key} of {name} is {value!r}"


def required_fields(document: Document) -> Iterator[str]:
    """Require what the specification does, and what readers need."""
    needed = {
        "the feed": ("version", "title", "items", "home_page_url", "feed_url", "language", "authors"),
        "an item": ("id", "url", "title", "content_html", "date_published", "date_modified", "authors"),
        "one of its hubs": ("type", "url"),
        "one of an item's attachments": ("url", "mime_type", "size_in_bytes"),
    }
    for name, fields, _ in _objects(document):
        yield from (f"{name} has no {key}" for key in needed.get(name, ("name",)) if key not in fields)


def nothing_empty(document: Document) -> Iterator[str]:
    """Require that a field which has nothing to say is not there."""
    for name, fields, _ in _objects(document):
        yield from (
            f"{key} of {name} is empty"
            for key, value in fields.items()
            if value in ("", None, {}) or (value == [] and key != "items")
        )


def own_address(document: Document) -> Iterator[str]:
    """Require that the feed says where it stands."""
    if document.json.get("feed_url") != document.url:
        yield f"stands at {document.url} and says {document.json.get('feed_url')}"


def onward(document: Document) -> Iterator[str]:
    """Require that the next document is another one: readers would ask for ever."""
    if document.json.get("next_url") == document.json.get("feed_url"):
        yield "is followed by itself"


def absolute_urls(document: Document) -> Iterator[str]:
    """Require absolute URLs, of nothing but a URI's characters."""
    for _, fields, _ in _objects(document):
        for key, value in fields.items():
            if key in {"url", "icon", "favicon", "image", "banner_image", "avatar"} or key.endswith("_url"):
                yield from values.web_url(str(value))


def dates(document: Document) -> Iterator[str]:
    """Require dates as RFC 3339 has them."""
    for item in _items(document):
        for key in ("date_published", "date_modified"):
            yield from values.rfc_3339(str(item.get(key, "")))


def plausible_dates(document: Document) -> Iterator[str]:
    """Require dates from 1990 to now."""
    for item in _items(document):
        for key in ("date_published", "date_modified"):
            moment = zoned(str(item.get(key, "")))
            if not (moment.year >= 1990 and moment <= document.now + _A_MOMENT):
                yield f"nobody believes {item.get(key)!r}"


def ordered_dates(document: Document) -> Iterator[str]:
    """Require that an item was published before it was modified, and that no two were modified at one moment."""
    for item in _items(document):
        if zoned(str(item.get("date_modified"))) < zoned(str(item.get("date_published"))):
            yield f"an item was modified on {item.get('date_modified')} before it was published"
    yield from values.unique([str(item.get("date_modified")) for item in _items(document)])


def lasting_ids(document: Document) -> Iterator[str]:
    """Require ids that stand once, and are opaque."""
    ids = [str(item.get("id", "")) for item in _items(document)]
    yield from values.unique(ids)
    for identity in ids:
        yield from values.urn(identity)


def languages(document: Document) -> Iterator[str]:
    """Require languages that RFC 5646 knows."""
    for fields in (document.json, *_items(document)):
        if "language" in fields:
            yield from values.language(fields["language"])


def tags(document: Document) -> Iterator[str]:
    """Require tags that are texts, none of them twice."""
    for item in _items(document):
        found = item.get("tags", [])
        yield from (f"the tag {tag!r} is no text" for tag in found if not isinstance(tag, str))
        yield from values.unique([str(tag) for tag in found])
        for tag in found:
            yield from (f"a tag {complaint}" for complaint in values.line(str(tag)))


def attachments(document: Document) -> Iterator[str]:
    """Require of an attachment its media type and its size, and that the first one is the picture of the item."""
    for item in _items(document):
        found = item.get("attachments", [])
        for attachment in found:
            yield from values.media_type(str(attachment.get("mime_type")))
            yield from values.number(str(attachment.get("size_in_bytes")))
        if found and found[0].get("url") != item.get("image"):
            yield f"the picture is {item.get('image')!r}, the attachment {found[0].get('url')!r}"


def hubs(document: Document) -> Iterator[str]:
    """Require hubs of a kind that readers know."""
    yield from (
        f"a hub is of the type {hub.get('type')!r}"
        for hub in document.json.get("hubs", [])
        if hub.get("type") != "WebSub"
    )


def trimmed(document: Document) -> Iterator[str]:
    """Require that no title, name or id begins or ends with white space."""
    for name, fields, _ in _objects(document):
        for key in _LINE:
            if key in fields:
                yield from (f"{key} of {name}: {complaint}" for complaint in values.line(str(fields[key])))


def fair_characters(document: Document) -> Iterator[str]:
    """Require characters that every reader knows."""
    for text in strings_in(document.json):
        yield from values.characters(text)


def plain_texts(document: Document) -> Iterator[str]:
    """Require that no text which is no HTML looks as if it were: only for sites whose authors wrote none."""
    for name, fields, _ in _objects(document):
        for key in _PLAIN:
            if isinstance(fields.get(key), str):
                yield from (f"{key} of {name} {complaint}" for complaint in values.plain(fields[key]))


def fair_content(document: Document) -> Iterator[str]:
    """Require HTML that may stand anywhere."""
    for item in _items(document):
        yield from content.complaints_of(str(item.get("content_html", "")))


JSON_RULES: tuple[Rule, ...] = (
    utf_8,
    right_version,
    known_fields,
    required_fields,
    nothing_empty,
    own_address,
    onward,
    absolute_urls,
    dates,
    plausible_dates,
    ordered_dates,
    lasting_ids,
    languages,
    tags,
    attachments,
    hubs,
    trimmed,
    fair_characters,
    plain_texts,
    fair_content,
)
