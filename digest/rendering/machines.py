"""Files for machines: sitemaps (https://www.sitemaps.org/protocol.html), OPML 2.0 and robots.txt (RFC 9309)."""

from email.utils import format_datetime
from xml.etree import ElementTree

from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.machine import OpmlView, RobotsView, SitemapView

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def render_sitemap(view: SitemapView, site: SiteView) -> bytes:
    """Render a sitemap of pages or of news, or the index of further sitemaps."""
    root = ElementTree.Element(
        "sitemapindex" if view.parts else "urlset", {"xmlns": _SITEMAP} | ({"xmlns:news": _NEWS} if view.news else {})
    )
    for part in view.parts:
        _add(ElementTree.SubElement(root, "sitemap"), "loc", absolute(site.base_url, part))
    for entry in view.entries:
        url = ElementTree.SubElement(root, "url")
        _add(url, "loc", absolute(site.base_url, entry.address))
        if entry.modified:
            _add(url, "lastmod", entry.modified)
        if view.news:
            news = ElementTree.SubElement(url, "news:news")
            publication = ElementTree.SubElement(news, "news:publication")
            _add(publication, "news:name", site.title)
            _add(publication, "news:language", entry.language)
            _add(news, "news:publication_date", entry.published)
            _add(news, "news:title", entry.title)
    return _bytes(root)


def render_opml(view: OpmlView, site: SiteView) -> bytes:
    """Render the list of feeds; its date is that of the newest item of any of them.

    It is a subscription list (http://opml.org/spec2.opml): title, description and `htmlUrl` of a feed are those that it says itself.
    """
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    _add(head, "title", view.title)
    _add(head, "dateModified", format_datetime(view.updated))
    body = ElementTree.SubElement(root, "body")
    for title, feeds in view.groups:
        group = ElementTree.SubElement(body, "outline", text=title)
        for feed in feeds:
            ElementTree.SubElement(
                group,
                "outline",
                type="rss",
                text=feed.title,
                title=feed.title,
                description=feed.description,
                xmlUrl=absolute(site.base_url, feed.address),
                htmlUrl=absolute(site.base_url, feed.page),
            )
    return _bytes(root)


def render_robots(view: RobotsView, site: SiteView) -> bytes:
    """Render robots.txt: everything may be read, and here is what there is."""
    lines = [
        "User-agent: *",
        "Disallow:",
        "",
        *(f"Sitemap: {absolute(site.base_url, address)}" for address in view.sitemaps),
    ]
    return "\n".join([*lines, ""]).encode()


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _bytes(root: ElementTree.Element) -> bytes:
    xml: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml + b"\n"
