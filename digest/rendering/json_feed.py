"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from datetime import datetime
from typing import Any

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.feed import FeedItem, FeedView, feed_address
from digest.rendering.canonical import ascii_url
from digest.rendering.feed_content import FeedContent

_VERSION = "https://jsonfeed.org/version/1.1"


def render_json_feed(feed: FeedView, site: SiteView, content: FeedContent) -> bytes:
    """Render a document of a feed, one item a line. What the format has no field for stands in the extension `_digest`."""
    head = _filled(
        version=_VERSION,
        title=feed.title,
        home_page_url=absolute(site.base_url, feed.page),
        feed_url=absolute(site.base_url, feed_address(feed.stem, "json")),
        description=feed.description,
        next_url=absolute(site.base_url, feed_address(feed.older, "json")) if feed.older else "",
        authors=[_filled(name=site.publisher_name, url=ascii_url(site.publisher_url) if site.publisher_url else "")],
        language=feed.language,
        hubs=[{"type": "WebSub", "url": ascii_url(feed.hub)}] if feed.hub else [],
        _digest=_filled(
            id=feed.id,
            generator="digest",
            updated=_moment(feed.updated),
            rights=site.licence,
            minutes=0 if feed.is_archive else feed.rhythm.minutes,
            archive=feed.is_archive,
            current_url=absolute(site.base_url, feed_address(feed.current, "json")) if feed.is_archive else "",
            newer_url=absolute(site.base_url, feed_address(feed.newer, "json")) if feed.newer else "",
            withdrawn=[{"id": stone.guid, "when": _moment(stone.when)} for stone in feed.gone],
        ),
    )
    items = ",\n".join(_dumps(_item(item, site, content)) for item in feed.items)
    return f'{_dumps(head)[:-1]}, "items": [\n{items}\n]}}\n'.encode()


def _item(item: FeedItem, site: SiteView, content: FeedContent) -> dict[str, Any]:
    picture = item.picture
    source = absolute(site.base_url, picture.src) if picture else ""
    attachment = picture and _filled(url=source, mime_type=picture.type, title=picture.alt, size_in_bytes=picture.size)
    return _filled(
        id=item.guid,
        url=absolute(site.base_url, item.address),
        external_url=ascii_url(item.original.url) if item.original.url else "",
        title=item.title,
        content_html=content.html(item),
        summary=content.summary(item),
        image=source,
        date_published=_moment(item.published),
        date_modified=_moment(item.updated),
        authors=[{"name": item.author}],
        tags=list(item.tags),
        language=item.language,
        attachments=[attachment] if attachment else [],
        _digest=_filled(
            source=item.original.name if item.original.url else "", credit=picture.credit if picture else ""
        ),
    )


def _filled(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - the values of JSON
    """Give the fields that say something."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, False)}


def _moment(moment: datetime) -> str:
    """Give a moment as RFC 3339 has it."""
    return moment.isoformat()


def _dumps(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
