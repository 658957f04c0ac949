"""Renderer of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from datetime import datetime
from typing import Any

from digest.adapters.serialization import pack
from digest.model.feed_formats import FeedFormat
from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedPicture, FeedView
from digest.rendering.canonical_url import ascii_url
from digest.rendering.feeds.content import FeedContent, RenderFeed

_VERSION = "https://jsonfeed.org/version/1.1"


def json_renderer(content: FeedContent) -> RenderFeed:
    """Return the renderer of JSON Feed, which writes one item a line."""

    def render(feed: FeedView, _: str) -> bytes:
        items = b",\n".join([_item(item, content) for item in feed.items])
        return b'%b, "items": [\n%b\n]}\n' % (_dumps(_head(feed, content.site))[:-1], items)

    return render


def _head(feed: FeedView, site: SiteView) -> dict[str, Any]:
    """Return the fields of a document but its items. What the format has no field for is in the extension `_digest`."""

    def document(stem: str) -> str:
        return absolute(site.base_url, FeedFormat.JSON.address(stem)) if stem else ""

    return _filled(
        version=_VERSION,
        title=feed.title,
        home_page_url=absolute(site.base_url, feed.page),
        feed_url=document(feed.stem),
        description=feed.description,
        next_url=document(feed.older),
        authors=[_filled(name=site.publisher_name, url=ascii_url(site.publisher_url) if site.publisher_url else "")],
        language=feed.language,
        hubs=[{"type": "WebSub", "url": ascii_url(feed.hub)}] if feed.hub else [],
        _digest=_filled(
            id=feed.id,
            generator="digest",
            updated=_moment(feed.updated),
            rights=site.licence,
            publisher_email=site.publisher_email,
            minutes=0 if feed.is_archive else feed.rhythm.minutes,
            archive=feed.is_archive,
            current_url=document(feed.current) if feed.is_archive else "",
            newer_url=document(feed.newer),
        ),
    )


def _item(item: FeedItem, content: FeedContent) -> bytes:
    """Return an item on one line. It is joined by hand, which takes half of the time (9 µs, not 18): an archive has thousands of them."""
    picture, site = item.picture, content.site
    source = absolute(site.base_url, picture.src) if picture else ""
    digest = {"source": item.original.name if item.original.url else "", "credit": picture.credit if picture else ""}
    fields = {
        b"id": _text(item.guid),
        b"url": _text(absolute(site.base_url, item.address)),
        b"external_url": _text(ascii_url(item.original.url)) if item.original.url else b"",
        b"title": _text(item.title),
        b"content_html": _text(content.html(item)),
        b"summary": _text(content.summary(item)),
        b"image": _text(source),
        b"date_published": _text(_moment(item.published)),
        b"date_modified": _text(_moment(item.updated)),
        b"authors": b'[{"name": %b}]' % pack(item.author),
        b"tags": b"[%b]" % b", ".join(map(pack, item.tags)) if item.tags else b"",
        b"language": _text(item.language),
        b"attachments": b"[%b]" % _dumps(_attachment(picture, source)) if picture else b"",
        b"_digest": _dumps(said) if (said := _filled(**digest)) else b"",
    }
    return b"{%b}" % b", ".join([b'"%b": %b' % field for field in fields.items() if field[1]])


def _text(text: str) -> bytes:
    return pack(text) if text else b""


def _attachment(picture: FeedPicture, url: str) -> dict[str, Any]:
    return _filled(url=url, mime_type=picture.type, title=picture.alt, size_in_bytes=picture.size)


def _filled(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - the values of JSON
    """Return the fields that are not empty."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, False)}


def _moment(moment: datetime) -> str:
    """Return a moment in the form of RFC 3339."""
    return moment.isoformat()


def _dumps(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
