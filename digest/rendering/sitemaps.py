"""Files for machines: sitemaps (https://www.sitemaps.org/protocol.html), OPML 2.0 and robots.txt (RFC 9309)."""

from collections.abc import Sequence
from email.utils import format_datetime
from itertools import chain
from xml.etree import ElementTree

from digest.model.url import absolute
from digest.model.views.common import FeedLink, SiteView
from digest.model.views.files import OpmlView, RobotsView, SitemapView
from digest.rendering.xml_skeletons import Escapes, Skeletons

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_MARK = "entries"  # the name of an element that marks the place of the entries


def render_sitemap(view: SitemapView, site: SiteView) -> bytes:
    """Render a sitemap of pages or of news, or the index of further sitemaps."""
    root = ElementTree.Element(
        "sitemapindex" if view.parts else "urlset", {"xmlns": _SITEMAP} | ({"xmlns:news": _NEWS} if view.news else {})
    )
    for part in view.parts:
        _add(ElementTree.SubElement(root, "sitemap"), "loc", absolute(site.base_url, part))
    if not view.entries:
        return _bytes(root)
    ElementTree.SubElement(root, _MARK)
    news = ((site.title, entry.language, entry.published, entry.title) if view.news else () for entry in view.entries)
    return _bytes(
        root,
        "".join(
            PAGES.fill((absolute(site.base_url, entry.address), entry.modified, *details))
            for entry, details in zip(view.entries, news, strict=True)
        ),
    )


def write_page(texts: Sequence[str]) -> str:
    """Return the entry of a page in a sitemap. The texts are its URL and when it changed; of news also publisher, language, date, title."""
    location, modified, *news = texts
    url = ElementTree.Element("url")
    _add(url, "loc", location)
    if modified:
        _add(url, "lastmod", modified)
    if news:
        publisher, language, published, title = news
        element = ElementTree.SubElement(url, "news:news")
        publication = ElementTree.SubElement(element, "news:publication")
        _add(publication, "news:name", publisher)
        _add(publication, "news:language", language)
        _add(element, "news:publication_date", published)
        _add(element, "news:title", title)
    return ElementTree.tostring(url, encoding="unicode")


def render_opml(view: OpmlView, site: SiteView) -> bytes:
    """Render the list of feeds, with the date of the newest item in any of them.

    It is a subscription list (http://opml.org/spec2.opml): title, description and `htmlUrl` of a feed are the same as in the feed.
    """
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    _add(head, "title", view.title)
    _add(head, "dateModified", format_datetime(view.updated))
    body = ElementTree.SubElement(root, "body")
    for title, feeds in view.groups:
        group = ElementTree.SubElement(body, "outline", text=title)
        if feeds:
            ElementTree.SubElement(group, _MARK)
    return _bytes(root, *("".join(_outline(feed, site) for feed in feeds) for _, feeds in view.groups if feeds))


def _outline(feed: FeedLink, site: SiteView) -> str:
    base = site.base_url
    return FEEDS.fill((feed.title, feed.description, absolute(base, feed.address), absolute(base, feed.page)))


def write_feed(texts: Sequence[str]) -> str:
    """Return the entry of a feed in the list. The texts are its title, its description, its URL and that of its page."""
    title, description, url, page = texts
    feed = ElementTree.Element(
        "outline", type="rss", text=title, title=title, description=description, xmlUrl=url, htmlUrl=page
    )
    return ElementTree.tostring(feed, encoding="unicode")


def render_robots(view: RobotsView, site: SiteView) -> bytes:
    """Render robots.txt: crawlers may read everything, and the sitemaps list it."""
    lines = [
        "User-agent: *",
        "Disallow:",
        "",
        *(f"Sitemap: {absolute(site.base_url, address)}" for address in view.sitemaps),
    ]
    return "\n".join([*lines, ""]).encode()


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _bytes(root: ElementTree.Element, *entries: str) -> bytes:
    """Return a document with `entries` in the places of its marks."""
    first, *others = ElementTree.tostring(root, encoding="unicode").split(f"<{_MARK} />")
    xml = "".join(chain((first,), *zip(entries, others, strict=True)))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml.encode(errors="xmlcharrefreplace") + b"\n"


def _text(plain: str) -> str:
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(plain: str) -> str:
    return _text(plain).replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


# To fill a skeleton that ElementTree wrote once is much faster than ElementTree.
_ESCAPES = Escapes(_text, _attribute)
PAGES = Skeletons(write_page, _ESCAPES)
FEEDS = Skeletons(write_feed, _ESCAPES)
